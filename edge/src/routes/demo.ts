/**
 * Demo sign-in: only where DEMO_IDENTITY_URL is set, requests under /demo are handed on to the demo identity provider, so
 * that the page has one origin. A real deployment does not set it, and the routes do not exist there.
 */

import { Hono, type MiddlewareHandler } from 'hono';
import type { Env } from '../http/context.ts';
import { notFound, Problem } from '../http/problem.ts';
import { settingsOf } from '../settings.ts';

const kTimeoutMs = 5_000;

const forward: MiddlewareHandler<Env> = async (c) => {
  const base = settingsOf(c.env).demoIdentityUrl;
  if (base === null) throw notFound('Demo sign-in is off here.');
  const url = new URL(c.req.path.slice('/demo'.length), base);
  const body = c.req.method === 'POST' ? await c.req.text() : null;
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, {
    method: c.req.method,
    headers,
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(kTimeoutMs),
  }).catch(() => {
    throw new Problem(503, 'demo_identity_unavailable', 'The demo identity provider does not answer.');
  });
  return new Response(await answer.text(), {
    status: answer.status < 500 ? answer.status : 503,
    headers: { ...headers, 'cache-control': 'no-store', 'x-fairlead-demo': 'true' },
  });
};

export const demo = new Hono<Env>();
demo.get('/demo/people', forward);
demo.post('/demo/token', forward);
