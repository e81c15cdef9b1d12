import { core } from '#core/json';
import { valueOf } from './answer.js';
import { requireText } from './error.js';

export { FairleadError } from './error.js';

/** Anything JSON can say. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [member: string]: JsonValue };

/**
 * The canonical form of a JSON text (RFC 8785), for hashing and signing.
 *
 * The text is read strictly: no duplicate members, no trailing bytes, at most 64 levels, no integer
 * beyond 2^53 − 1.
 *
 * @throws FairleadError `json_…` with the path of the fault
 *
 * @example
 * ```ts
 * import { canonicalize } from '@fairlead/core/json';
 *
 * console.log(canonicalize('{ "b": 1e2, "a": [] }')); // {"a":[],"b":100}
 * ```
 */
export function canonicalize(text: string): string {
  requireText(text);
  return valueOf(core.run('json.canonicalize', text));
}
