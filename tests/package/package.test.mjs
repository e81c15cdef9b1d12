// The package as programs use it.
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, test } from 'node:test';

import {
  FairleadError,
  Registry,
  Schema,
  Verifier,
  auditHash,
  canonicalize,
  contentHash,
  enrich,
  linkEntry,
  plan,
  rerank,
  shadow,
  signingInput,
  staleness,
  validateVector,
  verifyChain,
  verifyPages,
} from '@fairlead/core';

const registryDocument = {
  version: '3',
  roles: ['crew', 'captain'],
  actions: [
    {
      id: 'receive_part',
      domain: 'parts',
      entity: 'part',
      label: 'Receive part',
      variant: 'MUTATE',
      fields: [{ name: 'quantity', type: 'integer', required: true, min: 1, label: 'Quantity' }],
      idempotent: false,
      success_status: 201,
      keywords: ['stock'],
    },
    {
      id: 'adjust_stock',
      domain: 'parts',
      entity: 'part',
      label: 'Adjust stock',
      variant: 'SIGNED',
      allowed_roles: ['captain'],
      fields: [],
      idempotent: false,
      signature: { method: ['ed25519'], max_age_s: 300 },
      success_status: 200,
      keywords: [],
    },
  ],
};
const request = {
  action: 'receive_part',
  principal: { user_id: 'u1', tenant_id: 't1', role: 'crew' },
  entity: { id: 'p1', tenant_id: 't1' },
  payload: { quantity: 3 },
  now: 1_700_000_000,
};
const model = { model_id: 'm', dimensions: 3, version: '1' };
const throwsCode = (code, work) =>
  assert.throws(work, (error) => error instanceof FairleadError && error.code === code);

describe('Registry', () => {
  test('loads text and objects alike', () => {
    for (const document of [registryDocument, JSON.stringify(registryDocument)]) {
      const registry = Registry.load(document);
      assert.equal(registry.version, '3');
      assert.equal(registry.actions, 2);
    }
  });

  test('gives verdicts, and faults as a form shows them', () => {
    const registry = Registry.load(registryDocument);
    assert.equal(registry.evaluate(request).allowed, true);
    const denied = registry.evaluate({ ...request, payload: { quantity: 0 } });
    assert.equal(denied.code, 'invalid_payload');
    assert.deepEqual(
      denied.faults.map(({ path, code }) => [path, code]),
      [['/quantity', 'minimum']],
    );
  });

  test('lists, suggests, explains and decides many at once', () => {
    const registry = Registry.load(registryDocument);
    const ids = (actions) => actions.map(({ id }) => id);
    assert.deepEqual(ids(registry.list({ role: 'crew' })), ['receive_part']);
    assert.deepEqual(ids(registry.suggest({ role: 'captain', query: 'adj' })), ['adjust_stock']);
    assert.equal(registry.explain({ ...request, action: 'adjust_stock' }).verdict.code, 'role_not_allowed');
    const verdicts = registry.matrix([request, { ...request, action: 'unknown' }]);
    assert.deepEqual(
      verdicts.map(({ status }) => status),
      [201, 404],
    );
  });

  test('a verdict alone is the verdict among many, to the byte', () => {
    const registry = Registry.load(registryDocument);
    for (const one of [request, { ...request, action: 'unknown' }, { ...request, payload: {} }]) {
      assert.equal(JSON.stringify(registry.evaluate(one)), JSON.stringify(registry.matrix([one])[0]));
    }
  });

  test('tells who may do what to which thing', () => {
    const registry = Registry.load(registryDocument);
    const { principal } = request;
    const { actions, cells, outcomes } = registry.table({
      principals: [principal, { ...principal, role: 'captain' }],
      entities: [{ id: 'p1', tenant_id: principal.tenant_id }, null],
    });
    assert.deepEqual(actions, ['receive_part', 'adjust_stock']);
    const codes = cells.map((row) => row.map((column) => column.map((cell) => outcomes[cell].code)));
    assert.deepEqual(codes, [
      [
        ['needs_input', 'not_found'],
        ['role_not_allowed', 'role_not_allowed'],
      ],
      [
        ['needs_input', 'not_found'],
        ['needs_input', 'not_found'],
      ],
    ]);
  });

  test('says what is odd in a registry, and what changes between two', () => {
    const [first, ...others] = registryDocument.actions;
    const odd = { ...registryDocument, actions: [first, ...others, { ...first, id: 'again' }] };
    assert.ok(Registry.lint(odd).some(({ code, path }) => code === 'label_duplicate' && path === '/actions/2/label'));
    const { access, actions } = Registry.diff(registryDocument, odd);
    assert.deepEqual(actions.added, ['again']);
    assert.ok(access.every(({ gained }) => gained.includes('again')));
    throwsCode('registry_invalid', () => Registry.lint({}));
  });

  test('says where a document is wrong', () => {
    assert.throws(() => Registry.load({ ...registryDocument, colour: 'red' }), {
      name: 'FairleadError',
      code: 'registry_invalid',
      path: '/colour',
    });
  });

  test('takes a signature made over its signing input', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const { payload, ...rest } = {
      action: 'adjust_stock',
      tenant_id: 't1',
      entity_id: 'p1',
      payload: {},
      nonce: '0123456789abcdef',
      signed_at: request.now,
      signer_id: 'u1',
      key_id: 'k1',
      role_at_signing: 'captain',
      method: 'ed25519',
      reason: 'Counted again',
    };
    const { signing_input, payload_hash } = signingInput({ payload, ...rest });
    const signature = sign(null, Buffer.from(signing_input), privateKey).toString('base64url');
    const signed = {
      ...request,
      action: 'adjust_stock',
      principal: { ...request.principal, role: 'captain' },
      payload,
      signature: { ...rest, payload_hash, signature },
      signing_keys: [{ key_id: 'k1', public_key: publicKey.export({ format: 'jwk' }).x }],
    };
    const registry = Registry.load(registryDocument);
    assert.equal(registry.evaluate(signed).code, 'allowed');
    assert.equal(registry.evaluate({ ...signed, signature: null }).code, 'signature_required');
  });
});

describe('compiled objects', () => {
  test('may be disposed of twice, and are then of no use', () => {
    const registry = Registry.load(registryDocument);
    registry.dispose();
    registry.dispose();
    registry[Symbol.dispose]();
    throwsCode('handle_invalid', () => registry.list({ role: 'crew' }));
  });

  test('do not share a fate', () => {
    const [first, second] = [Schema.compile('{"type":"string"}'), Registry.load(registryDocument)];
    first.dispose();
    assert.equal(second.list({ role: 'crew' }).length, 1);
  });
});

describe('Verifier', () => {
  const secret = Buffer.alloc(32, 7);
  const policy = { algorithms: ['HS256', 'ES256'] };
  const now = 1_700_000_000;
  const segment = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

  async function hmacToken(claims) {
    const input = `${segment({ alg: 'HS256' })}.${segment(claims)}`;
    const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    const mac = await crypto.subtle.sign('HMAC', key, Buffer.from(input));
    return `${input}.${Buffer.from(mac).toString('base64url')}`;
  }

  const hmacKey = { kty: 'oct', k: secret.toString('base64url') };
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecKey = ec.publicKey.export({ format: 'jwk' });
  const ecToken = (claims) => {
    const input = `${segment({ alg: 'ES256' })}.${segment(claims)}`;
    const signature = sign('sha256', Buffer.from(input), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' });
    return `${input}.${signature.toString('base64url')}`;
  };

  test('verifies HMAC with and without awaiting', async () => {
    const verifier = Verifier.compile({ keys: { keys: [hmacKey] }, policy });
    const token = await hmacToken({ sub: 'u1', exp: now + 60 });
    assert.equal(verifier.verifySync(token, now).subject, 'u1');
    assert.deepEqual(await verifier.verify(token, now), verifier.verifySync(token, now));
  });

  test('verifies ECDSA by WebCrypto, and only when awaited', async () => {
    const verifier = Verifier.compile({ keys: { keys: [ecKey] }, policy });
    const token = ecToken({ sub: 'u2', exp: now + 60 });
    throwsCode('verify_needs_await', () => verifier.verifySync(token, now));
    assert.equal((await verifier.verify(token, now)).subject, 'u2');
    await assert.rejects(verifier.verify(token, now + 3600), { code: 'token_expired' });
  });

  test('refuses another key, a point off its curve, and a changed token', async () => {
    const token = ecToken({ sub: 'u2', exp: now + 60 });
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
    for (const key of [other, { ...ecKey, y: ecKey.x }]) {
      const verifier = Verifier.compile({ keys: { keys: [key] }, policy });
      await assert.rejects(verifier.verify(token, now), { code: 'token_signature_invalid' });
    }
    const verifier = Verifier.compile({ keys: { keys: [ecKey] }, policy });
    const [header, , signature] = token.split('.');
    const forged = [header, segment({ sub: 'root', exp: now + 60 }), signature].join('.');
    await assert.rejects(verifier.verify(forged, now), { code: 'token_signature_invalid' });
  });

  test('takes the present time unless told', async () => {
    const verifier = Verifier.compile({ keys: { keys: [hmacKey] }, policy });
    const seconds = Date.now() / 1000;
    assert.equal(verifier.verifySync(await hmacToken({ exp: seconds + 60 })).state, 'verified');
    const old = await hmacToken({ exp: seconds - 60 });
    throwsCode('token_expired', () => verifier.verifySync(old));
  });

  test('names the keys it leaves out, and fails without any', () => {
    const weak = { kty: 'oct', k: 'AAAA' };
    const verifier = Verifier.compile({ keys: { keys: [weak, hmacKey] }, policy });
    assert.equal(verifier.usable, 1);
    assert.equal(verifier.refused[0].code, 'key_weak');
    throwsCode('key_set_empty', () => Verifier.compile({ keys: { keys: [weak] }, policy }));
  });
});

describe('the other rules', () => {
  test('canonicalize sorts, and refuses what has no one meaning', () => {
    assert.equal(canonicalize('{"b":1.0,"a":[]}'), '{"a":[],"b":1}');
    throwsCode('json_duplicate_member', () => canonicalize('{"a":1,"a":2}'));
    throwsCode('json_invalid_utf8', () => canonicalize('"\ud800"'));
  });

  test('a schema finds violations', () => {
    const schema = Schema.compile({ type: 'object', required: ['overview'] });
    assert.deepEqual(schema.validate('{"overview":""}'), { valid: true, violations: [] });
    assert.equal(schema.validate('{}').violations[0].keyword, 'required');
    throwsCode('json_syntax', () => schema.validate('{'));
    const lenient = Schema.compile({ format: 'date' }, { format: false });
    assert.equal(lenient.validate('"yesterday"').valid, true);
    throwsCode('schema_invalid', () => Schema.compile({ type: 'colour' }));
  });

  test('embeddings are hashed, judged and planned', () => {
    assert.match(contentHash({ text: 'pump', model }), /^[0-9a-f]{64}$/);
    const row = { updated_at: 2, embedding_updated_at: null, row_model: null, serving_model: model };
    assert.deepEqual(staleness(row), { state: 'missing' });
    assert.equal(validateVector({ vector: [1, 0, 0], model, serving_model: model }).valid, true);
    assert.equal(validateVector({ vector: [1, NaN, 0], model, serving_model: model }).code, 'vector_not_finite');
    assert.equal(enrich({ document: { a: 1 }, model }).embedding_model_id, 'm');
    const planned = plan({
      rows: [{ table: 'pms_parts', id: 'p1', tenant_id: 't1', updated_at: 1, text: 'pump' }],
      budget: { limit: 5, max_cost_usd: null, batch_items: 5, batch_tokens: 100, max_attempts: 3 },
      model: { ...model, price_per_million_tokens: 0.1, max_input_tokens: 100 },
    });
    assert.equal(planned.batches.length, 1);
  });

  test('audit entries hang together until one is changed', async () => {
    const entry = {
      tenant_id: 't1',
      actor_id: 'u1',
      role: 'crew',
      action: 'receive_part',
      entity_type: 'part',
      entity_id: 'p1',
      before_hash: null,
      after_hash: null,
      signature: {},
      request_id: 'r1',
      at: 1_700_000_000_000_000,
    };
    const first = linkEntry({ entry, after: null });
    const second = linkEntry({ entry, after: { seq: first.entry.seq, hash: first.hash } });
    assert.equal(auditHash(first.entry), second.entry.previous_hash);
    const entries = [first.entry, second.entry];
    const head = { seq: 2, hash: second.hash, tenant_id: 't1' };
    assert.deepEqual(verifyChain({ entries }), { intact: true, checked: 2, head, break: null });
    assert.deepEqual(
      verifyChain({ entries: entries.slice(1), after: verifyChain({ entries: [first.entry] }).head }).head,
      head,
    );
    const changed = [{ ...first.entry, role: 'captain' }, second.entry];
    assert.equal(verifyChain({ entries: changed }).break.code, 'hash_mismatch');
    const whole = await verifyPages([[first.entry], [second.entry]]);
    assert.deepEqual(whole, { intact: true, checked: 2, head, break: null });
    assert.equal((await verifyPages([[changed[0]], [second.entry], []])).checked, 1);
  });

  test('a shadow record tells how two orders differ', () => {
    const record = shadow({ request_id: 'r', served: ['a', 'b'], shadow: ['b', 'a'], cosines: [0.5], microseconds: 7 });
    assert.equal(record.first_changes, true);
    assert.equal(record.kendall_tau_b, -1);
  });
});

describe('rerank', () => {
  test('blends, and keeps the order at alpha 0', () => {
    const candidates = [
      { id: 'a', fk: 2, vector: [1, 0] },
      { id: 'b', fk: 1, vector: [0, 1] },
    ];
    const order = (alpha) => rerank({ candidates, query: { vector: [0, 1] }, alpha }).items.map(({ id }) => id);
    assert.deepEqual(order(0), ['a', 'b']);
    assert.deepEqual(order(1), ['b', 'a']);
  });

  test('says what is wrong with a request', () => {
    throwsCode('request_invalid', () => rerank({ candidates: [], query: {}, alpha: 2 }));
    throwsCode('request_invalid', () => rerank({ ids: [], fk: [], vectors: [], query: null, alpha: 2 }));
  });
});
