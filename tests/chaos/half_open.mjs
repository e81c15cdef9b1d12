// A network that forgets connections: a proxy between some workers and PostgreSQL stops passing bytes.
// Nobody is told. Later it passes them on after all, or closes the connections, or does neither.
import { setTimeout as sleep } from 'node:timers/promises';

import { kShortHeartbeats, kShortPromise } from './lib/context.mjs';
import { Inflow } from './lib/inflow.mjs';
import { allDone, becomes } from './lib/progress.mjs';
import { Proxy } from './lib/proxy.mjs';
import { atLeast, isSo, staleResults } from './lib/rows.mjs';

export const name = 'half_open';
export const shows = 'workers whose connections hang are followed by others, and come back';
export const unfenced = true;

const kModelMs = 300;
/** Of these, the first can reach PostgreSQL directly. */
const kWorkers = 3;
const kHeldMs = 3 * kShortPromise;
const kPatienceMs = 60_000;
/** Longest until a worker gives up a connection on which nothing comes back. */
const kForgottenMs = 60_000;

/** The jobs that worker `i` has ended well so far. */
const doneBy = (fleet, i) => fleet.eventsOf(i).filter(({ event }) => event === 'job_done').length;

/** Whether every worker behind the proxy ends jobs again. */
async function comesBack(fleet, milliseconds) {
  const before = Array.from({ length: kWorkers }, (_, i) => doneBy(fleet, i));
  const working = () => before.every((count, i) => i === 0 || doneBy(fleet, i) > count);
  return becomes(working, milliseconds);
}

export async function* run(context) {
  const cluster = await context.cluster();
  const model = await context.model({ delayMs: kModelMs });
  const proxy = await Proxy.open(cluster.port);
  context.atEnd(() => proxy.close());
  const around = { FAIRLEAD_WORKER_URL: cluster.url('worker', { port: proxy.port }) };
  const settings = (i) => (i === 0 ? {} : around);
  const fleet = context.fleet(cluster, model, { count: kWorkers, env: kShortHeartbeats, settings });
  const inflow = new Inflow(cluster);
  yield isSo('workers behind the proxy work', await comesBack(fleet, kPatienceMs));

  proxy.hold();
  await sleep(kHeldMs);
  proxy.release();
  yield isSo('passed on late: they work again', await comesBack(fleet, kPatienceMs));

  proxy.hold();
  await sleep(kHeldMs);
  proxy.cut();
  yield isSo('closed at last: they work again', await comesBack(fleet, kPatienceMs));

  proxy.hold({ fresh: false });
  const began = Date.now();
  const back = await comesBack(fleet, kForgottenMs);
  yield isSo('never closed, new ones pass: they work again', back, `${Math.round((Date.now() - began) / 1000)} s`);
  proxy.cut();

  const mails = await inflow.stop();
  yield isSo('all jobs done soon after', await allDone(cluster, kPatienceMs));
  const { counts, rows } = await context.judge(cluster, model, fleet, mails);
  yield atLeast('jobs taken back from workers that were cut off', 1, counts.rescued);
  if (context.fence) yield* staleResults(counts);
  yield* rows;
}
