// What a figure looks like: one object, and one line for people.

/**
 * A figure beside a peer's. `ratio` is how many times faster, or smaller, ours is.
 *
 * @param target `{ ratio }` to reach at least, `{ most }` in the figure's unit, or nothing
 */
export function row(name, { ours, peer = null, peerName = null, unit = 'µs', target = {} }) {
  const ratio = peer === null ? null : peer / ours;
  return { name, ours, peer, peer_name: peerName, ratio, unit, ...judged(target, { ours, ratio, unit }) };
}

function judged({ ratio: least, most }, { ours, ratio, unit }) {
  if (least !== undefined) return { target: `≥ ${least}×`, met: ratio >= least };
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
