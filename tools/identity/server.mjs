// The demo identity provider: stands where Supabase Auth, Auth0 or the like stand in a real deployment, so that the
// page can sign demo people in. It asks for no password and must never be reachable from anywhere but this machine.
//
//   node tools/identity/server.mjs
//
//   GET  /.well-known/jwks.json   the public key set
//   GET  /people                  who can sign in (tools/demo/people.json)
//   POST /token {"user_id"}       an ES256 token for that person, good for an hour
//
// Settings: FAIRLEAD_IDENTITY_PORT (8790), FAIRLEAD_DATA (.data), FAIRLEAD_PEOPLE (tools/demo/people.json),
//           TOKEN_ISSUER (fairlead-demo), TOKEN_AUDIENCE (fairlead).

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openKey } from './keys.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const port = Number(process.env.FAIRLEAD_IDENTITY_PORT ?? 8790);
const peopleFile = process.env.FAIRLEAD_PEOPLE ?? join(root, 'tools/demo/people.json');
const issuer = process.env.TOKEN_ISSUER ?? 'fairlead-demo';
const audience = process.env.TOKEN_AUDIENCE ?? 'fairlead';
const kLifetime = 3600;
const kMaxBody = 4096;

const key = openKey(join(process.env.FAIRLEAD_DATA ?? join(root, '.data'), 'identity'));

/** The demo people, read anew each time so that a new seed needs no restart. */
function people() {
  const document = JSON.parse(readFileSync(peopleFile, 'utf8'));
  return Array.isArray(document) ? document : document.people;
}

function tokenFor(person) {
  const iat = Math.floor(Date.now() / 1000);
  return key.sign({
    iss: issuer,
    aud: audience,
    sub: person.user_id,
    iat,
    exp: iat + kLifetime,
    role: 'authenticated',
    app_metadata: { tenant_id: person.tenant_id, role: person.role },
  });
}

async function readBody(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > kMaxBody) return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function send(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

const problem = (response, status, code, detail) => send(response, status, { status, code, detail });

async function issueToken(request, response) {
  const body = await readBody(request);
  if (typeof body?.user_id !== 'string') {
    return problem(response, 400, 'invalid_body', 'The body must be {"user_id": "…"}.');
  }
  const person = people().find(({ user_id }) => user_id === body.user_id);
  if (!person) return problem(response, 404, 'person_unknown', 'GET /people lists who can sign in.');
  send(response, 200, { token: tokenFor(person), token_type: 'Bearer', expires_in: kLifetime });
}

const kRoutes = {
  'GET /health': (_, response) => send(response, 200, { status: 'ok' }),
  'GET /.well-known/jwks.json': (_, response) => send(response, 200, key.keySet),
  'GET /people': (_, response) => send(response, 200, { people: people() }),
  'POST /token': issueToken,
};

const server = createServer(async (request, response) => {
  const route = kRoutes[`${request.method} ${request.url.split('?')[0]}`];
  try {
    if (route) await route(request, response);
    else problem(response, 404, 'not_found', 'Known: GET /.well-known/jwks.json, GET /people, POST /token.');
  } catch (error) {
    console.error(`identity: ${error.message}`);
    problem(response, 500, 'failed', 'See the log of the demo identity provider.');
  }
});
server.on('error', (error) => {
  console.error(
    `identity: cannot listen on 127.0.0.1:${port} (${error.code}); set FAIRLEAD_IDENTITY_PORT to a free port`,
  );
  process.exit(1);
});
server.listen(port, '127.0.0.1', () => console.log(`identity: http://127.0.0.1:${port} (demo people, no password)`));
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
