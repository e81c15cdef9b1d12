// Pages in Chromium, and a server for built ones that holds them to a strict policy.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

import { chromium } from 'playwright-core';

const kFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const startChromium = () => chromium.launch({ executablePath: '/usr/bin/chromium', args: kFlags });

/** No inline scripts, no eval: WebAssembly alone may be compiled. */
const kPolicy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
const kTypes = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** Serves a folder on a free port; `types` overrides what files are called. */
export async function serve(folder, { types = {}, policy = kPolicy } = {}) {
  const server = createServer((request, response) => {
    const file = join(folder, new URL(request.url, 'http://test').pathname);
    const found = existsSync(file) && statSync(file).isFile();
    if (!found) return response.writeHead(404).end();
    const type = { ...kTypes, ...types }[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
