// Claims, and what keeps one request from being done twice.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { halcyon, processOf, refused, waitsForLock } from '../support/database.mjs';
import { db } from '../support/shared.mjs';

const claim = async (sql, key, hash = 'a', action = 'receive_part') =>
  (await sql`select * from claim_idempotency_key(${action}, ${key}, repeat(${hash}, 64))`)[0];
const settle = (sql, key) => sql`select settle_idempotency_key('receive_part', ${key}, 201, '{"id": 7}'::text::jsonb)`;

describe('tenancy', () => {
  for (const [what, claims] of [
    ['none', ''],
    ['no tenant', '{"sub":"x"}'],
    [
      'a user that is no UUID',
      JSON.stringify({
        sub: 'auth0|1',
        app_metadata: { tenant_id: halcyon.tenant },
      }),
    ],
    [
      'a tenant that is no UUID',
      JSON.stringify({
        sub: halcyon.captain.user_id,
        app_metadata: { tenant_id: 'halcyon' },
      }),
    ],
    ['no object', '[]'],
    ['a tenant that is an object', JSON.stringify({ sub: halcyon.captain.user_id, app_metadata: { tenant_id: {} } })],
  ]) {
    test(`claims with ${what} see nothing and break nothing`, () =>
      db.asClaims(claims, async (sql) => {
        assert.equal((await sql`select principal_tenant() as tenant`)[0].tenant, null);
        assert.equal((await sql`select * from current_principal()`).length, 0);
        assert.equal((await sql`select * from pms_parts`).length, 0);
      }));
  }

  test('a key is fresh once, and then tells the first result', () =>
    db.asMember(halcyon.captain, async (sql) => {
      assert.deepEqual(
        { ...(await claim(sql, 'k1')) },
        { fresh: true, same_payload: true, first_status: null, first_result: null },
      );
      await settle(sql, 'k1');
      assert.deepEqual(
        { ...(await claim(sql, 'k1')) },
        { fresh: false, same_payload: true, first_status: 201, first_result: { id: 7 } },
      );
      assert.equal((await claim(sql, 'k1', 'b')).same_payload, false);
      assert.equal((await claim(sql, 'k1', 'a', 'add_note')).fresh, true);
    }));

  test('a result is kept as it was', () =>
    db.asMember(halcyon.captain, async (sql) => {
      await claim(sql, 'k1');
      await settle(sql, 'k1');
      await sql`select settle_idempotency_key('receive_part', 'k1', 200, '{"id": 8}'::text::jsonb)`;
      assert.deepEqual((await claim(sql, 'k1')).first_result, { id: 7 });
    }));

  test('a failed action does not use its key up', async () => {
    await db.asMember(halcyon.captain, async (sql) => {
      await sql
        .savepoint(async (inner) => {
          await claim(inner, 'k2');
          throw new Error('fails');
        })
        .catch(() => undefined);
      assert.equal((await claim(sql, 'k2')).fresh, true);
    });
  });

  test('of two at once one waits and is not fresh', async () => {
    const other = db.anotherEdge();
    const pid = await processOf(other);
    try {
      let waiting;
      await db.asMemberForGood(halcyon.captain, async (sql) => {
        await claim(sql, 'k3');
        waiting = other.begin(async (inner) => {
          await db.enter(inner, halcyon.captain);
          return claim(inner, 'k3');
        });
        await waitsForLock(db, pid);
        await settle(sql, 'k3');
      });
      assert.deepEqual(
        { ...(await waiting) },
        { fresh: false, same_payload: true, first_status: 201, first_result: { id: 7 } },
      );
    } finally {
      await other.end();
    }
  });

  test('a nonce is good once', () =>
    db.asMember(halcyon.captain, async (sql) => {
      const spend = async () => (await sql`select spend_nonce('0123456789abcdef', 'adjust_stock') as first`)[0].first;
      assert.deepEqual([await spend(), await spend()], [true, false]);
    }));

  test('one signing key belongs to one member', () =>
    db.asMember(halcyon.crew, async (sql) => {
      const enrol = (inner, key, text) => inner`insert into signing_keys (key_id, public_key) values (${key}, ${text})`;
      const [{ public_key }] = await sql`select public_key from signing_keys where key_id = 'device-captain'`;
      await refused(sql, '23505', (inner) => enrol(inner, 'my-phone', public_key));
      await refused(sql, '23514', (inner) => enrol(inner, 'my-phone', 'short'));
      await refused(
        sql,
        '42501',
        (inner) => inner`
        insert into signing_keys (key_id, public_key, user_id) values ('my-phone', repeat('y', 43), ${halcyon.captain.user_id})`,
      );
      await enrol(sql, 'my-phone', 'y'.repeat(43));
      const [{ signing_keys }] = await sql`select signing_keys from current_principal()`;
      assert.deepEqual(
        signing_keys.map((key) => key.key_id),
        ['my-phone'],
      );
    }));

  test('work orders number themselves, one after the other', () =>
    db.asMember(halcyon.captain, async (sql) => {
      const add = async () =>
        (await sql`insert into pms_work_orders (title) values ('x') returning number, created_by`)[0];
      const first = await add();
      assert.equal((await add()).number, first.number + 1);
      assert.equal(first.created_by, halcyon.captain.user_id);
      await refused(sql, '42501', (inner) => inner`insert into pms_work_orders (title, number) values ('x', 9999)`);
    }));
});
