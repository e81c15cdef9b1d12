// Long-running programs under supervision: each has a log, is waited for until it answers, and is
// stopped in the reverse order of starting. When one ends by itself, all end, with one message.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

import { answers, portIsFree } from './net.mjs';
import { childEnvironment, portVariable, ports, root } from './settings.mjs';
import { StepFailure, adviceFor, logFile } from './steps.mjs';

const kGraceMilliseconds = 8000;

/** @throws StepFailure naming the first port that something else holds */
export async function requireFreePorts(names) {
  for (const name of names) {
    if (await portIsFree(ports[name])) continue;
    throw new StepFailure(`ports`, {
      reason: `port ${ports[name]} (${name}) is taken`,
      advice: `Stop what listens there (another "npm start"?), or choose another port: ${portVariable[name]}=${ports[name] + 100} npm start`,
    });
  }
}

export class Supervisor {
  #services = [];
  #stopping = null;
  #reportEnd;

  /** Resolves with the failure when a service ends though nobody asked it to. */
  ended = new Promise((resolve) => (this.#reportEnd = resolve));

  /**
   * Starts a program and waits until it answers.
   *
   * @param title what the user is told; `name` names its log
   * @param options.url what must answer 2xx before it counts as started; left out: nothing is waited for
   * @throws StepFailure when it ends or does not answer in time
   */
  async start(title, name, command, { env = {}, url, milliseconds = 60000 } = {}) {
    const log = logFile(name);
    const file = openSync(log, 'w');
    // A group of its own: Ctrl-C reaches this program alone, which then stops the others in order.
    const child = spawn(command[0], command.slice(1), {
      cwd: root,
      env: childEnvironment(env),
      stdio: ['ignore', file, file],
      detached: true,
    });
    closeSync(file);
    const service = { title, log, child, over: false };
    service.gone = new Promise((resolve) => {
      child.once('error', () => resolve());
      child.once('exit', () => resolve());
    }).then(() => this.#onEnd(service));
    this.#services.push(service);
    if (url && !(await answers(url, { milliseconds, gaveUp: () => service.over }))) {
      throw this.#failure(service, service.over ? 'it ended while starting' : `no answer from ${url}`);
    }
  }

  #failure({ title, log }, reason) {
    return new StepFailure(title, { reason, log, advice: adviceFor(log) });
  }

  #onEnd(service) {
    service.over = true;
    if (!this.#stopping && !service.unwanted) this.#reportEnd(this.#failure(service, 'it ended by itself'));
  }

  /** Stops everything, the last started first. */
  stop() {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll() {
    for (const service of [...this.#services].reverse()) await end(service);
  }

  /** Stops one service by its title. */
  async stopOne(title) {
    const service = this.#services.find((one) => one.title === title);
    if (!service) return;
    this.#services = this.#services.filter((one) => one !== service);
    service.unwanted = true;
    await end(service);
  }
}

/** Asks a service to end, makes it after a while, and clears what it left running in its group. */
async function end({ child, gone }) {
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), kGraceMilliseconds);
  await gone;
  clearTimeout(timer);
  signalGroup(child, 'SIGKILL');
}

function signalGroup(child, signal) {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
