// pg-boss by its own fetch and complete; woken by NOTIFY, which it offers.
import { PgBoss } from 'pg-boss';
import postgres from 'postgres';

import { percentiles } from './contenders.mjs';

const kBatchedLoops = 2;
const kSingleLoops = 16;
const kQueue = 'trivial';

export async function openBoss(scratch, { batch }) {
  const url = scratch.url('owner');
  const boss = new PgBoss({ connectionString: url, max: kSingleLoops, useListenNotify: true });
  await boss.start();
  await boss.createQueue(kQueue, { notify: true });
  const sql = postgres(url, { max: 1, onnotice: () => undefined });

  let filled = 0;
  /** Fetches and completes in several loops until nothing is left. */
  async function workOff(loops, batchSize) {
    let done = 0;
    const loop = async () => {
      for (;;) {
        const jobs = await boss.fetch(kQueue, { batchSize });
        if (jobs.length === 0) return;
        done += jobs.length;
        await boss.complete(
          kQueue,
          jobs.map((job) => job.id),
        );
      }
    };
    await Promise.all(Array.from({ length: loops }, loop));
    if (done !== filled) throw new Error(`${done} of ${filled} jobs were done`);
  }
  return {
    async fill(jobs) {
      filled = jobs;
      for (let left = jobs; left > 0; left -= 10_000) {
        await boss.insert(
          kQueue,
          Array.from({ length: Math.min(left, 10_000) }, () => ({ data: {} })),
        );
      }
    },
    workBatched: () => workOff(kBatchedLoops, batch),
    workSingle: () => workOff(kSingleLoops, 1),
    async pickUp(jobs) {
      let started;
      await boss.work(kQueue, { pollingIntervalSeconds: 0.5 }, () => started(performance.now()));
      const waits = [];
      for (let i = 0; i < Math.min(jobs, 100); i++) {
        const begun = new Promise((resolve) => (started = resolve));
        await new Promise((resolve) => setTimeout(resolve, 2));
        const asked = performance.now();
        await boss.send(kQueue, {});
        waits.push((await begun) - asked);
      }
      await boss.offWork(kQueue);
      return percentiles(waits);
    },
    async close() {
      await boss.stop({ graceful: false });
      await sql.end();
    },
  };
}
