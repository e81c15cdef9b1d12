// The native build's answers to the vectors.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { nativeRunner, vectorFolder } from './files.mjs';

/** `name, tab, answer` for each vector, in the order of names; null when the runner is not built. */
export function nativeAnswers() {
  const runner = nativeRunner();
  if (!runner) return null;
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-vectors-'));
  try {
    const file = join(folder, 'answers');
    spawnSync(runner, ['--answers', file, fileURLToPath(vectorFolder)], { stdio: 'ignore' });
    return readFileSync(file, 'utf8').trimEnd().split('\n').sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
