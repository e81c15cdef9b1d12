// The queue: asking once, claiming once.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { halcyon, stormpetrel } from '../support/database.mjs';
import { db } from '../support/shared.mjs';

const claim = (sql, limit) => sql`select * from ai_claim_jobs('email_summary', ${limit}, 'host-1')`;

describe('jobs', () => {
  test('the plain insert works as written, twice', () =>
    db.asWorker(async (sql) => {
      const [{ tenant_id, account_id }] = await sql`select tenant_id, account_id from credentials limit 1`;
      const ask = () => sql`
        insert into ai_jobs (job_type, account_id, gmail_message_id, status, run_after)
        values ('email_summary', ${account_id}, 'new-mail', 'queued', now()) on conflict do nothing returning *`;
      const [job] = await ask();
      assert.equal(job.tenant_id, tenant_id);
      assert.equal(job.dedupe_key, `${account_id}:new-mail`);
      assert.deepEqual([job.attempts, job.losses, job.lease, job.priority], [0, 0, 0n, 100]);
      assert.equal((await ask()).length, 0);
      await sql`
        insert into ai_jobs (job_type, account_id, gmail_message_id, status, run_after)
        values ('email_summary', ${account_id}, 'new-mail', 'queued', now())
        on conflict (job_type, account_id, gmail_message_id) do update set priority = 1`;
      assert.equal((await sql`select priority from ai_jobs where gmail_message_id = 'new-mail'`)[0].priority, 1);
    }));

  test("a member's job is their tenant's, whatever account it names", async () => {
    const theirs = await db.asMember(
      stormpetrel.captain,
      async (sql) => (await sql`select account_id from credentials`)[0].account_id,
    );
    const ask = (account) =>
      db.asMember(
        halcyon.captain,
        async (sql) =>
          (
            await sql`
      insert into ai_jobs (job_type, account_id, gmail_message_id) values ('email_summary', ${account}, 'm') returning tenant_id`
          )[0],
      );
    const own = await db.asMember(
      halcyon.captain,
      async (sql) => (await sql`select account_id from credentials`)[0].account_id,
    );
    assert.equal((await ask(own)).tenant_id, halcyon.tenant);
    await assert.rejects(ask(theirs), { code: '23503' });
  });

  test('members read no token', () =>
    db.asMember(halcyon.captain, async (sql) => {
      assert.equal((await sql`select address from credentials`).length, 1);
      await assert.rejects(
        sql.savepoint((inner) => inner`select token_encrypted from credentials`),
        { code: '42501' },
      );
    }));

  test('a claim takes due jobs, the most urgent first, and raises the lease', () =>
    db.asWorker(async (sql) => {
      const [late, soon] = await sql`select id from ai_jobs order by id desc limit 2`;
      await sql`update ai_jobs set priority = 5 where id = ${late.id}`;
      await sql`update ai_jobs set run_after = now() + interval '1 hour' where id = ${soon.id}`;
      const jobs = await claim(sql, 1000);
      assert.equal(jobs.length, 39);
      assert.ok(
        jobs.every(
          (job) => job.status === 'running' && job.lease === 1n && job.locked_by === 'host-1' && job.heartbeat_at,
        ),
      );
      assert.ok(jobs.some((job) => job.id === late.id) && !jobs.some((job) => job.id === soon.id));
      assert.equal((await claim(sql, 1000)).length, 0);
    }));

  test('the limit holds and priority comes first', () =>
    db.asWorker(async (sql) => {
      const [last] = await sql`select id from ai_jobs order by id desc limit 1`;
      await sql`update ai_jobs set priority = 5 where id = ${last.id}`;
      assert.deepEqual(
        (await claim(sql, 1)).map((job) => job.id),
        [last.id],
      );
    }));

  test('two workers at once never get the same job', async () => {
    await db.worker
      .begin(async (one) => {
        const first = await claim(one, 10);
        const second = await db.asWorker((two) => claim(two, 1000));
        assert.equal(first.length, 10);
        assert.equal(second.length, 30);
        const ids = [...first, ...second].map((job) => job.id);
        assert.equal(new Set(ids).size, 40);
        throw new Error('undo');
      })
      .catch((error) => assert.equal(error.message, 'undo'));
  });

  test('states that may not be are refused', () =>
    db.asWorker(async (sql) => {
      for (const change of ["status = 'running'", "status = 'succeeded'", "status = 'lost'", 'finished_at = now()']) {
        await assert.rejects(
          sql.savepoint((inner) => inner.unsafe(`update ai_jobs set ${change}`)),
          { code: '23514' },
          change,
        );
      }
      await sql`update ai_jobs set status = 'cancelled', finished_at = now()`;
    }));
});
