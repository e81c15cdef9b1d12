// Runs the steps of a set-up one after the other: each says what it does and how long it took, keeps
// its output in a log, and when it fails says in one message which step, where its log is, and what
// to do.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statfsSync, writeSync } from 'node:fs';
import path from 'node:path';

import { childEnvironment, logDirectory, root, shown } from './settings.mjs';

/** A step that failed, with everything the user needs to know. */
export class StepFailure extends Error {
  constructor(step, { reason, log, advice }) {
    super(`${step}: ${reason}`);
    this.name = 'StepFailure';
    Object.assign(this, { step, reason, log, advice });
  }

  /** The message in full. */
  explain() {
    const lines = ['', `✗ Step "${this.step}" failed: ${this.reason}`];
    if (this.log) {
      const tail = readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-8);
      lines.push(...tail.map((line) => `  | ${line}`), `  Log: ${shown(this.log)}`);
    }
    lines.push(`  What to do: ${this.advice}`);
    return lines.join('\n');
  }
}

const kKnownFaults = [
  [
    /no space left|ENOSPC|disk full/i,
    'The disk is full: free some space (about 6 GB for everything) and run this again.',
  ],
  [
    /EADDRINUSE|address already in use/i,
    'A port is taken: stop what listens there, or set another by FAIRLEAD_…_PORT.',
  ],
  [
    /a password is required|needs root|are you root/i,
    'A right is missing: run this as root, or as a user who may use sudo.',
  ],
  [
    /was changed after it was applied/,
    'Restore the migration; or, when the demo data may go, empty the database by "tools/postgres reset" and run this again.',
  ],
  [
    /could not resolve|ENOTFOUND|ETIMEDOUT|temporary failure/i,
    'A package source did not answer: check the network and run this again.',
  ],
];

/** What to do about a log's fault, as far as it is a known one. */
export function adviceFor(log) {
  if (freeMegabytes() < 200) return kKnownFaults[0][1];
  const text = readFileSync(log, 'utf8').slice(-20000);
  const known = kKnownFaults.find(([pattern]) => pattern.test(text));
  return known?.[1] ?? 'Read the log, mend what it names, and run this again: what is done is kept.';
}

export function freeMegabytes() {
  const { bavail, bsize } = statfsSync(root);
  return (bavail * bsize) / 2 ** 20;
}

/** The log file of a step or service. */
export function logFile(name) {
  mkdirSync(logDirectory, { recursive: true });
  return path.join(logDirectory, `${name}.log`);
}

/** The child's exit code or signal. It does not outlive this program. */
function endOf(child, onError) {
  const end = () => child.kill();
  process.once('exit', end);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      onError(error);
      resolve(127);
    });
    child.once('close', (status, signal) => resolve(status ?? signal));
  }).finally(() => process.off('exit', end));
}

/**
 * Runs a program with its output in a log.
 *
 * @param step what the user is told
 * @param name the log's name
 * @param command program and arguments
 * @param options.env further environment; options.cwd its folder; options.show to print its output too
 * @throws StepFailure when it does not end with 0
 */
export async function run(step, name, command, { env = {}, cwd = root, show = false } = {}) {
  const log = logFile(name);
  const file = openSync(log, 'w');
  const output = show ? 'pipe' : file;
  const child = spawn(command[0], command.slice(1), {
    cwd,
    env: childEnvironment(env),
    stdio: ['ignore', output, output],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (bytes) => {
      writeSync(file, bytes);
      process.stdout.write(bytes);
    });
  }
  const code = await endOf(child, (error) => writeSync(file, `${command[0]}: ${error.message}\n`));
  closeSync(file);
  if (code !== 0) {
    throw new StepFailure(step, { reason: `${command[0]} ended with ${code}`, log, advice: adviceFor(log) });
  }
}

/** Tells of a step while it runs. */
export async function step(title, work) {
  const began = Date.now();
  process.stdout.write(`${title} … `);
  try {
    const note = await work();
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    process.stdout.write(`${typeof note === 'string' ? note : 'done'} (${seconds} s)\n`);
  } catch (error) {
    process.stdout.write('failed\n');
    throw error;
  }
}

/** Ends the process with a failure's message. */
export function stopWith(error) {
  console.error(error instanceof StepFailure ? error.explain() : error);
  process.exitCode = 1;
}
