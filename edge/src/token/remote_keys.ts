/**
 * The identity provider's key set (RFC 7517), fetched by URL and kept for a while.
 *
 * - A set is fresh for 10 minutes. A fetch may take 5 seconds and 256 KiB; redirects are refused, and so is
 *   any address that is neither https nor on this machine.
 * - A token that names an unknown key may cause a fetch before that, but at most one in 30 seconds, so that made-up
 *   key ids cannot make the edge hammer the provider. A failed fetch counts.
 * - Where there is no set that may still be used, each request fetches; after a failure at most one a second does.
 * - When the provider cannot be reached, the last set is used for up to an hour: a provider's outage is not ours.
 * - Secret keys (`kty: "oct"`) in a public set are nobody's proof and are dropped.
 *
 * One instance belongs to one isolate. Nothing is awaited across requests, which Workers do not allow, so two
 * requests that find the set stale at the same moment may both fetch it.
 */

import type { Jwk, Jwks } from '@fairlead/core/token';
import { isSafeUrl } from '../settings.ts';

export const kFreshMs = 10 * 60_000;
export const kUsableMs = 60 * 60_000;
export const kRefetchMs = 30_000;
export const kRetryMs = 1_000;
export const kTimeoutMs = 5_000;
export const kMaxBytes = 256 * 1024;

/** The key set cannot be had. Says why without repeating what the provider sent. */
export class KeySetError extends Error {
  constructor(reason: 'unsafe_address' | 'unreachable' | 'refused' | 'too_large' | 'malformed') {
    super(`The identity provider's key set cannot be had: ${reason}.`);
    this.name = 'KeySetError';
  }
}

export interface RemoteKeysOptions {
  fetch?: typeof fetch;
  /** Milliseconds since some fixed moment. */
  now?: () => number;
}

export class RemoteKeys {
  readonly #url: URL;
  readonly #fetch: typeof fetch;
  readonly #now: () => number;
  #set: Jwks | null = null;
  #fetchedAt = -Infinity;
  #triedAt = -Infinity;
  #failedAt = -Infinity;

  constructor(url: URL, { fetch: fetcher = (...call) => fetch(...call), now = Date.now }: RemoteKeysOptions = {}) {
    this.#url = url;
    this.#fetch = fetcher;
    this.#now = now;
  }

  /**
   * The set, fetched when there is none or it is no longer fresh. The same object as long as it is the same fetch.
   *
   * @throws KeySetError when there is none and none can be fetched
   */
  async current(): Promise<Jwks> {
    const age = this.#now() - this.#fetchedAt;
    if (this.#set && age < kFreshMs) return this.#set;
    const last = age < kUsableMs ? this.#set : null;
    try {
      return await this.#refetch(last ? kRefetchMs : 0);
    } catch (error) {
      if (last) return last;
      throw error;
    }
  }

  /** The set fetched anew for a key it does not hold, or null where that was done less than 30 seconds ago. */
  async forUnknownKey(): Promise<Jwks | null> {
    try {
      return await this.#refetch(kRefetchMs);
    } catch {
      return null;
    }
  }

  async #refetch(pause: number): Promise<Jwks> {
    const now = this.#now();
    if (now - this.#triedAt < pause || now - this.#failedAt < kRetryMs) throw new KeySetError('unreachable');
    this.#triedAt = now;
    try {
      this.#set = await this.#download();
    } catch (error) {
      this.#failedAt = this.#now();
      throw error;
    }
    this.#fetchedAt = this.#now();
    return this.#set;
  }

  async #download(): Promise<Jwks> {
    if (!isSafeUrl(this.#url)) throw new KeySetError('unsafe_address');
    const signal = AbortSignal.timeout(kTimeoutMs);
    try {
      const headers = { accept: 'application/jwk-set+json, application/json' };
      const response = await this.#fetch(this.#url, { headers, redirect: 'manual', signal });
      if (response.status !== 200) {
        await response.body?.cancel();
        throw new KeySetError('refused');
      }
      return keySetOf(await limitedText(response));
    } catch (error) {
      throw error instanceof KeySetError ? error : new KeySetError('unreachable');
    }
  }
}

/** The body, read no further than the limit. */
async function limitedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).length;
    if (size > kMaxBytes) throw new KeySetError('too_large');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
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
