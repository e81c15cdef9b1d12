// The official JSON Schema test suite (draft 2020-12), as tools/bootstrap brings it.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const kSuite = fileURLToPath(new URL('../../../.toolchain/json-schema-suite/', import.meta.url));
const kRemoteBase = 'http://localhost:1234/';
const kMetaschemaBase = 'https://json-schema.org/draft/2020-12/';

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

function jsonFiles(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => join(folder, name));
}

/** The documents that the suite's schemas refer to, by URI: its remotes, and the metaschemas. */
function readDocuments() {
  const remotes = join(kSuite, 'remotes');
  const ajv = dirname(createRequire(import.meta.url).resolve('ajv/package.json'));
  const metaschemas = join(ajv, 'dist/refs/json-schema-2020-12');
  const others = ['draft3', 'draft4', 'draft6', 'draft7', 'draft2019-09', 'draft-next'];
  const uriOf = (base, folder, file) => base + relative(folder, file).split(sep).join('/');
  return Object.fromEntries([
    ...jsonFiles(remotes)
      .map((file) => [uriOf(kRemoteBase, remotes, file), file])
      .filter(([uri]) => !others.some((draft) => uri.startsWith(`${kRemoteBase}${draft}/`)))
      .map(([uri, file]) => [uri, readJson(file)]),
    ...jsonFiles(metaschemas).map((file) => [
      uriOf(kMetaschemaBase, metaschemas, file).replace(/\.json$/, ''),
      readJson(file),
    ]),
  ]);
}

/**
 * The cases of the suite's files in a folder of draft 2020-12, those that must pass unless told.
 *
 * @param without names of files to leave out
 * @returns `{ name, setup: { schema, options }, text, valid }` each
 */
export function suiteCases(folder = '.', { options = { format: false }, without = [] } = {}) {
  const documents = readDocuments();
  const tests = join(kSuite, 'tests/draft2020-12', folder);
  const files = readdirSync(tests).filter((name) => name.endsWith('.json') && !without.includes(name));
  return files.sort().flatMap((file) =>
    readJson(join(tests, file)).flatMap(({ description, schema, tests: cases }) =>
      cases.map(({ description: detail, data, valid }) => ({
        name: `${file}: ${description}: ${detail}`,
        setup: { schema, options: { ...options, documents } },
        text: JSON.stringify(data),
        valid,
      })),
    ),
  );
}
