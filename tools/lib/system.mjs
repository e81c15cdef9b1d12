// The whole of Fairlead on this machine: the same set-up for `npm start`, the tests and acceptance.
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import * as builds from './builds.mjs';
import * as postgres from './postgres.mjs';
import { secrets } from './secrets.mjs';
import { requireFreePorts } from './services.mjs';
import { dataDirectory, ports, root } from './settings.mjs';
import { run, step } from './steps.mjs';

export const program = path.join(root, 'build/release/native/fairlead');
export const address = `http://localhost:${ports.edge}`;
const identity = `http://127.0.0.1:${ports.identity}`;
const model = `http://127.0.0.1:${ports.model}`;

/** Machine and builds: all that `npm start` and `npm test` share. Quick when nothing changed. */
export async function buildAll() {
  await step('native program', builds.native);
  await step('WebAssembly modules', builds.wasm);
  await step('npm package', builds.npmPackage);
  await step('page', builds.page);
}

/** Starts PostgreSQL unless it runs; tells whether it was started here. */
export async function startDatabase() {
  let started;
  await step('PostgreSQL', async () => {
    started = await postgres.start();
    return started ? `on port ${ports.postgres}` : `runs already on port ${ports.postgres}`;
  });
  return started;
}

/** Brings the schema and the demo data up to date. */
export async function prepareDatabase() {
  const { FAIRLEAD_OWNER_URL } = secrets();
  await step('migrations', () =>
    run('migrations', 'db-migrate', [program, 'db', 'migrate'], { env: { FAIRLEAD_OWNER_URL } }),
  );
  await step('demo data', () => run('demo data', 'db-seed', [program, 'db', 'seed'], { env: { FAIRLEAD_OWNER_URL } }));
}

/** What the edge is told. Secrets go by a file that only this user reads, never on a command line. */
function edgeSettings() {
  const { FAIRLEAD_TOKEN_SECRET, FAIRLEAD_EDGE_URL } = secrets();
  const file = path.join(dataDirectory, 'edge.env');
  const values = {
    TOKEN_SECRET: FAIRLEAD_TOKEN_SECRET,
    TOKEN_JWKS_URL: `${identity}/.well-known/jwks.json`,
    TOKEN_ISSUERS: 'fairlead-demo',
    TOKEN_AUDIENCES: 'fairlead',
    DEMO_IDENTITY_URL: identity,
  };
  writeFileSync(
    file,
    Object.entries(values)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
    { mode: 0o600 },
  );
  chmodSync(file, 0o600);
  return { file, env: { CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: FAIRLEAD_EDGE_URL } };
}

function startEdge(services) {
  const { file, env } = edgeSettings();
  const command = ['wrangler', 'dev', '--ip', 'localhost', '--port', String(ports.edge), '--inspector-port', '0'];
  const options = ['--env-file', file, '--show-interactive-dev-session=false', '--log-level', 'info'];
  return services.start('edge', 'edge', [...command, ...options], {
    env,
    url: `${address}/ready`,
    milliseconds: 90000,
  });
}

const kEmbeddingWorker = 'embedding worker';
const kQueueWorker = 'queue worker';
export const kWorkers = [kEmbeddingWorker, kQueueWorker];

/** The queue worker asks the local model server, unless the environment names another API. */
function queueSettings() {
  // Less than the supervisor's own grace.
  const env = { AI_DRAIN_MS: '5000' };
  if (process.env.AI_BASE_URL) return env;
  const id = 'fairlead-extractive-summary-and-entities-1';
  return { ...env, AI_BASE_URL: `${model}/v1`, AI_MODEL: id, AI_PROVIDER: 'local' };
}

/** Starts the workers that keep the embeddings fresh and run the jobs of the queue. */
export async function startWorkers(services) {
  const { FAIRLEAD_WORKER_URL } = secrets();
  const start = (title, name, command, env) =>
    step(title, () =>
      services.start(title, name, [program, 'work', ...command], { env: { FAIRLEAD_WORKER_URL, ...env } }),
    );
  await start(kEmbeddingWorker, 'worker-embed', ['embed'], { EMBEDDING_BASE_URL: `${model}/v1` });
  await start(kQueueWorker, 'worker-queue', ['queue'], queueSettings());
}

/** Starts all services, on a database that is ready; gives their supervisor. */
export async function startServices(services) {
  await requireFreePorts(['identity', 'model', 'edge']);
  await step('model server', () =>
    services.start('model server', 'model-server', ['node', 'tools/model-server/server.mjs'], {
      url: `${model}/v1/models`,
    }),
  );
  await step('identity provider', () =>
    services.start('identity provider', 'identity', ['node', 'tools/identity/server.mjs'], {
      url: `${identity}/health`,
    }),
  );
  await step('edge', () => startEdge(services));
  await startWorkers(services);
}
