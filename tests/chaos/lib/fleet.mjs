// Queue workers: the program as it is shipped, each a process of its own.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Program } from './program.mjs';
import { shipped } from './shipped.mjs';

const kModel = 'fairlead-extractive-summary-1';

/** Lines of a log that are JSON; what a killed program left half written is none. */
export function readLog(file) {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line.startsWith('{') ? [JSON.parse(line)] : [];
      } catch {
        return [];
      }
    });
}

export class Fleet {
  #workers = [];
  /** Every process that was ever one of them. */
  #all = [];

  /**
   * @param options.databaseUrl as fairlead_worker; options.modelUrl up to /v1; options.folder of the logs
   * @param options.count how many workers; options.env their further settings
   * @param options.prefix for worker i: what its command starts with, such as `ip netns exec …`
   * @param options.settings for worker i: settings that differ from the others'
   * @param options.name what its logs are called, with a number
   */
  constructor(options) {
    const usual = { env: {}, prefix: () => [], settings: () => ({}), name: 'worker' };
    Object.assign(this, { ...usual, ...options });
  }

  start() {
    for (let i = 0; i < this.count; i++) this.begin(i);
    return this;
  }

  logOf(i) {
    return path.join(this.folder, `${this.name}-${i + 1}.log`);
  }

  /** Starts worker `i`, for the first time or anew. */
  begin(i) {
    const command = [...this.prefix(i), shipped, 'work', 'queue', '--type', 'email_summarize_v1'];
    this.#workers[i] = new Program(command, {
      log: this.logOf(i),
      env: {
        FAIRLEAD_WORKER_URL: this.databaseUrl,
        AI_BASE_URL: this.modelUrl,
        AI_MODEL: kModel,
        AI_PROVIDER: 'local',
        ...this.env,
        ...this.settings(i),
      },
    });
    this.#all.push(this.#workers[i]);
    return this.#workers[i];
  }

  /** How many ended that nobody told to. */
  get endedByThemselves() {
    return this.#all.filter((worker) => worker.endedByItself).length;
  }

  /** The process of worker `i`. */
  worker(i) {
    return this.#workers[i];
  }

  /** The numbers of the workers that run now. */
  alive() {
    return this.#workers.flatMap((worker, i) => (worker.over ? [] : [i]));
  }

  /** SIGKILL to worker `i`, and another in its place after a pause. */
  async replace(i, pauseMilliseconds) {
    await this.#workers[i].kill();
    await sleep(pauseMilliseconds);
    this.begin(i);
  }

  /** All lines that worker `i` logged by now, in all its lives. */
  eventsOf(i) {
    return readLog(this.logOf(i));
  }

  /** All lines that all workers logged by now. */
  events() {
    return Array.from({ length: this.count }, (_, i) => this.eventsOf(i)).flat();
  }

  async stop() {
    await Promise.all(this.#workers.map((worker) => worker.stop()));
  }
}
