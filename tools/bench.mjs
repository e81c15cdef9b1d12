// npm run bench [-- core|queue [--json] [--only NAME…] [--report]]: builds what is timed and times it
// beside known libraries. `--json` gives one object a line; `--only` names groups of figures; `--report` takes
// all figures anew and writes docs/benchmarks.md with its plots.
import { spawn } from 'node:child_process';

import * as builds from './lib/builds.mjs';
import { writeReport } from './lib/bench_report.mjs';
import * as postgres from './lib/postgres.mjs';
import { bootstrap } from './lib/session.mjs';
import { childEnvironment, root } from './lib/settings.mjs';
import { StepFailure, stopWith } from './lib/steps.mjs';

const suites = {
  core: async () => {
    await builds.wasm();
    await builds.npmPackage();
    await builds.cmake('release', ['fairlead_bench']);
  },
  queue: async () => {
    await builds.cmake('release', ['fairlead_queue_bench']);
    await postgres.start();
  },
};

const args = process.argv.slice(2);
const suite = args[0]?.startsWith('--') === false ? args.shift() : 'core';
if (!(suite in suites)) {
  console.error(`Unknown suite: ${suite}. Known: ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}

/** Runs a suite; gives the lines it prints, which are shown as they come. */
function measure(more) {
  return new Promise((resolve, reject) => {
    const child = spawn('node', [`tests/bench/${suite}.mjs`, ...more], {
      cwd: root,
      env: childEnvironment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part) => {
      text += part;
      process.stdout.write(part);
    });
    child.once('error', reject);
    child.once('close', (status) => {
      if (status === 0) return resolve(text.trimEnd().split('\n'));
      reject(
        new StepFailure('figures', { reason: `the suite ended with ${status}`, advice: 'Read what it says above.' }),
      );
    });
  });
}

bootstrap();
try {
  await suites[suite]();
  if (args.includes('--report'))
    await writeReport(
      suite,
      (await measure(['--json'])).map((line) => JSON.parse(line)),
    );
  else await measure(args.filter((argument) => argument !== '--only'));
} catch (error) {
  stopWith(error);
}
