import { constants, createPublicKey, verify, type VerifyKeyObjectInput } from 'node:crypto';

import type { CheckBy } from '../signature.js';

/** Node: its own cryptography on the calling thread, which spares the way to WebCrypto's threads and back. */
export const checkBy: CheckBy = (algorithm, jwk) => {
  const bits = Number(algorithm.slice(2));
  const key: VerifyKeyObjectInput = {
    key: createPublicKey({ key: { ...jwk }, format: 'jwk' }),
    dsaEncoding: 'ieee-p1363', // r and s in one, as RFC 7518 has it
  };
  if (algorithm.startsWith('PS')) {
    key.padding = constants.RSA_PKCS1_PSS_PADDING;
    key.saltLength = bits / 8;
  }
  const hash = algorithm.startsWith('Ed') ? null : `sha${bits}`;
  return (message, signature) => verify(hash, message, key, signature);
};
