// Skips a build whose inputs have not changed since it last succeeded.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { root } from './settings.mjs';

/** What builds write themselves, and what belongs to others. */
const kIgnored = new Set(['node_modules', 'dist', 'generated', '.wrangler']);

function* files(entry) {
  const stat = statSync(entry, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    yield `${entry} ${stat.size} ${stat.mtimeMs}`;
    return;
  }
  for (const name of readdirSync(entry).sort()) {
    if (!kIgnored.has(name)) yield* files(path.join(entry, name));
  }
}

function digest(inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const line of files(path.join(root, input))) hash.update(`${line}\n`);
  }
  return hash.digest('hex');
}

/**
 * Runs `build` unless the output is there and the inputs (files or folders) are as they were.
 *
 * @returns whether it was built
 */
export async function buildIfChanged(name, { inputs, output }, build) {
  const stamp = path.join(root, 'build/stamps', name);
  const now = digest(inputs);
  const same = existsSync(stamp) && readFileSync(stamp, 'utf8') === now;
  if (same && existsSync(path.join(root, output))) return false;
  await build();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}
