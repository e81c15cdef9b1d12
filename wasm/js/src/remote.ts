import { FairleadError } from './error.js';
import { Verifier, type Jwk, type Jwks, type Policy, type VerifiedCompact, type VerifiedToken } from './token.js';

export { FairleadError } from './error.js';

/** How long a fetched set is used without asking again, in milliseconds. */
const kFreshMs = 10 * 60_000;
/** How long it is used at most, while its source cannot be reached. */
const kUsableMs = 60 * 60_000;
/** Between two fetches that unknown keys or a failing source cause. */
const kRefetchMs = 30_000;
/** Between two fetches while there is no set and the source fails. */
const kRetryMs = 1_000;
/** The longest that a fetch may take, its body included. */
const kTimeoutMs = 5_000;
/** The largest body that is read. */
const kMaxKeySetBytes = 256 * 1024;

const kLoopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether keys may be fetched from there: https, or http on this machine.
 *
 * @example
 * ```ts
 * import { isSafeUrl } from '@fairlead/core/remote';
 *
 * console.log(isSafeUrl(new URL('http://127.0.0.1:8790/jwks.json'))); // true
 * console.log(isSafeUrl(new URL('http://id.example.com/jwks.json'))); // false
 * ```
 */
export function isSafeUrl(url: { readonly protocol: string; readonly hostname: string }): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && kLoopback.has(url.hostname));
}

/** Why a key set cannot be had. */
export type KeySetFault = 'unsafe_address' | 'unreachable' | 'refused' | 'too_large' | 'malformed';

const kReasons: Record<KeySetFault, string> = {
  unsafe_address: 'its address is neither https nor on this machine',
  unreachable: 'its source does not answer',
  refused: 'its source answers with another status than 200',
  too_large: 'it is larger than 256 KiB',
  malformed: 'what its source sends is no key set (RFC 7517)',
};

/**
 * The key set cannot be had; the code is `key_set_unavailable`. Repeats nothing of what the source sent.
 *
 * @example
 * ```ts
 * import { KeySetError, RemoteKeySet } from '@fairlead/core/remote';
 *
 * const keys = new RemoteKeySet('http://id.example.com/jwks.json');
 * await keys.current().catch((error) => console.log(error instanceof KeySetError, error.reason)); // true unsafe_address
 * ```
 */
export class KeySetError extends FairleadError {
  readonly reason: KeySetFault;

  constructor(reason: KeySetFault) {
    super('key_set_unavailable', `The identity provider's key set cannot be had: ${kReasons[reason]}.`);
    this.reason = reason;
  }
}

/** The type of the runtime's own fetch, where a program has that runtime's types. */
export type Fetch = typeof globalThis extends { fetch: infer Known } ? Known : never;

/** An address as text, or as a URL. */
export type Address = string | { readonly href: string };

/** What a program may put in the place of the runtime's own. */
export interface RemoteOptions {
  /** Gets the set; the runtime's own unless told. */
  fetch?: Fetch;
  /** Milliseconds since some fixed moment. */
  clock?: () => number;
}

/**
 * A key set (RFC 7517) that is fetched by its address and kept for a while.
 *
 * - It is fresh for 10 minutes. A fetch may take 5 seconds and 256 KiB; redirects are refused, and so is any address
 *   that is neither https nor on this machine.
 * - A key that the set does not hold may cause a fetch before that, at most one in 30 seconds, and the same key not
 *   again for 10 minutes: made-up key ids cannot make anybody hammer the source. A failed fetch counts.
 * - Where there is no set that may still be used, each question fetches; after a failure at most one a second does.
 * - While the source cannot be reached, the last set is used for up to an hour: its outage is not ours.
 * - Secret keys (`kty: "oct"`) in a public set are nobody's proof and are dropped.
 *
 * Nothing is awaited across questions, which Workers do not allow among requests, so that two questions which find the
 * set stale at the same moment may both fetch it.
 *
 * @example
 * ```ts
 * import { RemoteKeySet } from '@fairlead/core/remote';
 *
 * const source = async () => Response.json({ keys: [{ kty: 'OKP', crv: 'Ed25519', x: '…' }, { kty: 'oct', k: '…' }] });
 * const keys = new RemoteKeySet('https://id.example.com/jwks.json', { fetch: source });
 * console.log((await keys.current()).keys.length); // 1
 * console.log((await keys.current()) === (await keys.current())); // true
 * ```
 */
export class RemoteKeySet {
  readonly #url: URL;
  readonly #fetch: Fetch;
  readonly #clock: () => number;
  /** What tokens said of keys that no fetch brought, and when it was asked for. */
  readonly #unknown = new Map<string, number>();
  #set: Jwks | null = null;
  #text = '';
  #fetchedAt = -Infinity;
  #triedAt = -Infinity;
  #failedAt = -Infinity;

  constructor(url: Address, { fetch: fetcher = (...call) => fetch(...call), clock = Date.now }: RemoteOptions = {}) {
    this.#url = new URL(typeof url === 'string' ? url : url.href);
    this.#fetch = fetcher;
    this.#clock = clock;
  }

  /**
   * The set, fetched when there is none or it is no longer fresh. The same object as long as the source says the same.
   *
   * @throws KeySetError when there is none and none can be fetched
   */
  async current(): Promise<Jwks> {
    const age = this.#clock() - this.#fetchedAt;
    if (this.#set && age < kFreshMs) return this.#set;
    const last = age < kUsableMs ? this.#set : null;
    try {
      return await this.#refetch(last ? kRefetchMs : 0);
    } catch (error) {
      if (last) return last;
      throw error;
    }
  }

  /**
   * The set fetched anew for a key that it does not hold, or null where that was done too short a time ago.
   *
   * @param name - what the token says of its key: its id, or the header's text
   */
  async forUnknownKey(name: string): Promise<Jwks | null> {
    const asked = this.#unknown.get(name);
    if (asked !== undefined && this.#clock() - asked < kFreshMs) return null;
    try {
      const set = await this.#refetch(kRefetchMs);
      this.#remember(name);
      return set;
    } catch {
      return null;
    }
  }

  /** Since each stands for a fetch, there are never more of them than fetches in the time they are kept. */
  #remember(name: string): void {
    const now = this.#clock();
    for (const [other, asked] of this.#unknown) if (now - asked >= kFreshMs) this.#unknown.delete(other);
    this.#unknown.set(name, now);
  }

  async #refetch(pause: number): Promise<Jwks> {
    const now = this.#clock();
    if (now - this.#triedAt < pause || now - this.#failedAt < kRetryMs) throw new KeySetError('unreachable');
    this.#triedAt = now;
    try {
      const text = await this.#download();
      if (this.#set === null || text !== this.#text) this.#set = keySetOf(text);
      this.#text = text;
      this.#fetchedAt = this.#clock();
      return this.#set;
    } catch (error) {
      this.#failedAt = this.#clock();
      throw error;
    }
  }

  async #download(): Promise<string> {
    if (!isSafeUrl(this.#url)) throw new KeySetError('unsafe_address');
    const signal = AbortSignal.timeout(kTimeoutMs);
    try {
      const headers = { accept: 'application/jwk-set+json, application/json' };
      const response = await this.#fetch(this.#url, { headers, redirect: 'manual', signal });
      if (response.status !== 200) {
        await response.body?.cancel();
        throw new KeySetError('refused');
      }
      return await limitedText(response);
    } catch (error) {
      throw error instanceof KeySetError ? error : new KeySetError('unreachable');
    }
  }
}

/** The body, read no further than the limit. */
async function limitedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > kMaxKeySetBytes) {
      await reader?.cancel();
      throw new KeySetError('too_large');
    }
    text += decoder.decode(value, { stream: true });
  }
}

function keySetOf(text: string): Jwks {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new KeySetError('malformed');
  }
  const keys = (document as { keys?: unknown } | null)?.keys;
  const isKey = (key: unknown): key is Jwk => typeof (key as Jwk | null)?.kty === 'string';
  if (!Array.isArray(keys) || !keys.every(isKey)) throw new KeySetError('malformed');
  return { keys: keys.filter(({ kty }) => kty !== 'oct') };
}

/** What a remote verifier is made of. */
export interface RemoteSetup extends RemoteOptions {
  /** Where the key set is: https, or http on this machine. */
  url: Address;
  policy: Policy;
  /** As of {@link Verifier}: how many good signatures are remembered, as long as the set stays the same. */
  remember?: number;
}

/**
 * A verifier whose keys are fetched from their source ({@link RemoteKeySet}), and again when a token names a new one.
 *
 * @example
 * ```ts
 * import { RemoteVerifier } from '@fairlead/core/remote';
 *
 * const verifier = new RemoteVerifier({
 *   url: 'https://id.example.com/.well-known/jwks.json',
 *   policy: { algorithms: ['ES256'], audiences: ['authenticated'] },
 *   // Left out by a program: its own fetch asks the address.
 *   fetch: async () => new Response('{ "keys": [] }'),
 * });
 * await verifier.verify('a.b.c').catch(({ code }) => console.log(code)); // key_set_empty
 * ```
 */
export class RemoteVerifier {
  readonly #keys: RemoteKeySet;
  readonly #rules: { policy: Policy; remember?: number };
  #compiled: { set: Jwks; verifier: Verifier } | null = null;

  constructor({ url, policy, remember, ...options }: RemoteSetup) {
    this.#keys = new RemoteKeySet(url, options);
    this.#rules = remember === undefined ? { policy } : { policy, remember };
  }

  /**
   * Verifies a token; {@link Verifier.verify}.
   *
   * @param now - seconds since the epoch
   * @throws KeySetError when the keys cannot be had; FairleadError `token_…` for a token that is not good
   */
  async verify(token: string, now: number = Date.now() / 1000): Promise<VerifiedToken> {
    return this.#withKeys(token, (verifier) => verifier.verify(token, now));
  }

  /** Checks the signature alone; {@link Verifier.verifyCompact}. */
  async verifyCompact(token: string): Promise<VerifiedCompact> {
    return this.#withKeys(token, (verifier) => verifier.verifyCompact(token));
  }

  /** Decides by the present set, and once more by a newer one where the key was unknown and there is one. */
  async #withKeys<T>(token: string, decide: (verifier: Verifier) => Promise<T>): Promise<T> {
    const set = await this.#keys.current();
    try {
      return await decide(this.#verifierOf(set));
    } catch (error) {
      if (!(error instanceof FairleadError) || error.code !== 'token_key_unknown') throw error;
      const newer = await this.#keys.forUnknownKey(headerOf(token));
      if (newer === null || newer === set) throw error;
      return decide(this.#verifierOf(newer));
    }
  }

  /** The last one may still be at work for somebody: it is left to the garbage collector. */
  #verifierOf(set: Jwks): Verifier {
    if (this.#compiled?.set === set) return this.#compiled.verifier;
    const verifier = Verifier.compile({ keys: set, ...this.#rules });
    this.#compiled = { set, verifier };
    return verifier;
  }
}

/** The header's text, which names the key; no more of it than tells tokens apart. */
function headerOf(token: string): string {
  return token.slice(0, Math.min(token.indexOf('.'), 1024));
}
