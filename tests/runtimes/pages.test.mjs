// What a page loads that imports one entry of the package: the module of that concept and no other,
// built by Vite without any configuration, served by Vite, or served by a server that knows no wasm.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { build, createServer } from 'vite';

import { serve, startChromium } from '../wasm/lib/chromium.mjs';
import { install, remove } from './lib/project.mjs';

/** What a page imports → which modules it should load. */
const kPages = {
  action: [`import { signingInput } from '@fairlead/core/action'; use(signingInput);`, 'action'],
  audit: [`import { verifyChain } from '@fairlead/core/audit'; use(verifyChain);`, 'action'],
  embedding: [`import { plan } from '@fairlead/core/embedding'; use(plan);`, 'rank'],
  flag: [`import { flagBucket } from '@fairlead/core/flag'; use(flagBucket);`, 'job'],
  job: [`import { schedule } from '@fairlead/core/job'; use(schedule);`, 'job'],
  json: [`import { canonicalize } from '@fairlead/core/json'; use(canonicalize);`, 'schema'],
  rank: [`import { rerank } from '@fairlead/core/rank'; use(rerank);`, 'rank'],
  remote: [`import { RemoteVerifier } from '@fairlead/core/remote'; use(RemoteVerifier);`, 'token'],
  schema: [`import { Schema } from '@fairlead/core/schema'; use(Schema);`, 'schema'],
  token: [`import { Verifier } from '@fairlead/core/token'; use(Verifier);`, 'token'],
  provenance: [`import { provenance } from '@fairlead/core/provenance'; use(() => provenance);`],
  'two of one module': [
    `import { verifyChain } from '@fairlead/core/audit'; import { Registry } from '@fairlead/core/action'; use(Registry, verifyChain);`,
    'action',
  ],
  'one name of the whole package': [`import { Verifier } from '@fairlead/core'; use(Verifier);`, 'token'],
  'an error only': [`import { FairleadError } from '@fairlead/core'; use(FairleadError);`],
};
const kHead = `const use = (...names) => { document.title = names.map((name) => typeof name).join(' '); };`;
const quiet = { configFile: false, logLevel: 'warn' };
const file = (name) => `${name.replaceAll(' ', '_')}.html`;

describe('pages in Chromium', { skip: !existsSync('/usr/bin/chromium') && !process.env.CI && 'no Chromium' }, () => {
  let browser;
  let folder;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fairlead-pages-'));
    install(folder);
    writeFileSync(join(folder, 'package.json'), '{ "type": "module", "dependencies": { "@fairlead/core": "*" } }');
    for (const [name, [script]] of Object.entries(kPages)) {
      const code = file(name).replace('.html', '.js');
      writeFileSync(join(folder, code), `${kHead}\n${script}\n`);
      writeFileSync(
        join(folder, file(name)),
        `<!doctype html><title>Loading</title><script type="module" src="./${code}"></script>`,
      );
    }
    browser = await startChromium();
  });
  after(async () => {
    await browser?.close();
    remove(folder);
  });

  /** Serves what was built while the work is done. */
  async function served(options, work) {
    const server = await serve(join(folder, 'built'), options);
    try {
      await work(server.url);
    } finally {
      server.stop();
    }
  }

  /** Opens a page; gives the wasm modules it asked for, in order. */
  async function modulesOf(url) {
    const page = await browser.newPage();
    const modules = [];
    const complaints = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('request', (request) => {
      const module = /([a-z]+)[^/]*\.wasm/.exec(request.url())?.[1];
      if (module) modules.push(module);
    });
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForFunction(() => document.title !== 'Loading', null, { timeout: 5000 }).catch(() => {});
    assert.deepEqual(complaints, []);
    assert.match(await page.title(), /^function/);
    await page.close();
    return modules;
  }

  describe('built by Vite', () => {
    before(async () => {
      const outDir = join(folder, 'built');
      const input = Object.keys(kPages).map((name) => join(folder, file(name)));
      await build({ ...quiet, root: folder, build: { outDir, rollupOptions: { input } } });
    });

    for (const [name, [, ...modules]] of Object.entries(kPages)) {
      test(`${name}: ${modules.join() || 'no module'}`, () =>
        served({}, async (url) => assert.deepEqual(await modulesOf(`${url}/${file(name)}`), modules)));
    }

    test('works where the server does not know the type of wasm', () =>
      served({ types: { '.wasm': 'application/octet-stream' } }, async (url) =>
        assert.deepEqual(await modulesOf(`${url}/${file('token')}`), ['token']),
      ));
  });

  test("works in Vite's development server", async () => {
    const server = await createServer({ ...quiet, root: folder, server: { host: '127.0.0.1', port: 0 } });
    await server.listen();
    try {
      const url = `http://127.0.0.1:${server.httpServer.address().port}`;
      assert.deepEqual(await modulesOf(`${url}/${file('json')}`), ['schema']);
    } finally {
      await server.close();
    }
  });

  test('every entry is among these pages', () => {
    const { exports } = JSON.parse(readFileSync(join(folder, 'node_modules/@fairlead/core/package.json'), 'utf8'));
    const scripts = Object.keys(exports).filter((name) => exports[name].default?.endsWith('.js'));
    const withoutPage = scripts.map((name) => name.slice(2)).filter((name) => !(name in kPages));
    assert.deepEqual(withoutPage.sort(), ['', 'init', 'inline']);
  });
});
