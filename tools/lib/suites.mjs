// The test suites: what each runs, and how its tests are counted.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { proofs, prove, told as toldProof } from './proofs.mjs';
import { secrets } from './secrets.mjs';
import { childEnvironment, root } from './settings.mjs';

const kReporter = fileURLToPath(new URL('count_reporter.mjs', import.meta.url));
const kNothing = { passed: 0, failed: 0, skipped: 0 };

/** Name → work. Each gives its counts; order is from the inside out. */
export const suites = {
  native: () => ctest('release'),
  // Every vector, and what once broke a fuzz target, under AddressSanitizer and UBSan.
  asan: () => ctest('asan', ['--tests-regex', '^fuzz\\.']),
  'wasm vectors': () => nodeTests(['tests/wasm']),
  package: () => nodeTests(['tests/package', 'wasm/js/test'], { nodes: everyNode() }),
  runtimes: () => nodeTests(['tests/runtimes']),
  hosts: () => nodeTests(['tests/hosts']),
  proof: () => proofSamples(),
  database: () => nodeTests(['tests/sql', 'tests/database']),
  tools: () => nodeTests(['tests/tools']),
  edge: () => nodeTests(['tests/edge']),
  page: () => nodeTests(['tests/web']),
};

/** A sample of every long proof (tools/proof.mjs). */
function proofSamples() {
  const sampled = Object.entries(proofs).filter(([, { sample }]) => sample > 0);
  return sampled.map(([name, { sample }]) => proofSample(name, sample)).reduce(add);
}

function proofSample(name, cases) {
  const outcome = prove(name, { cases, seed: 1 });
  console.log(toldProof(name, cases, outcome));
  return outcome.held ? { ...kNothing, passed: 1 } : { ...kNothing, failed: 1 };
}

function scratch(work) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairlead-test-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tests know the cluster's addresses and the program to try. */
const environment = (extra) =>
  childEnvironment({ ...secrets(), FAIRLEAD_PROGRAM: path.join(root, 'build/release/native/fairlead'), ...extra });

function execute(command, env = {}) {
  const options = { cwd: root, env: environment(env), stdio: ['ignore', 'inherit', 'inherit'] };
  return spawnSync(command[0], command.slice(1), options).status;
}

/** The tests of a CMake preset, all or those chosen by CTest's options, counted by its own report. */
export function ctest(preset, chosen = []) {
  return scratch((folder) => {
    const report = path.join(folder, 'ctest.xml');
    const status = execute(['ctest', '--preset', preset, '--output-junit', report, '--no-tests=error', ...chosen]);
    if (!existsSync(report)) return { ...kNothing, failed: 1 };
    const [head] = readFileSync(report, 'utf8').match(/<testsuite [^>]*>/s);
    const number = (name) => Number(head.match(new RegExp(`\\s${name}="(\\d+)"`))?.[1] ?? 0);
    const failed = number('failures');
    const skipped = number('skipped') + number('disabled');
    return { passed: number('tests') - failed - skipped, failed: status !== 0 && failed === 0 ? 1 : failed, skipped };
  });
}

/**
 * Every *.test.mjs or *.test.ts below the folders, by Node's test runner.
 *
 * @param options.nodes the programs to run them with, one after the other
 * @param options.env further environment
 */
export function nodeTests(folders, { nodes = ['node'], env = {} } = {}) {
  const files = folders.flatMap((folder) => testFiles(path.join(root, folder))).sort();
  if (files.length === 0) return kNothing;
  return nodes.map((node) => runNode(node, files, env)).reduce(add);
}

function runNode(node, files, env) {
  return scratch((folder) => {
    const counts = path.join(folder, 'counts.json');
    const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout'];
    const counting = [`--test-reporter=${kReporter}`, `--test-reporter-destination=${counts}`];
    const status = execute([node, '--test', '--test-concurrency=1', ...reporters, ...counting, ...files], env);
    const counted = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : { ...kNothing, failed: 1 };
    return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  });
}

function testFiles(folder) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile() && /\.test\.(mjs|ts)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !file.includes('node_modules'));
}

/** Node 24, and the machine's own where it is another. */
function everyNode() {
  const own = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => path.join(folder, 'node'))
    .find((file) => existsSync(file));
  const version = (file, env) => execFileSync(file, ['--version'], { encoding: 'utf8', env }).trim();
  if (!own || version(own) === version('node', environment())) return ['node'];
  return ['node', own];
}

/** The sum of two counts. */
export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** `N passed, N failed, N skipped` */
export const told = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
