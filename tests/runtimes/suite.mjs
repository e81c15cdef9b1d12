// One suite for every runtime. Pure: it gets the package's exports and the vectors, uses nothing but
// what all runtimes have, and says what came out. The runners beside it bring it to each of them.
import { behaviour } from './behaviour.mjs';
import { answer, calls } from './calls.mjs';

/**
 * Runs everything.
 *
 * @param api the exports of `@fairlead/core`
 * @param cases the vectors, `{ name, operation, setup, input, expect }`
 * @returns `{ node, checks: [{ name, fault }], vectors: { count, faults, digest } }`; `node` tells
 *   whether the runtime offers Node's globals
 */
export async function run(api, cases) {
  const node = typeof globalThis.Buffer === 'function';
  return { node, checks: await checked(api), vectors: await answered(api, cases) };
}

async function checked(api) {
  const checks = [];
  for (const [name, work] of Object.entries(behaviour)) {
    checks.push({ name, fault: await faultOf(() => work(api)) });
  }
  return checks;
}

async function answered(api, cases) {
  const lines = [];
  const faults = [];
  for (const one of cases) {
    if (!(one.operation in calls)) {
      faults.push(`${one.name}: calls.mjs does not say how a program calls ${one.operation}`);
      continue;
    }
    const fault = await faultOf(async () => lines.push(`${one.name}\t${await answer(api, one)}\n`));
    if (fault) faults.push(`${one.name}: ${fault}`);
  }
  return { count: cases.length, faults, digest: await digestOf(lines) };
}

async function faultOf(work) {
  try {
    await work();
    return null;
  } catch (error) {
    return String(error?.stack ?? error);
  }
}

/** Hex SHA-256 of all answers, each with its vector's name, in the order of names. */
export async function digestOf(lines) {
  const bytes = new TextEncoder().encode([...lines].sort().join(''));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
