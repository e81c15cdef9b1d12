// What of the core the tests reach, as clang counted it (source-based coverage): lines, and for each
// condition whether it was both true and false.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { root } from './settings.mjs';

const kMaxOutput = 2 ** 30;

function export_(format, programs, profile, more = []) {
  const objects = programs.slice(1).flatMap((program) => ['-object', program]);
  const args = ['export', `-format=${format}`, `-instr-profile=${profile}`, ...more, programs[0], ...objects];
  return execFileSync('llvm-cov-19', [...args, path.join(root, 'core')], { encoding: 'utf8', maxBuffer: kMaxOutput });
}

const relative = (file) => path.relative(root, file);

/** File → line → how often it ran. A template counts by its best instance. */
function lines(text) {
  const files = new Map();
  let current;
  for (const line of text.split('\n')) {
    const [kind, rest] = [line.slice(0, 3), line.slice(3)];
    if (kind === 'SF:') files.set(relative(rest), (current = new Map()));
    if (kind !== 'DA:') continue;
    const [number, count] = rest.split(',').map(Number);
    current.set(number, Math.max(current.get(number) ?? 0, count));
  }
  return files;
}

/** File → place → how often the condition was true, and false, over all instances. */
function branches(text) {
  const files = new Map();
  for (const { filename, branches: list } of JSON.parse(text).data[0].files) {
    const places = new Map();
    for (const [line, column, endLine, endColumn, taken, notTaken] of list) {
      const key = `${line}:${column}-${endLine}:${endColumn}`;
      const counts = places.get(key) ?? { line, column, endLine, endColumn, taken: 0, notTaken: 0 };
      counts.taken += taken;
      counts.notTaken += notTaken;
      places.set(key, counts);
    }
    files.set(relative(filename), [...places.values()]);
  }
  return files;
}

/** Merges the raw counts in a folder into one profile. */
export function merge(folder, profile) {
  const raw = readdirSync(folder)
    .filter((name) => name.endsWith('.profraw'))
    .map((name) => path.join(folder, name));
  execFileSync('llvm-profdata-19', ['merge', '-sparse', ...raw, '-o', profile]);
}

/** An assertion's other side is a bug, which no test can reach. */
const isAssertion =
  (source) =>
  ({ line, column }) =>
    source[line - 1]?.startsWith('assert(', column - 1);

/** What the programs' profile says of each file of the core: its source, lines and branches. */
export function read(programs, profile) {
  const conditions = branches(export_('text', programs, profile, ['-skip-functions']));
  return [...lines(export_('lcov', programs, profile))].map(([file, counts]) => {
    const source = readFileSync(path.join(root, file), 'utf8').split('\n');
    const assertion = isAssertion(source);
    const own = (conditions.get(file) ?? []).filter((place) => !assertion(place));
    return { file, source, lines: counts, branches: own };
  });
}

const missedLines = ({ file, source, lines: counts }) =>
  [...counts]
    .filter(([, count]) => count === 0)
    .map(([line]) => ({ file, line, text: (source[line - 1] ?? '').trim() }));

/** Both sides of each condition; a side that was never taken is missed. */
const missedBranches = ({ file, source, branches: list }) =>
  list.flatMap(({ line, column, endLine, endColumn, taken, notTaken }) => {
    const text =
      line === endLine ? (source[line - 1] ?? '').slice(column - 1, endColumn - 1) : (source[line - 1] ?? '').trim();
    return [taken === 0 && 'never true', notTaken === 0 && 'never false']
      .filter(Boolean)
      .map((side) => ({ file, line, text, side }));
  });

/** The concept of a file of the core: its folder. */
export const conceptOf = (file) => file.split('/')[1];

/**
 * Counts the files.
 *
 * @param exceptions `{ file, text, reason }` of lines that no test can reach
 * @returns totals with what was missed, and the exceptions that name nothing
 */
export function judge(files, exceptions) {
  const excepted = new Set();
  const isException = ({ file, text }) => {
    const found = exceptions.filter((one) => one.file === file && one.text === text);
    for (const one of found) excepted.add(one);
    return found.length > 0;
  };
  const lineFaults = files.flatMap(missedLines).filter((fault) => !isException(fault));
  const branchFaults = files.flatMap(missedBranches);
  return {
    lines: files.reduce((sum, { lines: counts }) => sum + counts.size, 0),
    branches: files.reduce((sum, { branches: list }) => sum + 2 * list.length, 0),
    lineFaults,
    branchFaults,
    idle: exceptions.filter((one) => !excepted.has(one)),
  };
}
