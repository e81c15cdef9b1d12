import { checkBy } from '#signature';

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

/** Whether a signature over a message is good by one key and algorithm. May throw or reject for one that is not. */
export type SignatureCheck = (
  message: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
) => boolean | Promise<boolean>;

/**
 * What a host has for a public key. Throws or rejects for numbers that are no key, such as a point that is not on its
 * curve, and for an algorithm that the host does not know.
 */
export type CheckBy = (algorithm: string, key: JsonWebKey) => SignatureCheck | Promise<SignatureCheck>;

/** Checks signatures by the host's cryptography; keeps the imported keys of one key set. */
export class SignatureChecker {
  readonly #checkBy: CheckBy;
  /** null for what the host cannot make a key of. */
  readonly #checks = new Map<string, SignatureCheck | null>();

  /** By what this runtime has, unless told. */
  constructor(by: CheckBy = checkBy) {
    this.#checkBy = by;
  }

  /** Whether the signature is good; null where this host knows nothing of Ed25519, which the core does. */
  async check(pending: PendingSignature): Promise<boolean | null> {
    const name = `${pending.algorithm} ${pending.key_index}`;
    let check = this.#checks.get(name);
    if (check === undefined) {
      check = await this.#imported(pending);
      this.#checks.set(name, check);
    }
    if (!check) return pending.algorithm.startsWith('Ed') ? null : false;
    try {
      return await check(encode(pending.signing_input), bytesOf(pending.signature));
    } catch {
      return false; // Deno imports a point that is not on its curve, and throws only here.
    }
  }

  async #imported({ algorithm, key }: PendingSignature): Promise<SignatureCheck | null> {
    try {
      return await this.#checkBy(algorithm, key);
    } catch {
      return null;
    }
  }
}
