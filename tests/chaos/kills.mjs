// Workers and PostgreSQL are killed at random moments, workers are frozen until they are taken for
// dead and wake up with results that are stale, all while mails come in.
import { setTimeout as sleep } from 'node:timers/promises';

import { kShortHeartbeats, kShortPromise } from './lib/context.mjs';
import { Disturbance } from './lib/disturbance.mjs';
import { addMails } from './lib/mails.mjs';
import { allDone, look } from './lib/progress.mjs';
import { atLeast, atMost, exactly, promisesInFull, staleResults, told } from './lib/rows.mjs';

export const name = 'kills';
export const shows = 'killed and frozen workers and a killed PostgreSQL lose no job and double none';
export const unfenced = true;

/** The whole thing: heartbeats as they are shipped, and whoever is silent for 40 s counts as dead. */
const kWhole = {
  jobs: 100_000,
  kills: 200,
  restarts: 20,
  freezes: 10,
  seconds: 480,
  frozenMs: 45_000,
  promiseMs: 40_000,
  slackSeconds: 60,
  env: {},
};
const kQuick = {
  jobs: 3_000,
  kills: 10,
  restarts: 2,
  freezes: 4,
  seconds: 20,
  frozenMs: 2 * kShortPromise,
  promiseMs: kShortPromise,
  slackSeconds: 20,
  env: kShortHeartbeats,
};
const kWorkers = 6;
const kAtOnce = '8';
/** What a model takes for an answer: long enough that most kills find jobs under way. */
const kModelMs = 120;
const kLongestRestMs = 360_000;
/** Mails come in during this part of the time. */
const kComing = 0.9;

/** Stores the mails, evenly over the time that the disturbance takes. */
async function receive(cluster, { jobs, seconds }) {
  const began = Date.now();
  for (let stored = 0; stored < jobs;) {
    const due = Math.ceil((jobs * (Date.now() - began)) / (1000 * seconds * kComing));
    const count = Math.min(jobs, due) - stored;
    if (count > 0) await addMails(cluster, stored, count);
    stored += count;
    await sleep(200);
  }
}

/** The longest that a job was held by somebody silent, in seconds; looks until stopped. */
class Watch {
  longest = 0;
  #stopped = false;

  constructor(cluster, tell) {
    this.done = this.#run(cluster, tell);
  }

  async #run(cluster, tell) {
    for (let i = 0; !this.#stopped; i++) {
      const seen = await look(cluster);
      this.longest = Math.max(this.longest, seen?.silence ?? 0);
      if (i % 15 === 14) tell(seen ? `${seen.succeeded} of ${seen.jobs} jobs done` : 'PostgreSQL is away');
      await sleep(1000);
    }
  }

  stop() {
    this.#stopped = true;
    return this.done;
  }
}

/** What the server itself says. */
async function durability(cluster) {
  const [{ fsync, commit }] = await cluster.sql('superuser')`
    select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`;
  return `${fsync}, ${commit}`;
}

export async function* run(context) {
  const plan = { ...(context.quick ? kQuick : kWhole), ...context.given };
  const began = Date.now();
  const cluster = await context.cluster();
  const model = await context.model({ delayMs: kModelMs });
  const env = { AI_CONCURRENCY: kAtOnce, AI_JOBS_BATCH: kAtOnce, ...plan.env };
  const fleet = context.fleet(cluster, model, { count: kWorkers, env });
  const watch = new Watch(cluster, context.tell);
  const disturbance = new Disturbance(cluster, fleet, context.random, plan);
  await Promise.all([receive(cluster, plan), disturbance.run()]);
  context.tell('all disturbances are over');
  await allDone(cluster, kLongestRestMs);
  await watch.stop();
  const { counts } = await context.judge(cluster, model, fleet, plan.jobs);

  yield exactly('fsync and synchronous_commit of the server', 'on, on', await durability(cluster));
  yield exactly('workers killed (SIGKILL)', plan.kills, disturbance.kills);
  yield exactly('PostgreSQL killed (SIGKILL) and started again', plan.restarts, disturbance.restarts);
  yield exactly('workers frozen until taken for dead, and woken', plan.freezes, disturbance.freezes);
  yield atLeast('jobs taken back from dead or frozen workers', 1, counts.rescued);
  if (context.fence) yield* staleResults(counts);
  yield* promisesInFull(counts, plan.jobs);
  const most = plan.promiseMs / 1000 + plan.slackSeconds;
  yield atMost("longest silence of a job's holder", most, Math.round(watch.longest), ' s');
  yield told('seconds', Math.round((Date.now() - began) / 1000));
}
