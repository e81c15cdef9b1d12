// Numbers that look random and are the same for the same seed.

/** Mulberry32: fine for choosing moments and victims, for nothing else. */
export class Random {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** At least 0, below 1. */
  fraction() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** From `least` up to, and without, `limit`. */
  between(least, limit) {
    return least + this.fraction() * (limit - least);
  }

  pick(list) {
    return list[Math.floor(this.fraction() * list.length)];
  }

  /** `count` moments between `from` and `to`, in order. */
  moments(count, from, to) {
    return Array.from({ length: count }, () => this.between(from, to)).sort((a, b) => a - b);
  }

  /** `count` moments between `from` and `to`, one in each of as many equal parts. */
  spread(count, from, to) {
    const part = (to - from) / count;
    return Array.from({ length: count }, (_, i) => from + part * this.between(i, i + 1));
  }
}
