import { core } from '#core/flag';
import { textOf, valueOf } from './answer.js';

export { FairleadError } from './error.js';

/** Whether a feature is on for a subject, and why. */
export interface FlagStanding {
  /** 0 to 9999. */
  bucket: number;
  enabled: boolean;
  reason: 'flag_off' | 'outside' | 'inside';
}

/** What was measured since the present percentage was set. */
export interface RolloutWindow {
  requests: number;
  /** Requests that failed, whatever the reason. */
  errors: number;
  /** Those answered with 5xx. */
  server_errors: number;
  /** Milliseconds; null where there were no requests. */
  p95_ms: number | null;
  null_signatures: number;
  cross_tenant_rows: number;
  /** Reported inconsistencies. */
  inconsistencies: number;
}

/** What a window means for a rollout. */
export type RolloutVerdict = 'promote' | 'hold' | 'roll_back';

/** One reason of such a verdict; `message` is a sentence. */
export interface RolloutReason {
  code:
    | 'server_errors'
    | 'p95_over_limit'
    | 'audit_signature_null'
    | 'rows_across_tenants'
    | 'inconsistency_reported'
    | 'hold_not_over'
    | 'no_requests'
    | 'error_rate_high'
    | 'p95_high'
    | 'all_quiet';
  message: string;
}

/** The states of a rollout: off, four percentages, and two ends. */
export type RampStage = 'off' | 'at_5' | 'at_20' | 'at_50' | 'at_100' | 'complete' | 'rolled_back';

/** Where a rollout stands; moments are whole microseconds since the epoch. */
export interface Ramp {
  stage: RampStage;
  since: number;
}

/** Where it stands now, and what led there; null where no window was judged. */
export interface RampAnswer extends Ramp {
  percentage: number;
  hold_us: number;
  verdict: RolloutVerdict | null;
  reasons: RolloutReason[] | null;
}

/**
 * A subject's place among 10,000, the same for a flag in every host.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { flagBucket } from '@fairlead/core/flag';
 *
 * const bucket = flagBucket({ flag: 'new_ranking', subject: 'yacht-1' });
 * console.log(bucket >= 0 && bucket < 10_000); // true
 * ```
 */
export function flagBucket(input: { flag: string; subject: string }): number {
  return valueOf(core.run('flag.bucket', textOf(input)));
}

/**
 * Whether a subject has a feature; `percentage` with two decimals at most.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { flagEnabled } from '@fairlead/core/flag';
 *
 * const question = { flag: 'new_ranking', subject: 'yacht-1', enabled: true };
 * console.log(flagEnabled({ ...question, percentage: 100 }).reason); // inside
 * console.log(flagEnabled({ ...question, percentage: 0 }).reason); // outside
 * ```
 */
export function flagEnabled(input: {
  flag: string;
  subject: string;
  enabled: boolean;
  percentage: number;
}): FlagStanding {
  return valueOf(core.run('flag.enabled', textOf(input)));
}

/**
 * Whether a rollout goes on, stays, or goes off at once, with all reasons.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { judgeRollout } from '@fairlead/core/flag';
 *
 * const window = {
 *   requests: 5000,
 *   errors: 0,
 *   server_errors: 0,
 *   p95_ms: 120,
 *   null_signatures: 0,
 *   cross_tenant_rows: 0,
 *   inconsistencies: 0,
 * };
 * const hour = 3_600_000_000;
 * console.log(judgeRollout({ window, held_us: hour, hold_us: hour }).verdict); // promote
 * const broken = { ...window, errors: 1, server_errors: 1 };
 * console.log(judgeRollout({ window: broken, held_us: 0, hold_us: hour }).verdict); // roll_back
 * ```
 */
export function judgeRollout(input: { window: RolloutWindow; held_us: number; hold_us: number }): {
  verdict: RolloutVerdict;
  reasons: RolloutReason[];
} {
  return valueOf(core.run('flag.judge', textOf(input)));
}

/**
 * The next stage of a rollout: by an `event` of a person, or by what the rule makes of a `window`.
 *
 * @throws FairleadError `transition_unknown` where the stage has none, `request_invalid` with the path of another fault
 *
 * @example
 * ```ts
 * import { advanceRamp } from '@fairlead/core/flag';
 *
 * const started = advanceRamp({ stage: 'off', since: 0, now: 1_700_000_000_000_000, event: 'start' });
 * console.log(started.stage, started.percentage); // at_5 5
 * ```
 */
export function advanceRamp(
  input: Ramp & { now: number } & ({ event: 'start' | 'promote' | 'roll_back' } | { window: RolloutWindow }),
): RampAnswer {
  return valueOf(core.run('flag.ramp', textOf(input)));
}
