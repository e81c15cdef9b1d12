/** Work orders: the list, one with its notes and parts, and its files. */

import { createRoute, z } from '@hono/zod-openapi';
import { asMember } from '../database/member.ts';
import type { Transaction } from '../database/client.ts';
import { routes } from '../http/context.ts';
import { notFound } from '../http/problem.ts';
import { answers, Day, decodeCursor, kMember, page, PageQuery, pageOf, Time, Uuid } from '../http/schemas.ts';

const WorkOrder = z
  .object({
    id: Uuid,
    number: z.string().openapi({ description: 'What people call it by.', example: 'WO-0042' }),
    title: z.string(),
    status: z.enum(['open', 'in_progress', 'on_hold', 'completed', 'cancelled']),
    priority: z.enum(['low', 'normal', 'high', 'urgent']),
    equipment_id: Uuid.nullable(),
    equipment_name: z.string().nullable(),
    due_on: Day.nullable(),
    updated_at: Time,
  })
  .openapi('WorkOrder');

const Note = z
  .object({ id: Uuid, text: z.string(), author_name: z.string().nullable(), created_at: Time })
  .openapi('Note');

const NeededPart = z
  .object({
    part_id: Uuid,
    name: z.string(),
    part_number: z.string(),
    quantity: z.int(),
    stock: z.int(),
    unit: z.string(),
  })
  .openapi('NeededPart');

const WorkOrderWithNotes = WorkOrder.extend({
  description: z.string(),
  assigned_to_name: z.string().nullable(),
  hours_worked: z.number().nullable(),
  closed_at: Time.nullable(),
  parts: z.array(NeededPart),
  notes: z.array(Note).openapi({ description: 'The last 200, newest first.' }),
}).openapi('WorkOrderWithNotes');

const File = z
  .object({
    id: Uuid,
    file_name: z.string(),
    caption: z.string(),
    media_type: z.string(),
    byte_size: z.int(),
    created_at: Time,
  })
  .openapi('File');

const list = createRoute({
  method: 'get',
  path: '/v1/work-orders',
  summary: 'Work orders, last changed first',
  ...kMember,
  request: { query: z.object({ status: WorkOrder.shape.status.optional(), ...PageQuery }) },
  responses: answers(200, page(WorkOrder), 'A page of work orders.', 400, 401, 429),
});

const params = z.object({ id: Uuid });

const one = createRoute({
  method: 'get',
  path: '/v1/work-orders/{id}',
  summary: 'One work order with its notes and the parts it needs',
  ...kMember,
  request: { params },
  responses: answers(200, WorkOrderWithNotes, 'The work order.', 400, 401, 404, 429),
});

const files = createRoute({
  method: 'get',
  path: '/v1/work-orders/{id}/files',
  summary: 'The files of a work order that were not put away, newest first',
  ...kMember,
  request: { params, query: z.object(PageQuery) },
  responses: answers(200, page(File), 'A page of files.', 400, 401, 404, 429),
});

type Order = z.infer<typeof WorkOrder>;
type Detail = Omit<z.infer<typeof WorkOrderWithNotes>, 'notes' | 'parts'>;

const kSummary = (sql: Transaction) => sql`
  w.id, 'WO-' || lpad(w.number::text, greatest(4, length(w.number::text)), '0') as number, w.title, w.status, w.priority,
  w.equipment_id, e.name as equipment_name, w.due_on, w.updated_at`;

const kFrom = (sql: Transaction) => sql`
  pms_work_orders w left join pms_equipment e on e.tenant_id = w.tenant_id and e.id = w.equipment_id`;

export const workOrders = routes();

workOrders.openapi(list, async (c) => {
  const { status, cursor, limit } = c.req.valid('query');
  const [at, id] = decodeCursor(cursor, z.tuple([z.iso.datetime(), z.uuid()])) ?? [null, null];
  const rows = await asMember(
    c,
    ({ sql }) => sql<Order[]>`
      select ${kSummary(sql)} from ${kFrom(sql)}
      where w.tenant_id = claimed_tenant() and (${status ?? null}::text is null or w.status = ${status ?? null})
        and (${at}::timestamptz is null or (w.updated_at, w.id) < (${at}::timestamptz, ${id}::uuid))
      order by w.updated_at desc, w.id desc
      limit ${limit + 1}`,
  );
  return c.json(
    pageOf(
      rows,
      limit,
      (row) => row,
      (row) => [row.updated_at, row.id],
    ),
    200,
  );
});

workOrders.openapi(one, async (c) => {
  const { id } = c.req.valid('param');
  const order = await asMember(c, ({ sql }) => readWorkOrder(sql, id));
  return c.json(order, 200);
});

async function readWorkOrder(sql: Transaction, id: string) {
  const [order] = await sql<Detail[]>`
    select ${kSummary(sql)}, w.description, m.display_name as assigned_to_name, w.hours_worked, w.closed_at
    from ${kFrom(sql)} left join memberships m on m.tenant_id = w.tenant_id and m.user_id = w.assigned_to
    where w.tenant_id = claimed_tenant() and w.id = ${id}`;
  if (!order) throw notFound('There is no such work order here.');
  const parts = await sql<z.infer<typeof NeededPart>[]>`
    select p.part_id, s.name, s.part_number, p.quantity, s.stock, s.unit
    from pms_work_order_parts p join pms_part_stock s on s.tenant_id = p.tenant_id and s.part_id = p.part_id
    where p.tenant_id = claimed_tenant() and p.work_order_id = ${id}
    order by s.name, p.part_id`;
  const notes = await sql<z.infer<typeof Note>[]>`
    select n.id, n.body as text, m.display_name as author_name, n.created_at
    from pms_notes n left join memberships m on m.tenant_id = n.tenant_id and m.user_id = n.author_id
    where n.tenant_id = claimed_tenant() and n.work_order_id = ${id}
    order by n.created_at desc, n.id
    limit 200`;
  return { ...order, parts: [...parts], notes: [...notes] };
}

workOrders.openapi(files, async (c) => {
  const { id } = c.req.valid('param');
  const { cursor, limit } = c.req.valid('query');
  const [at, last] = decodeCursor(cursor, z.tuple([z.iso.datetime(), z.uuid()])) ?? [null, null];
  const rows = await asMember(c, async ({ sql }) => {
    const [order] = await sql`select from pms_work_orders where tenant_id = claimed_tenant() and id = ${id}`;
    if (!order) throw notFound('There is no such work order here.');
    return sql<z.infer<typeof File>[]>`
      select id, file_name, caption, content_type as media_type, byte_size, created_at
      from pms_attachments
      where tenant_id = claimed_tenant() and work_order_id = ${id} and deleted_at is null
        and (${at}::timestamptz is null or (created_at, id) < (${at}::timestamptz, ${last}::uuid))
      order by created_at desc, id desc
      limit ${limit + 1}`;
  });
  return c.json(
    pageOf(
      rows,
      limit,
      (row) => row,
      (row) => [row.created_at, row.id],
    ),
    200,
  );
});
