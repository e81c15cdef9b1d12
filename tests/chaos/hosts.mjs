// Three hosts with two workers each, in network namespaces. One is cut off from everything, another
// from the database alone, and a worker of the third is killed, all while mails come in.
import { setTimeout as sleep } from 'node:timers/promises';

import { kShortHeartbeats, kShortPromise } from './lib/context.mjs';
import { Claims } from './lib/claims.mjs';
import { allDone, becomes } from './lib/progress.mjs';
import { atLeast, atMost, exactly, isSo, told } from './lib/rows.mjs';
import { Cut, Takeover } from './hosts/losses.mjs';
import { Cron } from './hosts/cron.mjs';
import { Network } from './hosts/network.mjs';
import { Stream } from './hosts/stream.mjs';

export const name = 'hosts';
export const shows = 'what a host holds that is cut off goes to others, and what it says later is refused';

const kHosts = ['host-a', 'host-b', 'host-c'];
const kWorkersEach = 2;
const kModelMs = 600;
/** Of the rescuer, who looks each second, and of the claim after it. */
const kLookSeconds = 2;
/** How long a transaction that is left open keeps its locks (native/sql/roles.sql). */
const kLeftOpenSeconds = 3;
/** Heartbeats as they are shipped: whoever is silent for 40 s counts as dead. */
const kWhole = {
  perSecond: 20,
  warmMs: 12_000,
  cutMs: 65_000,
  restMs: 15_000,
  promiseMs: 40_000,
  slackSeconds: kLookSeconds,
  env: {},
};
const kQuick = {
  perSecond: 20,
  warmMs: 4_000,
  cutMs: 17_000,
  restMs: 4_000,
  promiseMs: kShortPromise,
  // Locks that were left behind may follow each other, and outlast the short promise.
  slackSeconds: kLookSeconds + 3 * kLeftOpenSeconds,
  env: kShortHeartbeats,
};
/** The lead of one that is gone lasts this long; who would like to follow asks so often. */
const kLeadSeconds = 10;
const kAskSeconds = 4.5;
/** The longest that a host which is back may take to notice, and the rest of the fleet may stand still. */
const kNoticeSeconds = 15;
const kStillSeconds = 10;
const kLongestRestMs = 120_000;

const seconds = (time) => Number(time.toFixed(1));
/** A worker is named by its host and its process. */
const hostOf = (worker) => worker.replace(/-\d+$/, '');

/** Network, database, model and workers, all of them at work. */
async function build(context, plan) {
  const network = new Network({ hosts: kHosts, cables: ['database', 'model'] });
  context.atEnd(() => network.remove());
  const host = network.gateway('database');
  const cluster = await context.cluster({ settings: { listen_addresses: `127.0.0.1,${host}` } });
  const claims = await Claims.watch(cluster);
  const cron = await Cron.begin(cluster);
  const model = await context.model({ delayMs: kModelMs, host: network.gateway('model') });
  const fleet = context.fleet(cluster, model, {
    count: kHosts.length * kWorkersEach,
    databaseUrl: cluster.url('worker', { host }),
    env: { AI_CONCURRENCY: '8', ...plan.env },
    prefix: (i) => network.on(kHosts[Math.floor(i / kWorkersEach)]),
  });
  const workersOf = (one) => Array.from({ length: kWorkersEach }, (_, i) => kHosts.indexOf(one) * kWorkersEach + i);
  return { network, cluster, claims, cron, model, fleet, workersOf, random: context.random };
}

/** Cuts a host off, waits for the others, brings it back, and waits for it; gives the cut. */
async function cutOff(scene, plan, context, { host, cables }) {
  const cut = new Cut(scene, host, cables);
  await cut.begin();
  context.tell(
    `${host} is cut off${cables ? ` from the ${cables.join()}` : ''}, holding ${cut.takeover.held.length} jobs`,
  );
  await cut.end(plan.cutMs);
  context.tell(`${host} is back`);
  cut.backAfter = await cut.comesBack();
  await sleep(plan.restMs);
  return cut;
}

/** Kills a worker of this host, one that does not lead, and waits for the others; gives its takeover. */
async function kill({ fleet, claims, workersOf }, plan, context, host) {
  const nameOf = (i) => `${host}-${fleet.worker(i).pid}`;
  const { holder } = await claims.leader();
  const victim = workersOf(host).find((i) => nameOf(i) !== holder);
  const prefix = nameOf(victim);
  await becomes(async () => (await claims.held(prefix)).length > 0);
  await fleet.worker(victim).kill();
  const takeover = await Takeover.of(claims, prefix, await claims.now());
  context.tell(`a worker of ${host} is killed, holding ${takeover.held.length} jobs`);
  await takeover.wait();
  fleet.begin(victim);
  await sleep(plan.restMs);
  return takeover;
}

function* takeoverRows(what, takeover, most) {
  const { held, seconds: taken, finished, longest } = takeover;
  yield atLeast(`${what}: jobs held`, 1, held.length);
  yield exactly(`${what}: of these claimed by others`, held.length - finished, taken.length);
  yield atMost(`${what}: … the last of them, after`, most, seconds(longest), ' s');
}

function* cutRows(what, cut, most) {
  yield isSo(`${what}, in the middle of a transaction`, cut.inTransaction);
  yield* takeoverRows(what, cut.takeover, most);
  yield atMost(`${what}: the others stood still for`, kStillSeconds, seconds(cut.pause), ' s');
  const { refused, dropped } = cut.late();
  yield atLeast(`${what}: its late results that were refused`, 1, refused + dropped);
  yield told(`${what}: … by the fence, and by its own heartbeat`, `${refused} and ${dropped}`);
  yield atMost(`${what}: claims again, after its return`, kNoticeSeconds, seconds(cut.backAfter), ' s');
}

export async function* run(context) {
  const plan = { ...(context.quick ? kQuick : kWhole), ...context.given };
  const scene = await build(context, plan);
  const { cluster, claims, cron, model, fleet } = scene;
  const stream = new Stream(cluster, plan.perSecond);
  const works = () => becomes(async () => (await claims.leader()) && (await claims.counts()).workers === fleet.count);
  if (!(await works())) throw new Error('Not all workers claim jobs: their logs say why.');
  await sleep(plan.warmMs);

  const first = hostOf((await claims.leader()).holder);
  const [second, third] = kHosts.filter((host) => host !== first);
  const whole = await cutOff(scene, plan, context, { host: first });
  const half = await cutOff(scene, plan, context, { host: second, cables: ['database'] });
  const killed = await kill(scene, plan, context, third);
  await stream.stop();
  const { wanted, fired } = await cron.end();
  await allDone(cluster, kLongestRestMs);
  const { counts, rows } = await context.judge(cluster, model, fleet, stream.stored);

  const promise = plan.promiseMs / 1000 + plan.slackSeconds;
  yield* cutRows('leader cut off', whole, Math.max(promise, kLeadSeconds + kAskSeconds + plan.slackSeconds));
  const follows = (whole.lead?.at ?? Infinity) - whole.leader.until;
  yield atMost('leader cut off: another leads, after its lease ended', kAskSeconds, seconds(follows), ' s');
  yield* cutRows('host cut off from the database', half, promise);
  yield* takeoverRows('worker killed', killed, promise);
  yield exactly('cron: jobs, one for each minute that began', wanted, fired);
  yield told('jobs taken back in all', counts.rescued);
  yield* rows;
}
