/** What every request goes through, in the order of this file. */

import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { timeout } from 'hono/timeout';
import type { ErrorHandler, MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { SettingsError, settingsOf } from '../settings.ts';
import { Tokens } from '../token/tokens.ts';
import type { AppContext, Env } from './context.ts';
import { Problem, problemResponse } from './problem.ts';
import { RateLimiter } from './rate_limiter.ts';
import { traceOf } from './trace.ts';

type Middleware = MiddlewareHandler<Env>;

const kMaxBody = 1 << 20;
const kTimeoutMs = 30_000;

/** Gives the request its id and trace, closes its database client, and writes one line about it. */
export const requestFrame: Middleware = async (c, next) => {
  const started = performance.now();
  c.set('requestId', crypto.randomUUID());
  c.set('trace', traceOf(c.req.header('traceparent')));
  await next();
  c.header('x-request-id', c.var.requestId);
  const { client } = c.var;
  if (client) afterAnswer(c, client.end({ timeout: 5 }));
  logRequest(c, performance.now() - started);
};

/** Lets work go on after the answer; where the platform has no such thing it simply runs. */
function afterAnswer(c: AppContext, work: Promise<unknown>): void {
  const quiet = work.catch(() => undefined);
  try {
    c.executionCtx.waitUntil(quiet);
  } catch {
    // No execution context outside Workers.
  }
}

/** One JSON line a request: nothing of headers, query, body or answer. */
function logRequest(c: AppContext, elapsed: number): void {
  const line = {
    at: new Date().toISOString(),
    request_id: c.var.requestId,
    trace_id: c.var.trace.traceId,
    method: c.req.method,
    path: c.req.path.slice(0, 200),
    status: c.res.status,
    ms: Math.round(elapsed * 10) / 10,
    tenant_id: c.get('token')?.tenant_id,
  };
  console.log(JSON.stringify(line));
}

/**
 * The page's policy forbids everything but its own origin; WebAssembly may be compiled, text may not be run. The same
 * policy stands in the page's own headers (web/public/_headers).
 */
export const security: Middleware = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-site',
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
});

/** Pages of other origins may call only where the settings name their origin; never with cookies. */
export const crossOrigin: Middleware = (c, next) => {
  const { corsOrigins } = settingsOf(c.env);
  const allow = cors({
    origin: (origin) => (corsOrigins.includes(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'DELETE'],
    allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'traceparent'],
    exposeHeaders: ['x-request-id', 'retry-after'],
    maxAge: 600,
  });
  return allow(c, next);
};

export const limitBody: Middleware = bodyLimit({
  maxSize: kMaxBody,
  onError: () => {
    throw new Problem(413, 'body_too_large', 'The body may have at most 1 MiB.');
  },
});

export const limitTime: Middleware = timeout(
  kTimeoutMs,
  () => new HTTPException(503, { message: 'The request took longer than 30 seconds.' }),
);

const tokens = new WeakMap<object, Tokens>();
const limiters = new WeakMap<object, RateLimiter>();

/** One object for each set of settings, made on first use. */
function perSettings<T>(made: WeakMap<object, T>, settings: object, make: () => T): T {
  const known = made.get(settings) ?? make();
  made.set(settings, known);
  return known;
}

/** Verifies the token and holds its user to their rate. */
export const authenticate: Middleware = async (c, next) => {
  const settings = settingsOf(c.env);
  const verifier = perSettings(tokens, settings, () => new Tokens(settings));
  const token = await verifier.verify(c.req.header('authorization'));
  c.set('token', token);
  const limiter = perSettings(limiters, settings, () => new RateLimiter(settings.rateLimitPerMinute));
  await limiter.admit(`${token.tenant_id}/${token.subject}`, c.env.RATE_LIMITER);
  await next();
};

/** Whatever was thrown becomes a problem document; only faults of this program are 500 and logged. */
export const answerError: ErrorHandler<Env> = (error, c) => problemResponse(problemOf(error, c), c.var.requestId);

function problemOf(error: unknown, c: AppContext): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof SettingsError) {
    return new Problem(503, 'not_configured', 'The edge is not configured.', { missing: error.faults });
  }
  if (error instanceof HTTPException) return new Problem(error.status, codeOf(error.status), error.message);
  const { name, message, stack } = error as Error;
  console.error(JSON.stringify({ request_id: c.var.requestId, error: name, message, stack }));
  return new Problem(500, 'internal', 'Something went wrong here. The request id finds it in the log.');
}

const codeOf = (status: number): string =>
  ({ 400: 'bad_request', 413: 'body_too_large', 415: 'unsupported_media_type', 503: 'timed_out' })[status] ?? 'refused';
