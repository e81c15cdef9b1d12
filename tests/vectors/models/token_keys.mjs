// Vectors: which keys a set may hold, and which key a token means.
import { base64url, publicKey, refused, secret, secretKey, token, verified } from './jose.mjs';

const now = 1_700_000_000;
const claims = { exp: now + 60 };
const everything = [
  ...['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
const policy = { algorithms: everything };
const spare = secretKey(64, { kid: 'spare' });

const compile = (name, keys, expect) => ({
  name,
  operation: 'token.compile',
  setup: { keys, policy },
  input: {},
  expect,
});
/** A set of the key alone, which must be usable. */
const usable = (name, key) => compile(name, { keys: [key] }, { value: { usable: 1, refused: [] } });
/** The key next to a good one: what is listed of it, without the words. */
const empty = (name, key) => compile(name, { keys: [key] }, refused('key_set_empty', '/keys/keys'));

/** A modulus of so many bits; no real one, but nothing asks for its factors. */
function modulus(bits, { last = 0xff } = {}) {
  const bytes = new Uint8Array(Math.ceil(bits / 8)).fill(0xa5);
  bytes[0] = 0xff >> ((8 - (bits % 8)) % 8);
  bytes[bytes.length - 1] = last;
  return base64url(bytes);
}
const rsa = (n, e = 'AQAB') => ({ kty: 'RSA', n, e });
const p256 = publicKey('p256');

export const keys = {
  describes: 'Which keys of a set can be used; a set without any is refused',
  source: 'RFC 7517, RFC 7518 section 6, RFC 8037 section 2 by hand',
  cases: [
    usable('an HMAC secret of 32 bytes', secretKey(32)),
    usable('an HMAC secret of 32 bytes for HS256', secretKey(32, { alg: 'HS256', use: 'sig', key_ops: ['verify'] })),
    usable('an HMAC secret of 48 bytes for HS384', secretKey(48, { alg: 'HS384' })),
    usable('an HMAC secret of 64 bytes for HS512', secretKey(64, { alg: 'HS512' })),
    empty('an HMAC secret of 31 bytes', secretKey(31)),
    empty('an HMAC secret of 47 bytes for HS384', secretKey(47, { alg: 'HS384' })),
    empty('an HMAC secret of 63 bytes for HS512', secretKey(63, { alg: 'HS512' })),
    empty('an empty HMAC secret', { kty: 'oct', k: '' }),
    empty('an HMAC secret with padding', { kty: 'oct', k: `${secret(32)}=` }),
    empty('an HMAC secret with stray bits', { kty: 'oct', k: `${secret(32).slice(0, -1)}9` }),
    empty('an HMAC secret that is a number', { kty: 'oct', k: 7 }),
    usable('RSA with 2048 bits', rsa(modulus(2048))),
    usable('RSA with 8192 bits', rsa(modulus(8192))),
    usable('RSA with exponent 3', rsa(modulus(2048), 'Aw')),
    usable('RSA for PS384', { ...rsa(modulus(3072)), alg: 'PS384' }),
    empty('RSA with 2047 bits', rsa(modulus(2047))),
    empty('RSA with 1024 bits', rsa(modulus(1024))),
    empty('RSA with 8193 bits', rsa(modulus(8193))),
    empty('RSA with exponent 1', rsa(modulus(2048), 'AQ')),
    empty('RSA with exponent 5', rsa(modulus(2048), 'BQ')),
    empty('RSA with exponent 65537 and a leading zero', rsa(modulus(2048), 'AAEAAQ')),
    empty(
      'RSA with a leading zero in the modulus',
      rsa(base64url(Uint8Array.of(0, ...new Uint8Array(256).fill(0xa5)))),
    ),
    empty('RSA with an even modulus', rsa(modulus(2048, { last: 0xfe }))),
    empty('RSA without exponent', { kty: 'RSA', n: modulus(2048) }),
    usable('P-256', p256),
    usable('P-384', publicKey('p384')),
    usable('P-521', publicKey('p521')),
    empty('another curve', { ...p256, crv: 'secp256k1' }),
    empty('a curve in small letters', { ...p256, crv: 'p-256' }),
    empty('P-256 without y', { ...p256, y: undefined }),
    empty('P-256 with a coordinate of 31 bytes', { ...p256, x: secret(31) }),
    empty('P-256 with a coordinate of 33 bytes', { ...p256, x: secret(33) }),
    empty('P-256 for ES384', { ...p256, alg: 'ES384' }),
    usable('Ed25519', publicKey('ed25519')),
    usable('Ed25519 for EdDSA', publicKey('ed25519', { alg: 'EdDSA' })),
    usable('Ed25519 by its own name', publicKey('ed25519', { alg: 'Ed25519' })),
    empty('X25519', publicKey('ed25519', { crv: 'X25519' })),
    empty('Ed448', publicKey('ed25519', { crv: 'Ed448' })),
    empty('Ed25519 with 31 bytes', publicKey('ed25519', { x: secret(31) })),
    empty('an unknown type', { kty: 'AKP', alg: 'ML-DSA-44', pub: 'AA' }),
    empty('no type', { k: secret(32) }),
    empty('a type in small letters', { ...p256, kty: 'ec' }),
    empty('a key for encryption', secretKey(32, { use: 'enc' })),
    empty('a use that is a list', secretKey(32, { use: ['sig'] })),
    usable('operations with verify', secretKey(32, { key_ops: ['sign', 'verify'] })),
    empty('operations without verify', secretKey(32, { key_ops: ['sign'] })),
    empty('operations with verify twice', secretKey(32, { key_ops: ['verify', 'verify'] })),
    empty('operations that are a word', secretKey(32, { key_ops: 'verify' })),
    empty('operations with a number', secretKey(32, { key_ops: ['verify', 1] })),
    empty('an algorithm of another type', secretKey(32, { alg: 'RS256' })),
    empty('an algorithm for encryption', secretKey(32, { alg: 'A256GCM' })),
    empty('an algorithm that is null', secretKey(32, { alg: null })),
    empty('a key id that is a number', secretKey(32, { kid: 1 })),
    usable('members that nobody knows', secretKey(32, { x5t: 'AA', colour: 'blue' })),
    empty('a key that is a list', [secretKey(32)]),
    compile('no keys', { keys: [] }, refused('key_set_empty', '/keys/keys')),
    compile('no list of keys', {}, refused('member_missing', '/keys/keys')),
    compile('keys that are an object', { keys: {} }, refused('member_type', '/keys/keys')),
    compile('a set that is a list', [secretKey(32)], refused('member_type', '/keys')),
    compile('a set with other members', { keys: [spare], issuer: 'x' }, { value: { usable: 1, refused: [] } }),
    compile(
      'good and bad keys',
      { keys: [secretKey(31), spare, { kty: 'AKP' }, { ...p256, y: 'A' }] },
      {
        value: {
          usable: 1,
          refused: [
            {
              code: 'key_weak',
              message: "An HMAC secret needs at least 32 bytes, the hash's length.",
              path: '/keys/keys/0/k',
            },
            { code: 'key_unsupported', message: 'Keys of this type are not used here.', path: '/keys/keys/2/kty' },
            { code: 'key_malformed', message: '"y" must be base64url without padding.', path: '/keys/keys/3/y' },
          ],
        },
      },
    ),
    {
      name: 'the empty set repeats the first refusal',
      operation: 'token.compile',
      setup: { keys: { keys: [secretKey(31), { kty: 'AKP' }] }, policy },
      input: {},
      expect: {
        error: {
          code: 'key_set_empty',
          path: '/keys/keys',
          message:
            "No key of the set can be used. The first: An HMAC secret needs at least 32 bytes, the hash's length.",
        },
      },
    },
  ],
};

const choose = (name, set, key, header, expect, algorithms = everything) => ({
  name,
  operation: 'token.verify',
  setup: { keys: { keys: set }, policy: { algorithms } },
  input: { token: token(key, header, claims), now },
  expect: expect ?? verified(header, claims),
});
const unknown = (name, set, key, header, algorithms) =>
  choose(name, set, key, header, refused('token_key_unknown'), algorithms);

const one = secretKey(32, { kid: '1' });
const two = secretKey(64, { kid: '2' });
const bare = secretKey(48);
const hs = (kid) => ({ alg: 'HS256', kid });
const rsaKey = publicKey('rsa');

export const choice = {
  describes: 'Which key a token means: by its id, and by what the key may be used for',
  source:
    'RFC 7515 section 4.1.4, RFC 7517 section 4, RFC 8725 section 3.1 by hand; signed by tests/vectors/models/token.mjs',
  cases: [
    choose('by id', [one, two], two, hs('2')),
    choose('by id, next to a key of the same id and another type', [{ ...p256, kid: '1' }, one], one, hs('1')),
    unknown('an unknown id', [one, two], one, hs('3')),
    unknown('an id in other letters', [secretKey(32, { kid: 'a' })], one, hs('A')),
    unknown('an id that no key has', [bare], bare, hs('1')),
    unknown('two keys of one id', [one, { ...two, kid: '1' }], one, hs('1')),
    choose('an empty id', [secretKey(32, { kid: '' }), two], one, hs('')),
    choose('without id, one key', [bare], bare, { alg: 'HS256' }),
    choose('without id, the one key has one', [one], one, { alg: 'HS256' }),
    unknown('without id, two keys', [one, two], one, { alg: 'HS256' }),
    choose('without id, the one key that fits', [one, two, p256, rsaKey], two, { alg: 'HS512' }),
    unknown('without id, none fits', [one, p256], two, { alg: 'HS512' }),
    unknown('a secret too short for the hash', [one], two, { alg: 'HS512', kid: '1' }),
    unknown('a key for another algorithm', [secretKey(64, { alg: 'HS512' })], two, { alg: 'HS256' }),
    unknown('an RSA key is no HMAC secret', [rsaKey], secretKey(32), { alg: 'HS256' }),
    unknown('an EC key is no HMAC secret', [{ ...p256, kid: '1' }], secretKey(32), hs('1')),
    unknown('a secret is no RSA key', [one], 'rsa', { alg: 'RS256', kid: '1' }),
    unknown('a key of another curve', [publicKey('p384')], 'p256', { alg: 'ES256' }),
    unknown('an RSA key for PKCS #1 only', [publicKey('rsa', { alg: 'RS256' })], 'rsa', { alg: 'PS256' }),
    unknown('an RSA key for PSS only', [publicKey('rsa', { alg: 'PS256' })], 'rsa', { alg: 'RS256' }),
    unknown('a key that is left out of the set for its use', [{ ...one, use: 'enc' }, bare], one, hs('1')),
    unknown(
      'a key that is left out of the set for its operations',
      [{ ...one, key_ops: ['sign'] }, bare],
      one,
      hs('1'),
    ),
    unknown('a key that is left out of the set for its length', [secretKey(31, { kid: '1' }), bare], one, hs('1')),
    choose('EdDSA with a key that says Ed25519', [publicKey('ed25519', { alg: 'Ed25519' })], 'ed25519', {
      alg: 'EdDSA',
    }),
    choose('Ed25519 with a key that says EdDSA', [publicKey('ed25519', { alg: 'EdDSA' })], 'ed25519', {
      alg: 'Ed25519',
    }),
    choose(
      'the policy names one of the two names',
      [publicKey('ed25519')],
      'ed25519',
      { alg: 'EdDSA' },
      refused('token_alg_refused'),
      ['Ed25519'],
    ),
    unknown('an unknown key before a bad signature', [one], { ...two, k: secret(40) }, hs('9')),
  ],
};
