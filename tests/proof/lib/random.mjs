// Chance that can be repeated: the same seed gives the same cases on every machine.

/** sfc32, a small fast counter-based generator with 128 bits of state. */
export class Random {
  #state;

  constructor(seed) {
    this.#state = Uint32Array.of(0x9e3779b9, 0x243f6a88, seed >>> 0, 1);
    for (let i = 0; i < 12; i++) this.next();
  }

  /** An integer from 0 to 2^32 - 1. */
  next() {
    const [a, b, c, count] = this.#state;
    const sum = (a + b + count) >>> 0;
    this.#state[0] = b ^ (b >>> 9);
    this.#state[1] = c + (c << 3);
    this.#state[2] = ((c << 21) | (c >>> 11)) + sum;
    this.#state[3] = count + 1;
    return sum;
  }

  /** An integer from 0 to `bound` - 1. */
  below(bound) {
    return Math.floor((this.next() / 2 ** 32) * bound);
  }

  /** True once in `times`. */
  oneIn(times) {
    return this.below(times) === 0;
  }

  pick(list) {
    return list[this.below(list.length)];
  }
}
