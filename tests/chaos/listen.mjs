// The wake-up by NOTIFY fails: the listening connections are ended, and a proxy lets no notification
// through.
import { setTimeout as sleep } from 'node:timers/promises';

import { addMails } from './lib/mails.mjs';
import { allDone, becomes } from './lib/progress.mjs';
import { Proxy } from './lib/proxy.mjs';
import { atMost, exactly, isSo, under } from './lib/rows.mjs';

export const name = 'listen';
export const shows = 'without NOTIFY jobs wait for the next look and no longer; a broken LISTEN mends itself';

const kWorkers = 2;
/** Between looks of workers that nobody wakes. */
const kIdleSeconds = 4;
/** What a job that was told of may wait, on a busy machine; well below the time between looks. */
const kPromptSeconds = 2;
const kBusySeconds = 3;
const kMails = 20;
const env = { AI_IDLE_SLEEP: String(kIdleSeconds) };

const saw = (fleet, event) =>
  Array.from({ length: kWorkers }, (_, i) => i).every((i) => fleet.eventsOf(i).some((line) => line.event === event));

const listeners = (cluster) => cluster.sql('superuser')`
  select pg_terminate_backend(pid) from pg_stat_activity where application_name like '%listener%'`;

/** Adds mails one by one; the longest that one waited until a worker took it, in seconds. */
async function longestWait(cluster, first) {
  for (let i = 0; i < kMails; i++) {
    await addMails(cluster, first + i, 1);
    await sleep(150);
  }
  await allDone(cluster);
  const [{ waited }] = await cluster.sql('superuser')`
    select max(extract(epoch from e.at - j.created_at))::float8 as waited
      from ai_jobs j join chaos.effects e on e.job = j.id and e.what = 'succeeded'
     where substring(j.gmail_message_id from 'mail-([0-9]+)')::integer >= ${first}`;
  return Math.round(10 * waited) / 10;
}

/** Without anything in between, and with listeners that are ended again and again. */
async function* endedListeners(context, model) {
  const cluster = await context.cluster();
  const fleet = context.fleet(cluster, model, { count: kWorkers, env, name: 'worker-ended' });
  yield isSo('workers listen', await becomes(() => saw(fleet, 'listening')));
  const ended = await listeners(cluster);
  yield exactly('listening connections ended by the server', kWorkers, ended.length);
  const again = () => fleet.events().filter(({ event }) => event === 'listening').length >= 2 * kWorkers;
  yield isSo('ended: workers listen again', await becomes(again));
  yield atMost('ended: longest wait of a job afterwards', kPromptSeconds, await longestWait(cluster, 0), ' s');
  const { rows } = await context.judge(cluster, model, fleet, kMails);
  yield* under('ended', rows);
}

/** Behind a proxy that swallows notifications, from the start. */
async function* swallowed(context, model) {
  const cluster = await context.cluster();
  const proxy = await Proxy.open(cluster.port);
  context.atEnd(() => proxy.close());
  proxy.swallowsNotifications = true;
  const databaseUrl = `${cluster.url('worker', { port: proxy.port })}?sslmode=disable&gssencmode=disable`;
  const fleet = context.fleet(cluster, model, { count: kWorkers, env, databaseUrl, name: 'worker-swallowed' });
  const noticed = await becomes(() => saw(fleet, 'listen_unavailable_polling'));
  yield isSo('swallowed: workers notice, and say that they poll', noticed);
  const most = kIdleSeconds + kBusySeconds;
  yield atMost('swallowed: longest wait of a job', most, await longestWait(cluster, 0), ' s');
  const { rows } = await context.judge(cluster, model, fleet, kMails);
  yield* under('swallowed', rows);
}

export async function* run(context) {
  const model = await context.model();
  yield* endedListeners(context, model);
  yield* swallowed(context, await context.model({ name: 'model-swallowed' }));
}
