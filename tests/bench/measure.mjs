// Times two ways of doing the same thing, in turns, so that both meet the same machine.
const kSampleMilliseconds = 60;
const kRounds = 9;

function timesFor(work) {
  let times = 1;
  for (;;) {
    const began = performance.now();
    for (let i = 0; i < times; i++) work();
    if (performance.now() - began > kSampleMilliseconds / 4) return times * 4;
    times *= 2;
  }
}

function sample(work, times) {
  const began = performance.now();
  for (let i = 0; i < times; i++) work();
  return ((performance.now() - began) * 1000) / times;
}

async function sampleAsync(work, times) {
  const began = performance.now();
  for (let i = 0; i < times; i++) await work();
  return ((performance.now() - began) * 1000) / times;
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Microseconds of one call of `ours` and of `peer` (synchronous both), medians of several rounds. */
export function compare(ours, peer) {
  const [ourTimes, peerTimes] = [timesFor(ours), timesFor(peer)];
  const samples = Array.from({ length: kRounds }, () => [sample(ours, ourTimes), sample(peer, peerTimes)]);
  return { ours: median(samples.map(([us]) => us)), peer: median(samples.map(([, them]) => them)) };
}

/** The same for a peer that answers with a promise. */
export async function compareAsync(ours, peer, peerTimes = 500) {
  const ourTimes = timesFor(ours);
  await sampleAsync(peer, peerTimes);
  const samples = [];
  for (let i = 0; i < kRounds; i++) samples.push([sample(ours, ourTimes), await sampleAsync(peer, peerTimes)]);
  return { ours: median(samples.map(([us]) => us)), peer: median(samples.map(([, them]) => them)) };
}
