import { encode } from './utf8.js';

/** A token about which all is decided but the signature, which the host must check. */
export interface PendingSignature {
  state: 'needs_signature';
  algorithm: string;
  /** The numbers of the public key that fits, and nothing else of it. */
  key: JsonWebKey;
  /** The key's place among the usable ones of its set. */
  key_index: number;
  /** The ASCII text that was signed. */
  signing_input: string;
  /** base64url */
  signature: string;
}

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

const kDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const kValues = Uint8Array.from({ length: 128 }, (_, code) => kDigits.indexOf(String.fromCharCode(code)));

/** The bytes that base64url spells, which the core has written or found to be good. */
export function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((base64url.length * 3) / 4));
  let bits = 0;
  let waiting = 0; // bits not yet written
  let at = 0;
  for (let i = 0; i < base64url.length; i++) {
    bits = (bits << 6) | (kValues[base64url.charCodeAt(i)] as number);
    waiting += 6;
    if (waiting >= 8) bytes[at++] = bits >> (waiting -= 8);
  }
  return bytes;
}

interface ImportedKey {
  parameters: Parameters;
  /** null for numbers that are no key, such as a point that is not on its curve. */
  key: CryptoKey | null;
}

/** Checks signatures by WebCrypto; keeps the imported keys of one key set. */
export class SignatureChecker {
  readonly #keys = new Map<string, ImportedKey | Promise<ImportedKey>>();

  /** Whether the signature is good; null where this host knows nothing of Ed25519, which the core does. */
  async check(pending: PendingSignature): Promise<boolean | null> {
    const known = this.#imported(pending);
    // Not by instanceof: the promises of some hosts are of another realm.
    const { parameters, key } = 'then' in known ? await known : known;
    if (!key) return parameters.name === 'Ed25519' ? null : false;
    const message = encode(pending.signing_input) as Uint8Array<ArrayBuffer>;
    // Deno imports a point that is not on its curve, and throws only here.
    return crypto.subtle.verify(parameters, key, bytesOf(pending.signature), message).catch(() => false);
  }

  #imported({ algorithm, key, key_index }: PendingSignature): ImportedKey | Promise<ImportedKey> {
    const name = `${algorithm} ${key_index}`;
    const known = this.#keys.get(name);
    if (known) return known;
    const parameters = parametersOf(algorithm);
    const imported = crypto.subtle
      .importKey('jwk', key, parameters, false, ['verify'])
      .catch(() => null)
      .then((ready) => {
        const entry = { parameters, key: ready };
        this.#keys.set(name, entry);
        return entry;
      });
    this.#keys.set(name, imported);
    return imported;
  }
}
