// The package as programs use it, beyond what tests/runtimes/behaviour.mjs asks of every runtime.
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

import { kRegistry, kRequest as request } from '../runtimes/behaviour.mjs';

const registryDocument = {
  ...kRegistry,
  actions: [
    ...kRegistry.actions,
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

describe('Verifier', () => {
  const policy = { algorithms: ['HS256', 'ES256'] };
  const now = 1_700_000_000;
  const segment = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const hmacKey = { kty: 'oct', k: Buffer.alloc(32, 7).toString('base64url') };
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecKey = ec.publicKey.export({ format: 'jwk' });
  const ecToken = (claims) => {
    const input = `${segment({ alg: 'ES256' })}.${segment(claims)}`;
    const signature = sign('sha256', Buffer.from(input), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' });
    return `${input}.${signature.toString('base64url')}`;
  };

  test('takes the key that signed, and neither another nor a point off its curve', async () => {
    const token = ecToken({ sub: 'u2', exp: now + 60 });
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
    const verify = (key) => Verifier.compile({ keys: { keys: [key] }, policy }).verify(token, now);
    assert.equal((await verify(ecKey)).subject, 'u2');
    for (const key of [other, { ...ecKey, y: ecKey.x }]) {
      await assert.rejects(verify(key), { code: 'token_signature_invalid' });
    }
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
  });

  test('a schema asserts formats unless told, and refuses what is no JSON', () => {
    throwsCode('json_syntax', () => Schema.compile({ type: 'object' }).validate('{'));
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
