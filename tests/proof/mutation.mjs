// Shows that the tests notice when a rule is inverted: in a copy of the sources each mutant of
// lib/mutants.mjs is made and built in turn, and its tests must turn red; without any they are green.
//
//   mutation.mjs [--native] [--all] [--only TEXT] [--fresh]
//
// The native tests run for each mutant; those of the edge and the page, against modules, package and
// page built from the mutant, for the few named there as a sample, for every one with --all, and for
// none with --native. Needs what the tests of edge and page need: PostgreSQL running (tools/postgres
// start), the tool chains, Chromium, the program `fairlead` (npm run build:native). The copy is
// build/mutation, kept from run to run so that little is built, and made anew by --fresh; wherever a
// run ends, nothing else was touched. Prints a table, and ends with 0 when every mutant was noticed
// everywhere.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
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
  // The worker only prepares the page's data: it need not be a mutant.
  const fairlead = path.join(root, 'build/release/native/fairlead');
  const env = childEnvironment({ FAIRLEAD_PROGRAM: fairlead, FAIRLEAD_FIRST_FAULT: '1' });
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

const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
const repository = git('rev-parse', '--absolute-git-dir').trim();

/** The files of a tree, this one or its copy, that are not ignored. */
function sourcesOf(tree) {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const names = git('--git-dir', repository, '--work-tree', tree, '-C', tree, ...list).split('\0');
  return names.filter((name) => lstatSync(path.join(tree, name), { throwIfNoEntry: false })?.isFile());
}

/** The sources as they are in the working tree. Files that did not change keep their time, so that little is built. */
function copySources() {
  const files = new Set(sourcesOf(root));
  for (const file of files) {
    const [from, to] = [path.join(root, file), path.join(copy, file)];
    if (existsSync(to) && readFileSync(from).equals(readFileSync(to))) continue;
    mkdirSync(path.dirname(to), { recursive: true });
    cpSync(from, to);
  }
  for (const file of sourcesOf(copy)) if (!files.has(file)) rmSync(path.join(copy, file));
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

const programs = [...new Set(chosen.flatMap(({ tests }) => tests))];
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

/** The source that a mutant changes. */
function sourceOf({ name, file, find }) {
  const source = readFileSync(path.join(copy, file), 'utf8');
  if (source.split(find).length !== 2) throw new Error(`${name}: ${file} does not have "${find}" exactly once.`);
  return source;
}

/** Makes the mutant, does `work`, and takes the mutant back. */
function mutated(mutant, work) {
  const { file, find, replace } = mutant;
  const place = path.join(copy, file);
  const source = sourceOf(mutant);
  const changed = source.replace(find, () => replace);
  writeFileSync(place, changed);
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
  mutants.forEach(sourceOf);
  if (!nativeIsGreen(programs)) throw new Error(`The native tests fail without a mutant:\n${lastOutput}`);
  if (!chosen.some(hasSurfaces)) return;
  buildSurfaces();
  if (!edgeIsGreen() || !pageIsGreen()) throw new Error(`Edge or page fail without a mutant:\n${lastOutput}`);
}

const row = (name, { native, edge, page }) =>
  console.log(`${name.padEnd(48)}${native.padEnd(8)}${edge.padEnd(8)}${page}`);

try {
  if (chosen.length === 0) throw new Error(`No mutant has "${only}" in its name.`);
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
