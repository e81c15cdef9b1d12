// A program that is started to be treated badly. None outlives the process that started it.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

import { childEnvironment, root } from '../../../tools/lib/settings.mjs';

const running = new Set();
process.on('exit', () => running.forEach((program) => program.signal('SIGKILL')));

export class Program {
  /** Whether it has ended, and how: an exit code or a signal. */
  over = false;
  end = null;
  /** Whether it was told to end; one that ends before that has crashed, or given up. */
  told = false;

  /**
   * @param command program and arguments; what stands before a program in it (`ip netns exec …`) must
   *   exec it, for signals go to this process
   * @param options.log the file its output is added to
   */
  constructor(command, { env = {}, log }) {
    const file = openSync(log, 'a');
    this.child = spawn(command[0], command.slice(1), {
      cwd: root,
      env: childEnvironment(env),
      stdio: ['ignore', file, file],
      // A group of its own: Ctrl-C is for the program that started it alone.
      detached: true,
    });
    closeSync(file);
    running.add(this);
    this.gone = new Promise((resolve) => {
      this.child.once('error', (error) => resolve(error.message));
      this.child.once('exit', (status, signal) => resolve(status ?? signal));
    }).then((end) => {
      Object.assign(this, { over: true, end });
      running.delete(this);
    });
  }

  get pid() {
    return this.child.pid;
  }

  /** Sends a signal to it and nobody else. */
  signal(name) {
    if (!this.over && this.pid) this.child.kill(name);
  }

  /** SIGKILL, and waits until it is gone; a frozen program dies of it too. */
  async kill() {
    this.#tell();
    this.signal('SIGKILL');
    await this.gone;
  }

  /** SIGTERM, and SIGKILL where it does not end within the grace. */
  async stop(graceMilliseconds = 8000) {
    this.#tell();
    this.signal('SIGCONT');
    this.signal('SIGTERM');
    const timer = setTimeout(() => this.signal('SIGKILL'), graceMilliseconds);
    await this.gone;
    clearTimeout(timer);
  }

  get endedByItself() {
    return this.over && !this.told;
  }

  /** What is over by now was not told. */
  #tell() {
    if (!this.over) this.told = true;
  }

  freeze() {
    this.signal('SIGSTOP');
  }

  thaw() {
    this.signal('SIGCONT');
  }
}
