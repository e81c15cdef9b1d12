// The figures of the queue: tests/bench/queue.mjs [--json] [NAME…]. Fairlead, graphile-worker and pg-boss do
// trivial jobs on the same PostgreSQL, in turns, in this one run; each has a database of its own. fsync and
// synchronous_commit are on. NAME is a group below.
import { contenders, openContenders } from './queue/contenders.mjs';
import { holdTransaction } from './queue/held.mjs';
import { row, told } from './rows.mjs';

const kRounds = 5;
/** Where two are to be alike. */
const kRoundsOfLikes = 9;
const kBatch = 500;
const kFinished = 1_000_000;
/** What two runs of the same thing may differ by. */
const kNoSlower = 0.95;

const args = process.argv.slice(2);
const json = args.includes('--json');
const names = args.filter((argument) => !argument.startsWith('--'));

/** The best of several rounds of each contender, in turns: whatever else the machine does only slows. */
async function best(all, measure, { rounds = kRounds } = {}) {
  const found = {};
  for (let round = 0; round < rounds; round++) {
    for (const one of all) {
      const figure = await measure(one);
      found[one.name] = found[one.name] === undefined ? figure : Math.max(found[one.name], figure);
    }
  }
  return found;
}

/** Whole workers, as one more contender. */
const wholeOf = (one) => ({ ...one, name: 'whole', workBatched: one.workWhole });

/** Rows of a kind of work: our whole workers beside graphile's, our store beside pg-boss's and both. */
function rowsBeside(rates, name, target) {
  const of = (what, ours, peer, more) =>
    row(`jobs: ${name}, ${what}`, { ours, peer: rates[peer], peerName: contenders[peer], unit: 'jobs/s', ...more });
  return [
    of('whole workers', rates.whole, 'graphile', { target }),
    of('the store alone', rates.fairlead, 'graphile'),
    of('the store alone', rates.fairlead, 'boss'),
  ];
}

/** Jobs a second, from the first claim to the last completion. */
const rate = (jobs, mode) => async (one) => {
  await one.fill(jobs);
  const began = performance.now();
  const seconds = await one[mode]();
  return jobs / (seconds ?? (performance.now() - began) / 1000);
};

const groups = {
  /** As many as go into one claim, completed together. */
  async batched({ fairlead, graphile, boss }) {
    const jobs = 100_000;
    const rates = await best([fairlead, wholeOf(fairlead), graphile, boss], rate(jobs, 'workBatched'));
    return [
      row('jobs: batched and fenced, whole workers', {
        ours: rates.whole,
        unit: 'jobs/s',
        target: { least: 30_000 },
      }),
      ...rowsBeside(rates, `batched, ${kBatch} a claim`, { ratio: 1.4 }),
    ];
  },

  /** Each job claimed by itself and completed by itself. */
  async single({ fairlead, graphile, boss }) {
    const rates = await best([fairlead, graphile, boss], rate(10_000, 'workSingle'));
    const of = (peer) =>
      row('jobs: one by one', { ours: rates.fairlead, peer: rates[peer], peerName: contenders[peer], unit: 'jobs/s' });
    return [
      row('jobs: one by one, each with a commit', { ours: rates.fairlead, unit: 'jobs/s', target: { least: 4000 } }),
      of('graphile'),
      of('boss'),
    ];
  },

  /** From the request for a job to the moment it runs, the queue being empty. */
  async pickup({ fairlead, graphile, boss }) {
    const all = [fairlead, graphile, boss];
    const waits = {};
    for (const one of all) waits[one.name] = await one.pickUp(1000);
    const figures = [];
    for (const share of ['p50', 'p99']) {
      const ours = waits.fairlead[share];
      for (const peer of ['graphile', 'boss']) {
        figures.push(
          row(`pick-up: ${share}`, { ours, peer: waits[peer][share], peerName: contenders[peer], unit: 'ms' }),
        );
      }
    }
    figures.push(row('pick-up: p99', { ours: waits.fairlead.p99, unit: 'ms', target: { most: 20 } }));
    return figures;
  },

  /** Beside a million jobs that are done. */
  async finished({ fairlead, crowded }) {
    await crowded.addFinished(kFinished);
    const batched = await best([fairlead, crowded], rate(100_000, 'workBatched'), { rounds: kRoundsOfLikes });
    const single = await best([fairlead, crowded], rate(10_000, 'workSingle'), { rounds: kRoundsOfLikes });
    return Object.entries({ batched, 'one by one': single }).map(([name, { fairlead: peer, crowded: ours }]) =>
      row(`jobs: ${name}, 1,000,000 finished rows beside`, {
        ours,
        peer,
        peerName: 'none beside',
        unit: 'jobs/s',
        target: { ratio: kNoSlower },
      }),
    );
  },

  /** The same while a transaction is open all the time, so that nothing dead can be cleared away. */
  async held({ fairlead, graphile, boss }) {
    const rates = {};
    for (const one of [fairlead, wholeOf(fairlead), graphile, boss]) {
      const release = await holdTransaction(one.url);
      Object.assign(rates, await best([one], rate(100_000, 'workBatched'), { rounds: 2 }));
      await release();
    }
    return rowsBeside(rates, 'batched, under a transaction held open');
  },
};

const unknown = names.filter((name) => !(name in groups));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. Known: ${Object.keys(groups).join(', ')}.`);
  process.exit(2);
}

for (const [name, measure] of Object.entries(groups)) {
  if (names.length > 0 && !names.includes(name)) continue;
  // New databases for each group: what one leaves behind is not the next one's burden.
  const wanted = name === 'finished' ? ['fairlead', 'crowded'] : ['fairlead', 'graphile', 'boss'];
  const { all, close } = await openContenders(wanted, { batch: kBatch });
  try {
    for (const figure of await measure(all)) console.log(json ? JSON.stringify(figure) : told(figure));
  } finally {
    await close();
  }
}
