// Shows that the tests notice when a rule is inverted: in a copy of the sources each mutant of
// lib/mutants.mjs is made and built in turn, and its tests must turn red; without any they are green.
//
//   mutation.mjs [--native] [--all] [--only TEXT]
//
// The native tests run for each mutant; those of the edge and the page, against modules, package and
// page built from the mutant, for the few named there as a sample, for every one with --all, and for
// none with --native. Needs what the tests of edge and page need: PostgreSQL running (npm start), the
// tool chains, Chromium. Prints a table, and ends with 0 when every mutant was noticed everywhere.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import { childEnvironment, root } from '../../tools/lib/settings.mjs';
import { mutants, sampled } from './lib/mutants.mjs';

const copy = path.join(root, 'build/mutation');
const args = process.argv.slice(2);
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : '';
const chosen = mutants.filter(({ name }) => name.includes(only));
const nativeOnly = args.includes('--native');
const hasSurfaces = ({ name, surfaces }) => !nativeOnly && surfaces && (args.includes('--all') || sampled.has(name));

const kMinutes = 60_000;

/** Runs a program in the copy; true when it ends with 0. What it printed is kept for `lastOutput`. */
let lastOutput = '';
function runs(command, { minutes = 20 } = {}) {
  const [file, ...rest] = command;
  const env = childEnvironment();
  const first = [path.join(copy, 'node_modules/node/bin'), path.join(copy, 'node_modules/.bin')];
  env.PATH = [...first, process.env.PATH].join(path.delimiter);
  const done = spawnSync(file, rest, {
    cwd: copy,
    env,
    encoding: 'utf8',
    timeout: minutes * kMinutes,
    maxBuffer: 2 ** 28,
  });
  lastOutput = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`;
  return done.status === 0;
}

/** The same for what must not fail. */
function must(command, options) {
  if (runs(command, options)) return;
  throw new Error(`${command.join(' ')} failed:\n${lastOutput.split('\n').slice(-40).join('\n')}`);
}

/** The sources as they are in the working tree. Files that did not change keep their time, so that little is built. */
function copySources() {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter(Boolean);
  for (const file of files.filter((name) => existsSync(path.join(root, name)))) {
    const [from, to] = [path.join(root, file), path.join(copy, file)];
    if (existsSync(to) && readFileSync(from).equals(readFileSync(to))) continue;
    mkdirSync(path.dirname(to), { recursive: true });
    cpSync(from, to, { dereference: true });
  }
  for (const name of ['.toolchain', '.data']) link(path.join(root, name), path.join(copy, name));
  linkModules();
}

function link(target, place) {
  if (!existsSync(place)) symlinkSync(target, place);
}

/** The installed packages, but the workspaces from the copy. */
function linkModules() {
  const [from, to] = [path.join(root, 'node_modules'), path.join(copy, 'node_modules')];
  mkdirSync(path.join(to, '@fairlead'), { recursive: true });
  for (const name of readdirSync(from)) if (name !== '@fairlead') link(path.join(from, name), path.join(to, name));
  for (const name of readdirSync(path.join(from, '@fairlead'))) {
    const workspace = { core: 'wasm/js', edge: 'edge', console: 'web' }[name];
    if (workspace) link(path.join(copy, workspace), path.join(to, '@fairlead', name));
  }
}

/** Without precompiled headers: each mutant compiles one file, and links. */
function configure() {
  for (const preset of nativeOnly ? ['dev'] : ['dev', 'wasm-abi', 'wasm-embind'])
    if (!existsSync(path.join(copy, 'build', preset, 'build.ninja')))
      must(['cmake', '--preset', preset, '-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON']);
}

const programs = [...new Set(mutants.flatMap(({ tests }) => tests))];
const built = (...names) => path.join(copy, 'build/dev/tests', ...names);

/** How a native program is run: the vectors, or the tests of a concept. */
function program(name) {
  if (name === 'vectors_native') return [built('vectors', name), 'tests/vectors'];
  return [built('core', name.replace('_test', ''), name), '--gtest_fail_fast', '--gtest_brief=1'];
}

/** Whether the native tests are green. */
function nativeIsGreen(tests) {
  must(['cmake', '--build', 'build/dev', '--target', ...tests]);
  return tests.every((name) => runs(program(name), { minutes: 5 }));
}

/** Builds modules, package and page from the copy. */
function buildSurfaces() {
  must(['cmake', '--build', 'build/wasm-abi', '--target', 'core']);
  must(['cmake', '--build', 'build/wasm-embind']);
  must(['npm', 'run', 'build', '--workspace', 'wasm/js']);
  must(['npm', 'run', 'build', '--workspace', 'web']);
}

const edgeIsGreen = () => runs(['node', '--test', 'tests/edge/rules.test.mjs']);
const pageIsGreen = () => runs(['node', '--test', 'tests/web/rules.test.mjs']);

/** Makes the mutant, does `work`, and takes the mutant back. */
function mutated({ name, file, find, replace }, work) {
  const place = path.join(copy, file);
  const source = readFileSync(place, 'utf8');
  if (source.split(find).length !== 2) throw new Error(`${name}: ${file} does not have "${find}" exactly once.`);
  writeFileSync(
    place,
    source.replace(find, () => replace),
  );
  try {
    return work();
  } finally {
    writeFileSync(place, source);
  }
}

const colour = (green) => (green ? 'GREEN' : 'red');

function judge(mutant) {
  return mutated(mutant, () => {
    const native = colour(nativeIsGreen(mutant.tests));
    if (!hasSurfaces(mutant)) return { native, edge: '-', page: '-' };
    buildSurfaces();
    return { native, edge: colour(edgeIsGreen()), page: colour(pageIsGreen()) };
  });
}

/** Without a mutant everything is green, or red would show nothing. */
function requireGreen() {
  const places = mutants.map(({ file }) => path.join(copy, file));
  for (const file of places) if (!statSync(file).isFile()) throw new Error(`${file} is not there.`);
  if (!nativeIsGreen(programs)) throw new Error(`The native tests fail without a mutant:\n${lastOutput}`);
  if (!chosen.some(hasSurfaces)) return;
  buildSurfaces();
  if (!edgeIsGreen() || !pageIsGreen()) throw new Error(`Edge or page fail without a mutant:\n${lastOutput}`);
}

const row = (name, { native, edge, page }) =>
  console.log(`${name.padEnd(48)}${native.padEnd(8)}${edge.padEnd(8)}${page}`);

try {
  if (args.includes('--fresh')) rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  copySources();
  configure();
  requireGreen();
  row('mutant', { native: 'native', edge: 'edge', page: 'page' });
  let unnoticed = 0;
  for (const mutant of chosen) {
    const outcome = judge(mutant);
    row(mutant.name, outcome);
    if (Object.values(outcome).includes('GREEN')) unnoticed++;
  }
  console.log(`${chosen.length} mutants, ${chosen.length - unnoticed} noticed by all tests that ran, ${unnoticed} not`);
  process.exitCode = unnoticed > 0 ? 1 : 0;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
