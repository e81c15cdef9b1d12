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

/** Whether a chain, or a range of one, is as it was written. */
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

/**
 * Hex SHA-256 of an entry's canonical form: the next entry's `previous_hash`.
 *
 * @throws FairleadError `entry_malformed` with the path of the fault
 *
 * @example
 * ```ts
 * import { auditHash, linkEntry } from '@fairlead/core/audit';
 *
 * const entry = {
 *   tenant_id: 'yacht-1',
 *   actor_id: 'u1',
 *   role: 'crew',
 *   action: 'receive_part',
 *   entity_type: 'part',
 *   entity_id: 'p1',
 *   before_hash: null,
 *   after_hash: null,
 *   signature: {},
 *   request_id: 'r1',
 *   at: 1_700_000_000_000_000,
 * };
 * const first = linkEntry({ entry, after: null });
 * console.log(auditHash(first.entry) === first.hash); // true
 * ```
 */
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

/**
 * Gives an entry its place behind `after`, or as a chain's first; `hash` is of the whole entry.
 *
 * @throws FairleadError `entry_malformed` or `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { linkEntry } from '@fairlead/core/audit';
 *
 * const entry = {
 *   tenant_id: 'yacht-1',
 *   actor_id: 'u1',
 *   role: 'crew',
 *   action: 'receive_part',
 *   entity_type: 'part',
 *   entity_id: 'p1',
 *   before_hash: null,
 *   after_hash: null,
 *   signature: {},
 *   request_id: 'r1',
 *   at: 1_700_000_000_000_000,
 * };
 * const first = linkEntry({ entry, after: null });
 * const second = linkEntry({ entry, after: { seq: first.entry.seq, hash: first.hash } });
 * console.log(second.entry.seq, second.entry.previous_hash === first.hash); // 2 true
 * ```
 */
export function linkEntry(input: { entry: UnlinkedEntry; after?: ChainHead | null }): {
  entry: AuditEntry;
  canonical: string;
  hash: string;
} {
  return valueOf(core.run('audit.link', textOf(input)));
}

/**
 * Finds the first break in a range of a chain; `after` is the entry just before the range.
 *
 * @throws FairleadError `request_invalid` with the path of the fault; a malformed entry is a break, no error
 *
 * @example
 * ```ts
 * import { linkEntry, verifyChain } from '@fairlead/core/audit';
 *
 * const entry = {
 *   tenant_id: 'yacht-1',
 *   actor_id: 'u1',
 *   role: 'crew',
 *   action: 'receive_part',
 *   entity_type: 'part',
 *   entity_id: 'p1',
 *   before_hash: null,
 *   after_hash: null,
 *   signature: {},
 *   request_id: 'r1',
 *   at: 1_700_000_000_000_000,
 * };
 * const first = linkEntry({ entry, after: null });
 * const second = linkEntry({ entry, after: { seq: first.entry.seq, hash: first.hash } });
 * const forged = { ...first.entry, role: 'captain' };
 * console.log(verifyChain({ entries: [first.entry, second.entry] }).intact); // true
 * console.log(verifyChain({ entries: [forged, second.entry] }).break?.code); // hash_mismatch
 * ```
 */
export function verifyChain(input: { entries: AuditEntry[]; after?: ChainHead | null }): ChainVerdict {
  return valueOf(core.run('audit.verify_chain', textOf(input)));
}

/**
 * The same for a chain that comes in pages, in the memory of one page: stops at the first break,
 * without asking for the pages behind it.
 *
 * @throws FairleadError as {@link verifyChain}
 *
 * @example
 * ```ts
 * import { linkEntry, verifyPages, type AuditEntry } from '@fairlead/core/audit';
 *
 * const entry = {
 *   tenant_id: 'yacht-1',
 *   actor_id: 'u1',
 *   role: 'crew',
 *   action: 'receive_part',
 *   entity_type: 'part',
 *   entity_id: 'p1',
 *   before_hash: null,
 *   after_hash: null,
 *   signature: {},
 *   request_id: 'r1',
 *   at: 1_700_000_000_000_000,
 * };
 * const first = linkEntry({ entry, after: null });
 * const second = linkEntry({ entry, after: { seq: first.entry.seq, hash: first.hash } });
 *
 * async function* pages(): AsyncGenerator<AuditEntry[]> {
 *   yield [first.entry];
 *   yield [second.entry];
 * }
 * console.log((await verifyPages(pages())).checked); // 2
 * ```
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
