import { core } from '#core/token';
import { textOf } from './answer.js';
import { Compiled, compile, type Held } from './compiled.js';
import { FairleadError } from './error.js';
import type { JsonValue } from './json.js';
import { SignatureChecker, type PendingSignature } from './signature.js';

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

interface Summary {
  usable: number;
  refused: RefusedKey[];
}

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

  private constructor(held: Held, summary: Summary) {
    super(held);
    this.usable = summary.usable;
    this.refused = summary.refused;
  }

  /**
   * Compiles a key set and a policy.
   *
   * @throws FairleadError `key_set_empty` when no key is usable, `member_…` or `json_…` otherwise
   */
  static compile(setup: { keys: Jwks; policy: Policy }): Verifier {
    return new Verifier(...compile<Summary>(core, 'token.compile', textOf(setup)));
  }

  /**
   * Verifies a token of any algorithm. RSA and ECDSA signatures are checked by the host's WebCrypto
   * after the core has decided everything else about the token.
   *
   * @param now - seconds since the epoch
   * @throws FairleadError `token_…` for a token that is not good
   */
  async verify(token: string, now: number = Date.now() / 1000): Promise<VerifiedToken> {
    const first = this.#begin(token, now);
    if (first.state === 'verified') return first;
    const valid = await this.#signatures.check(first);
    return this.ask('token.finish', token, now, valid);
  }

  /**
   * Verifies an HMAC or Ed25519 token without awaiting.
   *
   * @param now - seconds since the epoch
   * @throws FairleadError `token_…` for a token that is not good; `verify_needs_await` for an RSA or
   *   ECDSA token, which only {@link verify} can check
   */
  verifySync(token: string, now: number = Date.now() / 1000): VerifiedToken {
    const first = this.#begin(token, now);
    if (first.state === 'verified') return first;
    throw new FairleadError(
      'verify_needs_await',
      `A signature of ${first.algorithm} is checked by WebCrypto, which answers later; call verify() and await it.`,
    );
  }

  #begin(token: string, now: number): VerifiedToken | PendingSignature {
    return this.ask('token.verify', token, now);
  }
}
