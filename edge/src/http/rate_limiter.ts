import { Problem } from './problem.ts';

const kMaxBuckets = 10_000;

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * A token bucket for each principal: `perMinute` requests at once, refilled evenly.
 *
 * It lives in one isolate, and a platform runs many, so it bounds what one caller can ask of one isolate and is no exact
 * count. Where a rate limiting binding (`RATE_LIMITER`) is bound, that is asked as well: it counts for a whole location.
 */
export class RateLimiter {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(perMinute: number, now: () => number = Date.now) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** @throws Problem 429 `rate_limited` with Retry-After */
  async admit(principal: string, binding?: { limit(options: { key: string }): Promise<{ success: boolean }> }) {
    const wait = this.#take(principal);
    if (wait > 0) throw limited(Math.ceil(wait));
    if (binding && !(await binding.limit({ key: principal })).success) throw limited(60);
  }

  /** Takes one token; otherwise the seconds until there is one. */
  #take(principal: string): number {
    const now = this.#now();
    const perMs = this.#perMinute / 60_000;
    const { tokens, at } = this.#buckets.get(principal) ?? { tokens: this.#perMinute, at: now };
    const filled = Math.min(this.#perMinute, tokens + (now - at) * perMs);
    this.#buckets.delete(principal);
    this.#buckets.set(principal, { tokens: filled >= 1 ? filled - 1 : filled, at: now });
    this.#forgetOldest();
    return filled >= 1 ? 0 : (1 - filled) / perMs / 1000;
  }

  /** Buckets stand in the order of their last use. */
  #forgetOldest(): void {
    if (this.#buckets.size <= kMaxBuckets) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}

function limited(seconds: number): Problem {
  const headers = { 'retry-after': String(seconds) };
  return new Problem(429, 'rate_limited', `Too many requests. Try again in ${seconds} s.`, {}, headers);
}
