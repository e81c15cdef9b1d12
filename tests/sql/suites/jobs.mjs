// The queue: asking once, claiming once, and a line that holds what waits and nothing else.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { halcyon, refused, stormpetrel } from '../support/database.mjs';
import { db } from '../support/shared.mjs';

const kType = 'email_summarize_v1';
const claim = (sql, limit) => sql`select * from ai_claim_jobs(${kType}, ${limit}, 'host-1')`;
const ids = (jobs) => jobs.map((job) => job.id);
const count = async (query) => Number((await query)[0].count);

/** Fails where the line and the jobs that wait, or the held and the running ones, are not the same. */
async function assertLineIsWhole(sql) {
  const [{ queued, ready, both }] = await sql`
    select (select count(*)::int from ai_jobs where status = 'queued') as queued,
           (select count(*)::int from ai_ready) as ready,
           (select count(*)::int from ai_ready r join ai_jobs j using (tenant_id, id, job_type, priority, run_after)
            where j.status = 'queued') as both`;
  assert.deepEqual({ ready, both }, { ready: queued, both: queued });
}

const leasesOf = (jobs) => [ids(jobs).map(String), jobs.map((job) => String(job.lease))];
function complete(sql, jobs) {
  const [id, lease] = leasesOf(jobs);
  return sql`select id from ai_complete_jobs(${jobs.map((job) => job.tenant_id)}::uuid[], ${id}::bigint[], ${lease}::bigint[])`;
}

/** What a rule decided of a job, as ai_settle_jobs takes it. */
const decided = (job, change) => ({
  tenant_id: job.tenant_id,
  id: String(job.id),
  lease: String(job.lease),
  was: job.status,
  status: 'queued',
  attempts: 0,
  losses: 0,
  deferrals: 0,
  run_after: 1_900_000_000_000_000,
  ...change,
});
const settle = (sql, ...all) => sql`select id from ai_settle_jobs(${sql.json(all)})`;

describe('jobs', () => {
  test('the plain insert works as written, twice', () =>
    db.asWorker(async (sql) => {
      const [{ tenant_id, account_id }] = await sql`select tenant_id, account_id from credentials limit 1`;
      const ask = () => sql`
        insert into ai_jobs (job_type, account_id, gmail_message_id, status, run_after)
        values (${kType}, ${account_id}, 'new-mail', 'queued', now()) on conflict do nothing returning *`;
      const [job] = await ask();
      assert.equal(job.tenant_id, tenant_id);
      assert.equal(job.dedupe_key, `${account_id}:new-mail`);
      assert.deepEqual([job.attempts, job.losses, job.deferrals, job.lease, job.priority], [0, 0, 0, 0n, 100]);
      assert.equal((await ask()).length, 0);
      await sql`
        insert into ai_jobs (job_type, account_id, gmail_message_id, status, run_after)
        values (${kType}, ${account_id}, 'new-mail', 'queued', now())
        on conflict (job_type, account_id, gmail_message_id) do update set priority = 1`;
      assert.equal((await sql`select priority from ai_jobs where gmail_message_id = 'new-mail'`)[0].priority, 1);
      await assertLineIsWhole(sql);
    }));

  test("a member's job is their tenant's, whatever account it names", async () => {
    const accountOf = (who) =>
      db.asMember(who, async (sql) => (await sql`select account_id from credentials`)[0].account_id);
    const ask = (account) =>
      db.asMember(halcyon.captain, async (sql) => {
        const asked = await sql`
          insert into ai_jobs (job_type, account_id, gmail_message_id) values (${kType}, ${account}, 'm') returning tenant_id`;
        return asked[0].tenant_id;
      });
    assert.equal(await ask(await accountOf(halcyon.captain)), halcyon.tenant);
    await assert.rejects(ask(await accountOf(stormpetrel.captain)), { code: '23503' });
  });

  test('ai_enqueue adds a job once and tells where it stands', async () => {
    const ask = (sql) => sql`select * from ai_enqueue('graph_extraction', 'conversation:hash', '{"a": 1}')`;
    await db.asMember(halcyon.captain, async (sql) => {
      const [first] = await ask(sql);
      assert.deepEqual([first.tenant_id, first.added, first.status], [halcyon.tenant, true, 'queued']);
      assert.deepEqual({ ...(await ask(sql))[0] }, { ...first, added: false });
      const [job] = await sql`select payload, dedupe_key from ai_jobs where id = ${first.id}`;
      assert.deepEqual({ ...job }, { payload: { a: 1 }, dedupe_key: 'conversation:hash' });
    });
    await db.asWorker(async (sql) => {
      const named = (tenant) => sql`select * from ai_enqueue('deep_scrub', 'k', p_tenant_id => ${tenant})`;
      assert.equal((await named(halcyon.tenant))[0].added, true);
      assert.equal((await named(stormpetrel.tenant))[0].added, true, 'another tenant, another job');
      assert.equal((await named(halcyon.tenant))[0].added, false);
    });
    await db.asClaims('', (sql) => refused(sql, '42501', ask));
  });

  test('ai_enqueue tells of a mail that was asked for by account and message', () =>
    db.asWorker(async (sql) => {
      const [mail] = await sql`select * from ai_jobs where job_type = ${kType} limit 1`;
      const [told] = await sql`
        select * from ai_enqueue(${kType}, 'another key', p_account_id => ${mail.account_id}, p_gmail_message_id => ${mail.gmail_message_id})`;
      assert.deepEqual({ ...told }, { tenant_id: mail.tenant_id, id: mail.id, added: false, status: 'queued' });
    }));

  test('members read no token', () =>
    db.asMember(halcyon.captain, async (sql) => {
      assert.equal((await sql`select address from credentials`).length, 1);
      await refused(sql, '42501', (inner) => inner`select token_encrypted from credentials`);
    }));

  test("members run none of the workers' functions", () =>
    db.asMember(halcyon.captain, async (sql) => {
      for (const call of [
        `ai_claim_jobs('${kType}', 1, 'me')`,
        `ai_waiting('${kType}')`,
        `ai_settle_jobs('[]')`,
        `ai_complete_jobs('{}', '{}', '{}')`,
        `ai_heartbeat('{}', '{}', '{}')`,
        `ai_lead('cron', 'me', '1 minute')`,
      ]) {
        await refused(sql, '42501', (inner) => inner.unsafe(`select * from ${call}`));
      }
    }));

  test('a claim takes due jobs, the most urgent first, and raises the lease', () =>
    db.asWorker(async (sql) => {
      const [late, soon] = await sql`select id from ai_jobs where job_type = ${kType} order by id desc limit 2`;
      await sql`update ai_jobs set priority = 5 where id = ${late.id}`;
      await sql`update ai_jobs set run_after = now() + interval '1 hour' where id = ${soon.id}`;
      const jobs = await claim(sql, 1000);
      assert.equal(jobs.length, 39);
      for (const job of jobs) {
        assert.deepEqual([job.status, job.lease, job.locked_by], ['running', 1n, 'host-1']);
        assert.ok(job.heartbeat_at && job.claimed_at);
      }
      assert.ok(ids(jobs).includes(late.id) && !ids(jobs).includes(soon.id));
      assert.equal((await claim(sql, 1000)).length, 0);
      await assertLineIsWhole(sql);
    }));

  test('the limit holds and priority comes first, whoever has it', () =>
    db.asWorker(async (sql) => {
      const [last] =
        await sql`select id from ai_jobs where job_type = ${kType} order by tenant_id desc, id desc limit 1`;
      await sql`update ai_jobs set priority = 5 where id = ${last.id}`;
      assert.deepEqual(ids(await claim(sql, 1)), [last.id]);
    }));

  test('two workers at once never get the same job', async () => {
    await db.worker
      .begin(async (one) => {
        const first = await claim(one, 10);
        const second = await db.asWorker((two) => claim(two, 1000));
        assert.equal(first.length, 10);
        assert.equal(second.length, 30);
        assert.equal(new Set(ids([...first, ...second])).size, 40);
        throw new Error('undo');
      })
      .catch((error) => assert.equal(error.message, 'undo'));
  });

  test('a completion needs the lease', () =>
    db.asWorker(async (sql) => {
      const [one, two, three] = await claim(sql, 3);
      const stale = { ...two, lease: two.lease - 1n };
      const done = await complete(sql, [one, stale, three]);
      assert.deepEqual(ids(done).sort(), ids([one, three]).sort());
      assert.equal((await complete(sql, [one])).length, 0, 'a second time');
      assert.deepEqual(
        [...(await sql`select id from ai_running where job_type = ${kType}`)].map((row) => row.id),
        [two.id],
      );
    }));

  test('a decided state is written whole where lease and state are as the rule saw them', () =>
    db.asWorker(async (sql) => {
      const [one, two] = await claim(sql, 2);
      const dead = { status: 'dead', attempts: 5, last_error_code: 'MODEL_FAILED', last_error_at: 7, finished_at: 8 };
      assert.deepEqual(ids(await settle(sql, decided(one, dead), decided({ ...two, lease: 7n }, dead))), [one.id]);
      const [row] = await sql`
        select status, attempts, locked_by, last_error_code, to_micros(last_error_at)::int as failed, to_micros(finished_at)::int as finished
        from ai_jobs where id = ${one.id}`;
      assert.deepEqual(
        { ...row },
        { status: 'dead', attempts: 5, locked_by: null, last_error_code: 'MODEL_FAILED', failed: 7, finished: 8 },
      );
      assert.deepEqual(ids(await settle(sql, decided(two, { attempts: 1, deferrals: 2 }))), [two.id]);
      await assertLineIsWhole(sql);
    }));

  test('a job that begins anew forgets its steps, one that is tried again does not', () =>
    db.asWorker(async (sql) => {
      const steps = (job) => count(sql`select count(*) from job_checkpoints where job_id = ${job.id}`);
      const [job] = await claim(sql, 1);
      await settle(sql, decided(job, {}));
      assert.equal(await steps(job), 1);
      await sql`update ai_jobs set status = 'dead', finished_at = now() where id = ${job.id}`;
      await settle(sql, decided({ ...job, status: 'dead' }, {}));
      assert.equal(await steps(job), 0);
      await assertLineIsWhole(sql);
    }));

  test('checkpoints are kept by the holder alone', () =>
    db.asWorker(async (sql) => {
      const [job] = await claim(sql, 1);
      const save = async (lease) =>
        (await sql`select ai_save_checkpoint(${job.tenant_id}, ${job.id}, ${lease}, 'read', '{"n": 2}') as kept`)[0]
          .kept;
      assert.equal(await save(job.lease - 1n), false);
      assert.equal(await save(job.lease), true);
      await complete(sql, [job]);
      assert.equal(await save(job.lease), false);
    }));

  test('the line follows changes made by hand', () =>
    db.asWorker(async (sql) => {
      const [a, b, c, d] = await sql`select id from ai_jobs where job_type = ${kType} order by id limit 4`;
      await sql`update ai_jobs set status = 'cancelled', finished_at = now() where id = ${a.id}`;
      await sql`update ai_jobs set priority = 1, run_after = now() + interval '1 day' where id = ${b.id}`;
      await sql`delete from ai_jobs where id = ${c.id}`;
      await assertLineIsWhole(sql);
      await sql`update ai_jobs set status = 'queued', finished_at = null where id = ${a.id}`;
      await sql`update ai_jobs set payload = '{"x": 1}' where id = ${d.id}`;
      await assertLineIsWhole(sql);
    }));

  test('a row of the line that no job fits is thrown away by the claim that meets it', async () => {
    // A claim that holds the line's row keeps the change from taking it out, and is then undone.
    const job = await db.worker.begin(async (one) => {
      const [held] = await one`select * from ai_ready where job_type = ${kType} limit 1 for update`;
      await db.worker`update ai_jobs set priority = 7 where id = ${held.id}`;
      return held;
    });
    const rows = await db.worker`select priority from ai_ready where id = ${job.id} order by priority`;
    assert.deepEqual(
      rows.map((row) => row.priority),
      [7, 100],
    );
    await db.worker`update ai_jobs set status = 'cancelled', finished_at = now() where id = ${job.id}`;
    assert.equal(await count(db.worker`select count(*) from ai_ready where id = ${job.id}`), 1);
    await db.worker.begin(async (sql) => {
      assert.ok(!ids(await claim(sql, 1000)).includes(job.id));
      const left = await sql`select id, lease, tenant_id from ai_jobs where status = 'running'`;
      await settle(sql, ...left.map((one) => decided({ ...one, status: 'running' }, { run_after: 1_000_000 })));
    });
    assert.equal(await count(db.worker`select count(*) from ai_ready where id = ${job.id}`), 0);
    await db.worker`update ai_jobs set status = 'queued', finished_at = null, priority = 100 where id = ${job.id}`;
    await assertLineIsWhole(db.worker);
  });

  test('ai_waiting tells who has due jobs, and where they begin', () =>
    db.asWorker(async (sql) => {
      await sql`update ai_jobs set run_after = now() + interval '1 hour' where priority = 100 and tenant_id = ${halcyon.tenant}`;
      const waiting = () => sql`select tenant_id, priority, weight, running_limit, pass from ai_waiting(${kType})`;
      assert.deepEqual(
        [...(await waiting())].map((row) => row.tenant_id),
        [stormpetrel.tenant],
      );
      const [low] =
        await sql`select id from ai_jobs where tenant_id = ${halcyon.tenant} and job_type = ${kType} limit 1`;
      await sql`update ai_jobs set run_after = now() - interval '1 hour', priority = 300 where id = ${low.id}`;
      const found = [...(await waiting())].find((row) => row.tenant_id === halcyon.tenant);
      assert.deepEqual(
        { ...found },
        { tenant_id: halcyon.tenant, priority: 300, weight: 1, running_limit: null, pass: 0n },
      );
    }));

  test('a claim and a completion touch no index of ai_jobs', async () => {
    const definitions = await db.owner`
      select pg_get_indexdef(indexrelid) as text from pg_index where indrelid = 'ai_jobs'::regclass`;
    const changed = /\b(status|lease|locked_by|claimed_at|heartbeat_at|updated_at|finished_at)\b/;
    assert.deepEqual(
      definitions.map((row) => row.text).filter((text) => changed.test(text)),
      [],
    );
    assert.ok(definitions.length >= 5);
  });

  test('whatever a function of the queue changes in a job moves updated_at', () =>
    db.asWorker(async (sql) => {
      let last = '';
      const moves = async (what, work) => {
        const done = await work();
        const [{ at }] = await sql`select updated_at::text as at from ai_jobs where id = ${job.id}`;
        assert.ok(done.length === 1 && at > last, what);
        last = at;
        return done;
      };
      let [job] = await sql`select id from ai_jobs where job_type = ${kType} limit 1`;
      await sql`update ai_jobs set priority = 0 where id = ${job.id}`;
      [job] = await moves('claim', () => claim(sql, 1));
      await moves('heartbeat', () => {
        const [id, lease] = leasesOf([job]);
        return sql`select id from ai_heartbeat(${[job.tenant_id]}::uuid[], ${id}::bigint[], ${lease}::bigint[])`;
      });
      await moves('settle', () => settle(sql, decided(job, { run_after: 0 })));
      [job] = await moves('claim again', () => claim(sql, 1));
      await moves('complete', () => complete(sql, [job]));
    }));

  test('one leads at a time, and is followed when its time is over', () =>
    db.asWorker(async (sql) => {
      const leads = async (who) => (await sql`select ai_lead('cron', ${who}, '1 minute') as leads`)[0].leads;
      assert.deepEqual([await leads('a'), await leads('b'), await leads('a')], [true, false, true]);
      await sql`update ai_leaders set until = until - interval '2 minutes' where what = 'cron'`;
      assert.deepEqual([await leads('b'), await leads('a')], [true, false]);
      await sql`update ai_leaders set until = until + interval '1 hour' where what = 'cron'`;
      assert.equal(await leads('a'), true, 'a clock that stepped back lets nobody lead for an hour');
    }));

  test('workers are woken where a job is due, by its type', async () => {
    const heard = [];
    const { unlisten } = await db.worker.listen('ai_jobs', (payload) => heard.push(payload));
    const ask = (key, when) => db.worker`
      insert into ai_jobs (tenant_id, job_type, dedupe_key, run_after)
      values (${halcyon.tenant}, 'deep_scrub', ${key}, now() + ${when}::interval)`;
    await ask('later', '1 hour');
    await ask('now', '0 s');
    await db.worker`update ai_jobs set run_after = now() where dedupe_key = 'later'`;
    await db.worker`update ai_jobs set run_after = now() + interval '1 hour' where dedupe_key = 'later'`;
    await db.worker`delete from ai_jobs where dedupe_key in ('now', 'later')`;
    await db.worker`notify ai_jobs, 'end'`;
    while (!heard.includes('end')) await new Promise((resolve) => setTimeout(resolve, 10));
    await unlisten();
    assert.deepEqual(heard, ['deep_scrub', 'deep_scrub', 'end']);
  });

  test('a time that nobody can count with is refused, whoever asks', () =>
    db.asMember(halcyon.captain, async (sql) => {
      for (const at of ['-infinity', 'infinity', '1969-12-31', '2256-01-01']) {
        await refused(
          sql,
          '23514',
          (inner) => inner`
          insert into ai_jobs (job_type, dedupe_key, run_after) values ('graph_extraction', ${at}, ${at}::text::timestamptz)`,
        );
      }
    }));

  test("who led once ends nobody else's lead", () =>
    db.asWorker(async (sql) => {
      const leads = async (who, time) =>
        (await sql`select ai_lead('x', ${who}, ${time}::text::interval) as leads`)[0].leads;
      assert.equal(await leads('b', '1 minute'), true);
      assert.equal(await leads('a', '0'), false);
      assert.equal(await leads('b', '1 minute'), true);
    }));

  test('states that may not be are refused', () =>
    db.asWorker(async (sql) => {
      for (const change of [
        "status = 'running'",
        "status = 'succeeded', finished_at = null",
        "status = 'lost'",
        "status = 'queued', finished_at = now()",
      ]) {
        await refused(sql, '23514', (inner) => inner.unsafe(`update ai_jobs set ${change}`));
      }
      await sql`update ai_jobs set status = 'cancelled', finished_at = now()`;
      await assertLineIsWhole(sql);
    }));
});
