// npm run fuzz [-- SECONDS [target…]]: runs the fuzz targets for a while each (60 s unless told), from
// the vectors as seeds. What makes one crash is kept below .data/fuzz/<target> and is run again first.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

import * as builds from './lib/builds.mjs';
import { bootstrap } from './lib/session.mjs';
import { childEnvironment, dataDirectory, root } from './lib/settings.mjs';
import { step, stopWith } from './lib/steps.mjs';

const targets = readdirSync(path.join(root, 'tests/fuzz'))
  .filter((name) => name.endsWith('_fuzz.cpp'))
  .map((name) => name.replace('_fuzz.cpp', ''));

const [first, ...rest] = process.argv.slice(2);
const seconds = first === undefined ? 60 : Number(first);
const wanted = rest.length > 0 ? rest : targets;
if (!Number.isInteger(seconds) || seconds < 1 || !wanted.every((name) => targets.includes(name))) {
  console.error(`Usage: npm run fuzz -- [SECONDS [target…]]; targets: ${targets.join(', ')}`);
  process.exit(2);
}

const folder = path.join(dataDirectory, 'fuzz');
const seeds = path.join(folder, 'seeds');

/** Runs one target; true when nothing broke. */
function fuzz(name) {
  const corpus = path.join(folder, name);
  mkdirSync(corpus, { recursive: true });
  const limits = [`-max_total_time=${seconds}`, '-timeout=10', '-rss_limit_mb=2048', '-max_len=8192'];
  const command = [...limits, '-print_final_stats=1', `-artifact_prefix=${corpus}/`, corpus, path.join(seeds, name)];
  const program = path.join(root, 'build/fuzz/tests/fuzz', `${name}_fuzz`);
  const { status, stderr } = spawnSync(program, command, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: childEnvironment(),
  });
  const runs = /number_of_executed_units: (\d+)/.exec(stderr)?.[1] ?? '?';
  console.log(`${name.padEnd(12)} ${runs.padStart(10)} inputs  ${status === 0 ? 'nothing broke' : 'BROKEN'}`);
  if (status !== 0) console.log(stderr.split('\n').slice(-40).join('\n'));
  return status === 0;
}

async function main() {
  await step('fuzz targets', () =>
    builds.cmake(
      'fuzz',
      wanted.map((name) => `${name}_fuzz`),
    ),
  );
  spawnSync('node', ['tests/fuzz/seeds.mjs', seeds], { cwd: root, stdio: 'inherit' });
  const sound = wanted.map(fuzz).every(Boolean);
  process.exitCode = sound ? 0 : 1;
}

bootstrap();
await main().catch(stopWith);
