// What the package does in any runtime: name → a function that throws when it does not.

import { base64url, canonical } from './calls.mjs';

export const kRegistry = {
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
  ],
};
export const kRequest = {
  action: 'receive_part',
  principal: { user_id: 'u1', tenant_id: 't1', role: 'crew' },
  entity: { id: 'p1', tenant_id: 't1' },
  payload: { quantity: 3 },
  now: 1_700_000_000,
};
const kNow = 1_700_000_000;
const kModel = { model_id: 'm', dimensions: 2, version: '1' };

function equal(actual, expected, what = 'value') {
  const [a, b] = [canonical(actual), canonical(expected)];
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
}

async function refused(api, code, work) {
  let thrown = null;
  try {
    await work();
  } catch (error) {
    thrown = error;
  }
  if (!(thrown instanceof api.FairleadError) || !(thrown instanceof Error)) {
    throw new Error(`expected a FairleadError ${code}, got ${String(thrown?.stack ?? thrown)}`);
  }
  equal([thrown.name, thrown.code], ['FairleadError', code]);
  return thrown;
}

const segment = (value) => base64url(new TextEncoder().encode(JSON.stringify(value)));

/** A fresh key pair of WebCrypto, as a key set and as what signs tokens. */
async function issuer(alg, generate, sign) {
  const pair = await crypto.subtle.generateKey(generate, true, ['sign', 'verify']);
  const { kty, k, n, e, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey ?? pair);
  return {
    policy: { algorithms: [alg] },
    keys: { keys: [{ kty, k, n, e, crv, x, y }] },
    async token(claims) {
      const input = `${segment({ alg })}.${segment(claims)}`;
      const bytes = await crypto.subtle.sign(sign, pair.privateKey ?? pair, new TextEncoder().encode(input));
      return `${input}.${base64url(new Uint8Array(bytes))}`;
    },
  };
}

const kRsa = { modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };
const issuers = {
  HS256: () => issuer('HS256', { name: 'HMAC', hash: 'SHA-256' }, 'HMAC'),
  ES256: () => issuer('ES256', { name: 'ECDSA', namedCurve: 'P-256' }, { name: 'ECDSA', hash: 'SHA-256' }),
  ES384: () => issuer('ES384', { name: 'ECDSA', namedCurve: 'P-384' }, { name: 'ECDSA', hash: 'SHA-384' }),
  RS256: () => issuer('RS256', { name: 'RSASSA-PKCS1-v1_5', ...kRsa }, 'RSASSA-PKCS1-v1_5'),
  PS256: () => issuer('PS256', { name: 'RSA-PSS', ...kRsa }, { name: 'RSA-PSS', saltLength: 32 }),
};

async function verifiesTokensOf(api, make) {
  const { keys, policy, token } = await make();
  const verifier = api.Verifier.compile({ keys, policy });
  const good = await token({ sub: 'u1', exp: kNow + 60 });
  equal((await verifier.verify(good, kNow)).subject, 'u1');
  await refused(api, 'token_expired', () => verifier.verify(good, kNow + 3600));
  const [header, , signature] = good.split('.');
  const forged = [header, segment({ sub: 'root', exp: kNow + 60 }), signature].join('.');
  await refused(api, 'token_signature_invalid', () => verifier.verify(forged, kNow));
  verifier.dispose();
}

export const behaviour = {
  'a registry gives verdicts, and faults as a form shows them': (api) => {
    const registry = api.Registry.load(kRegistry);
    equal(registry.evaluate(kRequest).code, 'allowed');
    const [fault] = registry.evaluate({ ...kRequest, payload: { quantity: 0 } }).faults;
    equal([fault.path, fault.code], ['/quantity', 'minimum']);
    registry.dispose();
  },

  'documents may be texts': (api) => {
    const registry = api.Registry.load(JSON.stringify(kRegistry));
    equal(registry.evaluate(JSON.stringify(kRequest)).status, 201);
    registry.dispose();
  },

  'a refused document is an error with code and path': async (api) => {
    const error = await refused(api, 'registry_invalid', () => api.Registry.load({ ...kRegistry, colour: 'red' }));
    equal(error.path, '/colour');
  },

  'an object disposed of twice is gone once, and says so when asked': async (api) => {
    const [first, second] = [api.Registry.load(kRegistry), api.Registry.load(kRegistry)];
    first.dispose();
    first.dispose();
    if (Symbol.dispose) first[Symbol.dispose]();
    await refused(api, 'handle_invalid', () => first.list({ role: 'crew' }));
    equal(second.list({ role: 'crew' }).length, 1);
    second.dispose();
  },

  'a text that is not well-formed Unicode is refused, not mended': (api) =>
    refused(api, 'json_invalid_utf8', () => api.canonicalize('"\ud800"')),

  'what is no text, or no number, is refused, and nothing is taken for its length': async (api) => {
    const { keys, policy, token } = await issuers.HS256();
    const verifier = api.Verifier.compile({ keys, policy, remember: 0 });
    const good = await token({ sub: 'u1', exp: kNow + 60 });
    verifier.verifySync(good, kNow);
    for (const wrong of [good.length, null, undefined]) {
      await refused(api, 'text_needed', () => verifier.verifySync(wrong, kNow));
      await refused(api, 'text_needed', () => verifier.verify(wrong, kNow));
      await refused(api, 'text_needed', () => verifier.verifyCompact(wrong));
    }
    for (const wrong of [String(kNow + 3600), null]) {
      await refused(api, 'number_needed', () => verifier.verifySync(good, wrong));
      await refused(api, 'number_needed', () => verifier.verify(good, wrong));
    }
    const schema = api.Schema.compile({});
    for (const wrong of [10, true, { a: 1 }, null, undefined]) {
      schema.validate('{"a":1111}');
      await refused(api, 'text_needed', () => schema.validate(wrong));
      await refused(api, 'text_needed', () => schema.checkOutput(wrong));
      await refused(api, 'text_needed', () => schema.stream().push(wrong));
      await refused(api, 'text_needed', () => api.canonicalize(wrong));
    }
  },

  'texts of every width come back as they are': (api) => {
    const text = JSON.stringify(['é', '船', '🛥️', '\u0000', 'x'.repeat(100_000)]);
    equal(api.canonicalize(text), text);
  },

  'a schema judges documents': (api) => {
    const schema = api.Schema.compile({ type: 'object', required: ['overview'] });
    equal(schema.validate('{"overview":""}'), { valid: true, violations: [] });
    equal(schema.validate('{}').violations[0].keyword, 'required');
    schema.dispose();
  },

  'vectors rank alike as arrays and as floats, to the bit': (api) => {
    const floats = Array.from({ length: 40 }, (_, row) =>
      Float32Array.from({ length: 33 }, (_, column) => Math.fround(Math.sin(row * 33 + column + 1))),
    );
    const fk = floats.map((_, row) => (row * 7) % 11);
    const ids = floats.map((_, row) => `id-${row}`);
    const candidates = ids.map((id, row) => ({ id, fk: fk[row], vector: Array.from(floats[row]) }));
    const query = floats[3];
    const alpha = 0.7;
    equal(
      api.rerank({ ids, fk, vectors: floats, query, alpha }),
      api.rerank({ candidates, query: { vector: Array.from(query) }, alpha }),
    );
  },

  'embeddings are judged and hashed': (api) => {
    const row = { updated_at: 2, embedding_updated_at: null, row_model: null, serving_model: kModel };
    equal(api.staleness(row).state, 'missing');
    equal(api.contentHash({ text: 'pump', model: kModel }).length, 64);
    const wrong = { vector: [1, NaN], model: kModel, serving_model: kModel };
    equal(api.validateVector(wrong).code, 'vector_not_finite');
  },

  ...Object.fromEntries(
    Object.entries(issuers).map(([alg, make]) => [
      `${alg} tokens made here are verified, and forged ones refused`,
      (api) => verifiesTokensOf(api, make),
    ]),
  ),

  'HMAC needs no awaiting; RSA and ECDSA say that they do': async (api) => {
    const [hmac, ec] = [await issuers.HS256(), await issuers.ES256()];
    const claims = { exp: kNow + 60 };
    equal(api.Verifier.compile(hmac).verifySync(await hmac.token(claims), kNow).state, 'verified');
    const waiting = await ec.token(claims);
    await refused(api, 'verify_needs_await', () => api.Verifier.compile(ec).verifySync(waiting, kNow));
  },

  'keys are fetched once, and again for a key that is new': async (api) => {
    const [old, fresh] = [await issuers.ES256(), await issuers.RS256()];
    let fetched = 0;
    const fetch = async () =>
      Response.json(fetched++ === 0 ? old.keys : { keys: [...old.keys.keys, ...fresh.keys.keys] });
    let now = 0;
    const policy = { algorithms: ['ES256', 'RS256'] };
    const verifier = new api.RemoteVerifier({ url: 'https://id.test/keys', policy, fetch, clock: () => now });
    const claims = { sub: 'u1', exp: kNow + 60 };
    equal((await verifier.verify(await old.token(claims), kNow)).subject, 'u1');
    now += 60_000;
    equal((await verifier.verify(await fresh.token(claims), kNow)).subject, 'u1');
    equal(fetched, 2);
  },

  'the present time is taken unless another is told': async (api) => {
    const { keys, policy, token } = await issuers.HS256();
    const verifier = api.Verifier.compile({ keys, policy });
    const seconds = Date.now() / 1000;
    equal((await verifier.verify(await token({ exp: seconds + 60 }))).state, 'verified');
    const old = await token({ exp: seconds - 60 });
    await refused(api, 'token_expired', () => verifier.verify(old));
  },

  'many awaited verifications do not get in each other’s way': async (api) => {
    const { keys, policy, token } = await issuers.ES256();
    const verifier = api.Verifier.compile({ keys, policy });
    const subjects = Array.from({ length: 50 }, (_, index) => `u${index}`);
    const tokens = await Promise.all(subjects.map((sub) => token({ sub, exp: kNow + 60 })));
    const verified = await Promise.all(tokens.map((one) => verifier.verify(one, kNow)));
    equal(
      verified.map(({ subject }) => subject),
      subjects,
    );
  },

  'a thousand objects are held at once, and none is mistaken for another': (api) => {
    const schemas = Array.from({ length: 1000 }, (_, index) => api.Schema.compile({ const: index }));
    schemas.forEach((schema, index) => equal(schema.validate(String(index)).valid, true, `schema ${index}`));
    for (const schema of schemas) schema.dispose();
  },
};
