// Times several ways of doing the same thing, in turns, so that all meet the same machine.
const kSampleMilliseconds = 15;
const kWarmMilliseconds = 100;
const kRounds = 21;

/** How many calls fill a sample, once the work is warm. */
async function timesFor(work) {
  for (let times = 1, warm = 0; ; times *= 2) {
    const microseconds = await sample(work, times);
    warm += (microseconds * times) / 1000;
    if (warm > kWarmMilliseconds) return Math.max(1, Math.ceil((kSampleMilliseconds * 1000) / microseconds));
  }
}

/** Microseconds a call; a work that answers with a promise is awaited each time. */
async function sample(work, times) {
  const awaits = work() instanceof Promise;
  const began = performance.now();
  if (awaits) for (let i = 0; i < times; i++) await work();
  else for (let i = 0; i < times; i++) work();
  return ((performance.now() - began) * 1000) / times;
}

/**
 * Microseconds of one call of each work, by its name. The least of many samples is taken: whatever
 * else the machine does can only make a sample longer.
 */
export async function compare(works) {
  const names = Object.keys(works);
  const times = {};
  for (const name of names) times[name] = await timesFor(works[name]);
  const least = Object.fromEntries(names.map((name) => [name, Infinity]));
  for (let round = 0; round < kRounds; round++) {
    for (const name of names) least[name] = Math.min(least[name], await sample(works[name], times[name]));
  }
  return least;
}

/** The least of what a work that times itself gives, one after the other in turns. */
export async function leastOf(works, rounds) {
  const least = Object.fromEntries(Object.keys(works).map((name) => [name, Infinity]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, work] of Object.entries(works)) least[name] = Math.min(least[name], await work());
  }
  return least;
}
