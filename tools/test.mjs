// npm test [suite…]: builds everything and runs the suites one after the other; the suite `asan` only
// where it is named. The last line is
// `N passed, N failed, N skipped`; the exit code is 0 only when nothing failed.
import * as builds from './lib/builds.mjs';
import * as postgres from './lib/postgres.mjs';
import { bootstrap } from './lib/session.mjs';
import { step, stopWith } from './lib/steps.mjs';
import { add, suites, told } from './lib/suites.mjs';
import { buildAll, prepareDatabase, startDatabase } from './lib/system.mjs';

const wanted = process.argv.slice(2);
// These build the tests a second time, so they run only where they are named.
const onRequest = ['asan'];
const unknown = wanted.filter((name) => !(name in suites));
if (unknown.length > 0) {
  console.error(`Unknown suite: ${unknown.join(', ')}. Known: ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}

async function prepare() {
  await buildAll();
  await step('native tests', () => builds.cmake('release'));
  if (wanted.includes('asan')) {
    await step('native tests with sanitizers', () => builds.cmake('asan', ['tests/fuzz/all']));
  }
  const ownsDatabase = await startDatabase();
  await prepareDatabase();
  return ownsDatabase;
}

function runSuites() {
  const results = [];
  for (const [name, work] of Object.entries(suites)) {
    if (wanted.length > 0 ? !wanted.includes(name) : onRequest.includes(name)) continue;
    console.log(`\n== ${name}`);
    results.push([name, work()]);
  }
  return results;
}

function report(results) {
  console.log('');
  for (const [name, counts] of results) console.log(`${name.padEnd(14)} ${told(counts)}`);
  const total = results.map(([, counts]) => counts).reduce(add, { passed: 0, failed: 0, skipped: 0 });
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
  console.log(told(total));
}

async function main() {
  const ownsDatabase = await prepare();
  try {
    report(runSuites());
  } finally {
    if (ownsDatabase) postgres.stop();
  }
}

bootstrap();
await main().catch((error) => {
  stopWith(error);
  console.log('0 passed, 1 failed, 0 skipped');
});
