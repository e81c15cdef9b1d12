// Small questions to the network of this machine.
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether nothing listens on a loopback port. */
export function portIsFree(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Asks a URL until it answers 2xx; false when it has not after the time given or `gaveUp()` is true. */
export async function answers(url, { milliseconds = 30000, gaveUp = () => false } = {}) {
  const end = Date.now() + milliseconds;
  while (Date.now() < end && !gaveUp()) {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return true;
    await sleep(100);
  }
  return false;
}
