// npm run lint [check…]: every check of form and style; all run, and all that fail are named.
import { existsSync } from 'node:fs';
import path from 'node:path';

import * as builds from './lib/builds.mjs';
import { root } from './lib/settings.mjs';
import { cppFiles } from './lib/sources.mjs';
import { StepFailure, run, step, stopWith } from './lib/steps.mjs';
import { told } from './lib/suites.mjs';

const projects = () =>
  ['wasm/js', 'edge', 'web']
    .map((folder) => `${folder}/tsconfig.json`)
    .filter((file) => existsSync(path.join(root, file)));

/** Name → work, the quick ones first. */
const checks = {
  layering: () => run('layering', 'lint-layering', ['node', 'tools/lint/layering.mjs']),
  'clang-format': () =>
    run('clang-format', 'lint-clang-format', ['clang-format-19', '--dry-run', '--Werror', ...cppFiles()]),
  prettier: () => run('prettier', 'lint-prettier', ['prettier', '--check', '--log-level', 'warn', '.']),
  tsc: async () => {
    await builds.wasm();
    await builds.npmPackage();
    for (const project of projects()) await run(`tsc ${project}`, 'lint-tsc', ['tsc', '--noEmit', '-p', project]);
  },
  'api-docs': () => run('api-docs', 'lint-api-docs', ['node', 'tools/lint/api_docs.mjs']),
  eslint: () => run('eslint', 'lint-eslint', ['eslint', '--max-warnings', '0', '.']),
  'clang-tidy': () => builds.cmake('tidy', [], { keepGoing: true }),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in checks));
if (unknown.length > 0) {
  console.error(`Unknown check: ${unknown.join(', ')}. Known: ${Object.keys(checks).join(', ')}.`);
  process.exit(2);
}
const counts = { passed: 0, failed: 0, skipped: 0 };
for (const [name, work] of Object.entries(checks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  try {
    await step(name, work);
    counts.passed++;
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    counts.failed++;
    stopWith(error);
  }
}
console.log(`lint: ${told(counts)}`);
