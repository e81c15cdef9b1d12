/** What the actions on equipment and work orders do. */

import { Problem } from '../http/problem.ts';
import { relatedTo } from '../related/related.ts';
import type { Perform } from './effect.ts';

interface FaultPayload {
  title: string;
  severity: string;
  description?: string;
  seen_at?: string;
}

interface WorkOrderPayload {
  title: string;
  description?: string;
  priority: string;
  due_on?: string;
  part_ids?: string[];
}

export const reportFault: Perform = async ({ session: { sql }, entityId, payload }) => {
  const { title, severity, description, seen_at } = payload as unknown as FaultPayload;
  const [fault] = await sql<[{ fault_id: string }]>`
    insert into pms_faults (equipment_id, title, description, severity, seen_at)
    values (${entityId}, ${title}, ${description ?? ''}, ${severity},
            coalesce(${seen_at ?? null}::timestamptz, clock_timestamp()))
    returning id as fault_id`;
  return { result: { ...fault, equipment_id: entityId }, after: { ...fault, title, severity, status: 'open' } };
};

export const createWorkOrder: Perform = async ({ session: { sql }, entityId, payload }) => {
  const { title, description, priority, due_on, part_ids } = payload as unknown as WorkOrderPayload;
  const [order] = await sql<[{ work_order_id: string; number: number }]>`
    insert into pms_work_orders (title, description, priority, equipment_id, due_on)
    values (${title}, ${description ?? ''}, ${priority}, ${entityId}, ${due_on ?? null})
    returning id as work_order_id, number`;
  for (const part_id of new Set(part_ids?.map((id) => id.toLowerCase()))) {
    await sql`insert into pms_work_order_parts (work_order_id, part_id) values (${order.work_order_id}, ${part_id})`;
  }
  const after = { work_order_id: order.work_order_id, title, priority, status: 'open', equipment_id: entityId };
  return { result: { ...order, equipment_id: entityId }, after };
};

export const addNote: Perform = async ({ session: { sql }, entityId, payload }) => {
  const { text } = payload as { text: string };
  const [note] = await sql<[{ note_id: string }]>`
    insert into pms_notes (work_order_id, body) values (${entityId}, ${text}) returning id as note_id`;
  return { result: { ...note, work_order_id: entityId }, after: { ...note, text } };
};

export const closeWorkOrder: Perform = async ({ session: { sql }, entityId, payload }) => {
  const { outcome, hours } = payload as { outcome: string; hours?: number };
  const [order] = await sql<[{ status: string; closed: boolean }]>`
    select status, closed_at is not null as closed from pms_work_orders
    where tenant_id = claimed_tenant() and id = ${entityId} for no key update`;
  if (order.closed) throw new Problem(409, 'already_closed', `This work order is ${order.status} already.`);
  await sql`
    update pms_work_orders
    set status = ${outcome}, hours_worked = ${hours ?? null}, closed_by = claimed_user(), closed_at = clock_timestamp()
    where tenant_id = claimed_tenant() and id = ${entityId}`;
  const result = { work_order_id: entityId, status: outcome, hours_worked: hours ?? null };
  return { result, before: { status: order.status }, after: { status: outcome, hours_worked: hours ?? null } };
};

export const showRelated: Perform = async ({ session, entityId, payload }) => {
  const { limit = 20 } = payload as { limit?: number };
  const { answer } = await relatedTo(session, { type: 'work_order', id: entityId!, limit, vectors: false });
  return { result: { ...answer } };
};
