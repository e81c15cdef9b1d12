// Plots of figures as SVG: bars with their values, readable on light and on dark pages.
const kWidth = 800;
const kLabels = 240;
const kBars = 430;
const kRow = 22;
const kGap = 14;
const kTop = 40;

const kStyle = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .title { font-weight: 600; font-size: 15px; }
  .peer { fill: #8c959f; }
  .ours { fill: #1a7f64; }
  .quiet { fill: #59636e; }
  .target { fill: none; stroke: #8c959f; stroke-dasharray: 3 3; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .peer { fill: #6e7681; }
    .ours { fill: #3fb68f; }
    .quiet { fill: #9198a1; }
    .target { stroke: #9198a1; }
  }`;

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A number as the tables have it. */
export const shownNumber = (value) =>
  value >= 100 ? value.toLocaleString('en', { maximumFractionDigits: 0 }) : value.toFixed(value < 1 ? 3 : 2);

/** The greatest figure that a target allows, where it names one. */
const most = (target) => (target?.startsWith('≤') ? Number.parseFloat(target.slice(2)) : null);

/** Name of a case → its bars: ours first, then what it may be at most, then each peer's. */
function casesOf(figures) {
  const cases = new Map();
  for (const { name, ours, peer, peer_name, unit, target } of figures) {
    const bars = cases.get(name) ?? [{ who: 'Fairlead', value: ours, unit, kind: 'ours' }];
    if (most(target) !== null) bars.push({ who: 'to reach', value: most(target), unit, kind: 'target' });
    if (peer !== null) bars.push({ who: peer_name, value: peer, unit, kind: 'peer' });
    cases.set(name, bars);
  }
  for (const [name, bars] of cases) if (bars.length === 1) cases.delete(name);
  return cases;
}

function bar({ who, value, unit, kind }, longest, y) {
  const width = Math.max(2, (value / longest) * kBars);
  return [
    `<text class="${kind === 'ours' ? '' : 'quiet'}" x="${kLabels - 10}" y="${y + 15}" text-anchor="end">${escaped(who)}</text>`,
    `<rect class="${kind}" x="${kLabels}" y="${y + 3}" width="${width.toFixed(1)}" height="${kRow - 6}" rx="2"/>`,
    `<text x="${(kLabels + width + 8).toFixed(1)}" y="${y + 15}">${shownNumber(value)} ${unit}</text>`,
  ];
}

/** The figures of one group; each case has a scale of its own, for none is to be compared across. */
export function plot(title, figures) {
  const parts = [];
  let y = kTop;
  for (const [name, bars] of casesOf(figures)) {
    const longest = Math.max(...bars.map(({ value }) => value));
    parts.push(`<text x="10" y="${y + 14}">${escaped(name.replace(/^[^:]*: /, ''))}</text>`);
    y += kRow;
    for (const one of bars) {
      parts.push(...bar(one, longest, y));
      y += kRow;
    }
    y += kGap;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${kWidth} ${y}" width="${kWidth}" height="${y}" role="img" aria-label="${escaped(title)}">`,
    `<style>${kStyle}\n</style>`,
    `<text class="title" x="10" y="22">${escaped(title)}</text>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}
