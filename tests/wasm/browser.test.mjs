// The package in Chromium, installed as from the registry and bundled by Vite without any
// configuration, under a policy that forbids eval.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { build, createServer } from 'vite';

import { embind } from './lib/builds.mjs';
import { serve, startChromium } from './lib/chromium.mjs';
import { allCases } from './lib/files.mjs';
import { answer } from './lib/vectors.mjs';

const fixture = fileURLToPath(new URL('browser/', import.meta.url));
const packageFolder = fileURLToPath(new URL('../../wasm/js/', import.meta.url));
const quiet = { configFile: false, logLevel: 'warn' };

describe('Chromium', { skip: !existsSync('/usr/bin/chromium') && 'there is no Chromium' }, () => {
  let browser;
  let folder;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fairlead-browser-'));
    browser = await startChromium();
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A page, with the wasm files it asked for and everything it complained of. */
  async function open(url) {
    const page = await browser.newPage();
    const seen = { page, modules: [], complaints: [] };
    page.on('pageerror', ({ message }) => seen.complaints.push(message));
    page.on('request', (request) => {
      const module = /([a-z]+)[^/]*\.wasm/.exec(request.url())?.[1];
      if (module) seen.modules.push(module);
    });
    await page.goto(url, { waitUntil: 'load' });
    return seen;
  }

  const bundle = (root, input, outDir) =>
    build({ ...quiet, root, build: { outDir, emptyOutDir: true, rollupOptions: { input: join(root, input) } } });

  test('every vector is answered as in Node', async () => {
    const outDir = join(folder, 'vectors');
    await bundle(fixture, 'vectors.html', outDir);
    const server = await serve(outDir);
    const { page, complaints } = await open(`${server.url}/vectors.html`);
    await page.waitForFunction(() => 'answers' in window);
    const cases = allCases();
    const answers = await page.evaluate((all) => window.answers(all), cases);
    const coreOf = await embind();
    const expected = [];
    for (const one of cases) expected.push(await answer(coreOf, one));
    assert.deepEqual(answers, expected);
    assert.deepEqual(complaints, []);
    console.log(`chromium: ${answers.length} vectors`);
    server.stop();
  });

  describe('an installed package', () => {
    const titleOf = async ({ page, complaints }) => {
      await page.waitForFunction(() => document.title !== 'Loading').catch(() => {});
      assert.deepEqual(complaints, []);
      return page.title();
    };
    const kTitle = 'true json_syntax {"a":2,"b":1}';
    let app;

    before(() => {
      app = join(folder, 'app');
      const installed = join(app, 'node_modules/@fairlead/core');
      mkdirSync(installed, { recursive: true });
      for (const file of ['app.html', 'app.js']) cpSync(join(fixture, file), join(app, file));
      writeFileSync(join(app, 'package.json'), '{ "type": "module", "dependencies": { "@fairlead/core": "*" } }');
      const pack = ['pack', '--json', '--pack-destination', folder];
      const [{ filename }] = JSON.parse(execFileSync('npm', pack, { cwd: packageFolder, encoding: 'utf8' }));
      execFileSync('tar', ['xzf', join(folder, filename), '-C', installed, '--strip-components', '1']);
    });

    for (const [name, types] of Object.entries({
      'works built, and loads the one module it uses': {},
      'works where the server does not know the type of wasm': { '.wasm': 'application/octet-stream' },
    })) {
      test(name, async () => {
        await bundle(app, 'app.html', join(folder, 'built'));
        const server = await serve(join(folder, 'built'), types);
        const seen = await open(`${server.url}/app.html`);
        assert.equal(await titleOf(seen), kTitle);
        assert.deepEqual(seen.modules, ['schema']);
        server.stop();
      });
    }

    test("works in Vite's development server", async () => {
      const server = await createServer({ ...quiet, root: app, server: { host: '127.0.0.1', port: 0 } });
      await server.listen();
      const seen = await open(`http://127.0.0.1:${server.httpServer.address().port}/app.html`);
      assert.equal(await titleOf(seen), kTitle);
      await server.close();
    });
  });
});
