import { core } from '#core/schema';
import { textOf } from './answer.js';
import { Compiled, compile, type Held } from './compiled.js';
import { requireText } from './error.js';

export { FairleadError } from './error.js';

/** How a schema is compiled. */
export interface SchemaOptions {
  /** Whether `format` is asserted; true unless told. */
  format?: boolean;
  /** The longest document, or model's text, that is read, in bytes; 1,048,576 unless told. */
  max_bytes?: number;
  /**
   * Further schemas by their absolute URIs, which `$ref` and `$schema` may name; nothing is ever
   * fetched. The standard's own metaschemas have to be here too where a schema refers to them.
   */
  documents?: Record<string, object | boolean>;
}

/** One place where a document breaks its schema. */
export interface Violation {
  /** A JSON Pointer into the document. */
  instance: string;
  /** A JSON Pointer into the schema; in a further document its URI and `#` stand before it. */
  schema: string;
  keyword: string;
  message: string;
  expected: string;
  got: string;
}

/** Whether a document keeps to its schema, and where not. */
export interface Validation {
  valid: boolean;
  /** At most 100. */
  violations: Violation[];
}

/** What was mended in a model's text, and where; both count from 1. */
export interface Repair {
  code: 'trailing_comma' | 'single_quoted_name' | 'unquoted_name' | 'raw_control' | 'comment';
  line: number;
  column: number;
  message: string;
}

/** What a model's text comes to. */
export interface OutputReport {
  outcome: 'valid' | 'invalid' | 'truncated' | 'no_json';
  /** The document that was found, mended, where it is whole: valid or not. */
  document: unknown;
  /** At most 1,000; a text that needs more is no JSON. */
  repairs: Repair[];
  /** At most 100. Where the text is no JSON, `keyword` is a code `json_…`. */
  violations: Violation[];
  /** What to tell the model, at most 4,096 bytes; null when valid. */
  ask_again: string | null;
}

/** How far a stream has come. */
export interface Progress {
  /**
   * `violated`: whatever follows, the text will not be valid, so its generation can be cancelled.
   * `complete`: the document is whole and valid; what follows does not matter.
   */
  state: 'searching' | 'reading' | 'complete' | 'violated';
  /** The first violation, of `violated`. */
  violation: Violation | null;
}

/**
 * A JSON Schema (draft 2020-12), compiled once.
 *
 * Compiled once, asked many times, without `eval`; patterns take time linear in the text.
 *
 * @example
 * ```ts
 * import { Schema } from '@fairlead/core/schema';
 *
 * const schema = Schema.compile({
 *   type: 'object',
 *   properties: { urgency: { enum: ['low', 'medium', 'high'] } },
 *   required: ['urgency'],
 * });
 * console.log(schema.validate('{"urgency":"high"}').valid); // true
 * console.log(schema.validate('{"urgency":"soon"}').violations[0]?.instance); // /urgency
 *
 * const report = schema.checkOutput('Here you are: {"urgency": "low",}');
 * console.log(report.outcome, report.repairs[0]?.code); // valid trailing_comma
 * schema.dispose();
 * ```
 */
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
   *   the path of the fault, `member_…` for an option, or `json_…`
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

  /**
   * Finds the JSON document in what a model wrote, mends what is certain, and judges it.
   *
   * @throws FairleadError `json_too_large`, `schema_work_exceeded`
   */
  checkOutput(text: string): OutputReport {
    return this.ask('schema.check_output', text);
  }

  /** The same for a text that comes in pieces. The stream is disposed of by its `finish`. */
  stream(): OutputStream {
    return new OutputStream(this.derive('schema.stream'));
  }
}

/**
 * A model's text as it comes, held against a schema.
 *
 * @example
 * ```ts
 * import { Schema } from '@fairlead/core/schema';
 *
 * const schema = Schema.compile({ type: 'object', properties: { urgency: { enum: ['low', 'high'] } } });
 * const stream = schema.stream();
 * for (const chunk of ['{"urg', 'ency": "so', 'on", "more": …']) {
 *   const { state, violation } = stream.push(chunk);
 *   if (state === 'violated') {
 *     console.log(violation?.instance); // /urgency
 *     break;
 *   }
 * }
 * stream.dispose();
 * schema.dispose();
 * ```
 */
export class OutputStream extends Compiled {
  #half = '';

  /** Takes the next piece, which may be cut anywhere. */
  push(chunk: string): Progress {
    requireText(chunk); // "null" would be JSON
    const text = this.#half + chunk;
    // The first half of a character waits for the second.
    const whole = /[\uD800-\uDBFF]$/.test(text) ? text.length - 1 : text.length;
    this.#half = text.slice(whole);
    return this.ask('schema.push', text.slice(0, whole));
  }

  /**
   * What {@link Schema.checkOutput} says of all pieces together. The stream is disposed of.
   *
   * @throws FairleadError as of {@link Schema.checkOutput}
   */
  finish(): OutputReport {
    try {
      if (this.#half !== '') this.ask('schema.push', this.#half);
      return this.ask('schema.finish');
    } finally {
      this.dispose();
    }
  }
}
