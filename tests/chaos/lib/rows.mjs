// The rows of a scenario's table: {what, wanted, had, held}. A row that only informs has no `held`.

const shown = (value) => (typeof value === 'number' ? value.toLocaleString('en') : String(value));

/** Exactly so many. */
export const exactly = (what, wanted, had) => ({ what, wanted: shown(wanted), had: shown(had), held: had === wanted });

/** So many or more. */
export const atLeast = (what, least, had) => ({
  what,
  wanted: `≥ ${shown(least)}`,
  had: shown(had),
  held: had >= least,
});

/** So many or fewer; `unit` stands after both. */
export const atMost = (what, most, had, unit = '') => ({
  what,
  wanted: `≤ ${shown(most)}${unit}`,
  had: `${shown(had)}${unit}`,
  held: had <= most,
});

/** Whether something is so. */
export const isSo = (what, held, had = held ? 'yes' : 'no') => ({ what, wanted: 'yes', had, held });

/** A figure that nothing is wanted of. */
export const told = (what, had) => ({ what, wanted: '', had: shown(had) });

const redone = ({ asks }, jobs) =>
  told(
    'model calls made again for lost work',
    `${shown(asks - jobs)} (${((100 * (asks - jobs)) / jobs).toFixed(1)} %)`,
  );

const workersLasted = ({ endedByThemselves }) => exactly('workers that ended untold', 0, endedByThemselves);

/** The promises that hold whatever happens, in a few rows: none lost, none stuck, none twice. */
export function promises(counts, jobs) {
  return [
    exactly('jobs done', jobs, counts.succeeded),
    exactly('lost', 0, jobs - counts.mails + counts.without_summary + counts.dead + counts.acknowledgedAndGone),
    exactly('stuck', 0, counts.unfinished),
    exactly('double', 0, counts.completed_twice + counts.written_twice + counts.written_alone),
    exactly('never asked the model, or over the limits', 0, counts.neverAsked + counts.over_limit),
    workersLasted(counts),
    redone(counts, jobs),
  ];
}

/** The same, each thing that may go wrong in a row of its own. */
export function promisesInFull(counts, jobs) {
  return [
    exactly('mails stored, each with its job', jobs, Math.min(counts.mails, counts.jobs)),
    exactly('lost: mails without a summary', 0, counts.without_summary),
    exactly('lost: jobs dead or cancelled', 0, counts.dead),
    exactly('lost: completions acknowledged to a worker, then gone', 0, counts.acknowledgedAndGone),
    exactly('stuck: jobs queued or running at the end', 0, counts.unfinished),
    exactly('double: jobs completed more than once', 0, counts.completed_twice),
    exactly('double: summaries written more than once', 0, counts.written_twice),
    exactly('double: summaries written apart from a completion', 0, counts.written_alone),
    exactly('made up: leases committed that never asked the model', 0, counts.neverAsked),
    exactly('jobs over the limit of attempts or losses', 0, counts.over_limit),
    exactly('asked twice under one lease', 0, counts.askedTwice),
    workersLasted(counts),
    redone(counts, jobs),
  ];
}

/** What came of results of workers that had been taken for dead. */
export const staleResults = ({ refused, dropped }) => [
  atLeast('stale results that came, after all', 1, refused + dropped),
  told('… refused by the fence, and dropped after a refused heartbeat', `${refused} and ${dropped}`),
];

/** Rows of one part of a scenario. */
export const under = (part, rows) => rows.map((row) => ({ ...row, what: `${part}: ${row.what}` }));
