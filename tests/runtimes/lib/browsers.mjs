// Chromium: a page built by Vite without any configuration, and a page that no tool has touched.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { build } from 'vite';

import { serve, startChromium } from '../../wasm/lib/chromium.mjs';

const kProgram = '/usr/bin/chromium';
let version = null;

async function inPage(folder, policy, cases) {
  const browser = await startChromium();
  version = browser.version();
  const server = await serve(folder, { policy });
  try {
    const page = await browser.newPage();
    const complaints = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(`${server.url}/page.html`, { waitUntil: 'load' });
    await page
      .waitForFunction(() => 'run' in window)
      .catch(() => {
        throw new Error(`The page did not start: ${complaints.join('; ')}`);
      });
    return await page.evaluate((all) => window.run(all), cases);
  } finally {
    server.stop();
    await browser.close();
  }
}

const html = (head) => `<!doctype html><title>Suite</title>${head}<script type="module" src="./page.mjs"></script>`;

const vite = {
  name: 'Chromium, built by Vite',
  async run(folder, cases) {
    writeFileSync(join(folder, 'page.html'), html(''));
    const outDir = join(folder, 'built');
    const input = join(folder, 'page.html');
    await build({ configFile: false, logLevel: 'warn', root: folder, build: { outDir, rollupOptions: { input } } });
    return inPage(outDir, undefined, cases);
  },
};

/** The import map that docs/package.md tells pages without a bundler to write. */
export function importMap(folder) {
  const base = '/node_modules/@fairlead/core/';
  const { exports, imports } = JSON.parse(readFileSync(join(folder, base, 'package.json'), 'utf8'));
  const file = (path) => base + path.slice(2);
  const scripts = Object.entries(exports).filter(([, target]) => target.default?.endsWith('.js'));
  return {
    imports: Object.fromEntries(
      scripts.map(([name, target]) => [`@fairlead/core${name.slice(1)}`, file(target.default)]),
    ),
    scopes: {
      [base]: Object.fromEntries(
        Object.entries(imports).map(([name, { browser, default: other }]) => [name, file(browser ?? other)]),
      ),
    },
  };
}

const plain = {
  name: 'Chromium, without a bundler',
  async run(folder, cases) {
    const map = JSON.stringify(importMap(folder));
    writeFileSync(join(folder, 'page.html'), html(`<script type="importmap">${map}</script>`));
    const hash = createHash('sha256').update(map).digest('base64');
    const policy = `default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}'`;
    return inPage(folder, policy, cases);
  },
};

const told = () => version ?? (existsSync(kProgram) ? '' : null);
export const browsers = [vite, plain].map((one) => ({ ...one, version: told }));
