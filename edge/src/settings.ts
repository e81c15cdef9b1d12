/**
 * What the edge is told from outside: bindings, variables and secrets. All of it is read and checked once,
 * and whatever is missing or wrong is listed together.
 */

import { isSafeUrl } from '@fairlead/core/remote';

/** Bindings and variables as the platform hands them over. */
export interface Bindings {
  /** Hyperdrive on Workers; elsewhere DATABASE_URL. */
  HYPERDRIVE?: { connectionString: string };
  /** A rate limiting binding (one count for a location rather than for an isolate). */
  RATE_LIMITER?: { limit(options: { key: string }): Promise<{ success: boolean }> };
  DATABASE_URL?: string;
  TOKEN_SECRET?: string;
  TOKEN_JWKS_URL?: string;
  TOKEN_ISSUERS?: string;
  TOKEN_AUDIENCES?: string;
  CORS_ORIGINS?: string;
  RATE_LIMIT_PER_MINUTE?: string;
  SHOW_RELATED_SHADOW?: string;
  SHOW_RELATED_SHADOW_ALPHA?: string;
  DEMO_IDENTITY_URL?: string;
  AI_SUMM_ENABLED?: string;
}

export interface Settings {
  databaseUrl: string;
  /** base64url of the HS256 secret, at least 32 bytes; null: no HS256 tokens. */
  tokenSecret: string | null;
  /** Where the identity provider's key set is; null: no tokens signed with its keys. */
  tokenJwksUrl: URL | null;
  /** Empty: any issuer. */
  tokenIssuers: string[];
  /** Empty: any audience. */
  tokenAudiences: string[];
  /** Origins that may call from a page of their own; the edge's own page needs none. */
  corsOrigins: string[];
  rateLimitPerMinute: number;
  /** The alpha whose order is computed beside the served one and logged; null: no shadow. */
  shadowAlpha: number | null;
  /** The demo identity provider; null: no routes under /demo. */
  demoIdentityUrl: URL | null;
  /** Whether summaries of mails may be asked for. */
  summaries: boolean;
}

/** Every setting that is missing or wrong, each with what to do. */
export class SettingsError extends Error {
  readonly faults: string[];

  constructor(faults: string[]) {
    super(`Settings are missing or wrong: ${faults.join(' ')}`);
    this.name = 'SettingsError';
    this.faults = faults;
  }
}

const read = new WeakMap<Bindings, Settings>();

/**
 * The settings of these bindings, checked on first use.
 *
 * @throws SettingsError naming all faults at once
 */
export function settingsOf(bindings: Bindings): Settings {
  const known = read.get(bindings);
  if (known) return known;
  const settings = new Reader(bindings).settings();
  read.set(bindings, settings);
  return settings;
}

/** Reads one variable after the other and gathers the faults. */
class Reader {
  readonly #faults: string[] = [];

  readonly #bindings: Bindings;

  constructor(bindings: Bindings) {
    this.#bindings = bindings;
  }

  settings(): Settings {
    const settings: Settings = {
      databaseUrl: this.#database(),
      tokenSecret: this.#secret(),
      tokenJwksUrl: this.#url('TOKEN_JWKS_URL'),
      tokenIssuers: this.#list('TOKEN_ISSUERS'),
      tokenAudiences: this.#list('TOKEN_AUDIENCES'),
      corsOrigins: this.#list('CORS_ORIGINS'),
      rateLimitPerMinute: this.#number('RATE_LIMIT_PER_MINUTE', 1200, 1, 1_000_000),
      shadowAlpha: this.#shadowAlpha(),
      demoIdentityUrl: this.#url('DEMO_IDENTITY_URL'),
      summaries: this.#summaries(),
    };
    if (settings.tokenSecret === null && settings.tokenJwksUrl === null && !this.#bindings.TOKEN_SECRET) {
      this.#faults.push('TOKEN_JWKS_URL or TOKEN_SECRET: set at least one, or no token can be verified.');
    }
    if (this.#faults.length > 0) throw new SettingsError(this.#faults);
    return settings;
  }

  #database(): string {
    const url = this.#bindings.HYPERDRIVE?.connectionString ?? this.#bindings.DATABASE_URL;
    if (!url) this.#faults.push('HYPERDRIVE: bind a Hyperdrive configuration (or set DATABASE_URL).');
    return url ?? '';
  }

  #summaries(): boolean {
    const text = this.#bindings.AI_SUMM_ENABLED || 'true';
    if (!['true', 'false'].includes(text)) this.#faults.push('AI_SUMM_ENABLED: must be true or false.');
    return text !== 'false';
  }

  #secret(): string | null {
    const text = this.#bindings.TOKEN_SECRET;
    if (!text) return null;
    if (/^[A-Za-z0-9_-]{43,}$/.test(text)) return text;
    this.#faults.push('TOKEN_SECRET: must be base64url of at least 32 random bytes.');
    return null;
  }

  #url(name: 'TOKEN_JWKS_URL' | 'DEMO_IDENTITY_URL'): URL | null {
    const text = this.#bindings[name];
    if (!text) return null;
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url && isSafeUrl(url)) return url;
    this.#faults.push(`${name}: must be an https address (http only on loopback).`);
    return null;
  }

  #list(name: 'TOKEN_ISSUERS' | 'TOKEN_AUDIENCES' | 'CORS_ORIGINS'): string[] {
    const parts = (this.#bindings[name] ?? '').split(',').map((part) => part.trim());
    return parts.filter((part) => part !== '');
  }

  #number(name: 'RATE_LIMIT_PER_MINUTE' | 'SHOW_RELATED_SHADOW_ALPHA', fallback: number, min: number, max: number) {
    const text = this.#bindings[name];
    const value = text ? Number(text) : fallback;
    if (!(value >= min && value <= max)) this.#faults.push(`${name}: must be a number from ${min} to ${max}.`);
    return value;
  }

  #shadowAlpha(): number | null {
    const alpha = this.#number('SHOW_RELATED_SHADOW_ALPHA', 0.5, 0, 1);
    return this.#bindings.SHOW_RELATED_SHADOW === 'true' ? alpha : null;
  }
}
