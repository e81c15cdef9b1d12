import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import postgres from 'postgres';

import { powersOf } from './support/database.mjs';
import { person, startSystem } from './support/system.mjs';

// The tests' own vectors, written as the worker would: unit vectors whose cosine with the work order's is chosen.

const crew = person('Halcyon', 'crew');
const kShadowAlpha = 1;

let system, worker, asCrew, order, byLinks, cosines;

before(async () => {
  system = await startSystem({ SHOW_RELATED_SHADOW: 'true', SHOW_RELATED_SHADOW_ALPHA: String(kShadowAlpha) });
  worker = postgres(system.database.workerUrl, { max: 1, onnotice: () => undefined });
  asCrew = system.as(crew);
  order = await orderWithMuchToIt();
  byLinks = (await related()).body.items;
  cosines = new Map(byLinks.slice(1).map(({ id }, index) => [id, Math.cos(index * 2.4)]));
  await writeVector('pms_work_orders', order.id, 1);
  for (const { id, entity_type } of byLinks.slice(1)) await writeVector(kTables[entity_type], id, cosines.get(id));
});

after(async () => {
  await worker?.end({ timeout: 1 });
  await system?.stop();
});

const kTables = {
  equipment: 'pms_equipment',
  fault: 'pms_faults',
  part: 'pms_parts',
  note: 'pms_notes',
  file: 'pms_attachments',
  work_order: 'pms_work_orders',
};

const related = (query = '') => asCrew(`/v1/related?entity_type=work_order&entity_id=${order.id}&limit=200${query}`);

async function orderWithMuchToIt() {
  const { items } = (await asCrew('/v1/work-orders?limit=100')).body;
  const counts = await Promise.all(
    items.slice(0, 20).map(async (one) => {
      const { body } = await asCrew(`/v1/related?entity_type=work_order&entity_id=${one.id}&limit=200`);
      return { one, count: body.items.length };
    }),
  );
  const best = counts.sort((a, b) => b.count - a.count)[0];
  assert.ok(best.count >= 8, `${best.count} related items`);
  return best.one;
}

/** A vector of 512 dimensions with this cosine to the first axis. */
function vectorOf(cosine) {
  const vector = new Float32Array(512);
  vector[0] = cosine;
  vector[1] = Math.sqrt(1 - cosine * cosine);
  return vector;
}

async function writeVector(table, id, cosine) {
  const hash = createHash('sha256').update(id).digest('hex');
  const text = `[${vectorOf(cosine).join(',')}]`;
  await worker`
    insert into embedding_vectors (tenant_id, source_table, source_id, chunk, model_version_id, embedding, embedding_model_id,
                                   embedding_dimensions, embedding_version, content_hash, source_updated_at, doc_id)
    select ${crew.tenant_id}, ${table}, ${id}, 0, model_version_id, ${text}::text::vector, embedding_model_id,
           embedding_dimensions, embedding_version, ${hash}, now(), ${id}
    from embedding_models join embedding_serving using (model_version_id) where tenant_id = ${crew.tenant_id}`;
}

/** The blend, written down a second time: min-max over all, half where flat, links alone without a vector. */
function blend(alpha) {
  const normalise = (values) => {
    const [min, max] = [Math.min(...values), Math.max(...values)];
    return (value) => (max === min ? 0.5 : (value - min) / (max - min));
  };
  const ofLinks = normalise(byLinks.map(({ fk_score }) => fk_score));
  const ofMeaning = normalise([...cosines.values()].map(Math.fround));
  return byLinks
    .map(({ id, fk_score }, index) => {
      const fk = ofLinks(fk_score);
      const cosine = cosines.get(id);
      return {
        id,
        index,
        score: cosine === undefined ? fk : (1 - alpha) * fk + alpha * ofMeaning(Math.fround(cosine)),
      };
    })
    .sort((a, b) => b.score - a.score || a.index - b.index);
}

test('the vectors were written as a worker, bound by row level security like the edge', async () => {
  const { superuser, bypasses_rls, objects_owned } = await powersOf(worker);
  assert.deepEqual(
    { superuser, bypasses_rls, objects_owned },
    { superuser: false, bypasses_rls: false, objects_owned: 0 },
  );
});

test('without vectors the order is that of the links, nearest first', () => {
  const scores = byLinks.map(({ fk_score }) => fk_score);
  assert.deepEqual(
    scores,
    [...scores].sort((a, b) => b - a),
  );
  assert.equal(new Set(byLinks.map(({ id }) => id)).size, byLinks.length);
  for (const { cosine } of byLinks) assert.equal(cosine, null);
});

test("with vectors the tenant's alpha blends links and meaning", async () => {
  const { status, body } = await related();
  assert.equal(status, 200);
  assert.equal(body.alpha, 0.5);
  const expected = blend(0.5);
  assert.deepEqual(
    body.items.map(({ id }) => id),
    expected.map(({ id }) => id),
  );
  body.items.forEach((item, index) => {
    assert.ok(Math.abs(item.score - expected[index].score) < 1e-6, item.title);
    if (cosines.has(item.id)) assert.ok(Math.abs(item.cosine - cosines.get(item.id)) < 1e-6);
    else assert.equal(item.cosine, null);
    assert.ok(!('vector' in item));
  });
  assert.notDeepEqual(
    expected.map(({ id }) => id),
    byLinks.map(({ id }) => id),
  );
});

test('each item says its place in the order of the links, so that a page can go back to that order', async () => {
  const { body } = await related();
  const placed = body.items.toSorted((a, b) => a.from - b.from);
  const links = await system.database.as(
    crew,
    (sql) => sql`select entity_id as id from related_to_work_order(${order.id}, 200)`,
  );
  assert.deepEqual(
    placed.map(({ id }) => id),
    links.map(({ id }) => id),
  );
  assert.deepEqual(
    placed.map(({ from }) => from),
    placed.map((_, index) => index),
  );
});

test('the vectors come as base64 of little-endian float32, bit for bit', async () => {
  const { body } = await related('&include=vectors');
  const bytes = (vector) => Buffer.from(vector.buffer).toString('base64');
  assert.equal(body.query.vector, bytes(vectorOf(1)));
  assert.match(body.query.model, /^energetic-embeddings-en\/512\//);
  for (const { id, vector } of body.items) {
    assert.equal(vector, cosines.has(id) ? bytes(vectorOf(cosines.get(id))) : null);
  }
});

test('the limit shows the first of the same order', async () => {
  const whole = (await related()).body.items;
  const { body } = await asCrew(`/v1/related?entity_type=work_order&entity_id=${order.id}&limit=3`);
  assert.deepEqual(body.items, whole.slice(0, 3));
});

test('the shadow is logged beside what was served: no text, no whole id', async () => {
  const { headers } = await related();
  const request = headers.get('x-request-id');
  const line = await eventually(() =>
    system
      .log()
      .split('\n')
      .find((text) => text.includes('related_shadow') && text.includes(request)),
  );
  const { related_shadow: record } = JSON.parse(
    line.slice(line.indexOf('{"related_shadow"'), line.lastIndexOf('}') + 1),
  );
  assert.equal(record.request_id, request);
  assert.equal(record.n, byLinks.length);
  assert.equal(record.with_vector, cosines.size);
  const first8 = (items) => items.map(({ id }) => id.slice(0, 8));
  assert.deepEqual(record.served, first8(blend(0.5)));
  assert.deepEqual(record.shadow, first8(blend(kShadowAlpha)));
  for (const { id, title } of byLinks) assert.ok(!line.includes(id) && !line.includes(title));
});

async function eventually(look) {
  for (let attempt = 0; attempt < 50; attempt++) {
    const found = look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail('It never came.');
}

test('the action shows what the route shows', async () => {
  const { body } = await asCrew('/v1/actions/show_related', { body: { entity_id: order.id, payload: { limit: 5 } } });
  const { body: shown } = await asCrew(`/v1/related?entity_type=work_order&entity_id=${order.id}&limit=5`);
  assert.deepEqual(body.result, shown);
});
