// A twin's graph: things are one by name and type.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { db } from '../support/shared.mjs';

const kSpellings = [
  ['Raw-water pump', 'raw-water pump'],
  [' RAW-water\t\n  Pump ', 'raw-water pump'],
  ['Ｉｍｐｅｌｌｅｒ', 'impeller'],
  ['ﬁlter', 'filter'],
  ['Cafe\u0301', 'caf\u00e9'],
  ['ÖLPUMPE', 'ölpumpe'],
  ['Generator 1', 'generator 1'],
];

describe('graph', () => {
  for (const [written, key] of kSpellings) {
    test(`${JSON.stringify(written)} is ${JSON.stringify(key)}`, () =>
      db.asWorker(async (sql) => {
        const [row] = await sql`select normalised_name(${written}) as key`;
        assert.equal(row.key, key);
      }));
  }

  test('a name of a type stands once in the graph of a twin', () =>
    db.asWorker(async (sql) => {
      const [twin] = await sql`select tenant_id, id from twins limit 1`;
      const add = (inner, kind, label) => inner`
        insert into graph_nodes (tenant_id, twin_id, kind, label) values (${twin.tenant_id}, ${twin.id}, ${kind}, ${label})`;
      await add(sql, 'equipment', 'Bow thruster');
      await add(sql, 'document', 'Bow thruster');
      await assert.rejects(
        sql.savepoint((inner) => add(inner, 'equipment', 'BOW  thruster')),
        { code: '23505' },
      );
    }));

  test('a name as long as any fits its index', () =>
    db.asWorker(async (sql) => {
      const [twin] = await sql`select tenant_id, id from twins limit 1`;
      // One character that the compatibility form writes as eighteen.
      await sql`
        insert into graph_nodes (tenant_id, twin_id, kind, label)
        values (${twin.tenant_id}, ${twin.id}, 'other', repeat(chr(64506), 120))`;
    }));
});
