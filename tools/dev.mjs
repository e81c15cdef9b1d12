// npm run dev: the whole system, rebuilt on every change. The edge reloads itself; the workers
// are started anew when the native program changed.
import { watch } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import * as builds from './lib/builds.mjs';
import { bootstrap, holdSystem } from './lib/session.mjs';
import { root } from './lib/settings.mjs';
import { StepFailure, step, stopWith } from './lib/steps.mjs';
import { kWorkers, startWorkers } from './lib/system.mjs';
import { welcome } from './lib/welcome.mjs';

const kFolders = ['core', 'native', 'wasm', 'web'];
const kIgnored = /(^|\/)(node_modules|dist|generated|\.wrangler)(\/|$)/;
const kSettleMilliseconds = 200;

const changed = new Set();
let wake = () => {};
for (const folder of kFolders) {
  watch(path.join(root, folder), { recursive: true }, (_, file) => {
    if (!file || kIgnored.test(file)) return;
    changed.add(folder);
    wake();
  });
}

async function rebuild(folders, services) {
  const touches = (...names) => names.some((name) => folders.includes(name));
  if (touches('core', 'wasm')) await step('WebAssembly modules', builds.wasm);
  if (touches('core', 'wasm')) await step('npm package', builds.npmPackage);
  if (touches('core', 'wasm', 'web')) await step('page', builds.page);
  if (touches('core', 'native')) {
    await step('native program', builds.native);
    for (const worker of kWorkers) await services.stopOne(worker);
    await startWorkers(services);
  }
}

async function rebuildForever(services) {
  for (;;) {
    if (changed.size === 0) await new Promise((resolve) => (wake = resolve));
    await sleep(kSettleMilliseconds);
    const folders = [...changed];
    changed.clear();
    await rebuild(folders, services).catch((error) => {
      if (!(error instanceof StepFailure)) throw error;
      console.error(error.explain());
    });
  }
}

const began = Date.now();
bootstrap();
await holdSystem(async (services) => {
  await welcome(Date.now() - began);
  console.log('Watching for changes.');
  changed.clear();
  rebuildForever(services).catch(stopWith);
}).catch(stopWith);
process.exit();
