// npm run fuzz [-- SECONDS [target…]]: runs the fuzz targets for a while each (60 s unless told) with
// ASan and UBSan, as many at a time as there are cores, from the vectors as seeds. What makes one
// break is kept below .data/fuzz/<target>; put it into tests/fuzz/corpus/<target> once it is mended.
import os from 'node:os';
import { readdirSync } from 'node:fs';
import path from 'node:path';

import * as builds from './lib/builds.mjs';
import { fuzz, prepareSeeds } from './lib/fuzzing.mjs';
import { bootstrap } from './lib/session.mjs';
import { root } from './lib/settings.mjs';
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

/** Each core takes the next target until there is none; gives how many broke. */
async function fuzzAll() {
  const waiting = [...wanted];
  let broken = 0;
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const { inputs, covered, report } = await fuzz(name, seconds);
      const outcome = report === null ? 'nothing broke' : 'BROKEN';
      console.log(
        `${name.padEnd(14)} ${String(inputs).padStart(10)} inputs ${String(covered).padStart(7)} edges  ${outcome}`,
      );
      if (report === null) continue;
      console.log(report);
      broken++;
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, work));
  return broken;
}

async function main() {
  await step('fuzz targets', () =>
    builds.cmake(
      'fuzz',
      wanted.map((name) => `${name}_fuzz`),
    ),
  );
  await step('seeds', prepareSeeds);
  const broken = await fuzzAll();
  console.log(`${wanted.length} targets, ${seconds} s each: ${broken} broken`);
  process.exitCode = broken === 0 ? 0 : 1;
}

bootstrap();
await main().catch(stopWith);
