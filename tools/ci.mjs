// The stages of .ci/run. All run, whatever fails; the counts are those that the stages print last.
import { spawn } from 'node:child_process';

import { stop as stopDatabase, start as startDatabase } from './lib/postgres.mjs';
import { childEnvironment, root } from './lib/settings.mjs';
import { add, told } from './lib/suites.mjs';

const kCounts = /(\d+) passed, (\d+) failed, (\d+) skipped$/;
const kStages = {
  lint: ['node', 'tools/lint.mjs'],
  test: ['node', 'tools/test.mjs'],
  acceptance: ['node', 'tools/acceptance.mjs'],
  'deploy (dry run)': ['wrangler', 'deploy', '--dry-run', '--outdir', 'build/deploy'],
};

/** Runs a stage in the open; gives its exit code and the last line it printed. */
function execute(command) {
  return new Promise((resolve) => {
    const child = spawn(command[0], command.slice(1), {
      cwd: root,
      env: childEnvironment({ CI: 'true' }),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let tail = '';
    child.stdout.on('data', (bytes) => {
      process.stdout.write(bytes);
      tail = (tail + bytes).slice(-1000);
    });
    child.once('error', (error) => resolve({ status: 127, last: error.message }));
    child.once('close', (status) => resolve({ status, last: tail.trimEnd().split('\n').at(-1) }));
  });
}

/** A stage that prints no counts passes or fails as one. */
function countsOf({ status, last }) {
  const found = kCounts.exec(last);
  if (!found) return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  const [passed, failed, skipped] = found.slice(1).map(Number);
  return { passed, failed: status !== 0 && failed === 0 ? 1 : failed, skipped };
}

let total = { passed: 0, failed: 0, skipped: 0 };
const lines = [];
// One PostgreSQL for all stages; a stage stops only what it started.
const ownsDatabase = await startDatabase();
for (const [name, command] of Object.entries(kStages)) {
  console.log(`\n==== ${name}`);
  const began = Date.now();
  const counts = countsOf(await execute(command));
  lines.push(`${name.padEnd(18)} ${told(counts)} (${((Date.now() - began) / 1000).toFixed(0)} s)`);
  total = add(total, counts);
}
if (ownsDatabase) stopDatabase();
console.log(`\n${lines.join('\n')}\n${told(total)}`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
