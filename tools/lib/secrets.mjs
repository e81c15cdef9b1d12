// The private cluster's passwords and the demo's token secret: made once, kept in .data/secrets.env
// with mode 600. The addresses in it follow the ports.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { ports, secretsFile } from './settings.mjs';

const kDatabase = 'fairlead';
const kAccounts = {
  FAIRLEAD_SUPERUSER_URL: ['postgres', 'postgres'],
  FAIRLEAD_OWNER_URL: ['fairlead_owner', kDatabase],
  FAIRLEAD_EDGE_URL: ['fairlead_edge', kDatabase],
  FAIRLEAD_WORKER_URL: ['fairlead_worker', kDatabase],
};

const random = () => randomBytes(32).toString('base64url');

function parse(text) {
  const lines = text.split('\n').filter((line) => line.includes('=') && !line.startsWith('#'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

/** All secrets by name, made where they are missing. */
export function secrets() {
  const before = existsSync(secretsFile) ? readFileSync(secretsFile, 'utf8') : '';
  const known = parse(before);
  const values = {};
  for (const [name, [role, database]] of Object.entries(kAccounts)) {
    const password = known[name] ? new URL(known[name]).password : random();
    values[name] = `postgres://${role}:${password}@127.0.0.1:${ports.postgres}/${database}`;
  }
  values.FAIRLEAD_TOKEN_SECRET = known.FAIRLEAD_TOKEN_SECRET ?? random();
  const text = Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
  if (text !== before) write(text);
  return values;
}

function write(text) {
  mkdirSync(path.dirname(secretsFile), { recursive: true });
  const scratch = `${secretsFile}.new`;
  writeFileSync(scratch, text, { mode: 0o600 });
  renameSync(scratch, secretsFile);
}
