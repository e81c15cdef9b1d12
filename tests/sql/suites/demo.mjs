// The demo tenants: as much as was promised, and the same each time.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { tables } from '../isolation.mjs';
import { halcyon, stormpetrel } from '../support/database.mjs';
import { db } from '../support/shared.mjs';

const people = JSON.parse(readFileSync(new URL('../../../tools/demo/people.json', import.meta.url), 'utf8')).people;
const count = async (sql, text) => (await sql.unsafe(`select count(*)::int as n from ${text}`))[0].n;

describe('demo data', () => {
  test('people.json lists the members', () =>
    db.asAdmin(async (sql) => {
      const rows = await sql`
        select m.user_id, m.tenant_id, t.name as tenant_name, m.role, m.display_name as name, m.revoked_at is not null as revoked
        from memberships m join tenants t using (tenant_id) order by user_id`;
      assert.deepEqual(
        rows.map((row) => ({ ...row })),
        people.map((one) => ({ revoked: false, ...one })).sort((a, b) => (a.user_id < b.user_id ? -1 : 1)),
      );
    }));

  test('each yacht has all roles, parts, work orders and mails', async () => {
    for (const { captain } of [halcyon, stormpetrel]) {
      await db.asMember(captain, async (sql) => {
        assert.equal(await count(sql, 'memberships where revoked_at is null'), 7);
        assert.equal(await count(sql, "pms_work_orders where title not like 'x%'"), 30);
        assert.equal(await count(sql, 'emails'), 20);
        assert.ok((await count(sql, "pms_parts where name <> 'Test part'")) > 150);
        assert.ok((await count(sql, 'v_low_stock')) > 15);
        assert.ok((await count(sql, 'pms_part_stock where min_level = 0 and stock > 0')) > 3);
        assert.ok((await count(sql, 'pms_attachments where deleted_at is not null')) >= 3);
      });
    }
  });

  test('every work order has notes, and most have a fault or a file', () =>
    db.asMember(halcyon.captain, async (sql) => {
      assert.equal(
        await count(sql, 'pms_work_orders w where not exists (select from pms_notes n where n.work_order_id = w.id)'),
        0,
      );
      assert.ok(
        (await count(
          sql,
          `pms_work_orders w where exists (select from pms_faults f where f.work_order_id = w.id)
                                   or exists (select from pms_attachments a where a.work_order_id = w.id)`,
        )) > 20,
      );
    }));

  test("the twin's citations name chunks that are there", () =>
    db.asMember(halcyon.captain, async (sql) => {
      const [{ cited, found }] = await sql`
        select count(*)::int as cited, count(c.id)::int as found
        from messages m, jsonb_array_elements(m.citations) as cite
        left join source_chunks c on c.id = (cite ->> 'chunk_id')::uuid and c.source_id = (cite ->> 'source_id')::uuid`;
      assert.equal(cited, 3);
      assert.equal(found, cited);
    }));

  test('seeding again changes nothing, work orders that members touched since included', async () => {
    const digest = async () => {
      const digests = {};
      for (const table of tables) {
        const [row] =
          await db.owner`select md5(string_agg(t::text, ' ' order by t::text)) as d from ${db.owner(table)} t`;
        digests[table] = row.d;
      }
      return digests;
    };
    await db.asMemberForGood(
      halcyon.captain,
      (sql) =>
        sql`insert into pms_notes (work_order_id, body) select id, 'Later.' from pms_work_orders where number = 1`,
    );
    const before = await digest();
    assert.ok(before.pms_parts && before.pms_inventory_transactions);
    await db.seedAgain();
    assert.deepEqual(await digest(), before);
  });
});
