// The whole system as a person meets it: database with embeddings, identity provider, edge, and a browser.

import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { childEnvironment, root } from '../../../tools/lib/settings.mjs';
import { answers } from '../../../tools/lib/net.mjs';
import { freePort } from '../../edge/support/edge.mjs';
import { startSystem } from '../../edge/support/system.mjs';
import { startChromium } from '../../wasm/lib/chromium.mjs';

const program = process.env.FAIRLEAD_PROGRAM ?? path.join(root, 'build/release/native/fairlead');

/** A program of tools/ on a port of its own, waited for until `url` answers. */
async function startTool(script, portVariable, health, env = {}) {
  const port = await freePort();
  const child = spawn('node', [path.join(root, script)], {
    env: childEnvironment({ ...env, [portVariable]: String(port) }),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  if (!(await answers(`${url}${health}`, { milliseconds: 60_000, gaveUp: () => child.exitCode !== null }))) {
    child.kill('SIGKILL');
    throw new Error(`${script} did not start.`);
  }
  return { url, stop: () => child.kill('SIGTERM') };
}

/** Gives every row its vector, as the worker does in a running system. */
async function embedAll(workerUrl, modelUrl) {
  const env = childEnvironment({ FAIRLEAD_WORKER_URL: workerUrl, EMBEDDING_BASE_URL: `${modelUrl}/v1` });
  await promisify(execFile)(program, ['work', 'embed', '--once', '--limit', '5000'], { env });
}

/** Starts everything; `open()` gives a fresh browser window at the sign-in, `stop()` ends it all. */
export async function startConsole() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairlead-console-'));
  const ends = [() => rmSync(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of ends.reverse()) await end();
  };
  try {
    const identity = await startTool('tools/identity/server.mjs', 'FAIRLEAD_IDENTITY_PORT', '/health', {
      FAIRLEAD_DATA: folder,
    });
    ends.push(identity.stop);
    const model = await startTool('tools/model-server/server.mjs', 'FAIRLEAD_MODEL_PORT', '/v1/models');
    ends.push(model.stop);
    const system = await startSystem({
      TOKEN_JWKS_URL: `${identity.url}/.well-known/jwks.json`,
      DEMO_IDENTITY_URL: identity.url,
    });
    ends.push(system.stop);
    await embedAll(system.database.workerUrl, model.url);
    const browser = await startChromium();
    ends.push(() => browser.close());
    return { system, stop, open: (options) => openWindow(browser, system.url, options) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A window with storage of its own. `faults` gathers what the page complained of: there should be nothing. */
async function openWindow(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    // A refused request is told to the person by the page; the browser's own line about it is no fault.
    const refused = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !refused) faults.push(message.text());
  });
  await page.goto(url);
  return { page, context, faults };
}

/** Signs in by the card of a demo person. */
export async function signIn(page, name) {
  const card = page.getByRole('button', { name });
  if (!(await card.isVisible())) await page.getByText('Everybody else on board').click();
  await card.click();
  await page.getByRole('heading', { name: 'Parts', exact: true }).waitFor();
}
