// npm run bench [--json]: builds the package and times it beside known libraries.
import { spawnSync } from 'node:child_process';

import * as builds from './lib/builds.mjs';
import { bootstrap } from './lib/session.mjs';
import { childEnvironment, root } from './lib/settings.mjs';
import { stopWith } from './lib/steps.mjs';

bootstrap();
try {
  await builds.wasm();
  await builds.npmPackage();
  const command = ['tests/bench/bench.mjs', ...process.argv.slice(2)];
  process.exitCode = spawnSync('node', command, { cwd: root, env: childEnvironment(), stdio: 'inherit' }).status ?? 1;
} catch (error) {
  stopWith(error);
}
