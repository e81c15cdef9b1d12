// Asking for jobs in the caller's own transaction: all of it, or none.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { halcyon, processOf, waitsForLock } from '../support/database.mjs';
import { db } from '../support/shared.mjs';

const kType = 'deep_scrub';
const jobsOf = async (key) =>
  (await db.worker`select status from ai_jobs where dedupe_key = ${key}`).map((row) => row.status);
const forget = (key) => db.worker`delete from ai_jobs where dedupe_key = ${key}`;

class Undo extends Error {}

/** A member's transaction, undone at its end. */
async function undone(work) {
  const asked = db.asMemberForGood(halcyon.captain, async (sql) => {
    await work(sql);
    throw new Undo();
  });
  await assert.rejects(asked, Undo);
}

describe('enqueueing', () => {
  test('what is undone with its transaction was never asked for, and wakes nobody', async () => {
    const heard = [];
    const { unlisten } = await db.worker.listen('ai_jobs', (payload) => heard.push(payload));
    await undone(async (sql) => {
      await sql`select from ai_enqueue(${kType}, 'undone')`;
      await sql`insert into ai_jobs (job_type, dedupe_key) values (${kType}, 'undone too')`;
    });
    await db.asMemberForGood(halcyon.captain, (sql) => sql`select from ai_enqueue('source_ingestion', 'kept')`);
    await db.worker`notify ai_jobs, 'end'`;
    while (!heard.includes('end')) await new Promise((resolve) => setTimeout(resolve, 10));
    await unlisten();
    assert.deepEqual(heard, ['source_ingestion', 'end']);
    assert.deepEqual([await jobsOf('undone'), await jobsOf('undone too'), await jobsOf('kept')], [[], [], ['queued']]);
    assert.equal((await db.worker`select from ai_ready where job_type = ${kType} and run_after > now()`).length, 0);
    await forget('kept');
  });

  test('it is claimed after the commit, not before', async () => {
    const claimed = async () =>
      (await db.worker`select dedupe_key from ai_claim_jobs(${kType}, 100, 'host-1')`).map((job) => job.dedupe_key);
    await db.asMemberForGood(halcyon.captain, async (sql) => {
      await sql`select from ai_enqueue(${kType}, 'soon')`;
      assert.deepEqual(await claimed(), []);
    });
    assert.deepEqual(await claimed(), ['soon']);
    await forget('soon');
  });

  for (const [how, added, what] of [
    ['commits', false, 'the second is told of the first'],
    ['is undone', true, "the second's is the job"],
  ]) {
    test(`two ask for the same at once, and the first ${how}: ${what}`, async () => {
      const another = db.anotherEdge();
      const waiting = await processOf(another);
      let second;
      const first = db.asMemberForGood(halcyon.captain, async (sql) => {
        await sql`select from ai_enqueue(${kType}, 'same')`;
        second = another.begin(async (other) => {
          await db.enter(other, halcyon.engineer);
          return other`select added, status from ai_enqueue(${kType}, 'same')`;
        });
        await waitsForLock(db, waiting);
        if (added) throw new Undo();
      });
      if (added) await assert.rejects(first, Undo);
      else await first;
      assert.deepEqual({ ...(await second)[0] }, { added, status: 'queued' });
      assert.deepEqual(await jobsOf('same'), ['queued']);
      await another.end();
      await forget('same');
    });
  }
});
