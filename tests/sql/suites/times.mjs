// updated_at, the markers, and work orders touched by what hangs on them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { halcyon, refused } from '../support/database.mjs';
import { db } from '../support/shared.mjs';

const timeOf = async (sql, table, id) =>
  (await sql`select to_micros(updated_at) as at from ${sql(table)} where id = ${id}`)[0].at;
const orders = (sql) => sql`select id from pms_work_orders where number in (1, 2) order by number`;

/** Whether `work` moves updated_at of each row of `ids`. */
async function moved(sql, table, ids, work) {
  const before = await Promise.all(ids.map((id) => timeOf(sql, table, id)));
  await work();
  const after = await Promise.all(ids.map((id) => timeOf(sql, table, id)));
  return after.map((at, i) => at > before[i]);
}

describe('times', () => {
  test('a change moves updated_at past the clock and past itself', () =>
    db.asMember(halcyon.captain, async (sql) => {
      const [{ id }] = await sql`select id from pms_parts limit 1`;
      const [{ now }] = await sql`select to_micros(clock_timestamp()) as now`;
      const times = [now];
      for (const name of ['a', 'b', 'c']) {
        await sql`update pms_parts set name = ${name} where id = ${id}`;
        times.push(await timeOf(sql, 'pms_parts', id));
      }
      assert.deepEqual(
        times,
        [...new Set(times)].sort((a, b) => (a < b ? -1 : 1)),
      );
    }));

  test('updated_at never goes back, even where the clock has', () =>
    db.asAdmin(async (sql) => {
      const [{ at }] = await sql`select to_micros(next_updated_at('2999-01-01 00:00:00.000001Z')) as at`;
      assert.equal(at, BigInt(Date.UTC(2999, 0, 1)) * 1000n + 2n);
    }));

  test('a change to the same values moves nothing', () =>
    db.asMember(halcyon.captain, async (sql) => {
      const [{ id }] = await sql`select id from pms_parts limit 1`;
      assert.deepEqual(
        await moved(sql, 'pms_parts', [id], () => sql`update pms_parts set name = name where id = ${id}`),
        [false],
      );
    }));

  test('a worker sets markers and moves nothing, and sets nothing else', () =>
    db.asWorker(async (sql) => {
      for (const [table, text] of [
        ['pms_equipment', 'name'],
        ['pms_faults', 'title'],
        ['pms_parts', 'name'],
        ['pms_work_orders', 'title'],
        ['pms_notes', 'body'],
        ['pms_attachments', 'caption'],
      ]) {
        const [{ id }] = await sql`select id from ${sql(table)} limit 1`;
        const mark = () => sql`
          update ${sql(table)} set embedding_model = 'm/3/1', embedding_content_hash = repeat('0', 64), embedding_updated_at = updated_at
          where id = ${id}`;
        assert.deepEqual(await moved(sql, table, [id], mark), [false], table);
        await refused(sql, '42501', (inner) => inner`update ${inner(table)} set ${inner(text)} = 'x' where id = ${id}`);
        await refused(sql, '42501', (inner) => inner`update ${inner(table)} set updated_at = now() where id = ${id}`);
      }
    }));

  test('members set no markers and no updated_at', () =>
    db.asMember(halcyon.captain, async (sql) => {
      await refused(sql, '42501', (inner) => inner`update pms_parts set embedding_updated_at = now()`);
      await refused(sql, '42501', (inner) => inner`update pms_parts set updated_at = now()`);
      assert.ok((await sql`update pms_parts set name = 'x'`).count > 0);
    }));

  test('the marker is set only if the source is as it was read', () =>
    db.asWorker(async (sql) => {
      const [{ id, at }] = await sql`select id, to_micros(updated_at) as at from pms_notes limit 1`;
      const mark = (read) => sql`
        update pms_notes set embedding_updated_at = from_micros(${read}) where id = ${id} and updated_at = from_micros(${read})`;
      assert.equal((await mark(at - 1n)).count, 0);
      assert.equal((await mark(at)).count, 1);
      const [{ stale }] =
        await sql`select embedding_updated_at is null or updated_at > embedding_updated_at as stale from pms_notes where id = ${id}`;
      assert.equal(stale, false);
    }));

  const kinds = {
    note: [
      'pms_notes',
      (sql, order) => sql`insert into pms_notes (work_order_id, body) values (${order}, 'Seen') returning id`,
      (sql, id) => sql`update pms_notes set body = 'Seen twice' where id = ${id}`,
      null,
    ],
    fault: [
      'pms_faults',
      (sql, order) => sql`
      insert into pms_faults (equipment_id, work_order_id, title, severity)
      select equipment_id, id, 'Drips', 'low' from pms_work_orders where id = ${order} returning id`,
      (sql, id) => sql`update pms_faults set description = 'Oil' where id = ${id}`,
      (sql, id) => sql`update pms_faults set severity = 'high' where id = ${id}`,
    ],
    file: [
      'pms_attachments',
      (sql, order) => sql`
      insert into pms_attachments (work_order_id, file_name, content_type, byte_size, storage_path)
      values (${order}, 'a.txt', 'text/plain', 1, claimed_tenant() || '/a.txt') returning id`,
      (sql, id) => sql`update pms_attachments set deleted_at = clock_timestamp() where id = ${id}`,
      null,
    ],
  };
  for (const [kind, [, add, rewrite, pass]] of Object.entries(kinds)) {
    test(`a ${kind} touches its work order when added and rewritten`, () =>
      db.asMember(halcyon.captain, async (sql) => {
        const [mine, other] = (await orders(sql)).map(({ id }) => id);
        let row;
        const adding = async () => {
          [row] = await add(sql, mine);
        };
        assert.deepEqual(await moved(sql, 'pms_work_orders', [mine, other], adding), [true, false]);
        assert.deepEqual(await moved(sql, 'pms_work_orders', [mine, other], () => rewrite(sql, row.id)), [true, false]);
        if (pass) assert.deepEqual(await moved(sql, 'pms_work_orders', [mine], () => pass(sql, row.id)), [false]);
      }));
  }

  test('a fault that moves touches the old and the new work order, and no equipment', () =>
    db.asMember(halcyon.captain, async (sql) => {
      const [first, second] = (await orders(sql)).map(({ id }) => id);
      const [{ id }] = await kinds.fault[1](sql, first);
      const [{ equipment_id }] = await sql`select equipment_id from pms_faults where id = ${id}`;
      const before = await timeOf(sql, 'pms_equipment', equipment_id);
      const move = () => sql`update pms_faults set work_order_id = ${second} where id = ${id}`;
      assert.deepEqual(await moved(sql, 'pms_work_orders', [first, second], move), [true, true]);
      assert.equal(await timeOf(sql, 'pms_equipment', equipment_id), before);
    }));

  test("a worker's marker on a note touches no work order", () =>
    db.asWorker(async (sql) => {
      const [{ id, work_order_id }] =
        await sql`select id, work_order_id from pms_notes where work_order_id is not null limit 1`;
      const mark = () => sql`update pms_notes set embedding_updated_at = updated_at where id = ${id}`;
      assert.deepEqual(await moved(sql, 'pms_work_orders', [work_order_id], mark), [false]);
    }));

  test('microseconds go out and come back whole', () =>
    db.asWorker(async (sql) => {
      for (const text of [
        '2026-10-02 13:14:15.123456+00',
        '1970-01-01 00:00:00+00',
        '2199-12-31 23:59:59.999999+00',
        '1969-07-20 20:17:40.000001+00',
      ]) {
        const [row] =
          await sql`select from_micros(to_micros(${text}::text::timestamptz)) = ${text}::text::timestamptz as same`;
        assert.equal(row.same, true, text);
      }
    }));
});
