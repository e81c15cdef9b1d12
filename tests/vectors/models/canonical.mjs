// Canonical JSON and hashes in plain JavaScript: JSON.stringify writes strings and numbers as RFC 8785
// asks for, and sort() orders names by UTF-16 code units.
import { createHash } from 'node:crypto';

export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(',')}}`;
}

export const sha256 = (text) => createHash('sha256').update(text).digest('hex');
export const hashOf = (value) => sha256(canonical(value));
