import { canonicalize } from '@fairlead/core/json';
import type { z } from 'zod';
import type { AppContext } from './context.ts';
import { badInput, Problem } from './problem.ts';

/**
 * The body as JSON, read by the core's strict reader (no duplicate members, bounded depth, exact numbers): what is judged
 * and signed must be what was sent.
 *
 * @throws Problem 400 `json_…` or `invalid_body`, 415 when it is not sent as JSON
 */
export async function readBody<T>(c: AppContext, schema: z.ZodType<T>): Promise<T> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new Problem(415, 'unsupported_media_type', 'Send the body as application/json.');
  }
  const parsed = schema.safeParse(JSON.parse(strict(await c.req.text())));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, code, message }) => ({ path: `/${path.join('/')}`, code, message }));
  throw new Problem(400, 'invalid_body', 'The body is not of the form that is asked for.', { faults });
}

/** The same for a body that may be left out, which is then `{}`. */
export async function optionalBody<T>(c: AppContext, schema: z.ZodType<T>): Promise<T> {
  return (await c.req.text()) === '' ? schema.parse({}) : readBody(c, schema);
}

function strict(text: string): string {
  try {
    return canonicalize(text);
  } catch (error) {
    throw badInput(error);
  }
}
