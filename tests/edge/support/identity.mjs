// An identity provider of the tests' own: keys, tokens, and a key set by HTTP that can be told to fail.

import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';

const segment = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const nowSeconds = () => Math.floor(Date.now() / 1000);

/** A person's claims, good for an hour unless `changes` say otherwise; a change to undefined leaves a claim out. */
export function claimsOf({ user_id, tenant_id }, changes = {}) {
  const iat = nowSeconds();
  return {
    iss: 'fairlead-demo',
    aud: 'fairlead',
    sub: user_id,
    iat,
    exp: iat + 3600,
    role: 'authenticated',
    app_metadata: { tenant_id },
    ...changes,
  };
}

/** A token signed by HMAC-SHA-256 under a base64url secret. */
export function hs256(claims, secret, header = {}) {
  const input = `${segment({ alg: 'HS256', typ: 'JWT', ...header })}.${segment(claims)}`;
  return `${input}.${createHmac('sha256', Buffer.from(secret, 'base64url')).update(input).digest('base64url')}`;
}

/** A fresh ES256 key. */
export function es256Key(kid) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' },
    token(claims, header = {}) {
      const input = `${segment({ alg: 'ES256', typ: 'JWT', kid, ...header })}.${segment(claims)}`;
      const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
      return `${input}.${signature.toString('base64url')}`;
    },
  };
}

/** Serves a key set; `provider.keys` may be changed, `provider.answer` replaced, and `provider.requests` counts. */
export async function startProvider(keys) {
  const provider = { keys, requests: 0, answer: null };
  const server = createServer((request, response) => {
    provider.requests++;
    if (provider.answer) return provider.answer(response);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: provider.keys }));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  provider.url = `http://127.0.0.1:${server.address().port}/.well-known/jwks.json`;
  provider.stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return provider;
}
