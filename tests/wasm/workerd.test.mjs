// The package in real workerd, bundled by wrangler as for a deployment: every vector has the answer
// that it has in Node.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { abi } from './lib/builds.mjs';
import { allCases } from './lib/files.mjs';
import { answer } from './lib/vectors.mjs';

const tooOld = Number(process.versions.node.split('.')[0]) < 22 && 'wrangler needs Node 22';

describe('workerd', { skip: tooOld }, () => {
  let worker;
  before(async () => {
    const { unstable_startWorker } = await import('wrangler');
    process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';
    worker = await unstable_startWorker({
      config: fileURLToPath(new URL('workerd/wrangler.json', import.meta.url)),
      dev: { server: { hostname: '127.0.0.1', port: 0 }, inspector: false, logLevel: 'warn', persist: false },
    });
  });
  after(() => worker?.dispose());

  const ask = (body) => worker.fetch('http://vectors.test/', { method: 'POST', body });

  test('every vector is answered as in Node', async () => {
    const cases = allCases();
    const coreOf = abi();
    const expected = [];
    for (const one of cases) expected.push(await answer(coreOf, one));
    const response = await ask(JSON.stringify(cases));
    assert.deepEqual(await response.json(), expected);
    console.log(`workerd: ${expected.length} vectors`);
  });

  test('an object compiled as the isolate starts serves requests', async () => {
    assert.equal((await ask('{}')).status, 400);
    assert.equal((await ask('[]')).status, 200);
  });
});
