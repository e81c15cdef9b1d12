import { canonicalize } from '@fairlead/core/json';

/** Hex SHA-256 of a document's canonical form (RFC 8785). */
export async function documentHash(document: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalize(JSON.stringify(document)));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
