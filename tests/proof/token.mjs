// Mutated tokens, decided three times: native and WebAssembly must answer the same to the byte, and
// jose must call the same ones good, but for the differences listed here, each with its reason.
//   node tests/proof/token.mjs [--cases N] [--seed S]
import { createPrivateKey, createPublicKey } from 'node:crypto';

import { jwtVerify } from 'jose';

import { publicKey, secretKey, signatureOf } from '../vectors/models/jose.mjs';
import { privateKeys } from '../vectors/models/test_keys.mjs';
import { abi } from '../wasm/lib/builds.mjs';
import { SignatureChecker } from '../../wasm/js/dist/signature.js';
import { compare, optionsOf } from './lib/cases.mjs';
import { mutate } from './lib/mutate.mjs';
import { Random } from './lib/random.mjs';

const kNow = 1_700_000_000;
const kBatch = 20_000;
const kIssuer = 'https://issuer.example';

const { cases, seed } = optionsOf(process.argv, 1_000_000);
const random = new Random(seed);
const segment = (text) => Buffer.from(text).toString('base64url');

/** A key, the algorithm it is used with, and how many of a hundred cases are about it. */
const kKinds = [
  { algorithm: 'HS256', key: secretKey(32, { kid: 'k' }), share: 70 },
  { algorithm: 'HS512', key: secretKey(64, { kid: 'k' }), share: 10 },
  { algorithm: 'EdDSA', name: 'ed25519', share: 5 },
  { algorithm: 'ES256', name: 'p256', share: 5 },
  { algorithm: 'RS256', name: 'rsa', share: 5 },
  { algorithm: 'PS256', name: 'rsa', share: 5 },
];

const kClaims = [
  { sub: 'ann', iss: kIssuer, aud: 'api', exp: kNow + 60 },
  { sub: 'ann', iss: kIssuer, aud: ['api', 'web'], exp: kNow - 4, nbf: kNow + 5, iat: kNow - 100, jti: '1' },
  { iss: kIssuer, aud: 'api', exp: kNow - 5 },
  { iss: kIssuer, aud: 'api', exp: kNow + 0.5, nbf: kNow + 5.5 },
  { sub: 'bob', iss: kIssuer, aud: ['web'], exp: kNow + 60 },
  { sub: 'bob', iss: 'https://else.example', aud: 'api', exp: kNow + 60 },
  { sub: 'é😀', iss: kIssuer, aud: 'api', exp: kNow + 60, app_metadata: { tenant_id: 't', roles: [1, null, {}] } },
].map((claims) => JSON.stringify(claims));

const kWords = [
  ...['"exp"', '"nbf"', '"iat"', '"iss"', '"aud"', '"sub"', '"api"', '"alg"', '"kid"', '"k"', '"none"', '"HS256"'],
  ...['null', 'true', '""', '[]', '{}', '[[]]', '1e400', '-0', '1e-9', '9007199254740993', `${kNow + 60}`, `${kNow}.5`],
  ...[
    '"\\u0065xp"',
    '"\\ud800"',
    '\u00a0',
    '"crit":["b64"],',
    '"b64":false,',
    '"zip":"DEF",',
    '"jwk":{},',
    '"typ":"JWT",',
  ],
];

/** What each claim may be: mostly good, now and then odd. */
const kValues = {
  exp: [kNow + 60, kNow + 60, kNow + 60, kNow - 4.5, kNow - 5, kNow, '1', null, -1, 1e300],
  nbf: [kNow, kNow + 5, kNow + 5.5, null, 'now', 0],
  iat: [kNow, kNow + 5, kNow + 6, 0, [], -1e300],
  iss: [kIssuer, kIssuer, kIssuer, `${kIssuer}/`, [kIssuer], null, ''],
  aud: ['api', 'api', ['api'], ['web', 'api'], ['api', 1], ['API'], [], null, { api: 1 }],
  sub: ['ann', 'ann', 'é', '', null, 7, ['ann']],
  jti: ['1', 1, null],
};
const kOddHeaders = [
  { kid: 'K' },
  { kid: 7 },
  { b64: true },
  { zip: 'DEF' },
  { crit: ['exp'] },
  { jku: 'x' },
  { typ: 1 },
];

function someClaims() {
  const claims = Object.entries(kValues).filter(([name]) => !random.oneIn(name === 'exp' || name === 'iss' ? 20 : 4));
  return JSON.stringify(
    Object.fromEntries(claims.map(([name, values]) => [name, random.oneIn(3) ? random.pick(values) : values[0]])),
  );
}

const someHeader = (algorithm) =>
  JSON.stringify({ alg: algorithm, ...(random.oneIn(4) ? random.pick(kOddHeaders) : { kid: 'k' }) });

const headersOf = (algorithm) =>
  [{ alg: algorithm }, { alg: algorithm, kid: 'k', typ: 'JWT' }, { typ: 'at+jwt', alg: algorithm }].map((header) =>
    JSON.stringify(header),
  );

/** A token: changed as text, or signed over other claims, or after its header or claims were changed. */
function makeCases({ algorithm, key, name }, count) {
  const signer = key ?? name;
  const sign = (header, claims) => {
    const input = `${segment(header)}.${segment(claims)}`;
    return `${input}.${segment(signatureOf(algorithm, signer, input))}`;
  };
  const headers = headersOf(algorithm);
  const tokens = headers.flatMap((header) => kClaims.map((claims) => sign(header, claims)));
  const signed = () => {
    if (random.oneIn(2)) return sign(someHeader(algorithm), someClaims());
    const [header, claims] = [random.pick(headers), random.pick(kClaims)];
    return random.oneIn(4)
      ? sign(mutate(random, header, kWords), claims)
      : sign(header, mutate(random, claims, kWords));
  };
  const fresh = key !== undefined; // the others sign too slowly to do so for every case
  return Array.from({ length: count }, () =>
    fresh && random.oneIn(2) ? signed() : mutate(random, random.pick(tokens), tokens),
  );
}

const setupOf = ({ algorithm, key, name }) => ({
  keys: { keys: [key ?? publicKey(name, { kid: 'k' })] },
  policy: { algorithms: [algorithm], issuers: [kIssuer], audiences: ['api'] },
});

/** WebAssembly's final answer, WebCrypto's part included. */
function asker(core, object) {
  const signatures = new SignatureChecker();
  return async (text) => {
    const answer = core.ask(object, 'token.verify', text, kNow);
    if (!answer.startsWith('{"value":') || !answer.includes('"state":"needs_signature"')) return answer;
    const valid = await signatures.check(JSON.parse(answer).value);
    return core.ask(object, 'token.finish', text, kNow, valid);
  };
}

function joseKey({ key, name }) {
  if (key) return Buffer.from(key.k, 'base64url');
  return createPublicKey(createPrivateKey({ key: privateKeys[name], format: 'jwk' }));
}

const joseOptions = (algorithm) => ({
  algorithms: [algorithm],
  issuer: kIssuer,
  audience: 'api',
  clockTolerance: 5,
  requiredClaims: ['exp'],
  currentDate: new Date(kNow * 1000),
});

/** What we refuse and jose takes. All else that only one of the two takes is a fault. */
const kStricter = {
  'base64url has one spelling: no padding, white space, stray bits or the plain alphabet': ({ message }) =>
    message.includes('is not base64url'),
  'a token has at most 16 KiB': ({ message }) => message.startsWith('A token has at most'),
  'JSON is read strictly: names once, UTF-8, no lone surrogates, depth 64, numbers that a double holds': ({
    message,
  }) => /^The token's (header|claims): /.test(message),
  'a header with crit, zip, or a b64 that is not true asks for another reading': ({ message }) =>
    /"(crit|zip|b64)"/.test(message),
  'a kid is a string': ({ message }) => message.includes('"kid" must be a string'),
  'the key set is asked for the kid; jose was handed the key itself': ({ code }) => code === 'token_key_unknown',
  'a token issued in the future is not yet valid; jose asks so only with maxTokenAge': ({ code, path }) =>
    code === 'token_not_yet_valid' && path === '/iat',
  'sub is a non-empty string (RFC 7519, section 4.1.2)': ({ code, path }) =>
    code === 'token_claim_invalid' && path === '/sub',
  'all of aud are strings (RFC 7519, section 4.1.3)': ({ code, path }) =>
    code === 'token_claim_invalid' && path === '/aud',
};

const counts = { verified: 0, refused: 0 };
const differences = new Map(Object.keys(kStricter).map((reason) => [reason, 0]));

/** Throws where jose decides otherwise, and for no reason that is listed. */
async function agree(text, answer, key, options) {
  const { value, error } = JSON.parse(answer);
  counts[value ? 'verified' : 'refused']++;
  const theirs = await jwtVerify(text, key, options).then(
    () => true,
    () => false,
  );
  if (theirs === Boolean(value)) return;
  const reason = error && Object.keys(kStricter).find((one) => kStricter[one](error));
  if (!reason) throw new Error(`jose says ${theirs}, we say ${answer} of ${JSON.stringify(text)}`);
  differences.set(reason, differences.get(reason) + 1);
}

async function prove(kind, count) {
  const core = abi()('token');
  const setup = JSON.stringify(setupOf(kind));
  const { object } = core.compile('token.compile', setup);
  const [ask, key, options] = [asker(core, object), joseKey(kind), joseOptions(kind.algorithm)];
  for (let done = 0; done < count; done += kBatch) {
    const inputs = makeCases(kind, Math.min(kBatch, count - done));
    const answers = [];
    const keep = async (text) => {
      const answer = await ask(text);
      answers.push(answer);
      return answer;
    };
    await compare({ operation: 'token.verify', documents: [setup, String(kNow)], inputs, ask: keep });
    for (let i = 0; i < inputs.length; i++) await agree(inputs[i], answers[i], key, options);
  }
  core.release(object);
}

for (const kind of kKinds) await prove(kind, Math.ceil((cases * kind.share) / 100));
for (const [reason, count] of differences) console.log(`  ${String(count).padStart(8)} taken by jose alone: ${reason}`);
console.log(
  `token: ${(counts.verified + counts.refused).toLocaleString('en')} mutated tokens (seed ${seed}): native and WebAssembly ` +
    `answer the same, jose calls the same ones good (${counts.verified.toLocaleString('en')} verified)`,
);
