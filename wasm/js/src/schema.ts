import { core } from '#core/schema';
import { textOf } from './answer.js';
import { Compiled, compile, type Held } from './compiled.js';

export { FairleadError } from './error.js';

export interface SchemaOptions {
  /** Whether `format` is asserted; true unless told. */
  format?: boolean;
  /** The longest document that is read. */
  max_bytes?: number;
}

/** One place where a document breaks its schema. */
export interface Violation {
  /** A JSON Pointer into the document. */
  instance: string;
  /** A JSON Pointer into the schema. */
  schema: string;
  keyword: string;
  message: string;
  expected: string;
  got: string;
}

export interface Validation {
  valid: boolean;
  /** At most 100. */
  violations: Violation[];
}

/** A JSON Schema (draft 2020-12), compiled once. */
export class Schema extends Compiled {
  /** How many keywords of the schema assert something. */
  readonly keywords: number;

  private constructor(held: Held, summary: { keywords: number }) {
    super(held);
    this.keywords = summary.keywords;
  }

  /**
   * Compiles a schema, given as text or as the document itself.
   *
   * @throws FairleadError `schema_invalid`, `schema_unsupported` or `schema_pattern_unsupported` with
   *   the path of the fault, or `json_…`
   */
  static compile(schema: string | object | boolean, options: SchemaOptions = {}): Schema {
    return new Schema(...compile<{ keywords: number }>(core, 'schema.compile', textOf(schema), textOf(options)));
  }

  /**
   * Validates the text of a document.
   *
   * @throws FairleadError `json_…` when the text is not JSON
   */
  validate(text: string): Validation {
    return this.ask('schema.validate', text);
  }
}
