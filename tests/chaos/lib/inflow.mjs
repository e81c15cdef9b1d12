// Mails that keep coming in while something is done to the system.
import { setTimeout as sleep } from 'node:timers/promises';

import { addMails } from './mails.mjs';

const kEveryMs = 200;

export class Inflow {
  /** How many are stored by now. */
  mails = 0;
  #stopped = false;

  /** @param each how many come in at a time, five times a second */
  constructor(cluster, each = 6) {
    this.#done = this.#run(cluster, each);
  }

  #done;

  async #run(cluster, each) {
    while (!this.#stopped) {
      await addMails(cluster, this.mails, each);
      this.mails += each;
      await sleep(kEveryMs);
    }
  }

  /** @returns how many mails came in altogether */
  async stop() {
    this.#stopped = true;
    await this.#done;
    return this.mails;
  }
}
