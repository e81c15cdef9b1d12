/**
 * Which tokens this edge takes: HS256 under its own secret, and what its identity provider signs with the keys of
 * its published set. The two never meet in one verifier, so that no public key can be taken for a secret. Everything
 * about a token is decided by the core; this file only brings it the keys.
 */

import { KeySetError, RemoteVerifier } from '@fairlead/core/remote';
import { FairleadError, Verifier, type Algorithm, type Policy, type VerifiedToken } from '@fairlead/core/token';
import { Problem, unauthorized } from '../http/problem.ts';
import type { Settings } from '../settings.ts';

const kRemoteAlgorithms: Algorithm[] = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA', 'Ed25519'];

/** A token whose subject and tenant are there. */
export type MemberToken = VerifiedToken & { subject: string; tenant_id: string };

export class Tokens {
  readonly #policy: Omit<Policy, 'algorithms'>;
  readonly #local: Verifier | null;
  readonly #remote: RemoteVerifier | null;

  constructor(settings: Settings) {
    this.#policy = policyOf(settings);
    this.#local = settings.tokenSecret === null ? null : this.#compileLocal(settings.tokenSecret);
    const url = settings.tokenJwksUrl;
    this.#remote = url === null ? null : this.#compileRemote(url);
  }

  /**
   * The verdict on the token of an Authorization header.
   *
   * @throws Problem 401 with the core's code; 503 `key_set_unavailable` when the provider's keys cannot be had
   */
  async verify(authorization: string | undefined): Promise<MemberToken> {
    const token = bearerOf(authorization);
    const verified = await this.#verdict(token).catch((error: unknown) => {
      throw refusal(error);
    });
    return memberToken(verified);
  }

  async #verdict(token: string): Promise<VerifiedToken> {
    if (this.#remote === null || (this.#local !== null && isHmac(token))) return this.#local!.verify(token);
    return this.#remote.verify(token);
  }

  #compileRemote(url: URL): RemoteVerifier {
    return new RemoteVerifier({ url, policy: { ...this.#policy, algorithms: kRemoteAlgorithms } });
  }

  #compileLocal(secret: string): Verifier {
    const keys = { keys: [{ kty: 'oct', k: secret, alg: 'HS256' }] };
    return Verifier.compile({ keys, policy: { ...this.#policy, algorithms: ['HS256'] } });
  }
}

function policyOf({ tokenIssuers, tokenAudiences }: Settings): Omit<Policy, 'algorithms'> {
  return {
    ...(tokenIssuers.length > 0 ? { issuers: tokenIssuers } : {}),
    ...(tokenAudiences.length > 0 ? { audiences: tokenAudiences } : {}),
    required_claims: ['sub'],
    tenant: '/app_metadata/tenant_id',
  };
}

function bearerOf(authorization: string | undefined): string {
  const token = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) {
    throw unauthorized('token_missing', 'Send the access token as "Authorization: Bearer …".');
  }
  return token;
}

/** Whether a token says it is signed by a secret; only chooses who looks at it, and decides nothing. */
function isHmac(token: string): boolean {
  try {
    const segment = token.slice(0, token.indexOf('.')).replaceAll('-', '+').replaceAll('_', '/');
    return String((JSON.parse(atob(segment)) as { alg?: unknown }).alg).startsWith('HS');
  } catch {
    return true;
  }
}

function refusal(error: unknown): unknown {
  if (error instanceof KeySetError) {
    return new Problem(503, 'key_set_unavailable', `${error.message} Try again later.`, {}, { 'retry-after': '30' });
  }
  if (!(error instanceof FairleadError)) return error;
  if (error.code.startsWith('token_')) return unauthorized(error.code, error.message);
  if (error.code === 'key_set_empty') {
    return new Problem(503, 'key_set_unavailable', "The identity provider's key set holds no usable key.");
  }
  return error;
}

const kUuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Users and tenants are UUIDs here; a token of other names is nobody's. */
function memberToken(token: VerifiedToken): MemberToken {
  const { subject, tenant_id } = token;
  if (subject === null || !kUuid.test(subject)) {
    throw unauthorized('token_claim_invalid', 'The claim "sub" must be the UUID of a user.');
  }
  if (tenant_id === null || !kUuid.test(tenant_id)) {
    throw unauthorized('token_claim_invalid', 'The claim "app_metadata.tenant_id" must be the UUID of a tenant.');
  }
  return { ...token, subject, tenant_id };
}
