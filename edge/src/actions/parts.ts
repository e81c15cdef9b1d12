/** What the actions on parts do. */

import type { Transaction } from '../database/client.ts';
import { readPart } from '../parts/read.ts';
import type { Effect, Order, Perform } from './effect.ts';

interface LedgerPayload {
  quantity: number;
  note?: string;
  reference?: string;
  received_on?: string;
  work_order_id?: string;
}

const kFirstPage = { limit: 50 };

export const viewPart: Perform = async ({ session, entityId }) => ({
  result: await readPart(session.sql, entityId!, kFirstPage),
});

export const receivePart: Perform = (order) => move(order, 'receipt', 1);

export const consumePart: Perform = (order) => move(order, 'consumption', -1);

/** Enters a receipt or a consumption in the part's ledger. */
async function move({ session: { sql }, entityId, payload }: Order, kind: string, sign: 1 | -1): Promise<Effect> {
  const { quantity, note, reference, received_on, work_order_id } = payload as unknown as LedgerPayload;
  const [entry] = await sql<[{ transaction_id: string }]>`
    insert into pms_inventory_transactions (part_id, kind, quantity, note, reference, happened_on, work_order_id)
    values (${entityId}, ${kind}, ${sign * quantity}, ${note ?? null}, ${reference ?? null}, ${received_on ?? null},
            ${work_order_id ?? null})
    returning id as transaction_id`;
  const stock = await stockOf(sql, entityId!);
  const before = { stock: stock - sign * quantity };
  return { result: { ...entry, part_id: entityId, quantity: sign * quantity, stock }, before, after: { stock } };
}

async function stockOf(sql: Transaction, partId: string): Promise<number> {
  const [row] = await sql<[{ stock: number }]>`
    select stock from pms_part_stock where tenant_id = claimed_tenant() and part_id = ${partId}`;
  return row.stock;
}

export const adjustStock: Perform = async ({ session: { sql }, entityId, payload }) => {
  const { new_quantity, cause } = payload as { new_quantity: number; cause: string };
  const [entry] = await sql<[{ transaction_id: string; quantity: number; stock: number }]>`
    select * from adjust_stock(${entityId}, ${new_quantity}, ${cause})`;
  const { stock, quantity } = entry;
  return { result: { ...entry, part_id: entityId }, before: { stock: stock - quantity }, after: { stock } };
};

export const setMinLevel: Perform = async ({ session: { sql }, entityId, payload }) => {
  const { min_level } = payload as { min_level: number };
  const [part] = await sql<[{ min_level: number }]>`
    select min_level from pms_parts where tenant_id = claimed_tenant() and id = ${entityId} for no key update`;
  await sql`update pms_parts set min_level = ${min_level} where tenant_id = claimed_tenant() and id = ${entityId}`;
  return { result: { part_id: entityId, min_level }, before: { ...part }, after: { min_level } };
};
