import type { CheckBy } from '../signature.js';

type Parameters = RsaHashedImportParams & EcKeyImportParams & RsaPssParams & EcdsaParams;

const kNames: Record<string, string> = { RS: 'RSASSA-PKCS1-v1_5', PS: 'RSA-PSS', ES: 'ECDSA', Ed: 'Ed25519' };

/** What WebCrypto calls the algorithms of RFC 7518 and RFC 8037. */
function parametersOf(algorithm: string): Parameters {
  const bits = Number(algorithm.slice(2));
  return {
    name: kNames[algorithm.slice(0, 2)] ?? '',
    hash: `SHA-${bits}`,
    namedCurve: bits === 512 ? 'P-521' : `P-${bits}`,
    saltLength: bits / 8,
  };
}

/** Every runtime but Node: WebCrypto, which answers later. */
export const checkBy: CheckBy = async (algorithm, jwk) => {
  const parameters = parametersOf(algorithm);
  const key = await crypto.subtle.importKey('jwk', jwk, parameters, false, ['verify']);
  return (message, signature) => crypto.subtle.verify(parameters, key, signature, message);
};
