// Vectors: breakers, quotas, rates, shares, and whose fault a failed call is.
const start = 1_750_000_000_000_000;
const second = 1_000_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const value = (answer) => ({ value: answer });
const invalid = (path) => ({ error: { code: 'request_invalid', path } });

const unknown = { breaker: 'closed', failures: 0, window_began: 0, opened_at: 0, retry_at: 0, probes: 0, openings: 0, quota_reset_at: null };
const open = { ...unknown, breaker: 'open', opened_at: start, retry_at: start + 30 * second, openings: 1 };
const halfOpen = { ...open, breaker: 'half_open', retry_at: start + 90 * second };

const admitted = (name, provider, now, wanted, change, count, code, message, until = null) => ({
  name,
  operation: 'job.admit',
  input: { provider, now, wanted },
  expect: value({ admitted: count, code, message, provider: { ...unknown, ...provider, ...change }, until }),
});
const known = 'Nothing is known against the provider.';
const trying = 'The provider failed before: a few calls try it.';
const left = (words) => `The provider failed and is left alone; it is tried again in ${words}.`;
const out = (words) => `A few calls are trying the provider already; if they stay silent, others do in ${words}.`;
const spent = (words) => `The provider's quota is used up; it is reset in ${words}.`;

const admissions = [
  admitted('a provider of which nothing is known', {}, start, 50, {}, 50, 'breaker_closed', known),
  admitted('open', open, start + second, 1, {}, 0, 'breaker_open', left('29 seconds'), start + 30 * second),
  admitted('the cool-down is over', open, start + 30 * second, 2, { breaker: 'half_open', probes: 2, retry_at: start + 90 * second }, 2, 'breaker_probing', trying),
  admitted('a few only', open, start + 30 * second, 9, { breaker: 'half_open', probes: 3, retry_at: start + 90 * second }, 3, 'breaker_probing', trying),
  admitted('no probe left', { ...halfOpen, probes: 3 }, start + 60 * second, 1, {}, 0, 'breaker_probes_out', out('30 seconds'), start + 90 * second),
  admitted('probes that stayed silent', { ...halfOpen, probes: 3 }, start + 90 * second, 1, { probes: 1, retry_at: start + 150 * second }, 1, 'breaker_probing', trying),
  admitted('after a refused key', { ...open, openings: 0 }, start + 30 * second, 9, { breaker: 'closed' }, 9, 'breaker_closed', known),
  admitted('a clock that stepped back while open', open, start - hour, 1, { opened_at: start - hour, retry_at: start - hour + 30 * second }, 0,
    'breaker_open', left('30 seconds'), start - hour + 30 * second),
  admitted('a quota before its reset', { quota_reset_at: start + 2 * hour }, start, 1, {}, 0, 'quota_exhausted', spent('2 hours'), start + 2 * hour),
  admitted('a quota at its reset', { quota_reset_at: start }, start, 1, { quota_reset_at: null }, 1, 'breaker_closed', known),
  admitted('a quota in a month', { quota_reset_at: start + 30 * day }, start, 1, { quota_reset_at: start + day }, 0, 'quota_exhausted', spent('1 day'), start + day),
  { name: 'nothing wanted', operation: 'job.admit', input: { now: 0, wanted: 0 }, expect: invalid('/wanted') },
  { name: 'an unknown state', operation: 'job.admit', input: { now: 0, provider: { breaker: 'ajar' } }, expect: invalid('/provider/breaker') },
];

const settled = (name, provider, signal, now, change, more = {}) => ({
  name,
  operation: 'job.settle',
  input: { provider, signal, now, ...more },
  expect: value({ ...unknown, ...provider, ...change }),
});
const counting = (failures) => ({ failures, window_began: start });
const settlements = [
  settled('the first failure', {}, 'failed', start, counting(1)),
  settled('the fourth failure', counting(3), 'failed', start + 59 * second, counting(4)),
  settled('the fifth failure', counting(4), 'failed', start + 59 * second,
    { breaker: 'open', failures: 0, opened_at: start + 59 * second, retry_at: start + 89 * second, openings: 1 }),
  settled('a failure after the window', counting(4), 'failed', start + minute, { failures: 1, window_began: start + minute }),
  settled('a failure that says how long', {}, 'failed', start, { failures: 0, window_began: start, breaker: 'open', opened_at: start, retry_at: start + 90 * second, openings: 1 }, { retry_after_us: 90 * second }),
  settled('an answer', counting(4), 'answered', start, {}),
  settled('a probe that is answered', { ...halfOpen, probes: 2 }, 'answered', start + 40 * second, { breaker: 'closed', probes: 0, openings: 0 }),
  settled('a probe that fails', { ...halfOpen, probes: 2 }, 'failed', start + 40 * second,
    { breaker: 'open', probes: 0, openings: 2, opened_at: start + 40 * second, retry_at: start + 100 * second }),
  settled('the tenth opening', { ...halfOpen, openings: 9 }, 'failed', start + 40 * second,
    { breaker: 'open', openings: 10, opened_at: start + 40 * second, retry_at: start + 340 * second }),
  settled('a refused key', {}, 'refused', start, { breaker: 'open', opened_at: start, retry_at: start + 30 * second }),
  settled('a refused key while open', open, 'refused', start + second, {}),
  settled('a failure while open', open, 'failed', start + second, {}),
  settled('a late answer while open', open, 'answered', start + second, {}),
  settled('a quota with its reset', {}, 'quota', start, { quota_reset_at: start + 5 * hour }, { retry_after_us: 5 * hour }),
  settled('a quota without', {}, 'quota', start, { quota_reset_at: start + hour }),
  settled('nothing about the provider', counting(2), 'nothing', start, {}),
];

const classified = (name, input, failureClass, code, more = {}) => ({
  name,
  operation: 'job.classify',
  input,
  expect: value({
    class: failureClass,
    charges: ['item', 'schema', 'batch'].includes(failureClass),
    code: `provider_${code}`,
    job_code: 'MODEL_FAILED',
    key_refused: false,
    retry_after_us: null,
    signal: { item: 'answered', batch: 'answered', provider: 'failed', quota: 'quota', config: 'nothing' }[failureClass],
    ...more,
  }),
});
const refusedKey = { key_refused: true, signal: 'refused' };
const classes = [
  classified('400', { status: 400 }, 'item', 'refused_input'),
  classified('400 to several', { status: 400, inputs: 8 }, 'batch', 'refused_input'),
  classified('400 about the model', { status: 400, error_param: 'model' }, 'config', 'model_unknown'),
  classified('400 about the dimensions', { status: 400, error_param: 'dimensions' }, 'config', 'dimensions'),
  classified('401', { status: 401 }, 'item', 'unauthorized', refusedKey),
  classified('401 of Mistral', { status: 401, provider: 'mistral' }, 'item', 'unauthorized', { ...refusedKey, job_code: 'MISTRAL_FAILED' }),
  classified('402', { status: 402 }, 'quota', 'quota_exceeded'),
  classified('403', { status: 403 }, 'item', 'unauthorized', refusedKey),
  classified('404', { status: 404 }, 'config', 'model_unknown'),
  classified('408', { status: 408 }, 'provider', 'failed'),
  classified('413', { status: 413 }, 'item', 'refused_input'),
  classified('415', { status: 415 }, 'config', 'request_refused'),
  classified('422 to several', { status: 422, inputs: 2 }, 'batch', 'refused_input'),
  classified('429', { status: 429, retry_after_us: 7 * second }, 'provider', 'rate_limited', { retry_after_us: 7 * second }),
  classified('429 for the quota', { status: 429, error_code: 'insufficient_quota' }, 'quota', 'quota_exceeded'),
  classified('500', { status: 500, error_code: null, error_param: null }, 'provider', 'failed'),
  classified('503', { status: 503, retry_after_us: second }, 'provider', 'failed', { retry_after_us: second }),
  classified('no answer in time', { fault: 'timeout', provider: 'mistral' }, 'provider', 'timeout', { job_code: 'TIMEOUT' }),
  classified('nobody there', { fault: 'unreachable' }, 'provider', 'unreachable'),
  classified('broken off', { fault: 'broken' }, 'provider', 'answer_cut_off'),
  classified('too large', { fault: 'too_large' }, 'provider', 'answer_too_large'),
  classified('unreadable', { fault: 'malformed' }, 'provider', 'answer_malformed'),
  classified('no such address', { fault: 'url' }, 'config', 'url'),
  { name: 'no such fault', operation: 'job.classify', input: { fault: 'bad luck' }, expect: invalid('/fault') },
  { name: 'neither', operation: 'job.classify', input: {}, expect: invalid('/status') },
];

const take = (name, rate, input, answer) => ({ name, operation: 'job.take', input: { rate, ...input }, expect: answer });
const taken = (parts, at) => value({ bucket: { at, parts }, taken: true, wait_us: 0 });
const missed = (parts, at, wait) => value({ bucket: { at, parts }, taken: false, wait_us: wait });
const rate = { tokens: 3, period_us: second, capacity: 10 };
const rates = [
  take('a full bucket', rate, { now: start }, taken(9 * second, start)),
  take('all of it', rate, { count: 10, now: start }, taken(0, start)),
  // A token has 1,000,000 parts; 3 flow in each microsecond: 333,333 of them are one part short.
  take('a part short', rate, { bucket: { parts: 0, at: start }, now: start + 333_333 }, missed(999_999, start + 333_333, 1)),
  take('just enough', rate, { bucket: { parts: 0, at: start }, now: start + 333_334 }, taken(2, start + 333_334)),
  take('never more than its capacity', rate, { bucket: { parts: 0, at: start }, now: start + day, count: 10 }, taken(0, start + day)),
  take('a clock that stepped back', rate, { bucket: { parts: 500_000, at: start }, now: start - hour }, missed(500_000, start - hour, 166_667)),
  take('nothing wanted', rate, { bucket: { parts: 0, at: start }, count: 0, now: start }, taken(0, start)),
  take('more than it ever holds', rate, { count: 11, now: start }, invalid('/count')),
  take('a rate of nothing', { ...rate, tokens: 0 }, { now: start }, invalid('/rate/tokens')),
  take('a bucket beyond counting', { tokens: 1, period_us: day, capacity: 1_000_000 }, { now: start }, invalid('/rate')),
];

const unit = 2 ** 20;
const shares = (name, input, pass, given) => ({
  name,
  operation: 'job.share',
  input,
  expect: value({ pass, shares: given.map(([granted, at]) => ({ granted, pass: at })) }),
});
const shared = [
  shares('one each', { claimants: [{ waiting: 5 }, { waiting: 5 }], slots: 2 }, 0, [[1, unit], [1, unit]]),
  shares('the last of three turns', { claimants: [{ waiting: 5 }, { waiting: 5 }], slots: 3 }, unit, [[2, 2 * unit], [1, unit]]),
  shares('by weight', { claimants: [{ waiting: 9, weight: 2 }, { waiting: 9 }], slots: 6 }, unit + unit / 2, [[4, 2 * unit], [2, 2 * unit]]),
  shares('up to the limit', { claimants: [{ waiting: 9, running: 3, limit: 4 }, { waiting: 9 }], slots: 4 }, 2 * unit, [[1, unit], [3, 3 * unit]]),
  shares('whoever comes back takes up at the present pass', { claimants: [{ waiting: 9, pass: 100 * unit }, { waiting: 9, pass: 0 }], slots: 2, pass: 100 * unit },
    100 * unit, [[1, 101 * unit], [1, 101 * unit]]),
  shares('nobody waits', { claimants: [{ waiting: 0, pass: 7 }], slots: 4, pass: 9 }, 9, [[0, 7]]),
  shares('nobody', { claimants: [], slots: 4 }, 0, []),
  { name: 'weight nothing', operation: 'job.share', input: { claimants: [{ waiting: 1 }, { waiting: 1, weight: 0 }], slots: 1 }, expect: invalid('/claimants/1/weight') },
];

export const providerFiles = {
  admit: { describes: 'When a provider may be asked', cases: admissions },
  settle: { describes: 'What a call says of its provider', cases: settlements },
  classify: { describes: 'Whose fault a failed call is', cases: classes },
  take: { describes: 'A rate, to the token', cases: rates },
  share: { describes: 'Whose jobs are taken next', cases: shared },
};
