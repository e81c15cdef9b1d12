/** Parts: search, what is low, and one part with its ledger. */

import { createRoute, z } from '@hono/zod-openapi';
import { asMember } from '../database/member.ts';
import { routes } from '../http/context.ts';
import { notFound } from '../http/problem.ts';
import { answers, Day, decodeCursor, kMember, page, PageQuery, pageOf, Time, Uuid } from '../http/schemas.ts';
import { readPart } from '../parts/read.ts';

const Part = z
  .object({
    id: Uuid,
    name: z.string(),
    part_number: z.string(),
    category: z.string(),
    location: z.string(),
    unit: z.string(),
    stock: z.int().openapi({ description: 'The sum of the ledger.' }),
    min_level: z.int().openapi({ description: 'Below this the part is low; 0: never.' }),
  })
  .openapi('Part');

const LedgerEntry = z
  .object({
    id: Uuid,
    at: Time,
    kind: z.enum(['receipt', 'consumption', 'adjustment']),
    quantity: z.int(),
    balance: z.int().openapi({ description: 'The stock after this entry.' }),
    cause: z.string().nullable(),
    note: z.string().nullable(),
    reference: z.string().nullable(),
    happened_on: Day.nullable(),
    work_order_id: Uuid.nullable(),
    actor_name: z.string().nullable(),
  })
  .openapi('LedgerEntry');

const PartWithLedger = Part.extend({
  description: z.string(),
  manufacturer: z.string(),
  equipment_id: Uuid.nullable(),
  ledger: page(LedgerEntry),
}).openapi('PartWithLedger');

const search = createRoute({
  method: 'get',
  path: '/v1/parts',
  summary: 'Parts that have every word of the query, by name',
  ...kMember,
  request: { query: z.object({ q: z.string().max(200).default(''), ...PageQuery }) },
  responses: answers(200, page(Part), 'A page of parts.', 400, 401, 429),
});

const lowStock = createRoute({
  method: 'get',
  path: '/v1/parts/low-stock',
  summary: 'Parts below their minimum, the emptiest first',
  ...kMember,
  request: { query: z.object({ yacht_id: Uuid.optional(), ...PageQuery }) },
  responses: answers(200, page(Part), 'A page of parts.', 400, 401, 404, 429),
});

const one = createRoute({
  method: 'get',
  path: '/v1/parts/{id}',
  summary: 'One part with its stock and its ledger, newest entry first',
  ...kMember,
  request: { params: z.object({ id: Uuid }), query: z.object(PageQuery) },
  responses: answers(200, PartWithLedger, 'The part.', 400, 401, 404, 429),
});

type Row = z.infer<typeof Part>;

export const parts = routes();

parts.openapi(search, async (c) => {
  const { q, cursor, limit } = c.req.valid('query');
  const [name, id] = decodeCursor(cursor, z.tuple([z.string(), z.uuid()])) ?? [null, null];
  const rows = await asMember(
    c,
    ({ sql }) => sql<Row[]>`
      select part_id as id, name, part_number, category, location, unit, stock, min_level
      from search_parts(${q}, ${limit + 1}, ${name}, ${id})`,
  );
  return c.json(
    pageOf(
      rows,
      limit,
      (row) => row,
      (row) => [row.name, row.id],
    ),
    200,
  );
});

parts.openapi(lowStock, async (c) => {
  const { yacht_id, cursor, limit } = c.req.valid('query');
  if (yacht_id !== undefined && yacht_id.toLowerCase() !== c.var.token.tenant_id.toLowerCase()) throw notFound();
  const after = decodeCursor(cursor, z.tuple([z.number(), z.string(), z.uuid()]));
  const rows = await asMember(
    c,
    ({ sql }) => sql<(Row & { level: number })[]>`
      select part_id as id, name, part_number, category, location, unit, stock, min_level,
             stock::float8 / min_level as level
      from v_low_stock
      where ${after === null} or (stock::float8 / min_level, name, part_id)
                                 > (${after?.[0] ?? 0}::float8, ${after?.[1] ?? ''}, ${after?.[2] ?? null}::uuid)
      order by level, name, part_id
      limit ${limit + 1}`,
  );
  const item = ({ level: _, ...part }: Row & { level: number }): Row => part;
  return c.json(
    pageOf(rows, limit, item, (row) => [row.level, row.name, row.id]),
    200,
  );
});

parts.openapi(one, async (c) => {
  const { id } = c.req.valid('param');
  const part = await asMember(c, ({ sql }) => readPart(sql, id, c.req.valid('query')));
  return c.json(part, 200);
});
