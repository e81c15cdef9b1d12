import { core } from '#core/job';
import { textOf, valueOf } from './answer.js';

export { FairleadError } from './error.js';

/** Moments are whole microseconds since the epoch; names that end in `_us` are waits in microseconds. */
export type JobMicros = number;

/** The states of a job; the last three are final. */
export type JobStatus = 'queued' | 'running' | 'succeeded' | 'dead' | 'cancelled';

/** The part of a row of `ai_jobs` that decides when it runs. */
export interface Job {
  status: JobStatus;
  /** Raised by each claim; a write that names an older one is refused. */
  lease: number;
  /** Failures charged. */
  attempts: number;
  /** Workers that died with it. */
  losses: number;
  run_after: JobMicros;
  /** Deferred in a row, without a charge between them. */
  deferrals?: number;
  locked_by?: string | null;
  claimed_at?: JobMicros | null;
  heartbeat_at?: JobMicros | null;
  finished_at?: JobMicros | null;
  last_error_code?: string | null;
  last_error_at?: JobMicros | null;
}

/** What a job type allows; what is left out has its default. */
export interface JobPolicy {
  /** Charged failures; the last makes it dead (5). */
  max_attempts?: number;
  /** Likewise for lost workers (5). */
  max_losses?: number;
  /** 10 s. */
  heartbeat_every_us?: JobMicros;
  /** How late a heartbeat may be (30 s). */
  heartbeat_grace_us?: JobMicros;
  /** Of one attempt (5 min). */
  time_budget_us?: JobMicros;
  /** Waits this, times 2ⁿ, after n charged failures (1 min). */
  retry_base_us?: JobMicros;
  retry_most_us?: JobMicros;
  /** Waits this, times 2ⁿ, after n deferrals before (30 s). */
  defer_base_us?: JobMicros;
  defer_most_us?: JobMicros;
  /** The longest Retry-After that is believed (1 h). */
  retry_after_most_us?: JobMicros;
  config_wait_us?: JobMicros;
  quota_wait_us?: JobMicros;
  quota_most_us?: JobMicros;
}

/** Whose fault a failure is: the class alone decides what it costs. */
export type FailureClass = 'item' | 'schema' | 'batch' | 'lost' | 'provider' | 'quota' | 'config';

/** How an attempt failed. */
export interface JobFailure {
  class: FailureClass;
  /** What the job keeps as its last error; by its class, where left out. */
  code?: string;
  /** How long the API asked to be left alone. */
  retry_after_us?: JobMicros | null;
  /** The API refused the key: charged, and the breaker opens shortly. */
  key_refused?: boolean;
  /** Of class `schema`: how often the model was asked so far (2). */
  asks?: number;
}

/** What happens to a job. A `snooze` names its lease where the job is running. */
export type JobQuestion = { job: Job; now: JobMicros; policy?: JobPolicy } & (
  | { event: 'claim'; worker: string }
  | { event: 'heartbeat' | 'complete' | 'release'; lease: number }
  | { event: 'fail'; lease: number; failure: JobFailure }
  | { event: 'snooze'; until: JobMicros; lease?: number }
  | { event: 'rescue' | 'cancel' | 'requeue' }
);

/** Why a decision is as it is. */
export type JobReason =
  | 'claimed'
  | 'heartbeat_kept'
  | 'completed'
  | 'retry_scheduled'
  | 'attempts_exhausted'
  | 'provider_deferred'
  | 'quota_deferred'
  | 'config_deferred'
  | 'holder_lost'
  | 'losses_exhausted'
  | 'clock_stepped_back'
  | 'released'
  | 'snoozed'
  | 'cancelled'
  | 'requeued'
  | 'not_queued'
  | 'not_due'
  | 'not_running'
  | 'lease_stale'
  | 'lease_unknown'
  | 'ask_again'
  | 'holder_alive'
  | 'already_finished'
  | 'not_finished';

/** What becomes of a job, and why. */
export interface JobDecision {
  /** Whether the job is to be written back; otherwise it is as it was. */
  applied: boolean;
  code: JobReason;
  /** Of the state machine. */
  event: string | null;
  job: Required<Job>;
  /** A sentence that says what was decided and why. */
  message: string;
}

/** The row of `provider_state`; what is left out is that of a provider of which nothing is known. */
export interface JobProvider {
  breaker?: 'closed' | 'open' | 'half_open';
  failures?: number;
  window_began?: JobMicros;
  opened_at?: JobMicros;
  retry_at?: JobMicros;
  probes?: number;
  /** In a row. */
  openings?: number;
  quota_reset_at?: JobMicros | null;
}

/** When calls to a provider stop and are tried again; what is left out has its default. */
export interface BreakerPolicy {
  /** Failures within the window that open it (5). */
  threshold?: number;
  window_us?: JobMicros;
  /** Doubled each time it opens again (30 s). */
  cool_down_us?: JobMicros;
  cool_down_most_us?: JobMicros;
  retry_after_most_us?: JobMicros;
  /** How long a refused key opens it (30 s, at most 2 min). */
  refused_open_us?: JobMicros;
  /** Calls that try it while it is half open (3). */
  probes?: number;
  probe_timeout_us?: JobMicros;
  quota_wait_us?: JobMicros;
  quota_most_us?: JobMicros;
}

/** How a call ended, as far as its provider is concerned. */
export type ProviderSignal = 'answered' | 'failed' | 'refused' | 'quota' | 'nothing';

/** How many calls may be made now, and why not all. */
export interface Admission {
  /** Of the calls that are wanted. */
  admitted: number;
  code: 'breaker_closed' | 'breaker_probing' | 'breaker_probes_out' | 'breaker_open' | 'quota_exhausted';
  message: string;
  /** To be kept, whether or not any was admitted. */
  provider: Required<JobProvider>;
  /** When to ask again, where none was. */
  until: JobMicros | null;
}

/** An answer that is not the one hoped for, or none at all. */
export type CallOutcome = {
  /** Names the job's error code: `MISTRAL_FAILED` for `mistral`, else `MODEL_FAILED`. */
  provider?: string;
} & (
  | {
      status: number;
      error_code?: string | null;
      error_param?: string | null;
      inputs?: number;
      retry_after_us?: JobMicros | null;
    }
  | { fault: 'timeout' | 'unreachable' | 'broken' | 'too_large' | 'malformed' | 'url' }
);

/** What a call's outcome means for its job and its provider. */
export interface ClassifiedFailure {
  class: FailureClass;
  /** Whether it counts against the job. */
  charges: boolean;
  /** What happened: `provider_rate_limited` … */
  code: string;
  /** What the job keeps. */
  job_code: string;
  key_refused: boolean;
  retry_after_us: JobMicros | null;
  signal: ProviderSignal;
}

/** `tokens` in each `period_us`, at most `capacity` saved up. */
export interface TokenRate {
  tokens: number;
  period_us: JobMicros;
  capacity: number;
}

/** What is left in a bucket, and since when. */
export interface TokenBucket {
  /** Of a token, 1 / `period_us` each. */
  parts: number;
  at: JobMicros;
}

/** What one tenant has in the queue. */
export interface Claimant {
  waiting: number;
  running?: number;
  /** On running jobs. */
  limit?: number;
  /** 1 to 1000 (1). */
  weight?: number;
  /** As it was last given. */
  pass?: number;
}

/** What is to become of a job: how its attempts end, and when its provider fails. */
export interface JobScenario {
  job?: Job;
  provider?: JobProvider;
  policy?: JobPolicy;
  breaker_policy?: BreakerPolicy;
  start?: JobMicros;
  /** How long an attempt takes. */
  runs_for_us?: JobMicros;
  /** Calls from `from`, up to but not at `to`, end in `failure`. */
  outages?: { from: JobMicros; to: JobMicros; failure: JobFailure }[];
  /** How attempts outside of outages end, in order; null and every further one is a success. */
  attempts?: (JobFailure | null)[];
}

/** One line of a job's timeline. */
export interface JobStep {
  at: JobMicros;
  code: JobReason | Admission['code'];
  message: string;
  status: JobStatus;
  attempts: number;
  losses: number;
  deferrals: number;
  run_after: JobMicros;
  error_code: string | null;
  breaker: 'closed' | 'open' | 'half_open';
}

/**
 * What becomes of a job when something happens to it, and why. Denials are decisions too.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { decide } from '@fairlead/core/job';
 *
 * const claimed = decide({ event: 'claim', worker: 'w1', now: 1_000_000, job: { status: 'queued' as const, lease: 0, attempts: 0, losses: 0, run_after: 0 } });
 * console.log(claimed.code, claimed.job.lease); // claimed 1
 * const late = decide({ event: 'complete', lease: 0, now: 2_000_000, job: claimed.job });
 * console.log(late.applied, late.code); // false lease_stale
 * ```
 */
export function decide(question: JobQuestion): JobDecision {
  return valueOf(core.run('job.decide', textOf(question)));
}

/**
 * Whose fault it is that a call to a model API brought nothing usable.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { classifyFailure } from '@fairlead/core/job';
 *
 * const failure = classifyFailure({ provider: 'mistral', status: 503 });
 * console.log(failure.class, failure.charges); // provider false
 * ```
 */
export function classifyFailure(outcome: CallOutcome): ClassifiedFailure {
  return valueOf(core.run('job.classify', textOf(outcome)));
}

/**
 * How many of the calls that are `wanted` (1) a provider's breaker and quota allow now.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { admit } from '@fairlead/core/job';
 *
 * console.log(admit({ wanted: 8, now: 0 }).admitted); // 8
 * ```
 */
export function admit(input: {
  provider?: JobProvider;
  wanted?: number;
  now: JobMicros;
  policy?: BreakerPolicy;
}): Admission {
  return valueOf(core.run('job.admit', textOf(input)));
}

/**
 * A provider's state after a call.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { settle, type JobProvider } from '@fairlead/core/job';
 *
 * let provider: JobProvider = {};
 * for (let call = 0; call < 5; call++) provider = settle({ provider, signal: 'failed', now: 0 });
 * console.log(provider.breaker); // open
 * ```
 */
export function settle(input: {
  provider?: JobProvider;
  signal: ProviderSignal;
  retry_after_us?: JobMicros | null;
  now: JobMicros;
  policy?: BreakerPolicy;
}): Required<JobProvider> {
  return valueOf(core.run('job.settle', textOf(input)));
}

/**
 * Takes `count` (1) tokens from a bucket, if they are there; without a bucket, from a full one.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { takeTokens } from '@fairlead/core/job';
 *
 * const rate = { tokens: 1, period_us: 1_000_000, capacity: 1 };
 * const first = takeTokens({ rate, now: 0 });
 * const second = takeTokens({ rate, bucket: first.bucket, now: 0 });
 * console.log(first.taken, second.taken, second.wait_us); // true false 1000000
 * ```
 */
export function takeTokens(input: { rate: TokenRate; bucket?: TokenBucket | null; count?: number; now: JobMicros }): {
  bucket: TokenBucket;
  taken: boolean;
  wait_us: JobMicros;
} {
  return valueOf(core.run('job.take', textOf(input)));
}

/**
 * Whose jobs are taken next, by weight, so that no tenant starves another.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { shareSlots } from '@fairlead/core/job';
 *
 * const { shares } = shareSlots({ claimants: [{ waiting: 100 }, { waiting: 2 }], slots: 4 });
 * console.log(shares.map(({ granted }) => granted).join()); // 2,2
 * ```
 */
export function shareSlots(input: { claimants: Claimant[]; slots: number; pass?: number }): {
  pass: number;
  shares: { granted: number; pass: number }[];
} {
  return valueOf(core.run('job.share', textOf(input)));
}

/**
 * The whole timeline of a job under given failures and outages, by the same rules, at once.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { schedule } from '@fairlead/core/job';
 *
 * const failure = { class: 'item' } as const;
 * const { finished, steps } = schedule({ attempts: [failure, failure] });
 * console.log(finished, steps.at(-1)?.status, steps.at(-1)?.attempts); // true succeeded 2
 * ```
 */
export function schedule(scenario: JobScenario): { finished: boolean; steps: JobStep[] } {
  return valueOf(core.run('job.schedule', textOf(scenario)));
}
