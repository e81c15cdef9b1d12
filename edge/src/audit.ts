/** The audit line: one entry a mutation, written last in its transaction. */

import { auditHash, type AuditEntry } from '@fairlead/core/audit';
import type { Envelope } from '@fairlead/core/action';
import type { Session } from './database/member.ts';
import { documentHash } from './hash.ts';

/** What happened, for the tenant's audit line. */
export interface Deed {
  action: string;
  entity_type: string | null;
  entity_id: string | null;
  /** What the action changes, before and after; null where there is nothing. */
  before: object | null;
  after: object | null;
  signature: Envelope | null;
  request_id: string;
}

/** Where a deed stands in the line. */
export interface AuditMark {
  seq: number;
  hash: string;
}

/** Adds a deed to the tenant's line. The line stays locked to the end of the transaction, so this comes last. */
export async function enterDeed({ sql, member }: Session, deed: Deed): Promise<AuditMark> {
  const { before, after, signature, ...named } = deed;
  const before_hash = before && (await documentHash(before));
  const after_hash = after && (await documentHash(after));
  const [next] = await sql<[Pick<AuditEntry, 'seq' | 'previous_hash' | 'at'>]>`select * from next_audit_entry()`;
  const entry: AuditEntry = {
    ...named,
    ...next,
    tenant_id: member.tenant_id,
    actor_id: member.user_id,
    role: member.role,
    before_hash,
    after_hash,
    signature: { ...signature },
  };
  const hash = auditHash(entry);
  await sql`
    insert into pms_audit_log (seq, actor_id, role, action, entity_type, entity_id, before_hash, after_hash, signature,
                               request_id, at, previous_hash, entry_hash)
    values (${entry.seq}, ${entry.actor_id}, ${entry.role}, ${entry.action}, ${entry.entity_type}, ${entry.entity_id},
            ${before_hash}, ${after_hash}, ${sql.json(entry.signature)}, ${entry.request_id},
            from_micros(${entry.at}), ${entry.previous_hash}, ${hash})`;
  return { seq: entry.seq, hash };
}
