/** Whether the edge lives, and whether it can serve. */

import { createRoute, z } from '@hono/zod-openapi';
import { registryDocument } from '../actions/registry.ts';
import { openClient } from '../database/client.ts';
import { routes, type AppContext } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { answers } from '../http/schemas.ts';
import { SettingsError, settingsOf, type Settings } from '../settings.ts';

const Health = z.object({ status: z.literal('ok'), demo: z.boolean() }).openapi('Health');
const Ready = z
  .object({ status: z.literal('ready'), schema_version: z.int(), registry_version: z.string() })
  .openapi('Ready');

const alive = createRoute({
  method: 'get',
  path: '/health',
  summary: 'Whether the edge lives; `demo` says that demo sign-ins are on',
  responses: answers(200, Health, 'It does.'),
});

const ready = createRoute({
  method: 'get',
  path: '/ready',
  summary:
    'Whether the edge can serve: settings complete, database there, connected with no more rights than it should have',
  responses: answers(200, Ready, 'It can.'),
});

export const health = routes();

health.openapi(alive, (c) => c.json({ status: 'ok' as const, demo: Boolean(c.env.DEMO_IDENTITY_URL) }, 200));

health.openapi(ready, async (c) => {
  const settings = settingsOrProblem(c);
  const schema_version = await probe(c, settings);
  return c.json({ status: 'ready' as const, schema_version, registry_version: registryDocument.version }, 200);
});

const notReady = (missing: string[]): Problem =>
  new Problem(503, 'not_ready', 'The edge cannot serve yet; see "missing".', { missing });

function settingsOrProblem(c: AppContext): Settings {
  try {
    return settingsOf(c.env);
  } catch (error) {
    if (error instanceof SettingsError) throw notReady(error.faults);
    throw error;
  }
}

interface Probe {
  version: number | null;
  strong: boolean;
}

/** The schema's version; the edge refuses to be ready as a role that row level security does not bind. */
async function probe(c: AppContext, { databaseUrl }: Settings): Promise<number> {
  const client = openClient(databaseUrl);
  c.set('client', client);
  const rows = await client<Probe[]>`
    select (select max(version) from schema_version) as version, rolsuper or rolbypassrls as strong
    from pg_roles where rolname = current_user`.catch(() => {
    throw notReady(['database: cannot be reached, or is not migrated (fairlead db migrate).']);
  });
  const [{ version, strong }] = rows as unknown as [Probe];
  if (strong) throw notReady(['database: the role bypasses row level security; connect as fairlead_edge.']);
  if (version === null) throw notReady(['database: no migration was applied (fairlead db migrate).']);
  return version;
}
