// The clocks step by an hour, to and fro: the database's, which all times are by, and the workers' own.
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { kShortHeartbeats, kShortPromise } from './lib/context.mjs';
import { Inflow } from './lib/inflow.mjs';
import { allDone } from './lib/progress.mjs';
import { exactly, isSo, told, under } from './lib/rows.mjs';
import { WrongClock, clockLibrary } from './lib/wrong_clock.mjs';

export const name = 'clock';
export const shows = 'clocks that step by an hour, of PostgreSQL and of workers, kill no job and hold none up';

const kHour = 3_600;
const kModelMs = 300;
const kWorkers = 3;
/** Long enough at each time for a heartbeat, a rescue and new jobs. */
const kAtEachMs = 2 * kShortPromise;
/**
 * A clock that steps forward makes attempts look older than their time budget: each is charged once, and waits
 * the two minutes of the schedule.
 */
const kPatienceMs = 150_000;

/** Steps both ways, and back to where they began. */
const kSteps = [kHour, 0, -kHour, 0];

/** More mails a second than the workers do, so that at each step some jobs wait and some run. */
const kMails = 16;

/** How far PostgreSQL's clock is off by now, in whole hours. */
async function offOf(cluster) {
  const [{ at }] = await cluster.sql('superuser')`select clock_timestamp() as at`;
  return Math.round((at - Date.now()) / (1000 * kHour));
}

/** Lets a clock step through all of them; gives by how many hours PostgreSQL's was off at each. */
async function stepThrough(clock, cluster) {
  const seen = [];
  for (const offset of kSteps) {
    await sleep(kAtEachMs);
    clock.set(offset);
    seen.push(await offOf(cluster));
  }
  await sleep(kAtEachMs);
  return seen.join(' ');
}

/** One round: the clocks step, the mails stop, and all is done soon. */
async function* play(context, { whose, clusterEnv, workerClocks, clock, stepsSeen }) {
  const cluster = await context.cluster({ env: clusterEnv });
  const model = await context.model({ delayMs: kModelMs, name: `model-${whose}` });
  const settings = (i) => workerClocks[i]?.env ?? {};
  const fleet = context.fleet(cluster, model, {
    count: kWorkers,
    env: kShortHeartbeats,
    settings,
    name: `worker-${whose}`,
  });
  const inflow = new Inflow(cluster, kMails);
  const seen = await stepThrough(clock, cluster);
  const mails = await inflow.stop();
  const began = Date.now();
  const done = await allDone(cluster, kPatienceMs);
  const { counts, rows } = await context.judge(cluster, model, fleet, mails);
  yield exactly(`${whose}: hours by which PostgreSQL was off, in turn`, stepsSeen, seen);
  yield isSo(`${whose}: all jobs done soon after the last step`, done, `${Math.round((Date.now() - began) / 1000)} s`);
  yield told(`${whose}: jobs taken back from workers`, counts.rescued);
  yield* under(whose, rows);
}

export async function* run(context) {
  yield isSo('libfaketime is installed (Debian: faketime)', clockLibrary() !== undefined);
  if (!clockLibrary()) return;
  const server = new WrongClock(path.join(context.clusters.folder, 'clock-server'));
  yield* play(context, {
    whose: 'server',
    clusterEnv: server.env,
    workerClocks: [],
    clock: server,
    stepsSeen: '1 0 -1 0',
  });
  const worker = new WrongClock(path.join(context.clusters.folder, 'clock-worker'));
  yield* play(context, {
    whose: 'worker',
    clusterEnv: {},
    workerClocks: [worker],
    clock: worker,
    stepsSeen: '0 0 0 0',
  });
}
