/** A token about which all is decided but the signature, which the host must check. */
export interface PendingSignature {
  state: 'needs_signature';
  algorithm: string;
  /** The numbers of the public key that fits, and nothing else of it. */
  key: JsonWebKey;
  /** The ASCII text that was signed. */
  signing_input: string;
  /** base64url */
  signature: string;
}

type Parameters = RsaHashedImportParams & EcKeyImportParams & RsaPssParams & EcdsaParams;

/** What WebCrypto calls the RSA and ECDSA algorithms of RFC 7518. */
function parametersOf(algorithm: string): Parameters {
  const bits = Number(algorithm.slice(2));
  return {
    name: { RS: 'RSASSA-PKCS1-v1_5', PS: 'RSA-PSS', ES: 'ECDSA' }[algorithm.slice(0, 2)] ?? '',
    hash: `SHA-${bits}`,
    namedCurve: bits === 512 ? 'P-521' : `P-${bits}`,
    saltLength: bits / 8,
  };
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Checks RSA and ECDSA signatures by WebCrypto; keeps the imported keys of one key set. */
export class SignatureChecker {
  readonly #keys = new Map<string, Promise<CryptoKey | null>>();

  async check({ algorithm, key, signing_input, signature }: PendingSignature): Promise<boolean> {
    const parameters = parametersOf(algorithm);
    const imported = await this.#imported(algorithm, key, parameters);
    if (!imported) return false;
    const message = new TextEncoder().encode(signing_input);
    // Deno imports a point that is not on its curve, and throws only here.
    return crypto.subtle.verify(parameters, imported, bytesOf(signature), message).catch(() => false);
  }

  /** null for numbers that are no key, such as a point that is not on its curve. */
  #imported(algorithm: string, key: JsonWebKey, parameters: Parameters): Promise<CryptoKey | null> {
    const name = algorithm + JSON.stringify(key);
    const known = this.#keys.get(name);
    if (known) return known;
    const imported = crypto.subtle.importKey('jwk', key, parameters, false, ['verify']).catch(() => null);
    this.#keys.set(name, imported);
    return imported;
  }
}
