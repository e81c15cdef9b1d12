// Checks that leave evidence: every call that was made for a check, and what was seen, as one JSON file a check.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { root } from '../../../tools/lib/settings.mjs';

export const address = process.env.FAIRLEAD_ADDRESS ?? 'http://localhost:8787';

const folder = path.join(root, 'evidence');
mkdirSync(folder, { recursive: true });

/** Every call of this run. */
export const calls = [];

/** One request to the running system; the answer's JSON with its status. */
export async function call(route, { token, body, text, method, key, headers = {} } = {}) {
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const sent = method ?? (content === undefined ? 'GET' : 'POST');
  const response = await fetch(`${address}${route}`, {
    method: sent,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(content === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key ? { 'idempotency-key': key } : {}),
      ...headers,
    },
    body: content,
  });
  const answer = await response.text();
  const json = response.headers.get('content-type')?.includes('json') ? JSON.parse(answer) : null;
  calls.push({
    method: sent,
    route: route.slice(0, 200),
    status: response.status,
    code: json?.code,
    request_id: response.headers.get('x-request-id'),
  });
  return { status: response.status, body: json, text: answer };
}

let number = 0;

/** A check: `work` gives what was observed; what it asserts decides. Either way its evidence is written. */
export function check(name, title, work) {
  const file = `${String(++number).padStart(2, '0')}-${name}.json`;
  test(title, async () => {
    const first = calls.length;
    const evidence = { check: title, address, at: new Date().toISOString(), passed: false, observed: null };
    try {
      evidence.observed = (await work()) ?? null;
      evidence.passed = true;
    } catch (error) {
      evidence.failure = error.message;
      throw error;
    } finally {
      const written = { ...evidence, calls: calls.slice(first) };
      writeFileSync(path.join(folder, file), `${JSON.stringify(written, null, 2)}\n`);
    }
  });
}
