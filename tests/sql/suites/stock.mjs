// The ledger, what it refuses, and the views above it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { halcyon, processOf, refused, stormpetrel, waitsForLock } from '../support/database.mjs';
import { db } from '../support/shared.mjs';

const partOf = async (sql, condition = 'stock > 4') =>
  (await sql.unsafe(`select * from pms_part_stock where ${condition} order by part_id limit 1`))[0];
const stockOf = async (sql, id) => (await sql`select stock from pms_part_stock where part_id = ${id}`)[0].stock;
const enter = (sql, id, kind, quantity) => sql`
  insert into pms_inventory_transactions (part_id, kind, quantity) values (${id}, ${kind}, ${quantity}) returning entry_no`;

/** A part of its own with this much in stock, kept. */
const newPart = (stock) =>
  db.asMemberForGood(halcyon.captain, async (sql) => {
    const [{ id }] = await sql`
      insert into pms_parts (part_number, name) values (gen_random_uuid()::text, 'Test part') returning id`;
    if (stock > 0) await enter(sql, id, 'receipt', stock);
    return id;
  });

describe('stock', () => {
  test("is the ledger's sum for every part, 0 without entries", () =>
    db.asMember(halcyon.captain, async (sql) => {
      const [{ wrong, parts, empty }] = await sql`
        select count(*) filter (where s.stock is distinct from coalesce(sums.total, 0))::int as wrong, count(*)::int as parts,
               count(*) filter (where sums.total is null)::int as empty
        from pms_part_stock s
        left join (select part_id, sum(quantity) as total from pms_inventory_transactions group by part_id) as sums using (part_id)`;
      assert.equal(wrong, 0);
      assert.ok(parts > 100 && empty > 0);
    }));

  test('is low below the minimum, and never where the minimum is 0', () =>
    db.asMember(halcyon.captain, async (sql) => {
      const part = await partOf(sql);
      const isLow = async (minimum) => {
        await sql`update pms_parts set min_level = ${minimum} where id = ${part.part_id}`;
        return (await sql`select shortage from v_low_stock where part_id = ${part.part_id}`).map((row) => row.shortage);
      };
      assert.deepEqual(await isLow(part.stock), []);
      assert.deepEqual(await isLow(part.stock + 1), [1]);
      await enter(sql, part.part_id, 'consumption', -part.stock);
      assert.deepEqual(await isLow(1), [1]);
      assert.deepEqual(await isLow(0), []);
    }));

  test('falls to 0 and no further', () =>
    db.asMember(halcyon.captain, async (sql) => {
      const part = await partOf(sql);
      await refused(
        sql,
        '23514',
        (inner) => enter(inner, part.part_id, 'consumption', -part.stock - 1),
        'stock_never_below_zero',
      );
      await enter(sql, part.part_id, 'consumption', -part.stock);
      assert.equal(await stockOf(sql, part.part_id), 0);
    }));

  test('rises to two thousand million and no further', () =>
    db.asMember(halcyon.captain, async (sql) => {
      const part = await partOf(sql);
      const receive = (inner, times) => inner`
        insert into pms_inventory_transactions (part_id, kind, quantity)
        select ${part.part_id}, 'receipt', 1000000 from generate_series(1, ${times}::integer)`;
      await refused(sql, '23514', (inner) => receive(inner, 2000), 'stock_within_bounds');
      await receive(sql, 1999);
      assert.equal(await stockOf(sql, part.part_id), part.stock + 1_999_000_000);
    }));

  test('of two at once the second waits, sees the first, and is refused', async () => {
    const id = await newPart(5);
    const other = db.anotherEdge();
    const pid = await processOf(other);
    try {
      let second;
      await db.asMemberForGood(halcyon.captain, async (sql) => {
        await enter(sql, id, 'consumption', -4);
        second = other
          .begin(async (inner) => {
            await db.enter(inner, halcyon.engineer);
            await enter(inner, id, 'consumption', -4);
          })
          .catch((error) => error);
        await waitsForLock(db, pid);
      });
      assert.equal((await second)?.constraint_name, 'stock_never_below_zero');
      assert.equal(await db.asMember(halcyon.captain, (sql) => stockOf(sql, id)), 1);
    } finally {
      await other.end();
    }
  });

  test('an older snapshot cannot count twice', async () => {
    const id = await newPart(5);
    const other = db.anotherEdge();
    try {
      const error = await other
        .begin('isolation level repeatable read', async (sql) => {
          await db.enter(sql, halcyon.captain);
          assert.equal(await stockOf(sql, id), 5);
          await db.asMemberForGood(halcyon.engineer, (inner) => enter(inner, id, 'consumption', -4));
          await enter(sql, id, 'consumption', -4);
        })
        .then(
          () => null,
          (reason) => reason,
        );
      assert.equal(error?.code, '23505');
      assert.equal(await db.asMember(halcyon.captain, (sql) => stockOf(sql, id)), 1);
    } finally {
      await other.end();
    }
  });

  test('an adjustment brings it to what was counted', () =>
    db.asMember(halcyon.captain, async (sql) => {
      const part = await partOf(sql);
      for (const counted of [part.stock - 2, part.stock + 7, part.stock + 7]) {
        const before = await stockOf(sql, part.part_id);
        const [row] = await sql`select * from adjust_stock(${part.part_id}, ${counted}, 'stocktake', 'Counted twice')`;
        assert.deepEqual([row.quantity, row.stock], [counted - before, counted]);
        assert.equal(await stockOf(sql, part.part_id), counted);
      }
      await refused(
        sql,
        '23514',
        (inner) => inner`select * from adjust_stock(${part.part_id}, -1, 'lost')`,
        'stock_never_below_zero',
      );
    }));

  test("of another tenant's part cannot be seen or changed", async () => {
    const theirs = await db.asMember(stormpetrel.captain, (sql) => partOf(sql));
    await db.asMember(halcyon.captain, async (sql) => {
      assert.equal((await sql`select * from adjust_stock(${theirs.part_id}, 1, 'stocktake')`).length, 0);
      await refused(sql, '23503', (inner) => enter(inner, theirs.part_id, 'receipt', 1));
    });
  });

  for (const [what, kind, quantity, cause] of [
    ['a receipt below 1', 'receipt', -1],
    ['a receipt of 0', 'receipt', 0],
    ['consumption above -1', 'consumption', 1],
    ['an adjustment without cause', 'adjustment', 1],
    ['a receipt with a cause', 'receipt', 1, 'lost'],
  ]) {
    test(`refuses ${what}`, () =>
      db.asMember(halcyon.captain, async (sql) => {
        const part = await partOf(sql);
        await refused(
          sql,
          '23514',
          (inner) => inner`
          insert into pms_inventory_transactions (part_id, kind, quantity, cause) values (${part.part_id}, ${kind}, ${quantity}, ${cause ?? null})`,
        );
      }));
  }

  test('the ledger is append-only for members, provisioning and the owner', async () => {
    const changes = [
      'update pms_inventory_transactions set quantity = 1',
      'delete from pms_inventory_transactions',
      'truncate pms_inventory_transactions',
    ];
    for (const change of changes) {
      await db.asMember(halcyon.captain, (sql) => refused(sql, '42501', (inner) => inner.unsafe(change)));
      await db.asAdmin((sql) => refused(sql, '42501', (inner) => inner.unsafe(change)));
      await assert.rejects(db.owner.unsafe(change), { code: '23001' });
    }
  });

  test('the ledger reads with running balance and names', () =>
    db.asMember(halcyon.captain, async (sql) => {
      const part = await partOf(sql);
      const lines = await sql`select * from v_part_ledger where part_id = ${part.part_id} order by entry_no`;
      let balance = 0;
      for (const line of lines) {
        balance += line.quantity;
        assert.equal(line.balance, balance);
        assert.ok(line.actor_name);
      }
      assert.equal(balance, part.stock);
      assert.deepEqual(
        lines.map((line) => line.entry_no),
        lines.map((_, i) => i + 1),
      );
    }));

  test('search finds every word in any order and pages through all parts once', () =>
    db.asMember(halcyon.captain, async (sql) => {
      const names = async (query) => (await sql`select name from search_parts(${query}, 50)`).map((row) => row.name);
      assert.deepEqual(await names('impeller GENERATOR'), ['Raw-water pump impeller, generator']);
      for (const pattern of ['impelle_ generator', 'impelle% generator', 'impelle. generator']) {
        assert.deepEqual(await names(pattern), []);
      }
      const seen = [];
      let last = { name: null, part_id: null };
      for (let pages = 0; pages < 20; pages++) {
        const page = await sql`select * from search_parts('', 40, ${last.name}, ${last.part_id})`;
        if (page.length === 0) break;
        seen.push(...page.map((row) => row.part_id));
        last = page.at(-1);
      }
      const [{ n }] = await sql`select count(*)::int as n from pms_parts`;
      assert.equal(seen.length, n);
      assert.equal(new Set(seen).size, n);
    }));
});
