// The rules as the npm package offers them, timed from JavaScript with the string crossing included,
// each beside a known library that does the same. `--json` gives one object a line.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { Registry, Schema, Verifier, rerank } from '@fairlead/core';
import { Validator } from '@cfworker/json-schema';
import Ajv2020 from 'ajv/dist/2020.js';
import { SignJWT, jwtVerify } from 'jose';

import { compare, compareAsync } from './measure.mjs';

const json = process.argv.includes('--json');

/** Prints one figure. The ratio is how many times faster (or smaller) ours is. */
function tell(name, ours, peer, peerName, unit) {
  const ratio = peer === null ? null : peer / ours;
  if (json) return console.log(JSON.stringify({ name, ours, peer, peer_name: peerName, ratio, unit }));
  const beside =
    peer === null ? '' : `${peerName} ${peer.toFixed(2)}`.padStart(28) + `${ratio.toFixed(2)}×`.padStart(10);
  console.log(`${name.padEnd(44)}${ours.toFixed(2).padStart(10)} ${unit.padEnd(6)}${beside}`);
}

async function token() {
  const secret = new Uint8Array(32).map((_, i) => i);
  const now = Math.floor(Date.now() / 1000);
  const claims = { app_metadata: { tenant_id: crypto.randomUUID(), role: 'captain' }, name: 'A member of the crew' };
  const text = await new SignJWT({ ...claims, note: 'x'.repeat(60) })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(crypto.randomUUID())
    .setIssuer('fairlead-demo')
    .setAudience('fairlead')
    .setIssuedAt(now)
    .setExpirationTime(now + 3600)
    .sign(secret);
  const keys = { keys: [{ kty: 'oct', k: Buffer.from(secret).toString('base64url'), alg: 'HS256' }] };
  const policy = { algorithms: ['HS256'], issuers: ['fairlead-demo'], audiences: ['fairlead'] };
  const verifier = Verifier.compile({ keys, policy });
  const peer = { algorithms: ['HS256'], issuer: 'fairlead-demo', audience: 'fairlead' };
  const times = await compareAsync(
    () => verifier.verifySync(text, now),
    () => jwtVerify(text, secret, peer),
  );
  tell(`token: HS256, ${text.length} bytes`, times.ours, times.peer, 'jose', 'µs');
}

function actions() {
  const registry = Registry.load(readFileSync(new URL('../../edge/registry/actions.json', import.meta.url), 'utf8'));
  const tenant_id = '11111111-1111-4111-8111-111111111111';
  const request = {
    action: 'receive_part',
    principal: { user_id: '22222222-2222-4222-8222-222222222222', tenant_id, role: 'crew' },
    entity: { id: '33333333-3333-4333-8333-333333333333', tenant_id },
    payload: { quantity: 4 },
    idempotency_key: 'a-key-of-this-request',
    now: 1_800_000_000,
  };
  const { allowed, code, faults } = registry.evaluate(request);
  if (!allowed) throw new Error(`The request to be timed is refused: ${code} ${JSON.stringify(faults)}`);
  // None of the peers known to us decides the same; the second figure shows what the text alone costs.
  const text = JSON.stringify(request);
  const times = compare(
    () => registry.evaluate(request),
    () => JSON.stringify(JSON.parse(text)),
  );
  tell('action: one verdict, MUTATE with fields', times.ours, null, null, 'µs');
  tell('  of which the request as text, both ways', times.peer, null, null, 'µs');
}

const kSummary = {
  summary: 'The starboard generator runs hot under load and needs its raw water pump looked at. '.repeat(9),
  urgency: 'high',
  action_items: ['Check the impeller', 'Order a seal kit', 'Log the temperature'].map((text) => ({ text, due: null })),
};
const kSummarySchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  required: ['summary', 'urgency', 'action_items'],
  properties: {
    summary: { type: 'string', minLength: 1, maxLength: 4000 },
    urgency: { enum: ['low', 'normal', 'high'] },
    action_items: {
      type: 'array',
      maxItems: 20,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['text'],
        properties: { text: { type: 'string', minLength: 1 }, due: { type: ['string', 'null'] } },
      },
    },
  },
};

function schema() {
  const text = JSON.stringify(kSummary);
  const ours = Schema.compile(kSummarySchema);
  const ajv = new Ajv2020().compile(kSummarySchema);
  const cfworker = new Validator(kSummarySchema, '2020-12');
  if (!ours.validate(text).valid || !ajv(kSummary)) throw new Error('The document to be timed is not valid.');
  const check = () => ours.validate(text);
  const name = `schema: a ${text.length}-byte document, from text`;
  const besideCfworker = compare(check, () => cfworker.validate(JSON.parse(text)));
  tell(name, besideCfworker.ours, besideCfworker.peer, '@cfworker/json-schema', 'µs');
  const besideAjv = compare(check, () => ajv(JSON.parse(text)));
  tell(name, besideAjv.ours, besideAjv.peer, 'JSON.parse + Ajv', 'µs');
}

/** The blend written plainly in JavaScript. */
function plainRerank(fk, vectors, query, alpha) {
  const norm = (vector) => Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
  const spread = (values) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return values.map((value) => (high > low ? (value - low) / (high - low) : 0));
  };
  const length = norm(query);
  const cosines = vectors.map((vector) => {
    let dot = 0;
    for (let i = 0; i < vector.length; i++) dot += vector[i] * query[i];
    return dot / (norm(vector) * length);
  });
  const [a, b] = [spread(fk), spread(cosines)];
  return fk.map((_, i) => [i, (1 - alpha) * a[i] + alpha * b[i]]).sort((x, y) => y[1] - x[1]);
}

function rank() {
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647 - 0.5;
  const vector = () => Float32Array.from({ length: 1024 }, random);
  const count = 200;
  const ids = Array.from({ length: count }, (_, i) => `candidate-${i}`);
  const fk = Float64Array.from({ length: count }, () => random() + 0.5);
  const vectors = ids.map(vector);
  const query = vector();
  const times = compare(
    () => rerank({ ids, fk, vectors, query, alpha: 0.4 }),
    () => plainRerank([...fk], vectors, query, 0.4),
  );
  tell('rank: 200 candidates of 1,024 floats', times.ours, times.peer, 'plain JavaScript', 'µs');
}

function sizes() {
  for (const name of ['core', 'action', 'rank', 'schema', 'token']) {
    const bytes = readFileSync(new URL(`../../wasm/js/dist/${name}.wasm`, import.meta.url));
    tell(`size: ${name}.wasm`, bytes.length / 1024, null, null, 'KiB');
    tell(`size: ${name}.wasm, gzip`, gzipSync(bytes, { level: 9 }).length / 1024, null, null, 'KiB');
  }
}

await token();
actions();
schema();
rank();
sizes();
