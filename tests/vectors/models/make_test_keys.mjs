// Made test_keys.mjs, once: node make_test_keys.mjs > test_keys.mjs
import { generateKeyPairSync } from 'node:crypto';

const jwk = (type, options) => generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' });
const keys = {
  rsa: jwk('rsa', { modulusLength: 2048 }),
  'rsa-3072-e3': jwk('rsa', { modulusLength: 3072, publicExponent: 3 }),
  p256: jwk('ec', { namedCurve: 'P-256' }),
  p384: jwk('ec', { namedCurve: 'P-384' }),
  p521: jwk('ec', { namedCurve: 'P-521' }),
  ed25519: jwk('ed25519'),
};
console.log(`// Private keys that sign test vectors and nothing else; they are no secret. Made by make_test_keys.mjs.
export const privateKeys = ${JSON.stringify(keys, null, 2)};`);
