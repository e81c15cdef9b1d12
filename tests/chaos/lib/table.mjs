// The table at the end.

const kHead = ['scenario', 'what', 'wanted', 'had', ''];

const outcomeOf = ({ held }) => (held === undefined ? '' : held ? 'held' : 'MISSED');

/** All rows, {scenario, what, wanted, had, held}, as text. */
export function table(rows) {
  const lines = [kHead, ...rows.map((row) => [row.scenario, row.what, row.wanted, row.had, outcomeOf(row)])];
  const widths = kHead.map((_, column) => Math.max(...lines.map((line) => String(line[column]).length)));
  const isFigure = (column) => column === 2 || column === 3;
  const told = lines.map((line, i) =>
    line
      .map((cell, column) => {
        const text = i > 1 && column === 0 && lines[i - 1][0] === cell ? '' : String(cell);
        return isFigure(column) ? text.padStart(widths[column]) : text.padEnd(widths[column]);
      })
      .join('  ')
      .trimEnd(),
  );
  return told.join('\n');
}
