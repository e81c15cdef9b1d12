// Somebody else uses up PostgreSQL's connections, or the workers' own share of them, for a while.
import { setTimeout as sleep } from 'node:timers/promises';

import { kShortHeartbeats, kShortPromise } from './lib/context.mjs';
import { Inflow } from './lib/inflow.mjs';
import { allDone, look } from './lib/progress.mjs';
import { atLeast, exactly, isSo } from './lib/rows.mjs';

export const name = 'pool';
export const shows = 'workers that find no connection wait for one, and go on';

const kWorkers = 3;
const kModelMs = 200;
const kConnections = 40;
/** Fewer than the workers want. */
const kShare = 4;
const kPatienceMs = 60_000;

/** Ends the workers' connections, so that they need new ones. */
const disconnect = (cluster) => cluster.sql('superuser')`
  select pg_terminate_backend(pid) from pg_stat_activity
   where usename = 'fairlead_worker' and application_name like 'fairlead%'`;

/** Takes every connection that PostgreSQL has left for those who are not superusers. */
async function hog(cluster) {
  const taken = [];
  for (;;) {
    const sql = cluster.connect('edge');
    try {
      await sql`select 1`;
      taken.push(sql);
    } catch {
      await sql.end({ timeout: 1 });
      return taken;
    }
  }
}

const succeeded = async (cluster) => (await look(cluster)).succeeded;

export async function* run(context) {
  const cluster = await context.cluster({ settings: { max_connections: kConnections } });
  const model = await context.model({ delayMs: kModelMs });
  const fleet = context.fleet(cluster, model, { count: kWorkers, env: kShortHeartbeats });
  const inflow = new Inflow(cluster);
  await sleep(kShortPromise);

  const ended = await disconnect(cluster);
  const taken = await hog(cluster);
  yield atLeast('connections taken by somebody else', 1, taken.length);
  yield atLeast('connections of workers that were ended', kWorkers, ended.length);
  const [victim] = fleet.alive();
  await fleet.replace(victim, 0);
  await sleep(2 * kShortPromise);
  yield exactly('none left: workers that gave up', 0, kWorkers - fleet.alive().length);
  const before = await succeeded(cluster);
  await Promise.all(taken.map((sql) => sql.end({ timeout: 1 })));
  await sleep(2 * kShortPromise);
  yield isSo('given back: workers go on', (await succeeded(cluster)) > before);

  await cluster.sql('superuser').unsafe(`alter role fairlead_worker connection limit ${kShare}`);
  await disconnect(cluster);
  await sleep(3 * kShortPromise);
  yield exactly(`${kShare} for all: workers that gave up`, 0, kWorkers - fleet.alive().length);
  await cluster.sql('superuser').unsafe('alter role fairlead_worker connection limit -1');

  const mails = await inflow.stop();
  yield isSo('all jobs done soon after', await allDone(cluster, kPatienceMs));
  const { rows } = await context.judge(cluster, model, fleet, mails);
  yield* rows;
}
