/** The kinds of thing that actions are done to and that related items are, and where their rows stand. */

import type { Transaction } from './database/client.ts';

export const kTables = {
  equipment: 'pms_equipment',
  fault: 'pms_faults',
  work_order: 'pms_work_orders',
  part: 'pms_parts',
  note: 'pms_notes',
  attachment: 'pms_attachments',
} as const;

export type EntityType = keyof typeof kTables;

export const isEntityType = (word: string | null): word is EntityType => word !== null && Object.hasOwn(kTables, word);

const kUuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What the tenant has under this id, or null: a malformed id and another tenant's thing are both simply not there. */
export async function findEntity(
  sql: Transaction,
  type: EntityType,
  id: string,
): Promise<{ id: string; tenant_id: string } | null> {
  if (!kUuid.test(id)) return null;
  const [row] = await sql<{ id: string; tenant_id: string }[]>`
    select id, tenant_id from ${sql(kTables[type])} where tenant_id = claimed_tenant() and id = ${id}`;
  return row ?? null;
}
