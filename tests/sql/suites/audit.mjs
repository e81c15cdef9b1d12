// One unbroken line of audit entries a tenant.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { addAuditEntry } from '../isolation.mjs';
import { halcyon, processOf, refused, stormpetrel, waitsForLock } from '../support/database.mjs';
import { db } from '../support/shared.mjs';

const insert = (sql, entry) => sql`
  insert into pms_audit_log ${sql({
    actor_id: halcyon.captain.user_id,
    role: 'captain',
    action: 'add_note',
    signature: {},
    request_id: 'r',
    at: '2026-10-01 00:00Z',
    ...entry,
  })}`;

describe('audit', () => {
  test('an entry must follow the last one, in number and in hash', () =>
    db.asMember(halcyon.captain, async (sql) => {
      const [next] = await sql`select * from next_audit_entry()`;
      const entry = { seq: next.seq, previous_hash: next.previous_hash, entry_hash: 'e'.repeat(64) };
      await refused(sql, '23514', (inner) => insert(inner, { ...entry, seq: next.seq + 1n }), 'audit_line_unbroken');
      await refused(sql, '23505', (inner) => insert(inner, { ...entry, seq: next.seq - 1n }));
      await refused(
        sql,
        '23514',
        (inner) => insert(inner, { ...entry, previous_hash: 'f'.repeat(64) }),
        'audit_line_unbroken',
      );
      await insert(sql, entry);
    }));

  test('an entry names the one who acts', () =>
    db.asMember(halcyon.captain, async (sql) => {
      const [next] = await sql`select * from next_audit_entry()`;
      const entry = { seq: next.seq, previous_hash: next.previous_hash, entry_hash: 'e'.repeat(64) };
      await refused(sql, '42501', (inner) => insert(inner, { ...entry, actor_id: halcyon.engineer.user_id }));
      await insert(sql, entry);
    }));

  test('the signature is an object and never NULL', () =>
    db.asMember(halcyon.captain, async (sql) => {
      const [next] = await sql`select * from next_audit_entry()`;
      const entry = { seq: next.seq, previous_hash: next.previous_hash, entry_hash: 'e'.repeat(64) };
      await refused(sql, '23502', (inner) => insert(inner, { ...entry, signature: null }));
      await refused(sql, '23514', (inner) => insert(inner, { ...entry, signature: [] }));
      await insert(sql, { ...entry, signature: { method: 'attestation' } });
    }));

  test('the log is append-only for members, provisioning and the owner', async () => {
    for (const change of [
      "update pms_audit_log set action = 'x'",
      'delete from pms_audit_log',
      'truncate pms_audit_log',
    ]) {
      await db.asMember(halcyon.captain, (sql) => refused(sql, '42501', (inner) => inner.unsafe(change)));
      await db.asAdmin((sql) => refused(sql, '42501', (inner) => inner.unsafe(change)));
      await assert.rejects(db.owner.unsafe(change), { code: '23001' });
    }
    await db.asMember(halcyon.captain, (sql) =>
      refused(sql, '42501', (inner) => inner`update audit_heads set seq = 99`),
    );
  });

  test('two at once stand in one line', async () => {
    const other = db.anotherEdge();
    const pid = await processOf(other);
    try {
      let second;
      const first = await db.asMemberForGood(halcyon.captain, async (sql) => {
        await sql`select * from next_audit_entry()`;
        second = other.begin(async (inner) => {
          await db.enter(inner, halcyon.engineer);
          return addAuditEntry(inner, halcyon.engineer, { hash: '2' });
        });
        await waitsForLock(db, pid);
        return addAuditEntry(sql, halcyon.captain, { hash: '1' });
      });
      const after = await second;
      assert.equal(after.seq, first.seq + 1n);
      assert.equal(after.previous_hash, '1'.repeat(64));
    } finally {
      await other.end();
    }
  });

  test('each tenant has a line of its own', async () => {
    const next = (who) => db.asMember(who, async (sql) => (await sql`select seq from next_audit_entry()`)[0].seq);
    const before = await next(stormpetrel.captain);
    await db.asMemberForGood(halcyon.captain, (sql) => addAuditEntry(sql, halcyon.captain));
    assert.equal(await next(stormpetrel.captain), before);
    assert.equal(
      await db.asMember(halcyon.revoked, async (sql) => (await sql`select * from next_audit_entry()`).length),
      0,
    );
  });

  test('an entry reads as the core hashes it', () =>
    db.asMember(halcyon.captain, async (sql) => {
      const next = await addAuditEntry(sql, halcyon.captain, { signature: '{"method":"attestation"}' });
      const [{ entry }] = await sql`select audit_entry(l) as entry from pms_audit_log l order by seq desc limit 1`;
      assert.deepEqual(entry, {
        seq: Number(next.seq),
        tenant_id: halcyon.tenant,
        actor_id: halcyon.captain.user_id,
        role: 'captain',
        action: 'add_note',
        entity_type: null,
        entity_id: null,
        before_hash: null,
        after_hash: null,
        signature: { method: 'attestation' },
        request_id: 'test',
        at: Number(next.at),
        previous_hash: next.previous_hash,
      });
    }));
});
