// Writes the fuzzers' seeds out of the vectors: node tests/fuzz/seeds.mjs FOLDER
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { abiSeeds } from './abi_seeds.mjs';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('Usage: node tests/fuzz/seeds.mjs FOLDER');
  process.exit(2);
}
const vectors = new URL('../vectors/', import.meta.url);
const kMaxBytes = 8192;

const text = (document) => (typeof document === 'string' ? document : JSON.stringify(document));

/** Target → the text of a case for it, or undefined where the case is not for it. */
const targets = {
  json: ({ operation, input }) => (operation.startsWith('json.') ? text(input?.text ?? input) : undefined),
  token: ({ operation, input }) => (operation.startsWith('token.') ? input?.token : undefined),
  key_set: ({ operation, setup }) => (operation.startsWith('token.') && setup ? text(setup) : undefined),
  registry: ({ operation, setup }) => (operation.startsWith('action.') && setup ? text(setup.registry) : undefined),
  evaluate: ({ operation, input }) => (operation.startsWith('action.') && input ? text(input) : undefined),
  schema: ({ operation, setup, input }) =>
    operation.startsWith('schema.') && setup
      ? `${text(setup.schema)}\n${text(input?.text ?? input ?? null)}`
      : undefined,
  pattern: ({ operation, setup, input }) =>
    operation.startsWith('schema.') && setup?.schema?.pattern
      ? `${setup.schema.pattern}\n${text(input?.text ?? input ?? '')}`
      : undefined,
  rank: ({ operation, input }) => (operation.startsWith('rank.') ? text(input) : undefined),
  embedding: ({ operation, input }) => (operation.startsWith('embedding.') ? text(input) : undefined),
  audit: ({ operation, input }) => (operation.startsWith('audit.') ? text(input) : undefined),
  abi: await abiSeeds(),
};

function* cases() {
  for (const name of readdirSync(vectors, { recursive: true })) {
    if (!name.endsWith('.json')) continue;
    const document = JSON.parse(readFileSync(new URL(name, vectors), 'utf8'));
    for (const one of document.cases ?? []) yield { ...one, setup: one.setup ?? document.setup };
  }
}

for (const target of Object.keys(targets)) mkdirSync(path.join(folder, target), { recursive: true });
for (const one of cases()) {
  for (const [target, seedOf] of Object.entries(targets)) {
    const seed = await seedOf(one);
    if (seed === undefined || Buffer.byteLength(seed) > kMaxBytes) continue;
    const name = createHash('sha256').update(seed).digest('hex').slice(0, 16);
    writeFileSync(path.join(folder, target, name), seed);
  }
}
for (const target of Object.keys(targets)) {
  console.log(`${target}: ${readdirSync(path.join(folder, target)).length} seeds`);
}
