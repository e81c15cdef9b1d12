/** Numbers from 0 to 1 from a seed, so that a failure can be had again. */
export function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A vector of components from -1 to 1. */
export const randomVector = (next, dimensions) => Float32Array.from({ length: dimensions }, () => next() * 2 - 1);
