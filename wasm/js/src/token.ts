import { core } from '#core/token';
import { textOf } from './answer.js';
import { Compiled, compile, type Held } from './compiled.js';
import { FairleadError, requireText } from './error.js';
import type { JsonValue } from './json.js';
import { bytesOf, SignatureChecker, type PendingSignature } from './signature.js';

export { FairleadError } from './error.js';

/** The algorithms of RFC 7518 and RFC 8037 that are accepted; `Ed25519` is RFC 9864's name. */
export type Algorithm =
  | 'HS256'
  | 'HS384'
  | 'HS512'
  | 'RS256'
  | 'RS384'
  | 'RS512'
  | 'PS256'
  | 'PS384'
  | 'PS512'
  | 'ES256'
  | 'ES384'
  | 'ES512'
  | 'EdDSA'
  | 'Ed25519';

/** A JSON Web Key (RFC 7517). */
export interface Jwk {
  kty: string;
  kid?: string;
  alg?: string;
  use?: string;
  [member: string]: unknown;
}

/** A JSON Web Key Set (RFC 7517). */
export interface Jwks {
  keys: Jwk[];
  [member: string]: unknown;
}

/** Which tokens are good. Members not named here are refused. */
export interface Policy {
  /** The only algorithms accepted; not empty. */
  algorithms: Algorithm[];
  issuers?: string[];
  audiences?: string[];
  /** Seconds by which clocks may differ, 0 to 60; 5 unless told. */
  leeway_s?: number;
  /** Whether a token must expire; true unless told. */
  require_exp?: boolean;
  /** Greatest age since `iat`, in seconds. */
  max_age_s?: number;
  required_claims?: string[];
  /** JSON Pointers into the claims. */
  tenant?: string;
  role?: string;
  session?: string;
  /** What the header's `typ` may be, such as `at+jwt`. */
  types?: string[];
  /** Values of `jti` that were taken back. */
  revoked_ids?: string[];
  /** Tokens issued before this time, in seconds since the epoch, were taken back. */
  revoked_before?: number;
}

/** What a verifier is made of. */
export interface VerifierSetup {
  keys: Jwks;
  policy: Policy;
  /**
   * How many tokens with a good signature are remembered, 0 to 10,000; 1,000 unless told. A token
   * that comes again is spared the arithmetic of its signature, never the judgement of its claims;
   * what is answered for it is then one object, deeply frozen. The memory ends with the verifier.
   */
  remember?: number;
}

/** A key of the set that is not used, and why. */
export interface RefusedKey {
  code: 'key_unsupported' | 'key_weak' | 'key_malformed';
  message: string;
  path: string;
}

/** A token whose signature and claims are good. */
export interface VerifiedToken {
  state: 'verified';
  algorithm: Algorithm;
  key_id: string | null;
  subject: string | null;
  tenant_id: string | null;
  role: string | null;
  session_id: string | null;
  /** Seconds since the epoch. */
  issued_at: number | null;
  /** Seconds since the epoch. */
  expires_at: number | null;
  claims: { [name: string]: JsonValue };
  header: { [name: string]: JsonValue };
}

/** A token whose signature is good; nothing is known of what it says. */
export interface VerifiedCompact {
  algorithm: Algorithm;
  key_id: string | null;
  header: { [name: string]: JsonValue };
  /** The bytes that were signed, whatever they are. */
  payload: Uint8Array;
}

interface Summary {
  usable: number;
  refused: RefusedKey[];
}

type CompactAnswer = Omit<VerifiedCompact, 'payload'> & { state: 'verified'; payload: string };

/**
 * A key set and a policy, compiled once.
 *
 * @example
 * ```ts
 * import { Verifier } from '@fairlead/core/token';
 *
 * // The key set of RFC 7515, A.1: one key for HMAC.
 * const k = 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow';
 * const verifier = Verifier.compile({
 *   keys: { keys: [{ kty: 'oct', k }] },
 *   policy: { algorithms: ['HS256'], issuers: ['joe'] },
 * });
 * const token =
 *   'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9' +
 *   '.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ' +
 *   '.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
 * const { claims } = await verifier.verify(token, 1_300_000_000);
 * console.log(claims['iss']); // joe
 * await verifier.verify(token).catch(({ code }) => console.log(code)); // token_expired
 * verifier.dispose();
 * ```
 */
export class Verifier extends Compiled {
  /** How many keys of the set can verify tokens. */
  readonly usable: number;
  /** The keys that cannot. */
  readonly refused: RefusedKey[];
  readonly #signatures = new SignatureChecker();
  readonly #longest: number;
  readonly #remember: number;
  /** What was answered for the tokens that the core may remember; whether it still holds, the core says. */
  readonly #answers = new Map<string, VerifiedToken>();

  private constructor(held: Held, summary: Summary, remember: number) {
    super(held);
    this.usable = summary.usable;
    this.refused = summary.refused;
    this.#longest = held.core.constant('token.most_bytes');
    this.#remember = remember;
  }

  /**
   * Compiles a key set and a policy.
   *
   * @throws FairleadError `key_set_empty` when no key is usable, `member_…` or `json_…` otherwise
   */
  static compile(setup: VerifierSetup): Verifier {
    const whole = typeof setup === 'string' ? setup : { remember: 1000, ...setup };
    const [held, summary] = compile<Summary>(core, 'token.compile', textOf(whole));
    return new Verifier(held, summary, typeof whole === 'string' ? 0 : whole.remember);
  }

  /**
   * Verifies a token of any algorithm. RSA, ECDSA and Ed25519 signatures are checked by the host
   * (Node's own cryptography, elsewhere WebCrypto), where it can, after the core has decided
   * everything else about the token.
   *
   * @param now - seconds since the epoch
   * @throws FairleadError `token_…` for a token that is not good
   */
  async verify(token: string, now: number = Date.now() / 1000): Promise<VerifiedToken> {
    const text = this.#clipped(token);
    const known = this.#recalled(text, now);
    if (known) return known;
    const first = this.ask<VerifiedToken | PendingSignature>('token.begin', text, now);
    if (first.state === 'verified') return this.#kept(text, first);
    const valid = await this.#signatures.check(first);
    if (valid === null) return this.verifySync(text, now);
    return this.#kept(text, this.ask('token.finish', text, now, valid));
  }

  /**
   * Verifies an HMAC or Ed25519 token without awaiting.
   *
   * @param now - seconds since the epoch
   * @throws FairleadError `token_…` for a token that is not good; `verify_needs_await` for an RSA or
   *   ECDSA token, which only {@link verify} can check
   */
  verifySync(token: string, now: number = Date.now() / 1000): VerifiedToken {
    const text = this.#clipped(token);
    const known = this.#recalled(text, now);
    if (known) return known;
    const answer = this.ask<VerifiedToken | PendingSignature>('token.verify', text, now);
    if (answer.state === 'verified') return this.#kept(text, answer);
    throw needsAwait(answer, 'verify');
  }

  /**
   * Checks the signature of a compact JWS (RFC 7515) by the policy's algorithms and the set's keys,
   * and gives the bytes that were signed. Nothing is asked of them, not even that they be JSON.
   *
   * @throws FairleadError `token_missing`, `token_malformed`, `token_alg_refused`, `token_key_unknown` or
   *   `token_signature_invalid`
   */
  async verifyCompact(token: string): Promise<VerifiedCompact> {
    const text = this.#clipped(token);
    const first = this.ask<CompactAnswer | PendingSignature>('token.begin_compact', text);
    if (first.state === 'verified') return compactOf(first);
    const valid = await this.#signatures.check(first);
    if (valid === null) return this.verifyCompactSync(text);
    return compactOf(this.ask('token.finish_compact', text, valid));
  }

  /** The same for HMAC and Ed25519 without awaiting; other algorithms throw `verify_needs_await`. */
  verifyCompactSync(token: string): VerifiedCompact {
    const text = this.#clipped(token);
    const answer = this.ask<CompactAnswer | PendingSignature>('token.verify_compact', text);
    if (answer.state === 'verified') return compactOf(answer);
    throw needsAwait(answer, 'verifyCompact');
  }

  /** Gives the memory back; later questions throw `handle_invalid`. A second time does nothing. */
  override dispose(): void {
    this.#answers.clear();
    super.dispose();
  }

  /** No more of a text than shows that it is too long: it is not copied into the core just to be refused. */
  #clipped(token: string): string {
    requireText(token);
    return token.length > this.#longest ? token.slice(0, this.#longest + 1) : token;
  }

  #recalled(text: string, now: number): VerifiedToken | null {
    const answer = this.#answers.get(text);
    if (!answer) return null;
    if (this.holds('token.recall', text, now)) return answer;
    this.#answers.delete(text);
    return null;
  }

  #kept(text: string, answer: VerifiedToken): VerifiedToken {
    if (this.#remember === 0) return answer;
    if (this.#answers.size >= this.#remember) {
      for (const oldest of this.#answers.keys()) {
        this.#answers.delete(oldest);
        break;
      }
    }
    freeze(answer);
    this.#answers.set(text, answer);
    return answer;
  }
}

function compactOf({ algorithm, key_id, header, payload }: CompactAnswer): VerifiedCompact {
  return { algorithm, key_id, header, payload: bytesOf(payload) };
}

function needsAwait({ algorithm }: PendingSignature, instead: string): FairleadError {
  return new FairleadError(
    'verify_needs_await',
    `A signature of ${algorithm} is checked by the host, which may answer later; call ${instead}() and await it.`,
  );
}

/** Makes a JSON value and all in it unchangeable, since it will be given to others too. */
function freeze(value: object): void {
  Object.freeze(value);
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) freeze(inner as object);
}
