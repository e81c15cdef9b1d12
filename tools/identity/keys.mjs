// The demo identity provider's signing key: ES256, made once, kept in a file only its owner can read.

import { createPrivateKey, createPublicKey, createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** RFC 7638: the key's thumbprint, which serves as its id. */
function thumbprint({ crv, kty, x, y }) {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}

function readOrMake(directory) {
  const file = join(directory, 'private.jwk.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  writeFileSync(file, JSON.stringify(jwk), { mode: 0o600, flag: 'wx' });
  return jwk;
}

/** The key of `directory`, made there on first use: its public set (RFC 7517) and a signer of claims (RFC 7515). */
export function openKey(directory) {
  const jwk = readOrMake(directory);
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  const kid = thumbprint(jwk);
  const publicJwk = createPublicKey(key).export({ format: 'jwk' });
  const segment = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    keySet: { keys: [{ ...publicJwk, kid, alg: 'ES256', use: 'sig' }] },
    sign(claims) {
      const input = `${segment({ alg: 'ES256', typ: 'JWT', kid })}.${segment(claims)}`;
      const signature = sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
      return `${input}.${signature.toString('base64url')}`;
    },
  };
}
