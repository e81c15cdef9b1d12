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

export type RolloutVerdict = 'promote' | 'hold' | 'roll_back';

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

/** A subject's place among 10,000, the same for a flag in every host. */
export function flagBucket(input: { flag: string; subject: string }): number {
  return valueOf(core.run('flag.bucket', textOf(input)));
}

/** Whether a subject has a feature; `percentage` with two decimals at most. */
export function flagEnabled(input: {
  flag: string;
  subject: string;
  enabled: boolean;
  percentage: number;
}): FlagStanding {
  return valueOf(core.run('flag.enabled', textOf(input)));
}

/** Whether a rollout goes on, stays, or goes off at once, with all reasons. */
export function judgeRollout(input: { window: RolloutWindow; held_us: number; hold_us: number }): {
  verdict: RolloutVerdict;
  reasons: RolloutReason[];
} {
  return valueOf(core.run('flag.judge', textOf(input)));
}

/**
 * The next stage of a rollout: by an `event` of a person, or by what the rule makes of a `window`.
 *
 * @throws FairleadError `transition_unknown` where the stage has none
 */
export function advanceRamp(
  input: Ramp & { now: number } & ({ event: 'start' | 'promote' | 'roll_back' } | { window: RolloutWindow }),
): RampAnswer {
  return valueOf(core.run('flag.ramp', textOf(input)));
}
