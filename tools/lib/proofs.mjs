// The long proofs: what each runs, with how many cases, and how many are a sample of it.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';

import { childEnvironment, root, shown } from './settings.mjs';
import { logFile } from './steps.mjs';

const program = (name) => path.join(root, 'build/release/tests/proof', name);
const script = (name) => ['node', `tests/proof/${name}.mjs`];
const counted = (command, { cases, seed }) => [...command, '--cases', String(cases), '--seed', String(seed)];

/** Name → what it shows, how often, and its command. */
export const proofs = {
  action: {
    shows: 'the action rules decide as a second, tiny model does',
    cases: 10_000_000,
    sample: 100_000,
    command: (how) => counted([program('action_proof')], how),
  },
  mutation: {
    shows: 'inverting any one core rule turns the tests red',
    cases: 1,
    sample: 0,
    needsDatabase: true,
    command: () => script('mutation'),
  },
  token: {
    shows: 'native and WebAssembly agree on mutated tokens, and with jose on whose are good',
    cases: 1_000_000,
    sample: 20_000,
    command: (how) => counted(script('token'), how),
  },
  schema: {
    shows: 'native and WebAssembly agree on mutated documents, and with Ajv on which are valid',
    cases: 1_000_000,
    sample: 20_000,
    command: (how) => counted(script('schema'), how),
  },
  json: {
    shows: 'the reader of JSON agrees with another',
    cases: 1_000_000,
    sample: 20_000,
    command: (how) => counted(script('json'), how),
  },
  job: {
    shows: 'no schedule of a job breaks its promises',
    cases: 1_000_000,
    sample: 50_000,
    command: (how) => counted([program('job/job_proof')], how),
  },
  leak: {
    shows: 'calls and compiled objects leave no memory behind',
    cases: 1_000_000,
    sample: 20_000,
    command: (how) => counted(script('leak'), how),
  },
  reproducible: {
    shows: 'the same source gives the same modules, wherever it is built',
    cases: 1,
    sample: 0,
    command: () => script('reproducible'),
  },
  hostile: {
    shows: 'inputs of hostile size are met in bounded time and memory',
    cases: 20,
    sample: 3,
    command: (how) => counted(script('hostile'), how),
  },
  mail: {
    shows: 'real mails are imported and summarised, whatever the model does',
    cases: 500,
    sample: 20,
    needsDatabase: true,
    command: (how) => counted(script('mail'), how),
  },
  fuzz: {
    shows: 'a minute of fuzzing breaks no target (cases are seconds)',
    cases: 60,
    sample: 0,
    command: ({ cases }) => ['node', 'tools/fuzz.mjs', String(cases)],
  },
};

/**
 * Runs one proof with its output in a log, which grows while it runs.
 *
 * @returns whether it held, the seconds it took, its last line, and where its output is
 */
export function prove(name, { cases, seed }) {
  const [program, ...args] = proofs[name].command({ cases, seed });
  const log = logFile(`proof-${name}`);
  const file = openSync(log, 'w');
  const began = Date.now();
  const { status, error } = spawnSync(program, args, {
    cwd: root,
    env: childEnvironment(),
    stdio: ['ignore', file, file],
  });
  if (error) writeSync(file, `${error.message}\n`);
  closeSync(file);
  return {
    held: status === 0,
    seconds: (Date.now() - began) / 1000,
    last: readFileSync(log, 'utf8').trimEnd().split('\n').at(-1),
    log: shown(log),
  };
}

/** A proof as a line of the table. */
export function told(name, cases, { held, seconds, last, log }) {
  const outcome = held ? 'held' : `BROKEN, see ${log}`;
  return `${name.padEnd(13)}${cases.toLocaleString('en').padStart(12)}${seconds.toFixed(1).padStart(9)} s  ${outcome}: ${last}`;
}
