// Kills, restarts and freezes at random moments of a given time.
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

import { becomes, heldBy } from './progress.mjs';

const kLongestAwayMs = { worker: 500, database: 1_500 };
/** Until a frozen worker's jobs are another's, where leaders and PostgreSQL are killed as well. */
const kLongestUntilTakenMs = 120_000;
/** For a worker that was woken to send what it has. */
const kTimeToTellMs = 2_000;

/** What a worker calls itself. */
const nameOf = ({ pid }) => `${os.hostname()}-${pid}`;

export class Disturbance {
  /** How many were done. */
  kills = 0;
  restarts = 0;
  freezes = 0;
  #frozen = new Set();

  /** @param plan {kills, restarts, freezes} in `seconds`; a freeze takes `frozenMs` */
  constructor(cluster, fleet, random, plan) {
    Object.assign(this, { cluster, fleet, random, plan });
  }

  /** Does all of it. */
  async run() {
    const { kills, restarts, freezes, seconds, frozenMs } = this.plan;
    const end = 1000 * seconds;
    await Promise.all([
      this.#at(this.random.moments(kills, 0, end), () => this.#kill()),
      this.#at(this.random.spread(restarts, 0, end), () => this.#restart()),
      ...this.random.spread(freezes, 0, Math.max(0, end - frozenMs)).map((at) => this.#at([at], () => this.#freeze())),
    ]);
  }

  async #at(moments, work) {
    const began = Date.now();
    for (const moment of moments) {
      await sleep(Math.max(0, began + moment - Date.now()));
      await work();
    }
  }

  /** One that runs and is not frozen; waits for one. */
  async #victim() {
    for (;;) {
      const able = this.fleet.alive().filter((i) => !this.#frozen.has(i));
      if (able.length > 0) return this.random.pick(able);
      await sleep(20);
    }
  }

  async #kill() {
    await this.fleet.replace(await this.#victim(), this.random.between(0, kLongestAwayMs.worker));
    this.kills++;
  }

  async #restart() {
    await this.cluster.kill();
    await sleep(this.random.between(0, kLongestAwayMs.database));
    await this.cluster.start();
    this.restarts++;
  }

  /** Stops a worker in its tracks until others have its jobs, then lets it go on as if nothing was. */
  async #freeze() {
    const victim = await this.#freezeHolder();
    await sleep(this.plan.frozenMs);
    const name = nameOf(this.fleet.worker(victim));
    const taken = await becomes(async () => (await heldBy(this.cluster, name)) === 0, kLongestUntilTakenMs);
    this.fleet.worker(victim).thaw();
    await sleep(kTimeToTellMs);
    this.#frozen.delete(victim);
    if (taken) this.freezes++;
  }

  /** Freezes a worker that holds jobs; gives its number. */
  async #freezeHolder() {
    for (;;) {
      const victim = await this.#victim();
      const worker = this.fleet.worker(victim);
      this.#frozen.add(victim);
      worker.freeze();
      if ((await heldBy(this.cluster, nameOf(worker))) > 0) return victim;
      worker.thaw();
      this.#frozen.delete(victim);
      await sleep(50);
    }
  }
}
