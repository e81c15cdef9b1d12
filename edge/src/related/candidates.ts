/** What is related to a thing by foreign keys, nearest first. */

import type postgres from 'postgres';
import type { Transaction } from '../database/client.ts';
import type { EntityType } from '../entities.ts';

/** What related items can be asked for. */
export const kRelatable = ['work_order', 'equipment', 'part', 'fault'] as const;
export type Relatable = (typeof kRelatable)[number];

export interface Candidate {
  entity_type: EntityType;
  id: string;
  title: string;
  snippet: string;
  /** How it is linked, as words for people. */
  relation: string;
  /** How near the link is: 1 is the nearest. */
  fk_score: number;
  /** The vector in pgvector's binary form, where it was asked for and there is one. */
  vector: Uint8Array | null;
}

type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** Rows (entity_type, id, relation, fk_score) for the things linked to one; the same thing may come by several links. */
const kLinks: Record<Relatable, (sql: Transaction, id: string) => Fragment> = {
  work_order: (sql, id) => sql`
    with it as (select id, equipment_id from pms_work_orders where tenant_id = claimed_tenant() and id = ${id})
    select 'equipment' as entity_type, equipment_id as id, 'equipment of this work order' as relation, 1.0 as fk_score
      from it where equipment_id is not null
    union all select 'fault', f.id, 'fault of this work order', 0.95
      from it join pms_faults f on f.tenant_id = claimed_tenant() and f.work_order_id = it.id
    union all select 'part', p.part_id, 'part for this work order', 0.9
      from it join pms_work_order_parts p on p.tenant_id = claimed_tenant() and p.work_order_id = it.id
    union all select 'part', t.part_id, 'part used for this work order', 0.85
      from it join pms_inventory_transactions t on t.tenant_id = claimed_tenant() and t.work_order_id = it.id
    union all select 'note', n.id, 'note on this work order', 0.8
      from it join pms_notes n on n.tenant_id = claimed_tenant() and n.work_order_id = it.id
    union all select 'attachment', a.id, 'file of this work order', 0.75
      from it join pms_attachments a on a.tenant_id = claimed_tenant() and a.work_order_id = it.id
    union all ${ofEquipment(sql, 0.6)}`,

  equipment: (sql, id) => sql`
    with it as (select null::uuid as id, id as equipment_id from pms_equipment
                where tenant_id = claimed_tenant() and id = ${id})
    ${ofEquipment(sql, 0.9)}`,

  part: (sql, id) => sql`
    with it as (select null::uuid as id, equipment_id, id as part_id from pms_parts
                where tenant_id = claimed_tenant() and id = ${id})
    select 'equipment' as entity_type, equipment_id as id, 'equipment it is a spare for' as relation, 1.0 as fk_score
      from it where equipment_id is not null
    union all select 'work_order', p.work_order_id, 'work order that needs it', 0.9
      from it join pms_work_order_parts p on p.tenant_id = claimed_tenant() and p.part_id = it.part_id
    union all select 'work_order', t.work_order_id, 'work order that used it', 0.85
      from it join pms_inventory_transactions t on t.tenant_id = claimed_tenant() and t.part_id = it.part_id
      where t.work_order_id is not null
    union all select 'note', n.id, 'note on this part', 0.8
      from it join pms_notes n on n.tenant_id = claimed_tenant() and n.part_id = it.part_id
    union all select 'attachment', a.id, 'file of this part', 0.75
      from it join pms_attachments a on a.tenant_id = claimed_tenant() and a.part_id = it.part_id
    union all ${ofEquipment(sql, 0.5)}`,

  fault: (sql, id) => sql`
    with it as (select work_order_id as id, equipment_id from pms_faults where tenant_id = claimed_tenant() and id = ${id})
    select 'equipment' as entity_type, equipment_id as id, 'equipment with this fault' as relation, 1.0 as fk_score from it
    union all select 'work_order', it.id, 'work order for this fault', 0.95 from it where it.id is not null
    union all ${ofEquipment(sql, 0.6)}`,
};

/** What hangs on the same equipment, in steps down from `nearest`. */
const ofEquipment = (sql: Transaction, nearest: number): Fragment => sql`
  select 'part' as entity_type, p.id, 'spare for this equipment' as relation, ${nearest}::numeric as fk_score
    from it join pms_parts p on p.tenant_id = claimed_tenant() and p.equipment_id = it.equipment_id
  union all select 'fault', f.id, 'fault of this equipment', ${nearest}::numeric - 0.1
    from it join pms_faults f on f.tenant_id = claimed_tenant() and f.equipment_id = it.equipment_id
  union all select 'work_order', w.id, 'work order on this equipment', ${nearest}::numeric - 0.15
    from it join pms_work_orders w on w.tenant_id = claimed_tenant() and w.equipment_id = it.equipment_id
  union all select 'note', n.id, 'note on this equipment', ${nearest}::numeric - 0.2
    from it join pms_notes n on n.tenant_id = claimed_tenant() and n.equipment_id = it.equipment_id
  union all select 'attachment', a.id, 'file of this equipment', ${nearest}::numeric - 0.25
    from it join pms_attachments a on a.tenant_id = claimed_tenant() and a.equipment_id = it.equipment_id`;

/**
 * Everything linked to a thing, each once by its nearest link, in the order that the foreign keys give: nearest first,
 * then last changed. At most `limit`. Files that were put away and the thing itself are left out.
 */
export async function candidatesOf(
  sql: Transaction,
  type: Relatable,
  id: string,
  { limit, vectors }: { limit: number; vectors: boolean },
): Promise<Candidate[]> {
  return sql<Candidate[]>`
    with serving as materialized (select model_version_id from embedding_serving where tenant_id = claimed_tenant()),
    linked as (${kLinks[type](sql, id)}),
    nearest as (select distinct on (entity_type, id) * from linked where id <> ${id}
                order by entity_type, id, fk_score desc)
    select nearest.entity_type, nearest.id, thing.title, left(thing.text, 200) as snippet, nearest.relation,
           nearest.fk_score,
           case when ${vectors} then
             (select vector_send(v.embedding) from embedding_vectors v
              where v.tenant_id = claimed_tenant() and v.source_table = thing.source_table and v.source_id = nearest.id
                and v.model_version_id = (select model_version_id from serving) and v.chunk = 0)
           end as vector
    from nearest
    cross join lateral (${thingsOf(sql)}) as thing
    order by nearest.fk_score desc, thing.updated_at desc, nearest.id
    limit ${limit}`;
}

/** Title, text and last change of the one thing that `nearest` names. */
const thingsOf = (sql: Transaction): Fragment => sql`
  select 'pms_equipment' as source_table, name as title, description as text, updated_at from pms_equipment
    where nearest.entity_type = 'equipment' and tenant_id = claimed_tenant() and id = nearest.id
  union all select 'pms_faults', title, description, updated_at from pms_faults
    where nearest.entity_type = 'fault' and tenant_id = claimed_tenant() and id = nearest.id
  union all select 'pms_work_orders', title, description, updated_at from pms_work_orders
    where nearest.entity_type = 'work_order' and tenant_id = claimed_tenant() and id = nearest.id
  union all select 'pms_parts', name, description, updated_at from pms_parts
    where nearest.entity_type = 'part' and tenant_id = claimed_tenant() and id = nearest.id
  union all select 'pms_notes', left(body, 80), body, updated_at from pms_notes
    where nearest.entity_type = 'note' and tenant_id = claimed_tenant() and id = nearest.id
  union all select 'pms_attachments', file_name, caption, updated_at from pms_attachments
    where nearest.entity_type = 'attachment' and tenant_id = claimed_tenant() and id = nearest.id
      and deleted_at is null`;

/** The thing's own vector by the model that serves the tenant, and that model; null where there is none. */
export async function queryVector(
  sql: Transaction,
  sourceTable: string,
  id: string,
): Promise<{ vector: Uint8Array; model: string } | null> {
  const [row] = await sql<{ vector: Uint8Array; model: string }[]>`
    select vector_send(v.embedding) as vector,
           v.embedding_model_id || '/' || v.embedding_dimensions || '/' || v.embedding_version as model
    from embedding_serving s
    join embedding_vectors v on v.tenant_id = s.tenant_id and v.model_version_id = s.model_version_id
    where s.tenant_id = claimed_tenant() and v.source_table = ${sourceTable} and v.source_id = ${id} and v.chunk = 0`;
  return row ?? null;
}
