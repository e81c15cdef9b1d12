/**
 * How an action runs: found, judged by the core, and carried out in one transaction.
 *
 *   principal → entity → verdict → idempotency key → nonce → the change itself → audit entry → the key's result
 *
 * A refusal anywhere undoes all of it, so a refused action uses up neither key nor nonce.
 */

import type { ActionDefinition, Envelope, Verdict } from '@fairlead/core/action';
import type { JsonValue } from '@fairlead/core/json';
import { enterDeed, type AuditMark } from '../audit.ts';
import type { Session } from '../database/member.ts';
import { findEntity, isEntityType } from '../entities.ts';
import { documentHash } from '../hash.ts';
import { badInput, denied, Problem } from '../http/problem.ts';
import type { Effect } from './effect.ts';
import { performers } from './performers.ts';
import { definitionOf, registry } from './registry.ts';

/** What a caller sent. */
export interface Attempt {
  action: string;
  entity_id: string | null;
  payload: { [member: string]: unknown };
  signature: Envelope | null;
  idempotency_key: string | null;
  request_id: string;
}

/** What an action answers. */
export interface ActionAnswer {
  action: string;
  status: number;
  result: Effect['result'];
  /** null for a READ, which leaves no entry. */
  audit: AuditMark | null;
}

interface FoundEntity {
  id: string;
  tenant_id: string;
}

/** @throws Problem with the verdict's status and code, or 409 where the idempotency key was used before */
export async function runAction(session: Session, attempt: Attempt): Promise<ActionAnswer> {
  const definition = definitionOf(attempt.action);
  const entity = await entityOf(session, definition, attempt.entity_id);
  const verdict = judge(session, attempt, entity, false);
  const key = definition?.idempotent ? attempt.idempotency_key : null;
  // A repeated request is told of its first result even when its signature has gone stale meanwhile.
  if (key !== null && (verdict.allowed || verdict.code.startsWith('signature_'))) await claimKey(session, attempt, key);
  if (!verdict.allowed || !definition) throw denied(verdict);
  await spendNonce(session, attempt, entity);
  const order = { session, entityId: entity?.id ?? null, payload: attempt.payload };
  const effect = await performers[definition.id]!(order);
  const audit =
    definition.variant === 'READ' ? null : await enterDeed(session, deedOf(definition, attempt, entity, effect));
  const answer = { action: definition.id, status: definition.success_status, result: effect.result, audit };
  if (key !== null) await settleKey(session, answer, key);
  return answer;
}

/** `undefined` where the request names no entity, null where it names one that is not here. */
async function entityOf({ sql }: Session, definition: ActionDefinition | undefined, id: string | null) {
  if (!definition || !isEntityType(definition.entity) || id === null) return undefined;
  return findEntity(sql, definition.entity, id);
}

function judge(
  { member }: Session,
  attempt: Attempt,
  entity: FoundEntity | null | undefined,
  nonceUsed: boolean,
): Verdict {
  const { user_id, tenant_id, role } = member;
  try {
    return registry.evaluate({
      action: attempt.action,
      principal: { user_id, tenant_id, role },
      ...(entity === undefined ? {} : { entity }),
      payload: attempt.payload,
      idempotency_key: attempt.idempotency_key,
      signature: attempt.signature,
      signing_keys: member.signing_keys.map(({ key_id, public_key, revoked }) => ({ key_id, public_key, revoked })),
      nonce_used: nonceUsed,
      now: Date.now() / 1000,
    });
  } catch (error) {
    throw badInput(error);
  }
}

interface Claim {
  fresh: boolean;
  same_payload: boolean;
  first_result: ActionAnswer | null;
}

/** Takes the idempotency key, or refuses with what it stands for already. */
async function claimKey({ sql }: Session, { action, entity_id, payload }: Attempt, key: string): Promise<void> {
  const hash = await documentHash({ entity_id, payload });
  const [claim] = await sql<[Claim]>`
    select fresh, same_payload, first_result from claim_idempotency_key(${action}, ${key}, ${hash})`;
  if (claim.fresh) return;
  const first = claim.first_result;
  if (claim.same_payload) {
    throw new Problem(409, 'already_done', 'This was done before under the same idempotency key; see "first".', {
      first,
    });
  }
  const detail = 'The idempotency key was used before with another payload. Use a new key for a new request.';
  throw new Problem(409, 'idempotency_key_reused', detail, { first: first && { action, audit: first.audit } });
}

async function settleKey({ sql }: Session, answer: ActionAnswer, key: string): Promise<void> {
  const result = sql.json(answer as unknown as JsonValue);
  await sql`select settle_idempotency_key(${answer.action}, ${key}, ${answer.status}, ${result})`;
}

/** A nonce is good once; that it was used before is the core's to say. */
async function spendNonce(session: Session, attempt: Attempt, entity: FoundEntity | null | undefined): Promise<void> {
  if (attempt.signature === null || definitionOf(attempt.action)?.variant !== 'SIGNED') return;
  const { nonce } = attempt.signature;
  const [{ fresh }] = await session.sql<[{ fresh: boolean }]>`select spend_nonce(${nonce}, ${attempt.action}) as fresh`;
  if (!fresh) throw denied(judge(session, attempt, entity, true));
}

function deedOf(
  definition: ActionDefinition,
  attempt: Attempt,
  entity: FoundEntity | null | undefined,
  effect: Effect,
) {
  return {
    action: definition.id,
    entity_type: definition.entity,
    entity_id: entity?.id ?? null,
    before: effect.before ?? null,
    after: effect.after ?? null,
    signature: definition.variant === 'SIGNED' ? attempt.signature : null,
    request_id: attempt.request_id,
  };
}
