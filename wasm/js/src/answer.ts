import { FairleadError } from './error.js';

/** Every answer of the core: canonical JSON with one of these two members. */
type Answer<T> = { value: T } | { error: { code: string; message: string; path: string } };

/** The value of an answer; its error is thrown. */
export function valueOf<T>(text: string): T {
  const answer = JSON.parse(text) as Answer<T>;
  if ('value' in answer) return answer.value;
  const { code, message, path } = answer.error;
  throw new FairleadError(code, message, path);
}

/**
 * A document as the core reads it: text is passed on untouched, so that its own faults are found. What JSON has no word
 * for is null, as it would be in an array.
 */
export function textOf(document: unknown): string {
  if (typeof document === 'string') return document;
  return JSON.stringify(document) ?? 'null';
}
