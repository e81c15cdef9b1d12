// Vectors: buckets by another SHA-256, judgements and rollouts by hand.
import { createHash } from 'node:crypto';

const hour = 3_600_000_000;
const value = (answer) => ({ value: answer });
const invalid = (path) => ({ error: { code: 'request_invalid', path } });

const bucketOf = (flag, subject) => createHash('sha256').update(`${flag}\0${subject}`).digest().readUInt32BE(0) % 10_000;
const bucket = (name, flag, subject, expected = bucketOf(flag, subject)) => ({ name, operation: 'flag.bucket', input: { flag, subject }, expect: value(expected) });
const bucketCases = [
  // printf 'rerank\0yacht-1' | sha256sum: 10dd88f2…, which is 282953970.
  bucket('by hand', 'rerank', 'yacht-1', 3970),
  bucket('no subject', 'rerank', ''),
  bucket('beyond ASCII', 'répétition', 'Ǽgir ⚓'),
  bucket('a NUL in the subject', 'a', 'b\0c'),
  ...Array.from({ length: 20 }, (_, n) => bucket(`tenant ${n}`, 'new_ranking', `tenant-${n}`)),
  { name: 'no flag', operation: 'flag.bucket', input: { flag: '', subject: 'x' }, expect: invalid('/flag') },
  { name: 'a NUL in the flag', operation: 'flag.bucket', input: { flag: 'a\0b', subject: 'c' }, expect: invalid('/flag') },
];

const enabled = (name, input, reason) => ({
  name,
  operation: 'flag.enabled',
  input: { flag: 'rerank', subject: 'yacht-1', enabled: true, ...input },
  expect: typeof reason === 'string' ? value({ bucket: 3970, enabled: reason === 'inside', reason }) : reason,
});
const enabledCases = [
  enabled('for everyone', { percentage: 100 }, 'inside'),
  enabled('for no one', { percentage: 0 }, 'outside'),
  enabled('switched off', { percentage: 100, enabled: false }, 'flag_off'),
  enabled('the bucket is the first outside', { percentage: 39.7 }, 'outside'),
  enabled('the bucket is the last inside', { percentage: 39.71 }, 'inside'),
  enabled('a hundredth that is none in binary', { percentage: 0.07 }, 'outside'),
  enabled('three decimals', { percentage: 39.705 }, invalid('/percentage')),
  enabled('more than all', { percentage: 100.01 }, invalid('/percentage')),
];

const quiet = { requests: 10_000, errors: 9, server_errors: 0, p95_ms: 499.5, null_signatures: 0, cross_tenant_rows: 0, inconsistencies: 0 };
const reasons = {
  server_errors: (n) => `${n} ended in a 5xx answer; none may.`,
  p95_over_limit: () => 'The P95 is above 1000 ms.',
  audit_signature_null: (n) => `${n} without a signature; none may be.`,
  rows_across_tenants: (n) => `${n} seen by another tenant; none may be.`,
  inconsistency_reported: () => 'Inconsistent data was reported.',
  hold_not_over: () => 'The hold at this percentage is not over.',
  no_requests: () => 'Nobody used it: nothing is shown.',
  error_rate_high: () => 'The error rate is not below 0.1 percent.',
  p95_high: () => 'The P95 is not below 500 ms.',
  all_quiet: () => 'The whole hold passed with errors and P95 below their limits.',
};
const found = (...codes) => codes.map((one) => { const [code, n] = [one].flat(); return { code, message: reasons[code](n) }; });
const judged = (name, change, verdict, ...codes) => ({
  name,
  operation: 'flag.judge',
  input: { window: { ...quiet, ...change }, held_us: hour, hold_us: hour },
  expect: value({ verdict, reasons: found(...codes) }),
});
const early = (one) => ({ ...one, name: `${one.name}, early`, input: { ...one.input, held_us: 0 } });
const alarms = [
  judged('a 5xx', { server_errors: 1, errors: 1 }, 'roll_back', ['server_errors', '1 request']),
  judged('slower than a second', { p95_ms: 1000.5 }, 'roll_back', 'p95_over_limit'),
  judged('an entry without a signature', { null_signatures: 2 }, 'roll_back', ['audit_signature_null', '2 audit entries']),
  judged('a row across tenants', { cross_tenant_rows: 1 }, 'roll_back', ['rows_across_tenants', '1 row']),
  judged('an inconsistency', { inconsistencies: 1 }, 'roll_back', 'inconsistency_reported'),
];
const judgeCases = [
  judged('a quiet hold', {}, 'promote', 'all_quiet'),
  ...alarms,
  ...alarms.map(early),
  judged('all at once', { server_errors: 3, p95_ms: 2000, cross_tenant_rows: 2 }, 'roll_back', ['server_errors', '3 requests'], 'p95_over_limit', ['rows_across_tenants', '2 rows']),
  { ...judged('a microsecond early', {}, 'hold', 'hold_not_over'), input: { window: quiet, held_us: hour - 1, hold_us: hour } },
  judged('one error in a thousand', { errors: 10 }, 'hold', 'error_rate_high'),
  judged('half a second', { p95_ms: 500 }, 'hold', 'p95_high'),
  judged('a second', { p95_ms: 1000 }, 'hold', 'p95_high'),
  judged('no requests', { requests: 0, errors: 0, p95_ms: null }, 'hold', 'no_requests'),
  { name: 'more errors than requests', operation: 'flag.judge', input: { window: { ...quiet, requests: 8 }, held_us: 0, hold_us: 0 }, expect: invalid('/window/errors') },
  { name: 'no P95', operation: 'flag.judge', input: { window: { ...quiet, p95_ms: null }, held_us: 0, hold_us: 0 }, expect: invalid('/window/p95_ms') },
  { name: 'something missing', operation: 'flag.judge', input: { window: { requests: 1 }, held_us: 0, hold_us: 0 }, expect: invalid('/window/errors') },
];

const stages = { off: [0, 0], at_5: [5, 1], at_20: [20, 2], at_50: [50, 4], at_100: [100, 8], complete: [100, 0], rolled_back: [0, 0] };
const at = (stage, since) => ({ stage, since, percentage: stages[stage][0], hold_us: stages[stage][1] * hour });
const byEvent = (name, stage, event, next) => ({
  name,
  operation: 'flag.ramp',
  input: { stage, since: 5, now: 7, event },
  expect: next ? value({ ...at(next, 7), verdict: null, reasons: null }) : { error: { code: 'transition_unknown', path: '' } },
});
const byWindow = (name, stage, held, change, verdict, next, ...codes) => ({
  name,
  operation: 'flag.ramp',
  input: { stage, since: 1000, now: 1000 + held, window: { ...quiet, ...change } },
  expect: value({ ...at(next, verdict === 'hold' ? 1000 : 1000 + held), verdict, reasons: found(...codes) }),
});
const rampCases = [
  byEvent('start', 'off', 'start', 'at_5'),
  byEvent('start twice', 'at_5', 'start', null),
  byEvent('a person goes on', 'at_20', 'promote', 'at_50'),
  byEvent('a person goes back', 'at_50', 'roll_back', 'rolled_back'),
  byEvent('back after all', 'complete', 'roll_back', 'rolled_back'),
  byEvent('back from nothing', 'off', 'roll_back', null),
  byEvent('start again', 'rolled_back', 'start', 'at_5'),
  byEvent('on from the end', 'complete', 'promote', null),
  byWindow('5 % for an hour', 'at_5', hour, {}, 'promote', 'at_20', 'all_quiet'),
  byWindow('20 % for two hours', 'at_20', 2 * hour, {}, 'promote', 'at_50', 'all_quiet'),
  byWindow('50 % for four hours', 'at_50', 4 * hour, {}, 'promote', 'at_100', 'all_quiet'),
  byWindow('100 % for eight hours', 'at_100', 8 * hour, {}, 'promote', 'complete', 'all_quiet'),
  byWindow('20 % for an hour', 'at_20', hour, {}, 'hold', 'at_20', 'hold_not_over'),
  byWindow('a 5xx at 100 %', 'at_100', 1, { server_errors: 1 }, 'roll_back', 'rolled_back', ['server_errors', '1 request']),
  byWindow('a clock that stepped back', 'at_5', -500, {}, 'hold', 'at_5', 'hold_not_over'),
  { name: 'nothing to judge', operation: 'flag.ramp', input: { stage: 'off', since: 0, now: 0, window: quiet }, expect: { error: { code: 'transition_unknown' } } },
  { name: 'no such stage', operation: 'flag.ramp', input: { stage: 'at_7', since: 0, now: 0, event: 'start' }, expect: invalid('/stage') },
  { name: 'neither event nor window', operation: 'flag.ramp', input: { stage: 'off', since: 0, now: 0 }, expect: invalid('/window') },
];

export const flagFiles = {
  bucket: { describes: 'Whose bucket is which', cases: bucketCases },
  enabled: { describes: 'Whether a feature is on', cases: enabledCases },
  judge: { describes: 'Whether a rollout goes on', cases: judgeCases },
  ramp: { describes: 'The stages of a rollout', cases: rampCases },
};
