// Failures on request, so that a client's handling of them can be tried: named in the header `x-fault` of one
// request, or set with `POST /control`, either one for the next `count` requests, or several for a `share` of all.

import { createHash } from 'node:crypto';

/** Every fault and what the server then does. */
export const kFaults = {
  rate_limit: 'answers 429 with Retry-After',
  quota: 'answers 429 with the code insufficient_quota',
  server_error: 'answers 500',
  unauthorized: 'answers 401',
  slow: 'waits delay_ms, then answers as always',
  cut_off: 'sends half of the answer and closes the connection',
  malformed: 'answers 200 with text that is not JSON',
  wrong_dimensions: 'answers with vectors of half the length',
  wrong_count: 'answers with one vector fewer than asked for',
  wrong_form: 'writes JSON of another form than asked for',
  truncated: 'writes half of its answer, as if that were all',
  answer: 'writes the text given in `content`',
  obey: 'writes the text that it is asked about, as a model that does what a mail says',
};

/** What the model writes instead of its own text under a fault that is about the text. */
const kTexts = {
  wrong_form: () => () => JSON.stringify({ result: 'done', tenant_id: '00000000-0000-0000-0000-000000000000' }),
  truncated: () => (text) => text.slice(0, text.length >> 1),
  answer:
    ({ content }) =>
    () =>
      content,
  obey: () => (_, asked) => asked,
};

/** What becomes, under this fault, of the model's text and the text that it was asked about; or undefined. */
export const textUnder = (met) => kTexts[met?.fault]?.(met);

function requireKnown(fault) {
  if (Object.hasOwn(kFaults, fault)) return;
  throw new RangeError(`unknown fault ${JSON.stringify(fault)}; known are ${Object.keys(kFaults).join(', ')}`);
}

/** The fault of a mix that falls on this request, or undefined. The same id meets the same one each time. */
function fallenOn(id, { mix, share, seed }) {
  const hash = createHash('sha256').update(`${seed}/${id}`).digest();
  return hash.readUInt32BE(0) < share * 2 ** 32 ? mix[hash.readUInt32BE(4) % mix.length] : undefined;
}

export class FaultPlan {
  #plan = null;
  #requests = 0;

  /**
   * Sets what requests meet. With `fault`: that one, the next `count` of them (left out: all, until cleared). With
   * `mix`: a `share` of them, from 0 to 1, one of these faults each, chosen by `seed` and the request's id.
   *
   * @throws RangeError on an unknown fault
   */
  set({ fault, mix, count = null, share = 1, seed = 1, retry_after = 1, delay_ms = 2000, content = '' }) {
    for (const name of mix ?? [fault]) requireKnown(name);
    this.#plan = { ...(mix ? { mix, share, seed } : { fault, count }), retry_after, delay_ms, content };
  }

  clear() {
    this.#plan = null;
  }

  show() {
    return { plan: this.#plan, faults: kFaults };
  }

  /** The fault this request meets, or null. Uses up one of the planned count. */
  take(headers) {
    const named = headers['x-fault'];
    if (named && Object.hasOwn(kFaults, named)) {
      const delay_ms = Number(headers['x-fault-delay-ms'] ?? 2000);
      return { fault: named, retry_after: Number(headers['x-fault-retry-after'] ?? 1), delay_ms, content: '' };
    }
    const plan = this.#plan;
    if (plan === null) return null;
    if (plan.mix) return this.#mixed(plan, headers['x-client-request-id']);
    if (plan.count !== null && --plan.count <= 0) this.#plan = null;
    return plan;
  }

  #mixed(plan, id) {
    const fault = fallenOn(id ?? `request ${++this.#requests}`, plan);
    return fault ? { ...plan, fault } : null;
  }
}
