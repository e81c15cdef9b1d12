// npm run coverage [-- --missed]: runs the core's tests, the vectors, the official schema suite and the
// fuzzers' inputs in a build that counts, and says how much of core/ they reach. All lines must be
// reached but those that tests/coverage/exceptions.json names with a reason, and 95 % of the branches;
// --missed lists what is not.
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

import * as builds from './lib/builds.mjs';
import { conceptOf, judge, merge, read } from './lib/coverage.mjs';
import { bootstrap } from './lib/session.mjs';
import { root } from './lib/settings.mjs';
import { run, step, stopWith } from './lib/steps.mjs';

const kLeastBranches = 0.95;
const kFolders = ['tests/core', 'tests/vectors', 'tests/fuzz', 'tests/proof'];
const build = path.join(root, 'build/coverage');
const counts = path.join(build, 'counts');
const profile = path.join(build, 'core.profdata');

/** The programs below a folder of the build. */
function programsBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('CMakeFiles') && path.extname(entry.name) === '')
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => (statSync(file).mode & 0o111) !== 0);
}

async function runTests() {
  rmSync(counts, { recursive: true, force: true });
  mkdirSync(counts, { recursive: true });
  const env = { LLVM_PROFILE_FILE: path.join(counts, '%4m.profraw') };
  for (const folder of kFolders) {
    const command = ['ctest', '--test-dir', path.join(build, folder), '--output-on-failure'];
    await run(`tests of ${folder}`, `coverage-${path.basename(folder)}`, command, { env });
  }
  const suite = ['node', '--test', 'tests/wasm/schema_suite.test.mjs'];
  await run('the official schema suite', 'coverage-suite', suite, { env: { ...env, FAIRLEAD_BUILD: build } });
}

const percent = (missed, all) => `${(100 * (1 - missed / all)).toFixed(2)} %`;

/** A line a concept, and one for all. */
function table(files, { lines, branches, lineFaults, branchFaults }) {
  const line = (name, ...cells) =>
    console.log(name.padEnd(14) + cells.map((cell) => String(cell).padStart(12)).join(''));
  line('', 'lines', 'missed', 'reached', 'branches', 'missed', 'reached');
  for (const concept of [...new Set(files.map(({ file }) => conceptOf(file)))].sort()) {
    const own = judge(
      files.filter(({ file }) => conceptOf(file) === concept),
      exceptions,
    );
    const [lost, open] = [own.lineFaults.length, own.branchFaults.length];
    line(concept, own.lines, lost, percent(lost, own.lines), own.branches, open, percent(open, own.branches));
  }
  const [lost, open] = [lineFaults.length, branchFaults.length];
  line('core', lines, lost, percent(lost, lines), branches, open, percent(open, branches));
}

const exceptions = JSON.parse(readFileSync(path.join(root, 'tests/coverage/exceptions.json'), 'utf8'));

async function main() {
  // The fuzzers' seeds and the suite are written by scripts that use the package.
  await step('WebAssembly modules', builds.wasm);
  await step('npm package', builds.npmPackage);
  const targets = kFolders.map((folder) => `${folder}/all`);
  await step('tests that count', () => builds.cmake('coverage', targets));
  await step('tests', runTests);
  merge(counts, profile);
  const files = read(
    kFolders.flatMap((folder) => programsBelow(path.join(build, folder))),
    profile,
  );
  const result = judge(files, exceptions);
  table(files, result);
  if (process.argv.includes('--missed')) {
    for (const { file, line, text } of result.lineFaults) console.log(`${file}:${line}: not reached: ${text}`);
    for (const { file, line, text, side } of result.branchFaults) console.log(`${file}:${line}: ${side}: ${text}`);
  }
  for (const { file, text } of result.idle) console.log(`An exception names nothing (any more): ${file}: ${text}`);
  const enough = 1 - result.branchFaults.length / result.branches >= kLeastBranches;
  process.exitCode = result.lineFaults.length === 0 && result.idle.length === 0 && enough ? 0 : 1;
}

bootstrap();
await main().catch(stopWith);
