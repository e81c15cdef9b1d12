import { constants, createPublicKey, verify, type KeyObject, type VerifyKeyObjectInput } from 'node:crypto';

import type { CheckBy } from '../signature.js';

/** A key as Node is asked by it. With options around it Node takes longer, so only where they say something. */
function withOptions(algorithm: string, key: KeyObject): KeyObject | VerifyKeyObjectInput {
  if (algorithm.startsWith('ES')) return { key, dsaEncoding: 'ieee-p1363' }; // r and s in one, as RFC 7518 has it
  if (!algorithm.startsWith('PS')) return key;
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: Number(algorithm.slice(2)) / 8 };
}

/** Node: its own cryptography on the calling thread, which spares the way to WebCrypto's threads and back. */
export const checkBy: CheckBy = (algorithm, jwk) => {
  const key = withOptions(algorithm, createPublicKey({ key: { ...jwk }, format: 'jwk' }));
  const hash = algorithm.startsWith('Ed') ? null : `sha${algorithm.slice(2)}`;
  return (message, signature) => verify(hash, message, key, signature);
};
