// Vectors: what becomes of a job. Every expected row is written down as what changed of the row
// before; times are sums of the waits that the rules name.
import { providerFiles } from './job_provider.mjs';
import { scheduleFiles } from './job_schedule.mjs';

export const start = 1_750_000_000_000_000;
const second = 1_000_000;
const minute = 60 * second;
const hour = 60 * minute;

const value = (answer) => ({ value: answer });
const invalid = (path) => ({ error: { code: 'request_invalid', path } });

/** A row that was just put in, and the same a moment after worker host-1 took it. */
const queued = {
  status: 'queued',
  lease: 0,
  attempts: 0,
  losses: 0,
  deferrals: 0,
  run_after: start,
  locked_by: null,
  claimed_at: null,
  heartbeat_at: null,
  finished_at: null,
  last_error_code: null,
  last_error_at: null,
};
const idle = { locked_by: null, claimed_at: null, heartbeat_at: null };
const held = { locked_by: 'host-1', claimed_at: start, heartbeat_at: start };
const running = { ...queued, ...held, status: 'running', lease: 1 };
const failed = (code, at = start) => ({ last_error_code: code, last_error_at: at });

const decided = (name, event, job, more, change, { code, message, transition }) => ({
  name,
  operation: 'job.decide',
  input: { event, job, now: start, ...more },
  expect: value({ applied: change !== null, code, event: transition ?? null, job: { ...job, ...change }, message }),
});
const lease = 1;
const now = (at) => ({ now: at });

const claims = [
  decided('a due job', 'claim', queued, { worker: 'host-1' }, { ...held, status: 'running', lease: 1 },
    { code: 'claimed', transition: 'claim', message: 'It was due; lease 1 was given out with it.' }),
  decided('the eighth time', 'claim', { ...queued, lease: 7, attempts: 2, losses: 1 }, { worker: 'host-1' }, { ...held, status: 'running', lease: 8 },
    { code: 'claimed', transition: 'claim', message: 'It was due; lease 8 was given out with it.' }),
  decided('a microsecond early', 'claim', { ...queued, run_after: start + 1 }, { worker: 'w' }, null,
    { code: 'not_due', message: 'It is due in 1 microsecond.' }),
  decided('a job that is taken', 'claim', running, { worker: 'w' }, null,
    { code: 'not_queued', message: 'Only a queued job can be taken or put off; it is running.' }),
];

const holders = [
  decided('a heartbeat', 'heartbeat', running, { lease, ...now(start + minute) }, { heartbeat_at: start + minute },
    { code: 'heartbeat_kept', transition: 'heartbeat', message: 'The holder lives and keeps it.' }),
  decided('a result', 'complete', running, { lease, ...now(start + minute) }, { ...idle, status: 'succeeded', finished_at: start + minute },
    { code: 'completed', transition: 'complete', message: 'The holder of the newest lease brought the result.' }),
  decided('a result after a newer lease', 'complete', { ...running, lease: 3 }, { lease: 2 }, null,
    { code: 'lease_stale', message: 'A newer lease was given out since: the newest is 3.' }),
  decided('a result after a rescue', 'complete', { ...queued, lease: 1 }, { lease }, null,
    { code: 'not_running', message: 'Nobody holds it: it is queued.' }),
  decided('a result for a cancelled job', 'complete', { ...queued, status: 'cancelled', lease: 1, finished_at: start }, { lease }, null,
    { code: 'not_running', message: 'Nobody holds it: it is cancelled.' }),
  decided('a lease that was never given', 'heartbeat', running, { lease: 2 }, null,
    { code: 'lease_unknown', message: 'No such lease was ever given out: the newest is 1.' }),
  decided('given back', 'release', running, { lease, ...now(start + second) }, { ...idle, status: 'queued', run_after: start + second },
    { code: 'released', transition: 'release', message: 'The holder gave it back: nothing is charged, it is due at once.' }),
  decided('put off by its holder', 'snooze', running, { lease, until: start + 2 * hour }, { ...idle, status: 'queued', run_after: start + 2 * hour },
    { code: 'snoozed', transition: 'snooze', message: 'It was put off: nothing is charged, it is due in 2 hours.' }),
  decided('put off by a stranger', 'snooze', running, { lease: 0, until: start }, null,
    { code: 'lease_stale', message: 'A newer lease was given out since: the newest is 1.' }),
  decided('put off before anyone took it', 'snooze', queued, { until: start + 90 * second }, { run_after: start + 90 * second },
    { code: 'snoozed', transition: 'snooze', message: 'It was put off: nothing is charged, it is due in 90 seconds.' }),
  decided('put off for less than it waits anyway', 'snooze', { ...queued, run_after: start + hour }, { until: start + 90 * second }, {},
    { code: 'snoozed', transition: 'snooze', message: 'It was put off: nothing is charged, it is due in 1 hour.' }),
];

/** A failure, and the row it leaves: what it charges, and how long it waits. */
const fails = (name, job, failure, change, code, message, more = {}) =>
  decided(name, 'fail', job, { lease: job.lease, failure, ...more }, change,
    { code, message, transition: code.endsWith('_deferred') ? 'defer' : transitions[code] });
const transitions = { retry_scheduled: 'retry', attempts_exhausted: 'exhaust', holder_lost: 'lose', losses_exhausted: 'abandon' };
const again = (attempts, wait, code = 'EMAIL_NOT_FOUND') => ({ ...idle, ...failed(code), status: 'queued', attempts, run_after: start + wait });
const item = { class: 'item', code: 'EMAIL_NOT_FOUND' };
const retried = (n, minutes) =>
  fails(`failure ${n}`, { ...running, attempts: n - 1 }, item, again(n, minutes * minute), 'retry_scheduled',
    `Failure ${n} of at most 5: it is tried again in ${minutes} minutes.`);
const deferred = (failure, wait, words, who = 'The provider failed, not the job', code = 'provider_deferred', before = 0) => [
  { ...running, deferrals: before }, failure,
  { ...idle, ...failed(failure.code ?? 'MODEL_FAILED'), status: 'queued', deferrals: before + 1, run_after: start + wait },
  code, `${who}: nothing is charged, it is due again ${words}.`,
];

const charges = [
  retried(1, 2),
  retried(2, 4),
  retried(3, 8),
  retried(4, 16),
  fails('failure 5', { ...running, attempts: 4 }, item,
    { ...idle, ...failed('EMAIL_NOT_FOUND'), status: 'dead', attempts: 5, finished_at: start }, 'attempts_exhausted',
    'Failure 5 of at most 5 was the last: it is dead.'),
  fails('a refused key', running, { class: 'item', code: 'MISTRAL_FAILED', key_refused: true }, again(1, 2 * minute, 'MISTRAL_FAILED'),
    'retry_scheduled', 'Failure 1 of at most 5: it is tried again in 2 minutes.'),
  fails('a charge after deferrals', { ...running, deferrals: 3 }, item, { ...again(1, 2 * minute), deferrals: 0 },
    'retry_scheduled', 'Failure 1 of at most 5: it is tried again in 2 minutes.'),
  fails('invalid output, first ask', running, { class: 'schema', asks: 1 }, null, 'ask_again',
    'The model may be asked once more before this is charged.'),
  fails('invalid output, second ask', running, { class: 'schema', asks: 2 }, again(1, 2 * minute, 'SCHEMA_INVALID'),
    'retry_scheduled', 'Failure 1 of at most 5: it is tried again in 2 minutes.'),
  fails('a batch that could not be split', running, { class: 'batch' }, again(1, 2 * minute, 'MODEL_FAILED'),
    'retry_scheduled', 'Failure 1 of at most 5: it is tried again in 2 minutes.'),
  fails('another limit', { ...running, attempts: 1 }, item,
    { ...idle, ...failed('EMAIL_NOT_FOUND'), status: 'dead', attempts: 2, finished_at: start }, 'attempts_exhausted',
    'Failure 2 of at most 2 was the last: it is dead.', { policy: { max_attempts: 2 } }),
  fails('a provider that says how long', ...deferred({ class: 'provider', retry_after_us: 7 * second }, 7 * second, 'in 7 seconds')),
  fails('a provider that says a day', ...deferred({ class: 'provider', retry_after_us: 24 * hour }, hour, 'in 1 hour')),
  fails('a provider, the first time', ...deferred({ class: 'provider' }, 30 * second, 'in 30 seconds')),
  fails('a provider, the third time', ...deferred({ class: 'provider' }, 2 * minute, 'in 2 minutes', undefined, undefined, 2)),
  fails('a provider, the hundredth time', ...deferred({ class: 'provider', code: 'TIMEOUT' }, 15 * minute, 'in 15 minutes', undefined, undefined, 99)),
  fails('a quota with its reset', ...deferred({ class: 'quota', retry_after_us: 5 * hour }, 5 * hour, 'in 5 hours', "The provider's quota is used up", 'quota_deferred')),
  fails('a quota without', ...deferred({ class: 'quota' }, hour, 'in 1 hour', "The provider's quota is used up", 'quota_deferred')),
  fails('settings', ...deferred({ class: 'config' }, 5 * minute, 'in 5 minutes', 'The settings are wrong, not the job', 'config_deferred')),
  fails('a lost worker', running, { class: 'lost' }, { ...idle, ...failed('WORKER_LOST'), status: 'queued', losses: 1 }, 'holder_lost',
    'Its worker was lost, loss 1 of at most 5: no attempt is charged, it is due at once.'),
];

const late = start + 40 * second;
const rescues = [
  decided('a heartbeat in time', 'rescue', running, now(late - 1), null,
    { code: 'holder_alive', message: "Its holder's last heartbeat is recent, and its time is not used up." }),
  decided('a heartbeat late by the grace', 'rescue', running, now(late), { ...idle, ...failed('WORKER_LOST', late), status: 'queued', losses: 1, run_after: late },
    { code: 'holder_lost', transition: 'lose', message: 'Its worker was lost, loss 1 of at most 5: no attempt is charged, it is due at once.' }),
  decided('the fifth loss', 'rescue', { ...running, losses: 4 }, now(late), { ...idle, ...failed('WORKER_LOST', late), status: 'dead', losses: 5, finished_at: late },
    { code: 'losses_exhausted', transition: 'abandon', message: 'Its worker was lost, loss 5 of at most 5 and the last: it is dead.' }),
  decided('over its time, the holder alive', 'rescue', { ...running, heartbeat_at: start + 330 * second }, now(start + 330 * second),
    { ...idle, ...failed('TIMEOUT', start + 330 * second), status: 'queued', attempts: 1, run_after: start + 330 * second + 2 * minute },
    { code: 'retry_scheduled', transition: 'retry', message: 'Failure 1 of at most 5: it is tried again in 2 minutes.' }),
  decided('a clock that stepped back', 'rescue', running, now(start - hour), { claimed_at: start - hour, heartbeat_at: start - hour },
    { code: 'clock_stepped_back', message: 'Its times lay ahead of the clock, which stepped back: they count from now.' }),
  decided('nothing to rescue', 'rescue', queued, {}, null, { code: 'not_running', message: 'Nobody holds it: it is queued.' }),
];

const dead = { ...queued, ...failed('MODEL_FAILED'), status: 'dead', lease: 5, attempts: 5, losses: 2, finished_at: start };
const people = [
  decided('cancel a queued job', 'cancel', queued, {}, { status: 'cancelled', finished_at: start },
    { code: 'cancelled', transition: 'cancel', message: 'It was cancelled; a worker that holds it is refused from now on.' }),
  decided('cancel a running job', 'cancel', running, {}, { ...idle, status: 'cancelled', finished_at: start },
    { code: 'cancelled', transition: 'cancel', message: 'It was cancelled; a worker that holds it is refused from now on.' }),
  decided('cancel a dead job', 'cancel', dead, {}, null, { code: 'already_finished', message: 'It has ended already: it is dead.' }),
  decided('requeue a dead job', 'requeue', dead, now(start + hour), { status: 'queued', attempts: 0, losses: 0, finished_at: null, run_after: start + hour },
    { code: 'requeued', transition: 'requeue', message: 'It starts again with nothing charged, due at once.' }),
  decided('requeue a running job', 'requeue', running, {}, null, { code: 'not_finished', message: 'Only a job that ended can start again; it is running.' }),
];

const refused = (name, input, path) => ({ name, operation: 'job.decide', input, expect: invalid(path) });
const bare = { status: 'queued', lease: 0, attempts: 0, losses: 0, run_after: 0 };
const inputs = [
  { name: 'the least of a job', operation: 'job.decide', input: { event: 'cancel', job: bare, now: 0 },
    expect: value({ applied: true, code: 'cancelled', event: 'cancel', job: { ...queued, run_after: 0, status: 'cancelled', finished_at: 0 }, message: 'It was cancelled; a worker that holds it is refused from now on.' }) },
  refused('no such event', { event: 'explode', job: bare, now: 0 }, '/event'),
  refused('no such state', { event: 'cancel', job: { ...bare, status: 'lost' }, now: 0 }, '/job/status'),
  refused('no job', { event: 'cancel', now: 0 }, '/job'),
  refused('no worker', { event: 'claim', job: bare, now: 0 }, '/worker'),
  refused('no lease', { event: 'complete', job: running, now: 0 }, '/lease'),
  refused('no failure', { event: 'fail', job: running, lease: 1, now: 0 }, '/failure'),
  refused('no such class', { event: 'fail', job: running, lease: 1, now: 0, failure: { class: 'mine' } }, '/failure/class'),
  refused('a time with a fraction', { event: 'cancel', job: bare, now: 0.5 }, '/now'),
  refused('a time before all times', { event: 'cancel', job: bare, now: -1 }, '/now'),
  refused('a member too many', { event: 'cancel', job: { ...bare, payload: {} }, now: 0 }, '/job/payload'),
  refused('no attempts allowed', { event: 'cancel', job: bare, now: 0, policy: { max_attempts: 0 } }, '/policy/max_attempts'),
];

export const jobFiles = {
  claim: { describes: 'Taking a job', cases: claims },
  lease: { describes: 'What a holder may do, and an old one may not', cases: holders },
  failure: { describes: 'What each class of failure costs', cases: charges },
  rescue: { describes: 'Jobs whose holder is late', cases: rescues },
  people: { describes: 'Cancelling and starting again', cases: people },
  decide: { describes: 'Questions that are read, and refused', cases: inputs },
  ...providerFiles,
  ...scheduleFiles,
};
