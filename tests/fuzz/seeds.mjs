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

/** What a segment of a token spells. */
const segmentOf = (token, index) => Buffer.from(token?.split('.')[index] ?? '', 'base64url').toString('latin1');

const beginsWith =
  (prefix) =>
  ({ operation, input }) =>
    operation.startsWith(prefix) ? text(input?.text ?? input ?? null) : undefined;

/** Target → the text of a case for it, or undefined where the case is not for it. */
const targets = {
  json: beginsWith('json.'),
  token: ({ operation, input }) => (operation.startsWith('token.') ? input?.token : undefined),
  key_set: ({ operation, setup }) => (operation.startsWith('token.') && setup ? text(setup) : undefined),
  policy: ({ operation, setup, input }) =>
    operation.startsWith('token.') && setup?.policy
      ? `${text(setup.policy)}\n${segmentOf(input?.token, 1)}`
      : undefined,
  signed: ({ operation, input }) =>
    operation.startsWith('token.') && input?.token
      ? `${segmentOf(input.token, 0)}\n${segmentOf(input.token, 1)}`
      : undefined,
  registry: ({ operation, setup, input }) => {
    if (operation === 'action.diff') return text(input);
    return operation.startsWith('action.') && setup?.registry ? text(setup.registry) : undefined;
  },
  evaluate: beginsWith('action.'),
  schema: ({ operation, setup, input }) =>
    operation.startsWith('schema.') && setup
      ? `${text(setup.schema)}\n${text(input?.text ?? input ?? null)}`
      : undefined,
  output: ({ operation, setup, input }) =>
    operation.startsWith('schema.') && setup
      ? `${text(setup.schema)}\n${input?.chunks?.join('') ?? text(input?.text ?? input ?? null)}`
      : undefined,
  pattern: ({ operation, setup, input }) =>
    operation.startsWith('schema.') && setup?.schema?.pattern
      ? `${setup.schema.pattern}\n${text(input?.text ?? input ?? '')}`
      : undefined,
  rank: beginsWith('rank.'),
  embedding: ({ operation, input }) => (operation.startsWith('embedding.') ? text(input) : undefined),
  chunk: ({ operation, input }) => (operation === 'embedding.chunk' ? `\x10\x40${text(input?.text ?? '')}` : undefined),
  audit: beginsWith('audit.'),
  job: beginsWith('job.'),
  flag: beginsWith('flag.'),
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
