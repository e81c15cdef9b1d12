// npm run proof [-- [name…] [--quick] [--seed S]]: runs the long proofs, or those named; --quick a sample of
// each, as npm test does. The exit code is 0 only when every one held.
import * as builds from './lib/builds.mjs';
import { proofs, prove, told } from './lib/proofs.mjs';
import { bootstrap } from './lib/session.mjs';
import { step, stopWith } from './lib/steps.mjs';

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const seedAt = args.indexOf('--seed');
const seed = seedAt < 0 ? 1 : Number(args[seedAt + 1]);
const names = args.filter((argument, i) => !argument.startsWith('--') && (seedAt < 0 || i !== seedAt + 1));
if (!Number.isInteger(seed) || !names.every((name) => name in proofs)) {
  console.error(`Usage: npm run proof -- [name…] [--quick] [--seed S]; names:`);
  for (const [name, { shows }] of Object.entries(proofs)) console.error(`  ${name.padEnd(13)} ${shows}`);
  process.exit(2);
}

bootstrap();
try {
  await step('WebAssembly modules', builds.wasm);
  await step('npm package', builds.npmPackage);
  await step('native proofs', () => builds.cmake('release', ['tests/proof/all', 'vectors_native']));
  for (const [name, { cases, sample }] of Object.entries(proofs)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const count = quick ? sample : cases;
    if (count === 0) continue;
    const outcome = prove(name, { cases: count, seed });
    console.log(told(name, count, outcome));
    if (!outcome.held) process.exitCode = 1;
  }
} catch (error) {
  stopWith(error);
}
