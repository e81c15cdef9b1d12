// What a figure looks like: one object, and one line for people.

/**
 * A figure beside a peer's. `ratio` is how many times faster, or smaller, ours is.
 *
 * @param unit of a time or a size, of which less is better, or of a rate ('jobs/s')
 * @param target `{ ratio }` to reach at least, `{ least }` or `{ most }` in the figure's unit, or nothing
 */
export function row(name, { ours, peer = null, peerName = null, unit = 'µs', target = {} }) {
  const beside = unit.endsWith('/s') ? ours / peer : peer / ours;
  const ratio = peer === null ? null : beside;
  return { name, ours, peer, peer_name: peerName, ratio, unit, ...judged(target, { ours, ratio, unit }) };
}

function judged({ ratio: times, least, most }, { ours, ratio, unit }) {
  if (times !== undefined) return { target: `≥ ${times}×`, met: ratio >= times };
  if (least !== undefined) return { target: `≥ ${least} ${unit}`, met: ours >= least };
  if (most !== undefined) return { target: `≤ ${most} ${unit}`, met: ours <= most };
  return { target: null, met: null };
}

const number = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

/** The figure as a line of a table. */
export function told({ name, ours, peer, peer_name, ratio, unit, target, met }) {
  const beside = peer === null ? '' : `${peer_name} ${number(peer)}`;
  const times = ratio === null ? '' : `${ratio.toFixed(2)}×`;
  const verdict = target === null ? '' : `${target} ${met ? 'met' : 'MISSED'}`;
  const own = `${number(ours)} ${unit}`;
  return `${name.padEnd(48)}${own.padStart(12)}${beside.padStart(38)}${times.padStart(10)}  ${verdict}`.trimEnd();
}
