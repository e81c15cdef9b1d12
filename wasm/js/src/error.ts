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

/**
 * Refuses what is no text where a text is needed: the core would take a number for the length of a text, and read what
 * an earlier call left in its memory.
 *
 * @internal
 */
export function requireText(input: unknown): void {
  if (typeof input !== 'string') throw needed('text', 'Text', input);
}

/**
 * Questions are a text, and numbers or flags behind it: a text in the place of a number would be passed as its length.
 *
 * @internal
 */
export function requireInputs(inputs: unknown[]): void {
  if (inputs.length > 0) requireText(inputs[0]);
  for (let i = 1; i < inputs.length; i++) {
    const input = inputs[i];
    if (typeof input !== 'number' && typeof input !== 'boolean') throw needed('number', 'A number', input);
  }
}

function needed(code: string, what: string, input: unknown): FairleadError {
  return new FairleadError(`${code}_needed`, `${what} is needed here, not a value of type ${typeof input}.`);
}
