// Plays scenarios, and stops what they started, however they end.
import path from 'node:path';

import { Context } from './context.mjs';
import { Random } from './random.mjs';

/** What the row of a scenario that broke off says. */
export const kPlayedToItsEnd = 'played to its end';

/** Those that play now. */
const open = new Set();
let stopping = false;

/** Says how far things are, where a person reads along. */
function teller(name, { json }) {
  const began = Date.now();
  return (text) => {
    if (!json) console.log(`  ${name}, ${((Date.now() - began) / 1000).toFixed(0)} s: ${text}`);
  };
}

/** Plays one; gives its rows, one of them missed where it broke off. */
async function play(scenario, { clusters, folder, options }) {
  const tell = teller(scenario.name, options);
  tell(scenario.shows);
  const random = new Random(options.seed);
  const context = new Context({ ...options, clusters, random, tell, folder: path.join(folder, scenario.name) });
  open.add(context);
  const rows = [];
  try {
    for await (const row of scenario.run(context)) rows.push(row);
  } catch (error) {
    if (!stopping) console.error(error);
    rows.push({ what: kPlayedToItsEnd, wanted: 'yes', had: error.message, held: false });
  } finally {
    await context.close();
    open.delete(context);
  }
  return rows.map((row) => ({ scenario: scenario.name, ...row }));
}

/**
 * Plays them, `lanes` at the same time; gives the rows of all, in the list's order.
 *
 * @param stage {clusters, folder, options} of the run
 */
export async function playAll(list, lanes, stage) {
  const rows = [];
  const left = list.entries();
  const lane = async () => {
    for (const [i, scenario] of left) rows[i] = await play(scenario, stage);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return rows.flat();
}

/** Stops everything on Ctrl-C, and then this program. */
export function endOnSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, async () => {
      stopping = true;
      console.error('\nStopping …');
      const patience = setTimeout(() => process.exit(130), 15_000);
      await Promise.allSettled([...open].map((context) => context.close()));
      clearTimeout(patience);
      process.exit(130);
    });
  }
}
