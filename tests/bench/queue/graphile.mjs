// graphile-worker as its own pages advise for throughput: https://worker.graphile.org/docs/performance
import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import postgres from 'postgres';

import { percentiles } from './contenders.mjs';

const kConcurrentJobs = 24;
const logger = new Logger(() => () => undefined);

/** Runs until the task was called so often; gives the seconds from the first call to the last completion. */
async function workOff(url, jobs, preset) {
  let left = jobs;
  let done;
  let began;
  const finished = new Promise((resolve) => (done = resolve));
  const task = () => {
    began ??= performance.now();
    if (--left === 0) done();
  };
  const runner = await run({
    connectionString: url,
    taskList: { trivial: task },
    noHandleSignals: true,
    preset: { worker: { concurrentJobs: kConcurrentJobs, maxPoolSize: kConcurrentJobs + 2, logger, ...preset } },
  });
  await finished;
  await runner.stop();
  return (performance.now() - began) / 1000;
}

export async function openGraphile(scratch, { batch }) {
  const url = scratch.url('owner');
  const utils = await makeWorkerUtils({ connectionString: url, logger });
  await utils.migrate();
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  let filled = 0;
  return {
    async fill(jobs) {
      await sql`select count(graphile_worker.add_job('trivial', '{}')) from generate_series(1, ${jobs}::integer)`;
      filled = jobs;
    },
    workBatched: () =>
      workOff(url, filled, { localQueue: { size: batch }, completeJobBatchDelay: 0, failJobBatchDelay: 0 }),
    workSingle: () => workOff(url, filled, {}),
    async pickUp(jobs) {
      let started;
      const runner = await run({
        connectionString: url,
        taskList: { trivial: () => started(performance.now()) },
        noHandleSignals: true,
        preset: { worker: { concurrentJobs: 1, logger } },
      });
      const waits = [];
      for (let i = 0; i < jobs; i++) {
        const begun = new Promise((resolve) => (started = resolve));
        await new Promise((resolve) => setTimeout(resolve, 2));
        const asked = performance.now();
        await utils.addJob('trivial', {});
        waits.push((await begun) - asked);
      }
      await runner.stop();
      return percentiles(waits);
    },
    async close() {
      await utils.release();
      await sql.end();
    },
  };
}
