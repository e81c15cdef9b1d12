// npm run proof [-- [name…] [--quick] [--seed S]]: runs the long proofs, or those named; --quick a
// sample of each, as npm test does. The exit code is 0 only when every one held.
import * as builds from './lib/builds.mjs';
import * as postgres from './lib/postgres.mjs';
import { proofs, prove, told } from './lib/proofs.mjs';
import { bootstrap } from './lib/session.mjs';
import { step, stopWith } from './lib/steps.mjs';
import { prepareDatabase, startDatabase } from './lib/system.mjs';

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const seedAt = args.indexOf('--seed');
const seed = seedAt < 0 ? 1 : Number(args[seedAt + 1]);
const names = args.filter((argument, i) => !argument.startsWith('--') && (seedAt < 0 || i !== seedAt + 1));
if (!Number.isInteger(seed) || seed < 1 || !names.every((name) => name in proofs)) {
  console.error(`Usage: npm run proof -- [name…] [--quick] [--seed S]; names:`);
  for (const [name, { shows }] of Object.entries(proofs)) console.error(`  ${name.padEnd(13)} ${shows}`);
  process.exit(2);
}

/** The proofs that were asked for, each with its number of cases. */
function chosen() {
  return Object.entries(proofs)
    .filter(([name]) => names.length === 0 || names.includes(name))
    .map(([name, { cases, sample, needsDatabase }]) => ({ name, cases: quick ? sample : cases, needsDatabase }))
    .filter(({ cases }) => cases > 0);
}

async function build() {
  await step('native program', builds.native);
  await step('WebAssembly modules', builds.wasm);
  await step('npm package', builds.npmPackage);
  await step('native proofs', () => builds.cmake('release', ['tests/proof/all', 'vectors_native']));
}

async function main() {
  await build();
  const list = chosen();
  const ownsDatabase = list.some(({ needsDatabase }) => needsDatabase) && (await startDatabase());
  try {
    if (ownsDatabase) await prepareDatabase();
    for (const { name, cases } of list) {
      const outcome = prove(name, { cases, seed });
      console.log(told(name, cases, outcome));
      if (!outcome.held) process.exitCode = 1;
    }
  } finally {
    if (ownsDatabase) postgres.stop();
  }
}

bootstrap();
await main().catch(stopWith);
