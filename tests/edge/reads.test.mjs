import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { powersOf } from './support/database.mjs';
import { person, startSystem } from './support/system.mjs';

const crew = person('Halcyon', 'crew');
const captain = person('Halcyon', 'captain');
const stranger = person('Stormpetrel', 'captain');

let system, asCrew, asCaptain, asStranger;

before(async () => {
  system = await startSystem({ SHOW_RELATED_SHADOW: 'true', CORS_ORIGINS: 'https://console.example' });
  [asCrew, asCaptain, asStranger] = [crew, captain, stranger].map(system.as);
});

after(() => system?.stop());

async function every(call, path) {
  const items = [];
  for (let cursor = null; ;) {
    const { status, body } = await call(
      `${path}${path.includes('?') ? '&' : '?'}limit=7${cursor ? `&cursor=${cursor}` : ''}`,
    );
    assert.equal(status, 200);
    items.push(...body.items);
    cursor = body.next_cursor;
    if (cursor === null) return items;
  }
}

const idsOf = (items) => items.map(({ id }) => id);

test('the edge and these tests connect as a role that row level security binds', async () => {
  assert.deepEqual(await powersOf(system.database.sql), {
    name: 'fairlead_edge',
    superuser: false,
    bypasses_rls: false,
    objects_owned: 0,
  });
});

test('health and readiness need no token', async () => {
  const health = await system.call('/health');
  assert.deepEqual([health.status, health.body], [200, { status: 'ok', demo: false }]);
  const ready = await system.call('/ready');
  assert.equal(ready.status, 200);
  assert.equal(ready.body.status, 'ready');
});

test('every answer names its request and carries the security headers', async () => {
  for (const answer of [await system.call('/health'), await system.call('/v1/me'), await asCrew('/v1/me')]) {
    assert.match(answer.headers.get('x-request-id'), /^[0-9a-f-]{36}$/);
    const policy = answer.headers.get('content-security-policy');
    assert.match(policy, /'wasm-unsafe-eval'/);
    assert.doesNotMatch(policy, /'unsafe-eval'|'unsafe-inline'/);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  }
});

test('a refusal is a problem document that names its request', async () => {
  const { status, headers, body } = await system.call('/v1/me');
  assert.equal(status, 401);
  assert.equal(headers.get('content-type'), 'application/problem+json');
  assert.equal(body.status, 401);
  assert.equal(body.code, 'token_missing');
  assert.equal(body.request_id, headers.get('x-request-id'));
});

test('an unknown address is a problem too', async () => {
  const { status, body } = await asCrew('/v1/nothing-here');
  assert.deepEqual([status, body.code], [404, 'not_found']);
});

test('pages of named origins may call, others may not', async () => {
  const preflight = (origin) =>
    system.call('/v1/me', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } });
  const allowed = await preflight('https://console.example');
  assert.equal(allowed.headers.get('access-control-allow-origin'), 'https://console.example');
  const other = await preflight('https://other.example');
  assert.equal(other.headers.get('access-control-allow-origin'), null);
});

test('who I am is what the membership says', async () => {
  const { status, body } = await asCaptain('/v1/me');
  assert.equal(status, 200);
  const { signing_keys, alpha, ...named } = body;
  const { user_id, name, tenant_id, tenant_name, role } = captain;
  assert.deepEqual(named, { user_id, name, tenant_id, tenant_name, role });
  assert.equal(alpha, 0.5);
  assert.deepEqual(signing_keys, []);
});

test('a role in the token changes nothing', async () => {
  const token = system.token(crew, { role: 'captain', app_metadata: { tenant_id: crew.tenant_id, role: 'captain' } });
  const { body } = await system.call('/v1/me', { token });
  assert.equal(body.role, 'crew');
});

test('crew see no signed action, heads of department and the captain do', async () => {
  const signed = async (call) => {
    const { status, body } = await call('/v1/actions');
    assert.equal(status, 200);
    assert.deepEqual(
      body.actions.map(({ id }) => id),
      body.registry.actions.map(({ id }) => id),
    );
    return body.actions.filter(({ signature_required }) => signature_required).map(({ id }) => id);
  };
  assert.deepEqual(await signed(asCrew), []);
  assert.deepEqual(await signed(system.as(person('Halcyon', 'chief_engineer'))), ['adjust_stock', 'close_work_order']);
  assert.deepEqual(await signed(asCaptain), ['adjust_stock', 'close_work_order']);
});

test('suggestions match what was typed, for the role', async () => {
  const suggested = async (call, query) => {
    const { status, body } = await call(`/v1/actions/suggestions?${new URLSearchParams(query)}`);
    assert.equal(status, 200);
    return body.suggestions.map(({ id }) => id);
  };
  assert.deepEqual(await suggested(asCrew, { q: 'adjust' }), []);
  assert.deepEqual(await suggested(asCaptain, { q: 'adjust' }), ['adjust_stock']);
  const forParts = await suggested(asCrew, { entity_type: 'part' });
  assert.ok(forParts.includes('receive_part') && !forParts.includes('add_note'));
});

test("suggestions for another tenant's thing: there is no such thing", async () => {
  const [part] = await every(asStranger, '/v1/parts/low-stock');
  const query = `entity_type=part&entity_id=${part.id}`;
  assert.equal((await asStranger(`/v1/actions/suggestions?${query}`)).status, 200);
  assert.equal((await asCrew(`/v1/actions/suggestions?${query}`)).status, 404);
});

test('low stock: below the minimum, none without one, the emptiest first, page by page', async () => {
  const items = await every(asCrew, '/v1/parts/low-stock');
  assert.ok(items.length > 7, `${items.length} parts`);
  assert.equal(new Set(idsOf(items)).size, items.length);
  const levels = items.map(({ stock, min_level }) => {
    assert.ok(min_level > 0 && stock < min_level);
    return stock / min_level;
  });
  assert.deepEqual(
    levels,
    [...levels].sort((a, b) => a - b),
  );
  const expected = await system.database.as(crew, (sql) => sql`select part_id as id from v_low_stock`);
  assert.deepEqual(idsOf(items).sort(), idsOf(expected).sort());
});

test("low stock of one's own yacht by id; of another's: 404", async () => {
  assert.equal((await asCrew(`/v1/parts/low-stock?yacht_id=${crew.tenant_id}`)).status, 200);
  assert.equal((await asCrew(`/v1/parts/low-stock?yacht_id=${crew.tenant_id.toUpperCase()}`)).status, 200);
  assert.equal((await asCrew(`/v1/parts/low-stock?yacht_id=${stranger.tenant_id}`)).status, 404);
});

test('search finds parts that have every word, page by page, each once', async () => {
  const all = await every(asCrew, '/v1/parts');
  assert.equal(new Set(idsOf(all)).size, all.length);
  const [{ count }] = await system.database.as(crew, (sql) => sql`select count(*)::int from pms_parts`);
  assert.equal(all.length, count);
  const found = await every(asCrew, `/v1/parts?q=${encodeURIComponent('FILTER  oil')}`);
  assert.ok(found.length > 0 && found.length < all.length);
});

test("a part's stock is the sum of its ledger, and each balance the sum so far", async () => {
  const [{ id }] = await every(asCrew, '/v1/parts/low-stock');
  const entries = await system.database.as(
    crew,
    (sql) => sql`
    select quantity from pms_inventory_transactions where part_id = ${id} order by entry_no desc`,
  );
  const { status, body } = await asCrew(`/v1/parts/${id}?limit=100`);
  assert.equal(status, 200);
  assert.equal(
    body.stock,
    entries.reduce((sum, { quantity }) => sum + quantity, 0),
  );
  assert.deepEqual(
    body.ledger.items.map(({ quantity }) => quantity),
    entries.map(({ quantity }) => quantity),
  );
  body.ledger.items.forEach((entry, index) => {
    const older = body.ledger.items[index + 1];
    assert.equal(entry.balance, (older?.balance ?? 0) + entry.quantity);
    assert.match(entry.at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/);
  });
});

test('work orders come last changed first, page by page, each once', async () => {
  const items = await every(asCrew, '/v1/work-orders');
  assert.equal(new Set(idsOf(items)).size, items.length);
  const [{ count }] = await system.database.as(crew, (sql) => sql`select count(*)::int from pms_work_orders`);
  assert.equal(items.length, count);
  const times = items.map(({ updated_at }) => updated_at.padEnd(27, '0'));
  assert.deepEqual(times, [...times].sort().reverse());
  const open = await every(asCrew, '/v1/work-orders?status=open');
  assert.deepEqual(idsOf(open), idsOf(items.filter(({ status }) => status === 'open')));
});

test('a work order has its notes, its parts and only files that were not put away', async () => {
  const put = await system.database.as(crew, async (sql) => {
    const [{ id, count }] = await sql`
      select work_order_id as id, count(*)::int from pms_attachments
      where work_order_id is not null and deleted_at is null group by 1 having count(*) > 1 limit 1`;
    await sql`
      update pms_attachments set deleted_at = clock_timestamp()
      where id = (select id from pms_attachments where work_order_id = ${id} and deleted_at is null limit 1)`;
    return { id, shown: count - 1 };
  });
  const order = await asCrew(`/v1/work-orders/${put.id}`);
  assert.equal(order.status, 200);
  assert.ok(Array.isArray(order.body.notes) && Array.isArray(order.body.parts));
  const files = await every(asCrew, `/v1/work-orders/${put.id}/files`);
  assert.equal(files.length, put.shown);
});

test("another tenant's things do not exist, by any address", async () => {
  const [part] = await every(asStranger, '/v1/parts/low-stock');
  const [order] = await every(asStranger, '/v1/work-orders');
  const paths = [
    `/v1/parts/${part.id}`,
    `/v1/work-orders/${order.id}`,
    `/v1/work-orders/${order.id}/files`,
    `/v1/related?entity_type=work_order&entity_id=${order.id}`,
  ];
  for (const path of paths) {
    assert.equal((await asStranger(path)).status, 200, path);
    const refused = await asCrew(path);
    assert.deepEqual([refused.status, refused.body.code], [404, 'not_found'], path);
  }
});

test('one tenant only in every list', async () => {
  const own = async (call, path) => new Set(idsOf(await every(call, path)));
  for (const path of ['/v1/parts', '/v1/parts/low-stock', '/v1/work-orders']) {
    const [mine, theirs] = [await own(asCrew, path), await own(asStranger, path)];
    assert.ok(mine.size > 0 && theirs.size > 0);
    assert.equal([...mine].filter((id) => theirs.has(id)).length, 0);
  }
});

test('the OpenAPI document describes every action of the registry', async () => {
  const { status, body } = await system.call('/openapi.json');
  assert.equal(status, 200);
  assert.equal(body.openapi, '3.1.0');
  const { body: seen } = await asCaptain('/v1/actions');
  for (const { id, success_status } of seen.actions) {
    assert.ok(body.paths[`/v1/actions/${id}`].post.responses[success_status], id);
  }
  const quantity =
    body.paths['/v1/actions/receive_part'].post.requestBody.content['application/json'].schema.properties.payload
      .properties.quantity;
  assert.deepEqual([quantity.type, quantity.minimum], ['integer', 1]);
});

test('the OpenAPI document lists 413 and 415 wherever a body is sent', async () => {
  const { body } = await system.call('/openapi.json');
  const withBody = Object.entries(body.paths).filter(([, { post }]) => post?.requestBody);
  assert.ok(withBody.length > 2);
  for (const [path, { post }] of withBody)
    for (const status of [413, 415]) assert.ok(post.responses[status], `${path} ${status}`);
});

const kOdd = [
  '/v1/parts/not-a-uuid',
  '/v1/parts/%00',
  '/v1/parts/%ff',
  '/v1/parts?q=%00',
  '/v1/parts?q=%F0%9F%9A%A2',
  '/v1/parts?q=%ED%A0%80',
  '/v1/parts?q=' + 'x'.repeat(300),
  '/v1/parts?limit=0',
  '/v1/parts?limit=1e9',
  '/v1/parts?limit=-1',
  '/v1/parts?limit=abc',
  '/v1/parts?cursor=garbage',
  '/v1/parts?cursor=' + btoa('["\\u0000","5a1c0001-0000-4000-8000-000000000001"]'),
  '/v1/parts?cursor=' + btoa('[1,2]'),
  '/v1/parts/low-stock?cursor=' + btoa('[1e400,"a","5a1c0001-0000-4000-8000-000000000001"]'),
  '/v1/parts/low-stock?cursor=' + btoa('[1e300,"a","5a1c0001-0000-4000-8000-000000000001"]'),
  '/v1/parts/low-stock?yacht_id=1',
  '/v1/parts/5a1c0001-0000-4000-8000-000000000001?cursor=' + btoa('[9007199254740991]'),
  '/v1/work-orders?cursor=' + btoa('["9999-12-31T23:59:60Z","5a1c0001-0000-4000-8000-000000000001"]'),
  '/v1/work-orders?status=odd',
  '/v1/work-orders/0',
  '/v1/related',
  '/v1/related?entity_type=part&entity_id=1',
  '/v1/related?entity_type=work_order&entity_id=5a1c0001-0000-4000-8000-000000000001&limit=99999999999999999999',
  '/v1/actions/suggestions?q=%00&entity_type=%00',
  '/v1/actions/suggestions?entity_type=__proto__&entity_id=5a1c0001-0000-4000-8000-000000000001',
];

for (const path of kOdd) {
  test(`odd but harmless: ${path.slice(0, 90)}`, async () => {
    const { status } = await asCrew(path);
    assert.ok(status < 500, `${status}`);
  });
}

test('nothing that was sent here was answered with a 5xx', () => {
  assert.deepEqual(
    system.statuses.filter((status) => status >= 500),
    [],
  );
  assert.ok(system.statuses.length > 100);
});

test('no token and no claim stands in the log', () => {
  assert.match(system.log(), /"path":"\/v1\/me"/);
  assert.doesNotMatch(system.log(), /eyJ|Bearer /);
});
