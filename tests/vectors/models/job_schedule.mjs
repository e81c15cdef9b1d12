// Vectors: timelines of jobs, written out step by step.
const second = 1_000_000;
const minute = 60 * second;
const hour = 60 * minute;

const invalid = (path) => ({ error: { code: 'request_invalid', path } });
const timeline = (name, input, steps, finished = true) => ({
  name,
  operation: 'job.schedule',
  input,
  expect: { value: { finished, steps: steps.map((step) => ({ ...nothing, ...step })) } },
});
const nothing = { attempts: 0, losses: 0, deferrals: 0, run_after: 0, error_code: null, breaker: 'closed' };

const claimed = (at, lease, more = {}) => ({ ...more, at, code: 'claimed', status: 'running', message: `It was due; lease ${lease} was given out with it.` });
const completed = (at, more = {}) => ({ ...more, at, code: 'completed', status: 'succeeded', message: 'The holder of the newest lease brought the result.' });
const retry = (at, n, minutes, more) => ({
  ...more, at, code: 'retry_scheduled', status: 'queued', attempts: n, run_after: at + minutes * minute,
  message: `Failure ${n} of at most 5: it is tried again in ${minutes} minutes.`,
});

/** Five failures at 0, 2, 6, 14 and 30 minutes: the waits are 2, 4, 8 and 16. */
function toDeath(code, breaker) {
  const times = [0, 2, 6, 14, 30].map((minutes) => minutes * minute);
  const before = (n) => ({ attempts: n, run_after: times[n], error_code: n > 0 ? code : null });
  const steps = [0, 1, 2, 3].flatMap((n) => [
    claimed(times[n], n + 1, before(n)),
    retry(times[n], n + 1, 2 ** (n + 1), { error_code: code, breaker }),
  ]);
  return [...steps, claimed(times[4], 5, before(4)), {
    ...before(4), at: times[4], code: 'attempts_exhausted', status: 'dead', attempts: 5, breaker,
    message: 'Failure 5 of at most 5 was the last: it is dead.',
  }];
}

const key = { class: 'item', code: 'MISTRAL_FAILED', key_refused: true };
const down = { class: 'provider', code: 'MODEL_FAILED' };
const deferredAt = (at, wait, words, n) => ({
  at, code: 'provider_deferred', status: 'queued', deferrals: n, run_after: at + wait, error_code: 'MODEL_FAILED',
  message: `The provider failed, not the job: nothing is charged, it is due again in ${words}.`,
});

const cases = [
  timeline('a job that works', {}, [claimed(0, 1), completed(0)]),
  timeline('a job that takes its time', { start: hour, runs_for_us: 5 * second, job: { status: 'queued', lease: 0, attempts: 0, losses: 0, run_after: 2 * hour } },
    [claimed(2 * hour, 1, { run_after: 2 * hour }), completed(2 * hour + 5 * second, { run_after: 2 * hour })]),
  timeline('a mail that never comes', { attempts: Array(5).fill({ class: 'item', code: 'EMAIL_NOT_FOUND' }) }, toDeath('EMAIL_NOT_FOUND', 'closed')),
  timeline('a refused key', { attempts: Array(5).fill(key) }, toDeath('MISTRAL_FAILED', 'open')),
  timeline('a key that is put right', { attempts: [key] }, [
    claimed(0, 1),
    retry(0, 1, 2, { error_code: 'MISTRAL_FAILED', breaker: 'open' }),
    claimed(2 * minute, 2, { attempts: 1, run_after: 2 * minute, error_code: 'MISTRAL_FAILED' }),
    completed(2 * minute, { attempts: 1, run_after: 2 * minute, error_code: 'MISTRAL_FAILED' }),
  ]),
  timeline('an outage of two minutes', { outages: [{ from: 0, to: 2 * minute, failure: down }] }, [
    claimed(0, 1),
    deferredAt(0, 30 * second, '30 seconds', 1),
    claimed(30 * second, 2, { deferrals: 1, run_after: 30 * second, error_code: 'MODEL_FAILED' }),
    deferredAt(30 * second, 60 * second, '1 minute', 2),
    claimed(90 * second, 3, { deferrals: 2, run_after: 90 * second, error_code: 'MODEL_FAILED' }),
    deferredAt(90 * second, 120 * second, '2 minutes', 3),
    claimed(210 * second, 4, { deferrals: 3, run_after: 210 * second, error_code: 'MODEL_FAILED' }),
    completed(210 * second, { deferrals: 3, run_after: 210 * second, error_code: 'MODEL_FAILED' }),
  ]),
  timeline('a worker that dies', { attempts: [{ class: 'lost' }], runs_for_us: 25 * second }, [
    claimed(0, 1),
    // Heartbeats at 10 and 20 seconds; the next is missed, and the grace is 30 seconds.
    { at: 60 * second, code: 'holder_lost', status: 'queued', losses: 1, run_after: 60 * second, error_code: 'WORKER_LOST',
      message: 'Its worker was lost, loss 1 of at most 5: no attempt is charged, it is due at once.' },
    claimed(60 * second, 2, { losses: 1, run_after: 60 * second, error_code: 'WORKER_LOST' }),
    completed(85 * second, { losses: 1, run_after: 60 * second, error_code: 'WORKER_LOST' }),
  ]),
  timeline('a breaker that is open', { provider: { breaker: 'open', openings: 1, retry_at: 90 * second } }, [
    { at: 0, code: 'breaker_open', status: 'queued', breaker: 'open', message: 'The provider failed and is left alone; it is tried again in 90 seconds.' },
    claimed(90 * second, 1, { breaker: 'half_open' }),
    completed(90 * second),
  ]),
  timeline('a job that has ended', { job: { status: 'dead', lease: 1, attempts: 5, losses: 0, run_after: 0, finished_at: 0 } }, []),
  { name: 'an outage without a failure', operation: 'job.schedule', input: { outages: [{ from: 0, to: 1 }] }, expect: invalid('/outages/0/failure') },
  { name: 'an attempt of no class', operation: 'job.schedule', input: { attempts: [null, {}] }, expect: invalid('/attempts/1/class') },
];

export const scheduleFiles = {
  schedule: { describes: 'What would become of a job', cases },
};
