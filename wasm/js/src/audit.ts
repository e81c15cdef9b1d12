import { core } from '#core/audit';
import { textOf, valueOf } from './answer.js';
import type { JsonValue } from './json.js';

export { FairleadError } from './error.js';

/** One line of a tenant's audit chain. */
export interface AuditEntry {
  seq: number;
  tenant_id: string;
  actor_id: string;
  role: string;
  action: string;
  entity_type: string | null;
  entity_id: string | null;
  before_hash: string | null;
  after_hash: string | null;
  /** Never null: `{}` when none was needed. */
  signature: { [member: string]: JsonValue };
  request_id: string;
  /** Whole microseconds since the epoch. */
  at: number;
  /** Hash of the entry before; 64 zeros for the first. */
  previous_hash: string;
}

export interface ChainVerdict {
  intact: boolean;
  /** How many entries stand before the first break. */
  checked: number;
  /** The last entry that holds: what the next page of a long chain comes after. */
  head: ChainHead;
  break: {
    seq: number;
    code: 'sequence_gap' | 'hash_mismatch' | 'entry_malformed';
    message: string;
  } | null;
}

/** Hex SHA-256 of an entry's canonical form: the next entry's `previous_hash`. */
export function auditHash(entry: AuditEntry): string {
  return valueOf(core.run('audit.hash', textOf(entry)));
}

/** An entry before it has its place in the chain. */
export type UnlinkedEntry = Omit<AuditEntry, 'seq' | 'previous_hash'>;

/** The last entry of a chain, as far as the next one needs it. */
export interface ChainHead {
  seq: number;
  hash: string;
  /** Whose chain it is, where that is known: entries of another tenant break it. */
  tenant_id?: string | null;
}

/** Gives an entry its place behind `after`, or as a chain's first; `hash` is of the whole entry. */
export function linkEntry(input: { entry: UnlinkedEntry; after: ChainHead | null }): {
  entry: AuditEntry;
  canonical: string;
  hash: string;
} {
  return valueOf(core.run('audit.link', textOf(input)));
}

/** Finds the first break in a range of a chain; `after` is the entry just before the range. */
export function verifyChain(input: { entries: AuditEntry[]; after?: ChainHead | null }): ChainVerdict {
  return valueOf(core.run('audit.verify_chain', textOf(input)));
}

/**
 * The same for a chain that comes in pages, in the memory of one page: stops at the first break,
 * without asking for the pages behind it.
 */
export async function verifyPages(
  pages: Iterable<AuditEntry[]> | AsyncIterable<AuditEntry[]>,
  after: ChainHead | null = null,
): Promise<ChainVerdict> {
  let verdict = verifyChain({ entries: [], after });
  let checked = 0;
  for await (const entries of pages) {
    verdict = verifyChain({ entries, after: verdict.head });
    checked += verdict.checked;
    if (!verdict.intact) break;
  }
  return { ...verdict, checked };
}
