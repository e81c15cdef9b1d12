// Running libFuzzer programs.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

import { childEnvironment, dataDirectory, root } from './settings.mjs';
import { run } from './steps.mjs';

const folder = path.join(dataDirectory, 'fuzz');
const seeds = path.join(folder, 'seeds');
const kShownLines = 40;

/** Writes the seeds out of the vectors. */
export const prepareSeeds = () => run('seeds', 'fuzz-seeds', ['node', 'tests/fuzz/seeds.mjs', seeds]);

/** A program's exit code and what it wrote to standard error. */
function execute(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: childEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] });
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (part) => (text += part));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, text }));
  });
}

/**
 * Runs one target for so many seconds. Inputs that it found worth keeping are kept for the next time.
 *
 * @returns how many inputs it ran, how many edges of the program they reached, and the report of
 *   what broke, or null
 */
export async function fuzz(name, seconds) {
  const found = path.join(folder, name);
  mkdirSync(found, { recursive: true });
  const inputs = [found, path.join(seeds, name), path.join(root, 'tests/fuzz/corpus', name)].filter(existsSync);
  const limits = [`-max_total_time=${seconds}`, '-timeout=10', '-rss_limit_mb=2048', '-max_len=8192'];
  const program = path.join(root, 'build/fuzz/tests/fuzz', `${name}_fuzz`);
  const options = [...limits, '-print_final_stats=1', `-artifact_prefix=${found}/crashes/`];
  mkdirSync(path.join(found, 'crashes'), { recursive: true });
  const { status, text } = await execute(program, [...options, ...inputs]);
  return {
    inputs: Number(/number_of_executed_units: (\d+)/.exec(text)?.[1] ?? 0),
    covered: Math.max(0, ...[...text.matchAll(/ cov: (\d+)/g)].map(([, edges]) => Number(edges))),
    report: status === 0 ? null : text.split('\n').slice(-kShownLines).join('\n'),
  };
}
