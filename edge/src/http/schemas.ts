/** Schemas that several routes share; the OpenAPI document is made from them. */

import { z } from '@hono/zod-openapi';
import { Problem } from './problem.ts';

export const Uuid = z.uuid().openapi({ example: '0b9f2f1e-6f0c-4f0e-9a39-6c8c1f0d2a11' });
/** Times are text: RFC 3339 in UTC with microseconds. */
export const Time = z.string().openapi({ format: 'date-time', example: '2026-03-01T10:00:00.123456Z' });
export const Day = z.string().openapi({ format: 'date', example: '2026-03-01' });

export const ProblemDocument = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().openapi({ description: 'Stable, in snake_case; clients may branch on it.' }),
    detail: z.string().openapi({ description: 'Whole sentences for people.' }),
    request_id: Uuid,
    faults: z.array(z.looseObject({ path: z.string(), code: z.string(), message: z.string() })).optional(),
    checks: z.array(z.object({ check: z.string(), outcome: z.string() })).optional(),
    first: z.unknown().optional(),
    missing: z.array(z.string()).optional(),
  })
  .openapi('Problem');

/** One page of a list. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next_cursor: z
      .string()
      .nullable()
      .openapi({ description: 'Give it as `cursor` for the next page; null: that was all.' }),
  });

export const PageQuery = {
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

const kReasons: Record<number, string> = {
  400: 'The request is malformed or breaks a rule.',
  401: 'No token, a bad one, or no longer a member.',
  403: 'The role may not do this.',
  404: 'Not there, or of another tenant.',
  409: 'Done before, or not possible in the present state.',
  413: 'The body is over 1 MiB.',
  415: 'The body is not sent as application/json.',
  429: 'Too many requests.',
  503: 'Something the edge needs is away.',
};

/** The refusals that a route may answer with. */
export function refusals(...codes: number[]) {
  const content = { 'application/problem+json': { schema: ProblemDocument } };
  return Object.fromEntries([...codes, 503].map((code) => [code, { description: kReasons[code]!, content }]));
}

/** The `responses` of a route: what it answers, and the refusals it may give. */
export function answers<T extends z.ZodType>(
  status: 200 | 201 | 202,
  schema: T,
  description: string,
  ...codes: number[]
) {
  const answer = { description, content: { 'application/json': { schema } } };
  return { [status]: answer, ...refusals(...codes) } as { [K in typeof status]: typeof answer };
}

/** A body that the handler reads itself, by the core's strict reader: described here, checked there. */
export const bodyOf = (name: string) => ({
  required: true,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
});

/** What every route for members has in common. */
export const kMember = { security: [{ bearer: [] }] };

/** A cursor is the sort key of the last row, opaque to callers. */
export function encodeCursor(key: (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(key));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** The sort key in a cursor, or null where there is no cursor. Anything that does not fit `schema` is refused. */
export function decodeCursor<T>(cursor: string | undefined, schema: z.ZodType<T>): T | null {
  if (cursor === undefined) return null;
  try {
    const binary = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return schema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    throw new Problem(400, 'invalid_cursor', 'The cursor is not one that this list gave. Start again without it.');
  }
}

/** A page of at most `limit` rows out of one more than that. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  key: (row: Row) => (string | number)[],
): { items: Item[]; next_cursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(item), next_cursor: more ? encodeCursor(key(last)) : null };
}
