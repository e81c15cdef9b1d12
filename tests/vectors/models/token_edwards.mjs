// Vectors: Ed25519 signatures on which implementations differ.
import { add, base, challenge, encode, multiply, neutral, otherSpelling, signature, smallPoints } from './edwards.mjs';
import { base64url, refused, verified } from './jose.mjs';

const now = 1_700_000_000;
const header = { alg: 'EdDSA' };
const a = 0x1234567890abcdef1234567890abcdefn;
const honest = encode(multiply(a, base));
const points = smallPoints();
const eighth = points[1];

const claimsOf = (n) => ({ exp: now + 60, n });
const inputOf = (n) => [header, claimsOf(n)].map((part) => base64url(JSON.stringify(part))).join('.');

const verify = (name, key, n, signed, expect) => ({
  name,
  operation: 'token.verify',
  setup: { keys: { keys: [{ kty: 'OKP', crv: 'Ed25519', x: base64url(key) }] }, policy: { algorithms: ['EdDSA'] } },
  input: { token: `${inputOf(n)}.${base64url(signed)}`, now },
  expect: expect ?? verified(header, claimsOf(n)),
});
const bad = (name, key, n, signed) => verify(name, key, n, signed, refused('token_signature_invalid'));

/** The first n for which the challenge of the token is (or is not) a multiple of eight. */
function findClaims(encodedR, key, wanted) {
  for (let n = 0; ; n++) if ((challenge(encodedR, key, inputOf(n)) % 8n === 0n) === wanted) return n;
}

/** With a key of small order and S = 0, R = -kA satisfies the equation for a challenge k that
 * happens to fit: nobody's signature. */
function forged(key, point, index) {
  for (let n = 0; ; n++) {
    for (const candidate of points) {
      const encodedR = encode(candidate);
      const k = challenge(encodedR, key, inputOf(n)) % 8n;
      if (encode(add(candidate, multiply(k, point))).equals(encode(neutral)))
        return bad(`a key of small order, point ${index}`, key, n, Buffer.concat([encodedR, Buffer.alloc(32)]));
    }
  }
}

const nothing = Buffer.concat([encode(neutral), Buffer.alloc(32)]);
const spelledTwice = points.flatMap((point, i) => {
  const other = otherSpelling(point);
  return other ? [{ other, i }] : [];
});

const mixed = encode(add(multiply(a, base), eighth));
const r = 0xfedcba0987654321fedcba0987654321n;
const encodedR = encode(multiply(r, base));
const divisible = findClaims(encodedR, mixed, true);
const indivisible = findClaims(encodedR, mixed, false);

export const edwards = {
  describes: 'Ed25519: points of small order and second spellings are refused, whatever the equation says',
  source: 'RFC 8032 section 5.1 on BigInt: tests/vectors/models/edwards.mjs',
  cases: [
    verify('an honest signature', honest, 0, signature(a, honest, inputOf(0), r)),
    ...points.map((point, i) => forged(encode(point), point, i)),
    ...spelledTwice.map(({ other, i }) =>
      bad(`a key of small order in its second spelling, point ${i}`, other, 0, nothing),
    ),
    bad('R is the neutral point, and the equation holds', honest, 0, signature(a, honest, inputOf(0), 0n)),
    ...points
      .slice(1)
      .map((point, i) =>
        bad(`R is of small order, point ${i + 1}`, honest, 0, signature(a, honest, inputOf(0), 0n, encode(point))),
      ),
    ...spelledTwice.map(({ other, i }) =>
      bad(`R in a second spelling, point ${i}`, honest, 0, signature(a, honest, inputOf(0), 0n, other)),
    ),
    verify(
      'a key with a small part that the challenge removes',
      mixed,
      divisible,
      signature(a, mixed, inputOf(divisible), r),
    ),
    bad(
      'a key with a small part that only a cofactor would remove',
      mixed,
      indivisible,
      signature(a, mixed, inputOf(indivisible), r),
    ),
  ],
};
