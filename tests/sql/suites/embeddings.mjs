// The vector store, what serves, and what belongs to a work order.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { halcyon, refused, stormpetrel } from '../support/database.mjs';
import { db } from '../support/shared.mjs';

const kVector = {
  source_table: 'pms_parts',
  embedding: '[1,0,0]',
  embedding_model_id: 'fixture',
  embedding_dimensions: 3,
  embedding_version: '1',
  content_hash: 'c'.repeat(64),
};

/** Writes a vector of a part as the worker does; changes of it by `other`. */
async function write(sql, other = {}) {
  const [part] = await sql`select tenant_id, id, updated_at::text from pms_parts order by id limit 1`;
  const [model] = await sql`select model_version_id from embedding_models where label = 'fixture/3/1'`;
  const row = {
    tenant_id: part.tenant_id,
    source_id: part.id,
    doc_id: part.id,
    model_version_id: model.model_version_id,
    ...kVector,
    ...other,
  };
  return sql`
    insert into embedding_vectors (tenant_id, source_table, source_id, model_version_id, embedding, embedding_model_id, embedding_dimensions,
                                   embedding_version, content_hash, source_updated_at, doc_id)
    values (${row.tenant_id}, ${row.source_table}, ${row.source_id}, ${row.model_version_id}, ${row.embedding}::text::vector,
            ${row.embedding_model_id}, ${row.embedding_dimensions}, ${row.embedding_version}, ${row.content_hash}, now(), ${row.doc_id})
    returning source_id`;
}

describe('embeddings', () => {
  test("a vector carries its model's triple and its dimensions", () =>
    db.asWorker(async (sql) => {
      await refused(sql, '23503', (inner) => write(inner, { embedding_version: '2' }));
      await refused(sql, '23503', (inner) => write(inner, { embedding_dimensions: 4, embedding: '[1,0,0,0]' }));
      await refused(sql, '23514', (inner) => write(inner, { embedding: '[1,0]' }), 'dimensions_hold');
      await refused(sql, '23514', (inner) => write(inner, { source_table: 'emails' }));
      assert.equal((await write(sql)).length, 1);
    }));

  test('two models of one row live side by side, one version of each', () =>
    db.asWorker(async (sql) => {
      await write(sql);
      const [{ model_version_id }] =
        await sql`select model_version_id from embedding_models where label = 'fixture/4/2'`;
      await write(sql, { model_version_id, embedding: '[1,0,0,0]', embedding_dimensions: 4, embedding_version: '2' });
      await refused(sql, '23505', (inner) => write(inner));
    }));

  test('a row put away leaves a tombstone that late writes run into, until it comes back', async () => {
    const add = (sql) => sql`
      insert into pms_attachments (equipment_id, file_name, content_type, byte_size, storage_path)
      select id, 'x.pdf', 'application/pdf', 1, claimed_tenant() || '/x.pdf' from pms_equipment limit 1 returning id`;
    const [{ id }] = await db.asMemberForGood(halcyon.captain, add);
    const put = (deleted_at) =>
      db.asMemberForGood(
        halcyon.captain,
        (sql) => sql`update pms_attachments set deleted_at = ${deleted_at}::text::timestamptz where id = ${id}`,
      );
    const written = () =>
      db.asWorker(
        async (sql) =>
          (await write(sql, { tenant_id: halcyon.tenant, source_table: 'pms_attachments', source_id: id })).length,
      );
    const tombstones = () =>
      db.asWorker(async (sql) => (await sql`select * from embedding_tombstones where source_id = ${id}`).length);
    assert.deepEqual([await written(), await tombstones()], [1, 0]);
    await put('2026-10-01 00:00Z');
    assert.deepEqual([await written(), await tombstones()], [0, 1]);
    await put(null);
    assert.deepEqual([await written(), await tombstones()], [1, 0]);
  });

  test("the model's index is built as the statement says, and used", async () => {
    const [{ statement, id }] = await db.owner`
      select embedding_index_statement(model_version_id) as statement, model_version_id as id from embedding_models where label = 'fixture/3/1'`;
    await db.owner.unsafe(statement);
    const plan = await db.asWorker(async (sql) => {
      await sql`set local enable_seqscan = off`;
      await sql`set local enable_sort = off`;
      await sql`set local enable_bitmapscan = off`;
      return sql.unsafe(`explain select source_id from embedding_vectors where model_version_id = ${id}
                         order by embedding::vector(3) <=> '[1,0,0]' limit 5`);
    });
    assert.match(plan.map((row) => row['QUERY PLAN']).join('\n'), new RegExp(`embedding_vectors_hnsw_${id}\\b`));
  });

  test('a model over 2,000 dimensions is indexed on halfvec', () =>
    db.asWorker(async (sql) => {
      const [{ statement }] = await sql`
        with m as (insert into embedding_models (embedding_model_id, embedding_dimensions, embedding_version) values ('large', 3072, '1')
                   returning model_version_id)
        select model_version_id from m`.then(
        ([{ model_version_id }]) => sql`select embedding_index_statement(${model_version_id}) as statement`,
      );
      assert.match(statement, /\(\(embedding::public\.halfvec\(3072\)\) public\.halfvec_cosine_ops\)/);
    }));

  test("the serving model's vector is read, and cut-over is one row", () =>
    db.asMember(halcyon.captain, async (sql) => {
      const [{ id }] = await sql`select id from pms_work_orders where number = 1`;
      const [row] = await sql`select * from serving_vector('pms_work_orders', ${id})`;
      assert.deepEqual({ ...row }, { embedding_model: 'fixture/3/1', embedding: '[1,0,0]' });
      const [{ id: bare }] = await sql`select id from pms_work_orders where number = 9`;
      assert.equal((await sql`select * from serving_vector('pms_work_orders', ${bare})`).length, 0);
    }));
});

const kTies = {
  equipment: 1,
  fault: 0.9,
  part_needed: 0.8,
  part_used: 0.8,
  note: 0.7,
  file: 0.6,
  spare_of_equipment: 0.5,
  fault_of_equipment: 0.4,
  file_of_equipment: 0.3,
  note_of_equipment: 0.3,
  work_order_of_equipment: 0.2,
};

describe('related', () => {
  const overheating = (sql) => sql`select id from pms_work_orders where title = 'Generator 1 overheats under load'`;

  test('gives each thing once, closest tie first, without files put away', () =>
    db.asMember(halcyon.captain, async (sql) => {
      const [{ id }] = await overheating(sql);
      const items = await sql`select * from related_to_work_order(${id})`;
      assert.equal(new Set(items.map((item) => item.entity_type + item.entity_id)).size, items.length);
      assert.ok(items.every((item) => item.fk === kTies[item.relation]));
      assert.deepEqual(
        items.map((item) => item.fk),
        items.map((item) => item.fk).sort((a, b) => b - a),
      );
      for (const type of ['equipment', 'fault', 'part', 'note', 'file'])
        assert.ok(
          items.some((item) => item.entity_type === type),
          type,
        );
      const files = items.filter((item) => item.entity_type === 'file').map((item) => item.title);
      assert.ok(files.includes('impeller-missing-vanes.jpg') && !files.includes('blurred.jpg'));
      const parts = items
        .filter((item) => item.relation === 'part_needed')
        .map((item) => item.title)
        .sort();
      assert.deepEqual(parts, ['Drive belt, raw-water pump', 'Raw-water pump impeller, generator']);
    }));

  test('keeps to the limit and to the tenant', async () => {
    const [{ id }] = await db.asMember(halcyon.captain, overheating);
    const read = (who, limit) =>
      db.asMember(who, async (sql) => (await sql`select * from related_to_work_order(${id}, ${limit})`).length);
    assert.equal(await read(halcyon.captain, 3), 3);
    assert.equal(await read(stormpetrel.captain, 50), 0);
  });
});
