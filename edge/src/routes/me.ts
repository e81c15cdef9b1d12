/** Who I am here, and the keys my devices sign with. */

import { createRoute, z } from '@hono/zod-openapi';
import { enterDeed } from '../audit.ts';
import type { Transaction } from '../database/client.ts';
import { asMember, type Session } from '../database/member.ts';
import { readBody } from '../http/body.ts';
import { routes } from '../http/context.ts';
import { notFound, Problem } from '../http/problem.ts';
import { answers, bodyOf, kMember, refusals, Time, Uuid } from '../http/schemas.ts';

/** Each request reads a member's keys, so there is an end to them. */
const kMaxLiveKeys = 20;

const SigningKey = z
  .object({
    key_id: z.string(),
    label: z.string(),
    public_key: z.string().openapi({ description: 'Ed25519, 32 bytes as base64url.' }),
    created_at: Time,
    revoked_at: Time.nullable(),
  })
  .openapi('SigningKey');

const Me = z
  .object({
    user_id: Uuid,
    name: z.string(),
    tenant_id: Uuid,
    tenant_name: z.string(),
    role: z.string(),
    alpha: z.number().openapi({ description: 'How much meaning counts when related items are ranked here.' }),
    signing_keys: z.array(SigningKey),
  })
  .openapi('Me');

const NewKey = z
  .strictObject({
    public_key: z
      .string()
      .regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/, 'must be 32 bytes as base64url without padding'),
    label: z.string().max(80).default(''),
  })
  .openapi('NewSigningKey');

const read = createRoute({
  method: 'get',
  path: '/v1/me',
  summary: 'Who I am here',
  ...kMember,
  responses: answers(200, Me, 'The member.', 401, 429),
});

const enrol = createRoute({
  method: 'post',
  path: '/v1/me/signing-keys',
  summary: "Enrols a device's public key",
  ...kMember,
  request: { body: bodyOf('NewSigningKey') },
  responses: answers(201, SigningKey, 'The key, with the id that envelopes name it by.', 400, 401, 409, 413, 415, 429),
});

const revoke = createRoute({
  method: 'delete',
  path: '/v1/me/signing-keys/{key_id}',
  summary: 'Revokes one of my keys, for good',
  ...kMember,
  request: { params: z.object({ key_id: z.string().max(64) }) },
  responses: { 204: { description: 'Revoked.' }, ...refusals(401, 404, 429) },
});

export const me = routes();

me.openAPIRegistry.register('NewSigningKey', NewKey);

me.openapi(read, async (c) => {
  const answer = await asMember(c, async ({ sql, member }) => ({
    user_id: member.user_id,
    name: member.display_name,
    tenant_id: member.tenant_id,
    tenant_name: member.tenant_name,
    role: member.role,
    alpha: member.related_alpha,
    signing_keys: await keysOf(sql, null),
  }));
  return c.json(answer, 200);
});

/** The member's own keys, or the one of this id. */
async function keysOf(sql: Transaction, keyId: string | null): Promise<z.infer<typeof SigningKey>[]> {
  const rows = await sql<z.infer<typeof SigningKey>[]>`
    select key_id, label, public_key, created_at, revoked_at from signing_keys
    where tenant_id = claimed_tenant() and user_id = claimed_user() and (${keyId}::text is null or key_id = ${keyId})
    order by created_at, key_id`;
  return [...rows];
}

me.openapi(enrol, async (c) => {
  const wanted = await readBody(c, NewKey);
  const key = await asMember(c, (session) => enrolKey(session, wanted, c.var.requestId));
  return c.json(key, 201);
});

async function liveKeys(sql: Transaction): Promise<number> {
  const keys = await keysOf(sql, null);
  return keys.filter(({ revoked_at }) => revoked_at === null).length;
}

async function enrolKey(session: Session, { public_key, label }: z.infer<typeof NewKey>, request_id: string) {
  const { sql } = session;
  const key_id = crypto.randomUUID();
  if ((await liveKeys(sql)) >= kMaxLiveKeys) {
    throw new Problem(409, 'too_many_keys', `You have ${kMaxLiveKeys} keys. Revoke one you no longer use first.`);
  }
  const inserted = await sql`
    insert into signing_keys (key_id, public_key, label) values (${key_id}, ${public_key}, ${label})
    on conflict do nothing`;
  if (inserted.count === 0) {
    throw new Problem(409, 'key_enrolled', 'This key is enrolled on board already. Make a new one.');
  }
  await enterKeyDeed(session, 'enrol_signing_key', null, { key_id, public_key }, request_id);
  const [key] = await keysOf(sql, key_id);
  return key!;
}

me.openapi(revoke, async (c) => {
  const { key_id } = c.req.valid('param');
  await asMember(c, (session) => revokeKey(session, key_id, c.var.requestId));
  return c.body(null, 204);
});

async function revokeKey(session: Session, key_id: string, request_id: string): Promise<void> {
  const [key] = await session.sql<[{ public_key: string }?]>`
    update signing_keys set revoked_at = clock_timestamp()
    where tenant_id = claimed_tenant() and user_id = claimed_user() and key_id = ${key_id} and revoked_at is null
    returning public_key`;
  if (!key) throw notFound('You have no such key, or it is revoked already.');
  await enterKeyDeed(session, 'revoke_signing_key', { key_id, ...key }, { key_id, revoked: true }, request_id);
}

async function enterKeyDeed(
  session: Session,
  action: string,
  before: object | null,
  after: object,
  request_id: string,
) {
  await enterDeed(session, {
    action,
    entity_type: 'signing_key',
    entity_id: null,
    before,
    after,
    signature: null,
    request_id,
  });
}
