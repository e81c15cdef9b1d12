// The queues that are measured, each behind the same few words:
//
//   fill(jobs)       asks for so many trivial jobs, untimed
//   workBatched()    does all of them, many a claim; gives the seconds, or nothing: the call's own
//   workWhole()      the same by whole workers, where workBatched() is claims and completions alone
//   workSingle()     the same, each claimed and completed by itself
//   pickUp(jobs)     asks for one after the other; gives { p50, p99 } of the waits in milliseconds
import postgres from 'postgres';

import { makeScratchDatabase } from '../../../tools/lib/scratch_database.mjs';
import { openBoss } from './boss.mjs';
import { openFairlead } from './fairlead.mjs';
import { openGraphile } from './graphile.mjs';

export const contenders = { fairlead: 'Fairlead', graphile: 'graphile-worker', boss: 'pg-boss' };

const kOpen = { fairlead: openFairlead, crowded: openFairlead, graphile: openGraphile, boss: openBoss };

/** What is not on the disk is not done: figures without that are another machine's. */
async function requireDurability(sql) {
  for (const name of ['fsync', 'synchronous_commit']) {
    const [{ value }] = await sql`select current_setting(${name}) as value`;
    if (value !== 'on') throw new Error(`${name} is ${value}; the figures are of a server where it is on`);
  }
}

/**
 * Opens those named, each on a database of its own; `close` drops them. Before each round the server tidies
 * up and looks at what waits, as it does in time: nobody is measured by the plans of an empty table, or
 * pays for the round before.
 */
export async function openContenders(names, options) {
  const all = {};
  const closers = [];
  for (const name of names) {
    const scratch = await makeScratchDatabase({ seeded: false });
    const one = await kOpen[name](scratch, options);
    const superuser = postgres(scratch.url('superuser'), { max: 1 });
    await requireDurability(superuser);
    const fill = async (jobs) => {
      await one.fill(jobs);
      await superuser`vacuum analyze`;
    };
    all[name] = { name, url: scratch.url('owner'), ...one, fill };
    closers.push(async () => {
      await superuser.end();
      await one.close();
      await scratch.drop();
    });
  }
  return {
    all,
    async close() {
      for (const closer of closers) await closer();
    },
  };
}

/** The places of a list of times that people ask for. */
export function percentiles(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))];
  return { p50: at(0.5), p99: at(0.99) };
}
