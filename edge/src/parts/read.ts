import { z } from 'zod';
import type { Transaction } from '../database/client.ts';
import { notFound } from '../http/problem.ts';
import { decodeCursor, pageOf } from '../http/schemas.ts';

export interface LedgerRow {
  id: string;
  entry_no: number;
  at: string;
  kind: 'receipt' | 'consumption' | 'adjustment';
  quantity: number;
  balance: number;
  cause: string | null;
  note: string | null;
  reference: string | null;
  happened_on: string | null;
  work_order_id: string | null;
  actor_name: string | null;
}

export interface PartRow {
  id: string;
  name: string;
  part_number: string;
  category: string;
  location: string;
  unit: string;
  stock: number;
  min_level: number;
  description: string;
  manufacturer: string;
  equipment_id: string | null;
}

/**
 * One part, its stock, and a page of its ledger, newest entry first.
 *
 * @throws Problem 404 where the tenant has no such part
 */
export async function readPart(
  sql: Transaction,
  id: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const [before] = decodeCursor(cursor, z.tuple([z.int()])) ?? [2_147_483_647];
  const [part] = await sql<PartRow[]>`
    select p.id, p.name, p.part_number, p.category, p.location, p.unit, s.stock, p.min_level, p.description,
           p.manufacturer, p.equipment_id
    from pms_parts p join pms_part_stock s on s.tenant_id = p.tenant_id and s.part_id = p.id
    where p.tenant_id = claimed_tenant() and p.id = ${id}`;
  if (!part) throw notFound('There is no such part here.');
  const entries = await sql<LedgerRow[]>`
    select transaction_id as id, entry_no, created_at as at, kind, quantity, balance, cause, note, reference,
           happened_on, work_order_id, actor_name
    from v_part_ledger
    where tenant_id = claimed_tenant() and part_id = ${id} and entry_no < ${before}
    order by entry_no desc
    limit ${limit + 1}`;
  const item = ({ entry_no: _, ...entry }: LedgerRow) => entry;
  return { ...part, ledger: pageOf(entries, limit, item, (row) => [row.entry_no]) };
}
