// The files that are ours: tracked by git, or new and not ignored.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

import { root } from './settings.mjs';

/** Paths from the repository's root whose names match. */
export function sources(pattern) {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const files = list.split('\n').filter((file) => pattern.test(file));
  return [...new Set(files)].filter((file) => existsSync(path.join(root, file)));
}

export const cppFiles = () => sources(/\.(h|cpp|c)$/);
