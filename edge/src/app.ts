/** The edge as one Hono application, the same on every platform. */

import { OpenAPIHono } from '@hono/zod-openapi';
import { registryDocument } from './actions/registry.ts';
import type { Env } from './http/context.ts';
import * as middleware from './http/middleware.ts';
import { notFound } from './http/problem.ts';
import { describe } from './openapi.ts';
import { actions } from './routes/actions.ts';
import { checks } from './routes/check.ts';
import { demo } from './routes/demo.ts';
import { emails } from './routes/emails.ts';
import { health } from './routes/health.ts';
import { jobs } from './routes/jobs.ts';
import { me } from './routes/me.ts';
import { parts } from './routes/parts.ts';
import { related } from './routes/related.ts';
import { twins } from './routes/twins.ts';
import { workOrders } from './routes/work_orders.ts';

export function createApp(): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>();
  app.use(middleware.requestFrame, middleware.security);
  for (const members of ['/v1/*', '/twins/*', '/conversations/*']) {
    app.use(members, middleware.crossOrigin, middleware.limitTime, middleware.limitBody, middleware.authenticate);
  }
  app.use('/demo/*', middleware.limitTime, middleware.limitBody);
  for (const group of [health, me, actions, parts, workOrders, related, emails, jobs, checks, twins, demo])
    app.route('/', group);
  let description: ReturnType<typeof describe> | undefined;
  app.get('/openapi.json', (c) => c.json((description ??= describe(app, registryDocument))));
  app.notFound(() => {
    throw notFound('Nothing is served at this address.');
  });
  app.onError(middleware.answerError);
  return app;
}
