/**
 * A refused input, with the code the core gave it.
 *
 * A denial or an invalid document is not an error: it is a verdict, returned as a value.
 *
 * @example
 * ```ts
 * import { canonicalize, FairleadError } from '@fairlead/core/json';
 *
 * try {
 *   canonicalize('{"a":1,"a":2}');
 * } catch (error) {
 *   if (!(error instanceof FairleadError)) throw error;
 *   console.log(error.code); // json_duplicate_member
 *   console.log(error.path); // /a
 * }
 * ```
 */
export class FairleadError extends Error {
  override readonly name = 'FairleadError';
  /** A stable snake_case word, the same in every host: `token_expired`, `registry_invalid`, … */
  readonly code: string;
  /** A JSON Pointer (RFC 6901) to the fault; empty when it is the whole input. */
  readonly path: string;

  constructor(code: string, message: string, path = '') {
    super(message);
    this.code = code;
    this.path = path;
  }
}

/**
 * What a compilation throws that made an object for which there was no place.
 *
 * @internal
 */
export function handlesExhausted(): FairleadError {
  return new FairleadError('handle_exhausted', 'Too many compiled objects are held; dispose of some.');
}
