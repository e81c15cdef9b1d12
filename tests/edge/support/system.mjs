// Database, identity provider and edge together, and a client for them.

import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { createDatabase } from './database.mjs';
import { startEdge } from './edge.mjs';
import { claimsOf, es256Key, hs256, startProvider } from './identity.mjs';

const { people } = JSON.parse(readFileSync(new URL('../../../tools/demo/people.json', import.meta.url)));

/** A demo person by yacht and role. */
export const person = (tenant, role, { revoked = false } = {}) =>
  people.find((one) => one.tenant_name === tenant && one.role === role && Boolean(one.revoked) === revoked);

export async function startSystem(settings = {}) {
  const database = await createDatabase();
  const key = es256Key('first');
  const provider = await startProvider([key.jwk]);
  const secret = randomBytes(32).toString('base64url');
  const stopOthers = async () => {
    provider.stop();
    await database.drop();
  };
  const defaults = { TOKEN_SECRET: secret, TOKEN_JWKS_URL: provider.url, RATE_LIMIT_PER_MINUTE: '100000' };
  const edge = await startEdge({ databaseUrl: database.edgeUrl, settings: { ...defaults, ...settings } }).catch(
    async (error) => {
      await stopOthers();
      throw error;
    },
  );
  const statuses = [];
  const call = (path, options) => request(edge.url, path, options, statuses);
  return {
    url: edge.url,
    log: edge.log,
    database,
    provider,
    key,
    secret,
    /** Every status answered so far. */
    statuses,
    token: (one, changes) => hs256(claimsOf(one, changes), secret),
    call,
    /** A call with a person's token. */
    as:
      (one) =>
      (path, options = {}) =>
        call(path, { token: hs256(claimsOf(one), secret), ...options }),
    async stop() {
      await edge.stop();
      await stopOthers();
    },
  };
}

/** One request; the answer's body is read as JSON where it is JSON. */
async function request(base, path, { method, token, body, text, headers = {}, key } = {}, statuses) {
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(`${base}${path}`, {
    method: method ?? (content === undefined ? 'GET' : 'POST'),
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(content === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key ? { 'idempotency-key': key } : {}),
      ...headers,
    },
    body: content,
    redirect: 'manual',
  });
  statuses.push(response.status);
  const answer = await response.text();
  let json = null;
  try {
    json = JSON.parse(answer);
  } catch {
    // Not JSON, then.
  }
  return { status: response.status, headers: response.headers, text: answer, body: json };
}

export const newKey = () => randomUUID();
