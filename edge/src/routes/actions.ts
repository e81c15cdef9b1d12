/** Actions: which there are for a role, which fit what somebody types, and running one. */

import { createRoute, z } from '@hono/zod-openapi';
import type { ActionInfo as Info, Envelope, RegistryDocument } from '@fairlead/core/action';
import { registry, registryFor } from '../actions/registry.ts';
import { runAction, type Attempt } from '../actions/run.ts';
import { asMember } from '../database/member.ts';
import { findEntity, isEntityType } from '../entities.ts';
import { routes, type AppContext } from '../http/context.ts';
import { readBody } from '../http/body.ts';
import { notFound } from '../http/problem.ts';
import { answers, bodyOf, kMember, Uuid } from '../http/schemas.ts';

const ActionInfo = z.custom<Info>().openapi('ActionInfo', {
  type: 'object',
  description: 'An action as the registry declares it, with what the registry implies filled in.',
  required: [
    'id',
    'label',
    'domain',
    'entity',
    'variant',
    'allowed_roles',
    'signature_required',
    'dropdown_only',
    'fields',
  ],
  properties: {
    id: { type: 'string' },
    label: { type: 'string' },
    domain: { type: 'string' },
    entity: { type: ['string', 'null'] },
    entity_required: { type: 'boolean' },
    variant: { enum: ['READ', 'MUTATE', 'SIGNED'] },
    allowed_roles: { type: 'array', items: { type: 'string' } },
    signature_required: { type: 'boolean' },
    dropdown_only: { type: 'boolean' },
    idempotent: { type: 'boolean' },
    fields: { type: 'array', items: { type: 'object' } },
    signature: { type: ['object', 'null'] },
    success_status: { type: 'integer' },
  },
});

/** Not a record schema: what is judged must be the very object that came in, whatever its members are called. */
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

const Signature = z.custom<Envelope>(isObject, 'must be an object').openapi('Signature', {
  type: 'object',
  description: 'The signature envelope; docs/http.md says how it is made.',
});

const Body = z
  .strictObject({
    entity_id: z.string().max(200).nullish().openapi({ description: 'What it is done to.', format: 'uuid' }),
    payload: z.custom<Attempt['payload']>(isObject, 'must be an object').default({}).openapi({
      type: 'object',
      description: "The fields of the action's registry entry.",
    }),
    signature: Signature.nullish(),
  })
  .openapi('ActionRequest');

const ActionAnswer = z
  .object({
    action: z.string(),
    status: z.int(),
    result: z.record(z.string(), z.unknown()),
    audit: z.object({ seq: z.int(), hash: z.string() }).nullable(),
  })
  .openapi('ActionAnswer');

const list = createRoute({
  method: 'get',
  path: '/v1/actions',
  summary: 'The actions this role may run, and the registry that a client compiles to check its forms',
  ...kMember,
  responses: answers(
    200,
    z.object({ actions: z.array(ActionInfo), registry: z.custom<RegistryDocument>().openapi({ type: 'object' }) }),
    'The actions, in the order of the registry.',
    401,
    429,
  ),
});

const suggestions = createRoute({
  method: 'get',
  path: '/v1/actions/suggestions',
  summary: 'The actions this role may see that match what was typed, best match first',
  ...kMember,
  request: {
    query: z.object({
      q: z.string().max(200).optional(),
      entity_type: z.string().max(64).optional(),
      entity_id: Uuid.optional(),
    }),
  },
  responses: answers(200, z.object({ suggestions: z.array(ActionInfo) }), 'The suggestions.', 400, 401, 404, 429),
});

const run = createRoute({
  method: 'post',
  path: '/v1/actions/{id}',
  summary: 'Runs an action',
  description: 'A changing action that the registry calls idempotent needs an Idempotency-Key header.',
  ...kMember,
  request: {
    params: z.object({ id: z.string().max(100) }),
    headers: z.object({ 'idempotency-key': z.string().optional().openapi({ minLength: 1, maxLength: 255 }) }),
    body: bodyOf('ActionRequest'),
  },
  responses: {
    ...answers(200, ActionAnswer, 'What was done or found.', 400, 401, 403, 404, 409, 413, 415, 429),
    ...answers(201, ActionAnswer, 'What was done.'),
  },
});

export const actions = routes();

actions.openAPIRegistry.register('ActionRequest', Body);

actions.openapi(list, async (c) => {
  const role = await asMember(c, ({ member }) => Promise.resolve(member.role));
  return c.json({ actions: registry.list({ role }), registry: registryFor(role) }, 200);
});

actions.openapi(suggestions, async (c) => {
  const { q, entity_type, entity_id } = c.req.valid('query');
  const role = await asMember(c, async ({ sql, member }) => {
    const named = entity_type ?? null;
    if (entity_id && isEntityType(named) && !(await findEntity(sql, named, entity_id))) throw notFound();
    return member.role;
  });
  const found = registry.suggest({ role, entity_type: entity_type ?? null, query: q ?? null });
  return c.json({ suggestions: found }, 200);
});

actions.openapi(run, async (c) => {
  const attempt = await attemptOf(c, c.req.valid('param').id, c.req.valid('header')['idempotency-key']);
  const answer = await asMember(c, (session) => runAction(session, attempt));
  return c.json(answer, answer.status as 200 | 201);
});

async function attemptOf(c: AppContext, action: string, key: string | undefined): Promise<Attempt> {
  const { entity_id, payload, signature } = await readBody(c, Body);
  return {
    action,
    entity_id: entity_id ?? null,
    payload,
    signature: signature ?? null,
    idempotency_key: key ?? null,
    request_id: c.var.requestId,
  };
}
