// One stay of the whole system in a terminal: set it up, keep it, take it down on Ctrl-C.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

import * as postgres from './postgres.mjs';
import { Supervisor, requireFreePorts } from './services.mjs';
import { root } from './settings.mjs';
import { address, buildAll, prepareDatabase, startDatabase, startServices } from './system.mjs';

/** Sets the machine up; ends this program when that fails, as the bootstrap has said why. */
export function bootstrap() {
  const { status } = spawnSync(path.join(root, 'tools/bootstrap'), { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

function interrupted() {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve(null));
  });
}

/**
 * Builds and starts everything, calls `whenUp(services)`, and stops all of it when interrupted or when
 * a service ends by itself. PostgreSQL is left alone where it ran before.
 *
 * @throws StepFailure of the step or service that failed
 */
export async function holdSystem(whenUp) {
  const services = new Supervisor();
  const asked = interrupted();
  let databaseBefore = null;
  const work = async () => {
    await requireFreePorts(['identity', 'model', 'edge']);
    await buildAll();
    databaseBefore = postgres.status();
    await startDatabase();
    await prepareDatabase();
    await startServices(services);
    await whenUp(services);
    return services.ended;
  };
  try {
    const failure = await Promise.race([work(), asked]);
    if (failure) throw failure;
    console.log('\nStopping …');
  } finally {
    await services.stop();
    if (databaseBefore !== null && databaseBefore !== 'running') postgres.stop();
  }
  const rest = databaseBefore === 'running' ? ' but PostgreSQL, which ran before: tools/postgres stop' : '.';
  console.log(`All is stopped${rest}`);
}

/** Whether a Fairlead answers on this machine's port already. */
export async function systemAnswers() {
  const response = await fetch(`${address}/ready`, { signal: AbortSignal.timeout(3000) }).catch(() => null);
  await response?.body?.cancel();
  return response?.ok ?? false;
}

/** Runs `work` on the system that answers already, or on one started for it and stopped after it. */
export async function withSystem(work) {
  if (await systemAnswers()) return work();
  const services = new Supervisor();
  await buildAll();
  const ownsDatabase = await startDatabase();
  try {
    await prepareDatabase();
    await startServices(services);
    return await work();
  } finally {
    await services.stop();
    if (ownsDatabase) postgres.stop();
  }
}
