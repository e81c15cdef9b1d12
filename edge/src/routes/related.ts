/** Related items of a thing. */

import { createRoute, z } from '@hono/zod-openapi';
import { asMember } from '../database/member.ts';
import { routes } from '../http/context.ts';
import { answers, kMember, Uuid } from '../http/schemas.ts';

import { kRelatable, relatedTo } from '../related/related.ts';
import { settingsOf } from '../settings.ts';

const RelatedItem = z
  .object({
    entity_type: z.enum(['equipment', 'fault', 'work_order', 'part', 'note', 'file']),
    id: Uuid,
    title: z.string(),
    snippet: z.string(),
    relation: z.string().openapi({ description: 'How it is linked.' }),
    fk_score: z.number().openapi({ description: 'How near the link is, 1 being the nearest.' }),
    from: z.int().openapi({ description: 'Its place in the order of the links, from 0.' }),
    cosine: z.number().nullable().openapi({ description: 'Likeness of meaning as measured; null without a vector.' }),
    score: z.number().nullable(),
    vector: z.string().nullish().openapi({ description: 'Base64 of little-endian float32.' }),
  })
  .openapi('RelatedItem');

const Related = z
  .object({
    entity_type: z.enum(kRelatable),
    entity_id: Uuid,
    alpha: z.number().openapi({ description: "The tenant's: 0 is the order of the links, 1 that of meaning." }),
    items: z.array(RelatedItem),
    query: z.object({ vector: z.string().nullable(), model: z.string().nullable() }).optional(),
  })
  .openapi('Related');

const route = createRoute({
  method: 'get',
  path: '/v1/related',
  summary: 'What belongs to a thing, in the order of its links, re-ranked by meaning',
  ...kMember,
  request: {
    query: z.object({
      entity_type: z.enum(kRelatable),
      entity_id: Uuid,
      limit: z.coerce.number().int().min(1).max(200).default(20),
      include: z.literal('vectors').optional().openapi({ description: 'Adds the vectors, to rank again elsewhere.' }),
    }),
  },
  responses: answers(200, Related, 'The related items.', 400, 401, 404, 429),
});

export const related = routes();

related.openapi(route, async (c) => {
  const { entity_type, entity_id, limit, include } = c.req.valid('query');
  const alpha = settingsOf(c.env).shadowAlpha;
  const shadow = alpha === null ? null : { alpha, requestId: c.var.requestId };
  const question = { type: entity_type, id: entity_id, limit, vectors: include === 'vectors', shadow };
  const { answer, record } = await asMember(c, (session) => relatedTo(session, question));
  if (record) console.log(JSON.stringify({ related_shadow: record }));
  return c.json(answer, 200);
});
