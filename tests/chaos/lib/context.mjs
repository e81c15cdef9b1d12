// What a scenario is given to work with, and what is taken down after it.
import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { countEffects, removeFence, watchEffects } from './effects.mjs';
import { Fleet } from './fleet.mjs';
import { makeTenants } from './mails.mjs';
import { ModelServer } from './model.mjs';
import { promises } from './rows.mjs';

/** Heartbeats so short that a dead worker's jobs are taken over within seconds. */
export const kShortHeartbeats = { AI_HEARTBEAT_MS: '500', AI_HEARTBEAT_GRACE_MS: '1500', AI_IDLE_SLEEP: '1' };
/** Milliseconds after which such a worker counts as dead. */
export const kShortPromise = 2_000;

export class Context {
  #cleanUps = [];
  #count = 0;

  /**
   * @param options.clusters the folder of all clusters, which their owner can read
   * @param options.quick whether a sample is enough; options.fence false to work without one
   * @param options.random where all choices come from
   * @param options.folder where the logs go, named in the message of a failure
   * @param options.tell says in a line how far things are
   */
  constructor({ clusters, folder, random, tell, quick = false, fence = true, given = {} }) {
    Object.assign(this, { folder, random, tell, quick, fence, given, clusters });
    mkdirSync(folder, { recursive: true });
  }

  /** `work` is done at the end, however that comes; the last first. */
  atEnd(work) {
    this.#cleanUps.push(work);
  }

  /** Takes everything down. */
  async close() {
    for (const work of this.#cleanUps.splice(0).reverse()) await work();
  }

  /**
   * A PostgreSQL of its own with the schema, tenants and the log of effects, running.
   *
   * @param options.settings PostgreSQL's own, by name; options.env its further environment
   */
  async cluster(options = {}) {
    const name = `cluster-${path.basename(this.folder)}-${++this.#count}`;
    const cluster = await this.clusters.copy(name, path.join(this.folder, `postgres-${this.#count}.log`));
    this.atEnd(async () => {
      await cluster.stop();
      cluster.remove();
    });
    await cluster.start(options);
    await makeTenants(cluster);
    await watchEffects(cluster);
    if (!this.fence) await removeFence(cluster);
    return cluster;
  }

  /** A model server of its own, `delayMs` late with each answer. */
  async model(options) {
    const model = await ModelServer.start(this.folder, options);
    this.atEnd(() => model.stop());
    return model;
  }

  /** Workers on that cluster and model, started. The options are those of Fleet. */
  fleet(cluster, model, options) {
    const fleet = new Fleet({
      databaseUrl: cluster.url('worker'),
      modelUrl: `${model.address}/v1`,
      folder: this.folder,
      ...options,
    });
    this.atEnd(() => fleet.stop());
    return fleet.start();
  }

  /** Stops the workers and gives the counts, and the rows of the promises that always hold. */
  async judge(cluster, model, fleet, jobs) {
    await fleet.stop();
    const { endedByThemselves } = fleet;
    const counts = { ...(await countEffects(cluster, model, fleet.events())), endedByThemselves };
    return { counts, rows: promises(counts, jobs) };
  }
}
