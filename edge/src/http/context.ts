import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Sql } from '../database/client.ts';
import type { Bindings } from '../settings.ts';
import type { MemberToken } from '../token/tokens.ts';
import { Problem, type Fault } from './problem.ts';
import type { Trace } from './trace.ts';

/** What middleware leaves behind for the routes. */
export interface Variables {
  requestId: string;
  trace: Trace;
  /** Set on every route that needs a member. */
  token: MemberToken;
  /** The request's database client, once something asked for it. */
  client?: Sql;
}

export interface Env {
  Bindings: Bindings;
  Variables: Variables;
}

export type AppContext = Context<Env>;

/** A group of routes whose parameters are checked by their schemas before a handler sees them. */
export function routes(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (result.success) return;
      const faults = result.error.issues.map((issue): Fault => ({
        path: issue.path.join('.'),
        code: issue.code,
        message: issue.message,
      }));
      const named = faults.map(({ path, message }) => `${path}: ${message}`).join('; ');
      throw new Problem(400, 'invalid_parameter', `The request has invalid parameters: ${named}.`, { faults });
    },
  });
}
