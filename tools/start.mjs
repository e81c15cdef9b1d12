// npm start: from a bare machine to the running system. Ctrl-C stops all of it.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

import * as postgres from './lib/postgres.mjs';
import { Supervisor, requireFreePorts } from './lib/services.mjs';
import { logDirectory, root, shown } from './lib/settings.mjs';
import { stopWith } from './lib/steps.mjs';
import { address, buildAll, prepareDatabase, startDatabase, startServices } from './lib/system.mjs';

const kDemoRoles = ['crew', 'chief_engineer', 'captain'];

/** The demo people of one tenant, one for each role that the story tells of. */
async function demoPeople() {
  const { people } = await (await fetch(`${address}/demo/people`)).json();
  const tenant = people.find(({ role }) => role === 'crew')?.tenant_id;
  return kDemoRoles.map((role) => people.find((person) => person.role === role && person.tenant_id === tenant)).filter(Boolean);
}

async function welcome(seconds) {
  const people = await demoPeople();
  const width = Math.max(...people.map(({ name }) => name.length));
  console.log(`
Fairlead runs: ${address}   (started in ${seconds.toFixed(1)} s)

Sign in as one of (no password; all of ${people[0].tenant_name}):
${people.map(({ name, role }) => `  ${name.padEnd(width)}  ${role.replace('_', ' ')}`).join('\n')}

Try:
  - as crew: what is low in stock; open a part and receive some of it
  - as crew: adjusting stock is not offered, and refused when asked for
  - as captain: adjust stock; it is refused unsigned, and done when signed
  - open a work order and move the slider: its related items re-rank in the browser

Logs: ${shown(logDirectory)}/   Stop everything: Ctrl-C`);
}

function interrupted() {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve(null));
  });
}

async function main() {
  const began = Date.now();
  const services = new Supervisor();
  const stopAsked = interrupted();
  const work = async () => {
    await requireFreePorts(['identity', 'model', 'edge']);
    await buildAll();
    await startDatabase();
    await prepareDatabase();
    await startServices(services);
    await welcome((Date.now() - began) / 1000);
    return services.ended;
  };
  try {
    const failure = await Promise.race([work(), stopAsked]);
    if (failure) throw failure;
    console.log('\nStopping …');
  } finally {
    await services.stop();
    postgres.stop();
  }
  console.log('All is stopped.');
}

const bootstrap = spawnSync(path.join(root, 'tools/bootstrap'), { stdio: 'inherit' });
if (bootstrap.status !== 0) process.exit(bootstrap.status ?? 1);
await main().catch(stopWith);
process.exit();
