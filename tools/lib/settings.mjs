// Where things are and on which ports they listen. Every port may be set by the environment, so that
// two clones can run beside each other.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const dataDirectory = path.join(root, '.data');
export const logDirectory = path.join(dataDirectory, 'log');
export const secretsFile = path.join(dataDirectory, 'secrets.env');

/** The path below the repository, for messages. */
export const shown = (file) => path.relative(process.cwd(), file) || '.';

function port(name, fallback) {
  const text = process.env[name];
  if (!text) return fallback;
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number < 65536) return number;
  console.error(`${name}: must be a port from 1 to 65535, but is "${text}".`);
  return process.exit(2);
}

export const ports = {
  postgres: port('FAIRLEAD_PG_PORT', 54329),
  edge: port('FAIRLEAD_PORT', 8787),
  identity: port('FAIRLEAD_IDENTITY_PORT', 8790),
  model: port('FAIRLEAD_MODEL_PORT', 8791),
};

/** The port's variable, for messages. */
export const portVariable = {
  postgres: 'FAIRLEAD_PG_PORT',
  edge: 'FAIRLEAD_PORT',
  identity: 'FAIRLEAD_IDENTITY_PORT',
  model: 'FAIRLEAD_MODEL_PORT',
};

/** The environment of every child: Node 24 and the installed programs first on the PATH, no telemetry. */
export function childEnvironment(extra = {}) {
  const first = [path.join(root, 'node_modules/node/bin'), path.join(root, 'node_modules/.bin')];
  return {
    ...process.env,
    PATH: [...first, process.env.PATH ?? ''].join(path.delimiter),
    FAIRLEAD_PG_PORT: String(ports.postgres),
    FAIRLEAD_PORT: String(ports.edge),
    FAIRLEAD_IDENTITY_PORT: String(ports.identity),
    FAIRLEAD_MODEL_PORT: String(ports.model),
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_SEND_ERROR_REPORTS: 'false',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    ...extra,
  };
}
