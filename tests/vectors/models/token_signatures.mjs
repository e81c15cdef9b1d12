// Vectors: every algorithm with a good signature, and the ways of being bad.
import { createPublicKey } from 'node:crypto';
import { base64url, publicKey, refused, secretKey, token, verified } from './jose.mjs';

const now = 1_700_000_000;
const claims = { sub: 'ann', exp: now + 60 };
const signers = {
  HS256: secretKey(32),
  HS384: secretKey(48),
  HS512: secretKey(200), // longer than the hash's block
  RS256: 'rsa',
  RS384: 'rsa-3072-e3',
  RS512: 'rsa',
  PS256: 'rsa',
  PS384: 'rsa-3072-e3',
  PS512: 'rsa',
  ES256: 'p256',
  ES384: 'p384',
  ES512: 'p521',
  EdDSA: 'ed25519',
  Ed25519: 'ed25519',
};
const keyOf = (signer) => (typeof signer === 'string' ? publicKey(signer) : signer);

const verify = (name, key, algorithm, text, expect) => ({
  name,
  operation: 'token.verify',
  setup: { keys: { keys: [key] }, policy: { algorithms: [algorithm] } },
  input: { token: text, now },
  expect,
});
const bad = (name, key, algorithm, text) => verify(name, key, algorithm, text, refused('token_signature_invalid'));

/** The token with its signature changed. */
function resigned(text, change) {
  const at = text.lastIndexOf('.') + 1;
  return text.slice(0, at) + base64url(change(Buffer.from(text.slice(at), 'base64url')));
}
const flip = (index) => (bytes) => {
  bytes[index < 0 ? bytes.length + index : index] ^= 1;
  return bytes;
};
const cut = (bytes) => bytes.subarray(0, bytes.length - 1);
const extend = (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]);

function casesOf(algorithm) {
  const key = keyOf(signers[algorithm]);
  const text = token(signers[algorithm], { alg: algorithm }, claims);
  const [head, , tag] = text.split('.');
  const foreign = base64url(JSON.stringify({ ...claims, sub: 'bob' }));
  return [
    verify(`${algorithm}: good`, key, algorithm, text, verified({ alg: algorithm }, claims)),
    bad(`${algorithm}: first bit changed`, key, algorithm, resigned(text, flip(0))),
    bad(`${algorithm}: last bit changed`, key, algorithm, resigned(text, flip(-1))),
    bad(`${algorithm}: other claims`, key, algorithm, `${head}.${foreign}.${tag}`),
    bad(`${algorithm}: a byte short`, key, algorithm, resigned(text, cut)),
    bad(`${algorithm}: a byte long`, key, algorithm, resigned(text, extend)),
    bad(
      `${algorithm}: empty`,
      key,
      algorithm,
      resigned(text, () => ''),
    ),
    bad(
      `${algorithm}: zeros`,
      key,
      algorithm,
      resigned(text, (bytes) => bytes.fill(0)),
    ),
  ];
}

const header = (alg) => ({ alg });
const p256 = publicKey('p256');
const es256 = token('p256', header('ES256'), claims);

/** x moved off the curve. */
function offCurve() {
  for (let i = 0; i < 256; i++) {
    const x = Buffer.from(p256.x, 'base64url');
    x[31] = i;
    const key = { ...p256, x: base64url(x) };
    try {
      createPublicKey({ key, format: 'jwk' });
    } catch {
      return key;
    }
  }
  throw new Error('every x is on the curve');
}

const order = 2n ** 252n + 27742317777372353535851937790883648493n;
/** S of an Ed25519 signature plus the group's order: as good, but for its encoding. */
function plusOrder(bytes) {
  const s = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + order;
  const encoded = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse();
  return Buffer.concat([bytes.subarray(0, 32), encoded]);
}
const neutral = Buffer.from(`01${'00'.repeat(31)}`, 'hex');

const special = [
  bad('ES256: the signature as DER', p256, 'ES256', token('p256', header('ES256'), claims, { dsaEncoding: 'der' })),
  bad(
    'ES256: r is zero',
    p256,
    'ES256',
    resigned(es256, (b) => b.fill(0, 0, 32)),
  ),
  bad(
    'ES256: s is zero',
    p256,
    'ES256',
    resigned(es256, (b) => b.fill(0, 32)),
  ),
  bad(
    'ES256: r is the greatest number',
    p256,
    'ES256',
    resigned(es256, (b) => b.fill(255, 0, 32)),
  ),
  bad('ES256: a key off its curve', offCurve(), 'ES256', es256),
  bad('ES256: the key of somebody else', { ...p256, x: p256.y, y: p256.x }, 'ES256', es256),
  bad('PS256: a shorter salt', publicKey('rsa'), 'PS256', token('rsa', header('PS256'), claims, { saltLength: 20 })),
  bad('PS256: no salt', publicKey('rsa'), 'PS256', token('rsa', header('PS256'), claims, { saltLength: 0 })),
  bad('PS256: a longer salt', publicKey('rsa'), 'PS256', token('rsa', header('PS256'), claims, { saltLength: 64 })),
  bad(
    'PS256: signed by PKCS #1',
    publicKey('rsa'),
    'PS256',
    token('rsa', header('PS256'), claims, { algorithm: 'RS256' }),
  ),
  bad('RS256: signed by PSS', publicKey('rsa'), 'RS256', token('rsa', header('RS256'), claims, { algorithm: 'PS256' })),
  bad(
    'RS256: signed with SHA-512',
    publicKey('rsa'),
    'RS256',
    token('rsa', header('RS256'), claims, { algorithm: 'RS512' }),
  ),
  bad(
    'RS256: a leading zero more',
    publicKey('rsa'),
    'RS256',
    resigned(token('rsa', header('RS256'), claims), (b) => Buffer.concat([Buffer.alloc(1), b])),
  ),
  bad(
    'HS256: signed with SHA-512',
    secretKey(32),
    'HS256',
    token(secretKey(32), header('HS256'), claims, { algorithm: 'HS512' }),
  ),
  bad(
    'HS512: half of the tag',
    secretKey(64),
    'HS512',
    resigned(token(secretKey(64), header('HS512'), claims), (b) => b.subarray(0, 32)),
  ),
  bad(
    'EdDSA: S plus the order of the group',
    publicKey('ed25519'),
    'EdDSA',
    resigned(token('ed25519', header('EdDSA'), claims), plusOrder),
  ),
  bad(
    'EdDSA: a key of small order, which would verify everything',
    { kty: 'OKP', crv: 'Ed25519', x: base64url(neutral) },
    'EdDSA',
    resigned(token('ed25519', header('EdDSA'), claims), () => Buffer.concat([neutral, Buffer.alloc(32)])),
  ),
  bad(
    'EdDSA: R of small order',
    publicKey('ed25519'),
    'EdDSA',
    resigned(token('ed25519', header('EdDSA'), claims), (b) => Buffer.concat([neutral, b.subarray(32)])),
  ),
  bad(
    'HS256: a bad signature before expired claims',
    secretKey(32),
    'HS256',
    resigned(token(secretKey(32), header('HS256'), { exp: 1 }), flip(0)),
  ),
  bad(
    'ES256: a bad signature before expired claims',
    p256,
    'ES256',
    resigned(token('p256', header('ES256'), { exp: 1 }), flip(0)),
  ),
  verify(
    'ES256: a good signature on expired claims',
    p256,
    'ES256',
    token('p256', header('ES256'), { exp: 1 }),
    refused('token_expired', '/exp'),
  ),
  verify(
    'ES256: a good signature on claims that are no object',
    p256,
    'ES256',
    token('p256', header('ES256'), '[]'),
    refused('token_malformed'),
  ),
];

export const signatures = {
  describes: 'Signatures of every algorithm, good and bad',
  source: 'RFC 7518 section 3, RFC 8037, RFC 8032; signed by tests/vectors/models/token.mjs with Node',
  cases: [...Object.keys(signers).flatMap(casesOf), ...special],
};
