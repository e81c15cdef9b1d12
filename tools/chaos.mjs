// npm run chaos -- queue [scenario…] [options]: see kUsage.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { ClusterFolder } from '../tests/chaos/lib/cluster_folder.mjs';
import { endOnSignals, kPlayedToItsEnd, playAll } from '../tests/chaos/lib/play.mjs';
import { table } from '../tests/chaos/lib/table.mjs';
import { scenarios } from '../tests/chaos/scenarios.mjs';
import * as builds from './lib/builds.mjs';
import { bootstrap } from './lib/session.mjs';
import { logDirectory, shown } from './lib/settings.mjs';
import { StepFailure, step, stopWith } from './lib/steps.mjs';

const kUsage = `Usage: npm run chaos -- queue [scenario…] [--quick] [--without-fence] [--seed S] [--jobs N] [--json] [--keep]

Works on the queue with the shipped programs, each a process of its own, while they are killed, frozen
and cut off, and counts what came of it. Everything runs beside what this machine runs otherwise: a
PostgreSQL of its own in a temporary folder (fsync on), a model server, workers, on free ports.
At the end a table; the exit code is 0 only when every row held.

Scenarios, all of them unless some are named:
${scenarios.map(({ name, shows }) => `  ${name.padEnd(12)} ${shows}`).join('\n')}

  --quick          a sample, in about 90 s; the whole takes up to 20 minutes on two cores
  --without-fence  replaces ai_complete_jobs and ai_heartbeat in the databases that it makes by the same
                   functions without the comparison of lease and state (tests/chaos/lib/unfence.sql):
                   has to end with double results, so with 1; with 2 where none was seen
  --seed S         of all random choices, 1 unless told
  --jobs N         mails of the scenario kills
  --json           the rows as JSON, one a line, in place of the table
  --keep           keeps the logs, which are kept anyway when something is missed

FAIRLEAD_PROGRAM=<file> tries that program instead of the one built here.`;

/** Scenarios wait most of the time, and have nothing in common. The whole of each is played alone. */
const kQuickLanes = 4;

const kFenceIsOff = `The fence is off: in these databases ai_complete_jobs and ai_heartbeat compare neither lease nor state any
more (tests/chaos/lib/unfence.sql). A run that sees no double result now would be blind.`;

const kOptions = {
  quick: { type: 'boolean', default: false },
  'without-fence': { type: 'boolean', default: false },
  seed: { type: 'string', default: '1' },
  jobs: { type: 'string' },
  json: { type: 'boolean', default: false },
  keep: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

function refuse(message) {
  console.error(`${message}\n\n${kUsage}`);
  process.exit(2);
}

function positive(text, what) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) refuse(`${what} must be a whole number from 1, but is "${text}".`);
  return number;
}

function readArguments() {
  let read;
  try {
    read = parseArgs({ options: kOptions, allowPositionals: true });
  } catch (error) {
    return refuse(error.message);
  }
  const { values, positionals } = read;
  if (values.help) {
    console.log(kUsage);
    process.exit(0);
  }
  const [suite, ...names] = positionals;
  if (suite !== 'queue') refuse(`Say what to work on: queue.`);
  const unknown = names.filter((name) => !scenarios.some((one) => one.name === name));
  if (unknown.length > 0) refuse(`Unknown: ${unknown.join(', ')}.`);
  return {
    ...values,
    fence: !values['without-fence'],
    seed: positive(values.seed, '--seed'),
    given: values.jobs ? { jobs: positive(values.jobs, '--jobs') } : {},
    names,
  };
}

/** Those asked for; without the fence only those that must miss then. */
function chosen({ names, fence }) {
  const list = scenarios.filter(({ name }) => names.length === 0 || names.includes(name));
  return fence ? list : list.filter(({ unfenced }) => unfenced);
}

/** Without the fence, doubles have to be seen by runs that came to their end: then with 1, else with 2. */
function tellWithoutFence(rows, { json }, folder) {
  const doubles = rows.filter(({ what, held }) => what.includes('double') && held === false);
  const brokeOff = rows.filter(({ what }) => what === kPlayedToItsEnd);
  process.exitCode = doubles.length > 0 && brokeOff.length === 0 ? 1 : 2;
  if (json) return;
  console.log(
    process.exitCode === 1
      ? `Without the fence, double results were seen, as they have to be: ${doubles.map(({ scenario, had }) => `${scenario} ${had}`).join(', ')}.`
      : `BLIND: ${brokeOff.length > 0 ? 'a scenario broke off' : 'no double result was seen without the fence'}. Look into ${shown(folder)}.`,
  );
}

async function main(options) {
  const folder = path.join(logDirectory, `chaos-${new Date().toISOString().replace(/[:.]/g, '-')}`);
  const clusters = new ClusterFolder();
  endOnSignals();
  if (!options.fence && !options.json) console.log(kFenceIsOff);
  const rows = await playAll(chosen(options), options.quick ? kQuickLanes : 1, { clusters, folder, options });
  if (options.json) for (const row of rows) console.log(JSON.stringify(row));
  else console.log(`\n${table(rows)}\n`);
  if (!options.fence) return tellWithoutFence(rows, options, folder);
  if (rows.every(({ held }) => held !== false)) {
    if (!options.keep) rmSync(folder, { recursive: true, force: true });
    return;
  }
  process.exitCode = 1;
  throw new StepFailure('chaos', {
    reason: `${rows.filter(({ held }) => held === false).length} rows were missed, with --seed ${options.seed}`,
    advice: `Look into ${shown(folder)}: of each scenario what the workers (worker-N.log), PostgreSQL (postgres-N.log) and the model server said, and each answer of the model (model-asks.jsonl, <job>.<lease>.<ask>).`,
  });
}

/** Nothing is to be built where FAIRLEAD_PROGRAM names what to try. */
async function build({ json }) {
  if (process.env.FAIRLEAD_PROGRAM) return;
  if (json) await builds.native();
  else await step('native program', builds.native);
}

const options = readArguments();
bootstrap();
try {
  await build(options);
  await main(options);
} catch (error) {
  stopWith(error);
}
// Whatever a scenario that broke off has left behind ends now.
process.exit();
