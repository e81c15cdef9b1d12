// core.wasm in hosts without JavaScript: programs that know no more of it than its C header. Every
// vector has the answer that it has in Node, byte for byte.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { abi, dist } from '../wasm/lib/builds.mjs';
import { allCases } from '../wasm/lib/files.mjs';
import { answer } from '../wasm/lib/vectors.mjs';
import { HostCore } from './host_core.mjs';

const file = (path) => fileURLToPath(new URL(`../../build/${path}`, import.meta.url));
const program = ['release', 'dev'].map((preset) => file(`${preset}/wasm/hosts/wabt_host`)).find(existsSync);

test('the interpreter of wabt answers every vector as Node does', async (context) => {
  if (!program) return missing(context);
  const module = fileURLToPath(new URL('core.wasm', dist));
  const host = new HostCore(program, module);
  const node = abi();
  try {
    const cases = allCases();
    for (const one of cases) assert.equal(await answer(() => host, one), await answer(node, one), one.name);
    console.log(`wabt: ${cases.length} vectors, ${cases.length} as in Node`);
  } finally {
    host.end();
  }
});

function missing(context) {
  const message = 'wabt_host is not built (Debian package wabt), so NO HOST WITHOUT JAVASCRIPT WAS TRIED.';
  console.error(`\n!!! hosts: ${message}\n`);
  if (process.env.CI) assert.fail(message);
  context.skip(message);
}
