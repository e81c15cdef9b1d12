// Sixty-four workers, each a process of its own, are woken by the same message and claim at the same
// moment, round after round.
import { Claims } from './lib/claims.mjs';
import { readLog } from './lib/fleet.mjs';
import { addMails } from './lib/mails.mjs';
import { allDone, becomes } from './lib/progress.mjs';
import { atLeast, exactly, told } from './lib/rows.mjs';

export const name = 'crowd';
export const shows = 'sixty-four workers that claim together never share a job';

const kWorkers = 64;
const kWhole = { rounds: 10, jobs: 6_400 };
const kQuick = { rounds: 2, jobs: 640 };
/** Of each worker, for its threads, its jobs and its listener; some more while they start. */
const kConnections = 1_200;
const kLongestStartMs = 180_000;
const kLongestRoundMs = 120_000;
/** Nobody comes by the clock, only by the message that all get; few jobs at once make for many claims. */
const kSettings = { AI_IDLE_SLEEP: '600', AI_CONCURRENCY: '2', AI_JOBS_BATCH: '2', AI_CONNECTIONS: '1' };

/** All workers, each of them listening. */
async function gather(context, cluster, model) {
  const fleet = context.fleet(cluster, model, { count: kWorkers, env: kSettings });
  const listens = (i) => readLog(fleet.logOf(i)).some(({ event }) => event === 'listening');
  const listening = () => Array.from({ length: kWorkers }, (_, i) => i).filter(listens).length;
  if (!(await becomes(() => listening() === kWorkers, kLongestStartMs)))
    throw new Error(`Of ${kWorkers} workers ${listening()} listen.`);
  context.tell(`${kWorkers} workers wait`);
  return fleet;
}

/** What of the model's own log names a job under more than one lease. */
function askedTwice(asks) {
  const leases = new Map();
  for (const { job, lease } of asks) leases.set(job, (leases.get(job) ?? new Set()).add(lease));
  return { jobs: leases.size, shared: [...leases.values()].filter(({ size }) => size > 1).length };
}

export async function* run(context) {
  const { rounds, jobs } = { ...(context.quick ? kQuick : kWhole), ...context.given };
  const cluster = await context.cluster({ settings: { max_connections: kConnections } });
  const claims = await Claims.watch(cluster);
  const model = await context.model();
  const fleet = await gather(context, cluster, model);
  const each = Math.floor(jobs / rounds);
  for (let round = 0; round < rounds; round++) {
    await addMails(cluster, round * each, each);
    await allDone(cluster, kLongestRoundMs);
    context.tell(`round ${round + 1} of ${rounds} is over`);
  }
  const alive = fleet.alive().length;
  const claimed = await claims.counts();
  const { rows } = await context.judge(cluster, model, fleet, rounds * each);
  const asked = askedTwice(model.asks());

  yield exactly('workers, each a process, from start to end', kWorkers, alive);
  yield atLeast('of these took part', Math.ceil(kWorkers / 2), claimed.workers);
  yield exactly('claims: as many as jobs', rounds * each, claimed.claims);
  yield exactly('claims: jobs that were claimed', rounds * each, claimed.jobs);
  yield exactly('leases given to two', 0, claimed.claims - claimed.leases);
  yield exactly('jobs that the model was asked for', rounds * each, asked.jobs);
  yield exactly('jobs that it was asked for under two leases', 0, asked.shared);
  yield* rows;
  yield told('rounds, each woken by one message', rounds);
}
