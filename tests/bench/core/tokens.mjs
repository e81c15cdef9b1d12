// The tokens that are verified, one an algorithm, with the key of each in the forms that libraries ask
// for. They are made anew for every run, so that nothing can have expired.
import { SignJWT, exportJWK, exportSPKI, generateKeyPair, importJWK } from 'jose';

export const kIssuer = 'fairlead-demo';
export const kAudience = 'fairlead';
const kBytes = 480;

/** Seconds since the epoch at which the tokens were made. */
export const now = Math.floor(Date.now() / 1000);

const sign = (key, alg, note) =>
  new SignJWT({ app_metadata: { tenant_id: '11111111-1111-4111-8111-111111111111', role: 'captain' }, note })
    .setProtectedHeader({ alg, typ: 'JWT' })
    .setSubject('22222222-2222-4222-8222-222222222222')
    .setIssuer(kIssuer)
    .setAudience(kAudience)
    .setIssuedAt(now)
    .setExpirationTime(now + 3600)
    .sign(key);

/** A token of so many bytes, or as few more as its signature leaves room for. */
async function tokenOf(bytes, key, alg) {
  for (let length = 1; ; length++) {
    const token = await sign(key, alg, 'x'.repeat(length));
    if (token.length >= bytes) return token;
  }
}

/** What a verifier of ours is compiled from. */
const setupFor = (alg, jwk) => ({
  keys: { keys: [{ ...jwk, alg }] },
  policy: { algorithms: [alg], issuers: [kIssuer], audiences: [kAudience] },
});

async function shared(alg) {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const jwk = { kty: 'oct', k: Buffer.from(secret).toString('base64url'), alg };
  const token = await tokenOf(kBytes, secret, alg);
  return { token, setup: setupFor(alg, jwk), secret: Buffer.from(secret), key: await importJWK(jwk) };
}

async function pair(alg) {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const token = await tokenOf(kBytes, privateKey, alg);
  return { token, setup: setupFor(alg, await exportJWK(publicKey)), pem: await exportSPKI(publicKey), key: publicKey };
}

export const tokens = {
  HS256: await shared('HS256'),
  RS256: await pair('RS256'),
  ES256: await pair('ES256'),
  EdDSA: await pair('EdDSA'),
};
