// Mails that come in at an even rate until that is enough.
import { setTimeout as sleep } from 'node:timers/promises';

import { addMails } from '../lib/mails.mjs';

const kStepMilliseconds = 250;

export class Stream {
  /** How many were stored. */
  stored = 0;
  #stopped = false;

  constructor(cluster, perSecond) {
    this.done = this.#run(cluster, perSecond);
    // Told to whoever stops it.
    this.done.catch(() => undefined);
  }

  async #run(cluster, perSecond) {
    const began = Date.now();
    while (!this.#stopped) {
      const count = Math.floor(((Date.now() - began) / 1000) * perSecond) - this.stored;
      if (count > 0) await addMails(cluster, this.stored, count);
      this.stored += Math.max(0, count);
      await sleep(kStepMilliseconds);
    }
  }

  stop() {
    this.#stopped = true;
    return this.done;
  }
}
