// The edge in real workerd, by `wrangler dev`, on a free port.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { childEnvironment, root } from '../../../tools/lib/settings.mjs';

const kStartMs = 60_000;

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts the edge with these settings on this database; answers once it is alive. */
export async function startEdge({ databaseUrl, settings }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairlead-edge-'));
  const file = path.join(folder, 'edge.env');
  writeFileSync(
    file,
    Object.entries(settings)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
    { mode: 0o600 },
  );
  mkdirSync(path.join(root, 'web/dist'), { recursive: true });
  const port = await freePort();
  const command = ['dev', '--ip', '127.0.0.1', '--port', port, '--inspector-port', 0, '--env-file', file];
  const options = ['--persist-to', folder, '--show-interactive-dev-session=false'];
  const child = spawn('wrangler', [...command, ...options].map(String), {
    cwd: root,
    env: childEnvironment({ CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: databaseUrl, CI: 'true' }),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (log += bytes));
  const url = `http://127.0.0.1:${port}`;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    signal(child, 'SIGTERM');
    await Promise.race([gone, sleep(5_000, null, { ref: false })]);
    signal(child, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  if (!(await alive(url, child))) {
    await stop();
    throw new Error(`The edge did not start:\n${log}`);
  }
  return { url, stop, log: () => log };
}

/** The whole group: wrangler and the workerd it started. */
function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

async function alive(url, child) {
  const end = Date.now() + kStartMs;
  while (Date.now() < end && child.exitCode === null) {
    const response = await fetch(`${url}/health`).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return true;
    await sleep(100);
  }
  return false;
}
