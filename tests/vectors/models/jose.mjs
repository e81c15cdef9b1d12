// A second, plain model of signed tokens on Node's own crypto: makes tokens for the vectors.
import { constants, createHmac, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { privateKeys } from './test_keys.mjs';

export const base64url = (bytes) => Buffer.from(bytes).toString('base64url');

/** A secret of `size` bytes that anybody can write down again: 0, 1, 2 … */
export const secret = (size) => base64url(Uint8Array.from({ length: size }, (_, i) => i));

/** The public JWK of a key of test_keys.mjs, with further members. */
export function publicKey(name, more = {}) {
  const { kty, crv, x, y, n, e } = privateKeys[name];
  return Object.fromEntries(Object.entries({ kty, crv, x, y, n, e, ...more }).filter(([, v]) => v !== undefined));
}

/** A symmetric JWK. */
export const secretKey = (size, more = {}) => ({ kty: 'oct', k: secret(size), ...more });

const hashOf = (algorithm) => `sha${algorithm.slice(2)}`;

function options(algorithm, overrides) {
  if (algorithm.startsWith('PS'))
    return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST, ...overrides };
  if (algorithm.startsWith('ES')) return { dsaEncoding: 'ieee-p1363', ...overrides };
  return overrides;
}

/** Tokens that stand in the vectors already. ECDSA and PSS signatures are random, so that those
 * which still hold are kept, and writing the vectors again changes nothing. */
function readKeptTokens() {
  const folder = new URL('../token/', import.meta.url);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) =>
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')).cases.map((one) => one.input.token ?? ''),
  );
}
const keptTokens = readKeptTokens();

function asymmetricSignature(algorithm, name, input, overrides) {
  const hash = algorithm.startsWith('Ed') ? null : hashOf(algorithm);
  const key = createPrivateKey({ key: privateKeys[name], format: 'jwk' });
  const how = options(algorithm, overrides);
  for (const token of keptTokens) {
    if (!token.startsWith(`${input}.`)) continue;
    const kept = Buffer.from(token.slice(input.length + 1), 'base64url');
    if (verify(hash, Buffer.from(input), { key: createPublicKey(key), ...how }, kept)) return kept;
  }
  const fresh = sign(hash, Buffer.from(input), { key, ...how });
  keptTokens.push(`${input}.${base64url(fresh)}`);
  return fresh;
}

/** The signature over `input` by `key`: the name of a key, or a symmetric JWK. */
export function signatureOf(algorithm, key, input, overrides = {}) {
  if (typeof key === 'string') return asymmetricSignature(algorithm, key, input, overrides);
  return createHmac(hashOf(algorithm), Buffer.from(key.k, 'base64url')).update(input).digest();
}

const segment = (part) => base64url(typeof part === 'string' ? part : JSON.stringify(part));

/** A token. Header and claims are documents, or texts to be taken as they are. */
export function token(key, header, claims, { algorithm = header.alg, ...overrides } = {}) {
  const input = `${segment(header)}.${segment(claims)}`;
  return `${input}.${base64url(signatureOf(algorithm, key, input, overrides))}`;
}

/** The answer for a good token under a policy without pointers. */
export function verified(header, claims, more = {}) {
  return {
    value: {
      state: 'verified',
      algorithm: header.alg,
      key_id: header.kid ?? null,
      subject: claims.sub ?? null,
      tenant_id: null,
      role: null,
      session_id: null,
      issued_at: claims.iat ?? null,
      expires_at: claims.exp ?? null,
      claims,
      header,
      ...more,
    },
  };
}

export const refused = (code, path = '') => ({ error: { code, path } });
