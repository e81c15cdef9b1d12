/** From what stands in a form's inputs to the payload that the rules judge. */
import type { FieldInfo } from '@fairlead/core/action';

/** What the inputs hold: text for most, a boolean for a check box. */
export type Draft = Readonly<Record<string, string | boolean>>;

/**
 * The payload of a draft. An input left empty is left out. Text that is no number stays text, so
 * that the rule itself says what is wrong with it: this file knows shapes, not rules.
 */
export function payloadOf(fields: readonly FieldInfo[], draft: Draft): Record<string, unknown> {
  const given = fields.flatMap((field) => {
    const value = valueOf(field, draft[field.name]);
    return value === undefined ? [] : [[field.name, value] as const];
  });
  return Object.fromEntries(given);
}

function valueOf(field: FieldInfo, input: string | boolean | undefined): unknown {
  if (typeof input === 'boolean') return input;
  if (input === undefined || input.trim() === '') return undefined;
  switch (field.type) {
    case 'integer':
    case 'number':
      return numberOr(input);
    case 'array':
      return input
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
        .map((line) => (field.items?.type === 'integer' || field.items?.type === 'number' ? numberOr(line) : line));
    case 'datetime':
      return datetimeOf(input);
    default:
      return input;
  }
}

function numberOr(text: string): number | string {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** A `datetime-local` input has no offset: the reader's own clock is meant. */
function datetimeOf(input: string): string {
  const moment = new Date(input);
  return Number.isNaN(moment.getTime()) ? input : moment.toISOString();
}
