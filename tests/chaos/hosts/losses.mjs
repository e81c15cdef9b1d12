// Hosts and workers that are lost to the others, and how long it takes until nobody misses them.
import { setTimeout as sleep } from 'node:timers/promises';

import { readLog } from '../lib/fleet.mjs';
import { becomes } from '../lib/progress.mjs';

const kTries = 300;
/** What a server needs to do what it was last told. */
const kQuietMilliseconds = 15;
const kPatienceMilliseconds = 90_000;

/** The jobs that lost workers held, and the seconds until each was claimed by others. */
export class Takeover {
  /** How many were done by what was on its way already when the workers were lost. */
  finished = 0;
  seconds = [];

  /** @param claims the log; @param prefix of the lost workers' names; @param since when they were lost */
  static async of(claims, prefix, since) {
    const takeover = new Takeover();
    return Object.assign(takeover, { claims, prefix, since, held: await claims.held(prefix) });
  }

  /** Waits until none is left that is neither taken over nor done. */
  async wait() {
    await becomes(async () => {
      const fates = await this.claims.fates(this.held, this.prefix);
      this.seconds = fates.filter(({ at }) => at !== null).map(({ at }) => at - this.since);
      this.finished = fates.filter(({ finished, at }) => finished && at === null).length;
      return this.seconds.length + this.finished === this.held.length;
    }, kPatienceMilliseconds);
  }

  get longest() {
    return Math.max(0, ...this.seconds);
  }
}

/** A host whose cables, all or some, are unplugged for a while. */
export class Cut {
  /** @param scene {network, fleet, claims, workersOf, random}; @param cables undefined is all */
  constructor(scene, host, cables) {
    Object.assign(this, { ...scene, host, cables });
    this.workers = scene.workersOf(host).map((i) => scene.fleet.worker(i));
  }

  /** Unplugs, at the worst moment that is found: while the host holds jobs, in the middle of a transaction. */
  async begin() {
    this.inTransaction = await this.#freezeInTransaction();
    this.leader = await this.claims.leader();
    this.network.cut(this.host, this.cables);
    this.at = await this.claims.now();
    this.workers.forEach((worker) => worker.thaw());
    this.takeover = await Takeover.of(this.claims, `${this.host}-`, this.at);
  }

  async #freezeInTransaction() {
    const address = this.network.address(this.host, 'database');
    for (let i = 0; i < kTries; i++) {
      this.workers.forEach((worker) => worker.freeze());
      await sleep(kQuietMilliseconds);
      const [busy, held] = [await this.claims.inTransaction(address), await this.claims.held(`${this.host}-`)];
      if (busy && held.length > 0) return true;
      this.workers.forEach((worker) => worker.thaw());
      await sleep(this.random.between(5, 50));
    }
    return false;
  }

  /** Waits until others hold its jobs, and at least so long; then plugs in again. */
  async end(leastMilliseconds) {
    await Promise.all([this.takeover.wait(), sleep(leastMilliseconds)]);
    this.lead = await this.claims.nextLeader(this.at);
    this.mendedAt = await this.claims.now();
    this.pause = await this.claims.longestPause(this.at, this.mendedAt);
    this.network.mend(this.host, this.cables);
  }

  /** Waits until the host claims again; seconds after it was plugged in, Infinity for never. */
  async comesBack() {
    let at;
    await becomes(async () => {
      at = await this.claims.firstOf(`${this.host}-`, this.mendedAt);
      return at !== undefined;
    }, kPatienceMilliseconds);
    return at === undefined ? Infinity : at - this.mendedAt;
  }

  /** How many of its results came too late, by its workers' logs: {refused, dropped}. */
  late() {
    const held = new Set(this.takeover.held.map(({ job, lease }) => `${job}.${lease}`));
    const late = this.workersOf(this.host)
      .flatMap((i) => readLog(this.fleet.logOf(i)))
      .filter(({ job, lease }) => held.has(`${job}.${lease}`));
    const of = (event) => late.filter((line) => line.event === event).length;
    return { refused: of('job_result_refused'), dropped: of('job_result_dropped') };
  }
}
