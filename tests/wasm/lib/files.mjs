// Where the tests find vectors and the native runner.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { casesOf } from './vectors.mjs';

const root = new URL('../../../', import.meta.url);
export const vectorFolder = new URL('tests/vectors/', root);

/** Every case of every vector file, in the order in which the native runner takes them. */
export function allCases() {
  return vectorFiles().flatMap(({ name, document }) => casesOf(name, document));
}

/** The vector files: `concept/name` and what each holds. */
export function vectorFiles() {
  const concepts = readdirSync(vectorFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return concepts.flatMap(({ name: concept }) => {
    const folder = new URL(`${concept}/`, vectorFolder);
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return names.map((name) => ({
      name: `${concept}/${name.slice(0, -'.json'.length)}`,
      document: JSON.parse(readFileSync(new URL(name, folder), 'utf8')),
    }));
  });
}

/** The native runner, from whichever build has it; null when none was built. */
export function nativeRunner() {
  const presets = ['release', 'dev', 'asan'];
  const files = presets.map((preset) => fileURLToPath(new URL(`build/${preset}/tests/vectors/vectors_native`, root)));
  return files.find((file) => existsSync(file)) ?? null;
}
