// Fairlead's store and its whole workers, driven by a program of their own (tests/bench/native/queue).
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import postgres from 'postgres';

import { root } from '../../../tools/lib/settings.mjs';

const program =
  process.env.FAIRLEAD_QUEUE_BENCH ?? path.join(root, 'build/release/tests/bench/native/queue/fairlead_queue_bench');
// What does best on two cores, of 2 to 5 and of 8 to 32; the others were tried alike.
const kBatchedWorkers = 2;
const kSingleWorkers = 12;

async function checkpoint(scratch) {
  const superuser = postgres(scratch.url('superuser'), { max: 1 });
  await superuser`checkpoint`;
  await superuser.end();
}

export async function openFairlead(scratch, { batch }) {
  const owner = postgres(scratch.url('owner'), { max: 1, onnotice: () => undefined });
  await owner`set role fairlead_admin`;
  const [{ tenant_id: tenant }] = await owner`insert into tenants (name) values ('Bench') returning tenant_id`;
  const env = { ...process.env, FAIRLEAD_WORKER_URL: scratch.url('worker'), FAIRLEAD_BENCH_TENANT: tenant };
  const run = async (...args) => (await promisify(execFile)(program, args.map(String), { env })).stdout;
  let filled = 0;
  const seconds = async (mode, workers, size) => {
    const { jobs, seconds } = JSON.parse(await run(mode, workers, size));
    if (jobs !== filled) throw new Error(`${jobs} of ${filled} jobs were done`);
    return seconds;
  };
  return {
    fill(jobs) {
      filled = jobs;
      return run('fill', jobs);
    },
    workBatched: () => seconds('work', kBatchedWorkers, batch),
    workWhole: () => seconds('run', kBatchedWorkers, batch),
    workSingle: () => seconds('work', kSingleWorkers, 1),
    async pickUp(jobs) {
      const { p50_ms: p50, p99_ms: p99 } = JSON.parse(await run('pick-up', jobs));
      return { p50, p99 };
    },
    /** Done long ago: tidied up, and written to the disk. */
    async addFinished(jobs) {
      await owner`
        insert into ai_jobs (tenant_id, job_type, status, finished_at)
        select ${tenant}::uuid, 'deep_scrub', 'succeeded', now() from generate_series(1, ${jobs}::integer)`;
      await owner`reset role`;
      await owner`vacuum analyze ai_jobs`;
      await owner`set role fairlead_admin`;
      await checkpoint(scratch);
    },
    close: () => owner.end(),
  };
}
