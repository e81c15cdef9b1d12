// Documents against schemas, decided twice. Mutated documents, and mutated texts of models, are put
// to the native build and to WebAssembly, which must answer the same to the byte; what they call
// valid and invalid, Ajv does too. So it does for schemas and documents made by chance.
// node tests/proof/schema.mjs [--cases N] [--seed S]
import { readFileSync } from 'node:fs';

import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import { abi, embind } from '../wasm/lib/builds.mjs';
import { compare, optionsOf } from './lib/cases.mjs';
import { mutate } from './lib/mutate.mjs';
import { Random } from './lib/random.mjs';
import { someSchema, someValue } from './lib/schemas.mjs';

const kBatch = 50_000;
const kDocumentsOfASchema = 20;
const kSummary = JSON.parse(
  readFileSync(new URL('../../edge/registry/schemas/mail_summary_v1.json', import.meta.url), 'utf8'),
);
const kGood = [
  '{"overview":"The pump leaks.","urgency":"high","action_items":[{"title":"Order a seal","due":"2026-12-01"}]}',
  '{"overview":"é\u{1f600}","urgency":"low","action_items":[]}',
  '{"action_items":[{"title":"a"},{"title":"b","owner":"Chief"}],"urgency":"medium","overview":"x"}',
];
const kWords = [
  ...['"overview"', '"urgency"', '"action_items"', '"title"', '"due"', '"owner"', '"low"', '"urgent"', '"2026-02-29"'],
  ...[
    '"2024-02-29"',
    '{}',
    '[]',
    'null',
    '1',
    '1e5',
    '"\\u0041"',
    '\\ud83d\\ude00',
    ',"x":1',
    '{"title":"c"},'.repeat(19),
  ],
  ...[
    '"' + 'x'.repeat(800) + '"',
    '"' + 'é'.repeat(801) + '"',
    '"due":"2026-11-31"',
    '"title":"' + 'y'.repeat(201) + '"',
  ],
];
const kOfModels = [
  '```json\n',
  '\n```',
  '<think>',
  '</think>',
  "'title'",
  'title',
  '// so\n',
  '/* */',
  ',}',
  ',]',
  'Here: ',
  '\n',
];

const { cases, seed } = optionsOf(process.argv, 1_000_000);
const someCases = Math.ceil(cases / 5);
const random = new Random(seed);
const core = abi()('schema');
const page = (await embind())('schema');
const ajv = () => addFormats(new Ajv2020({ strict: false, logger: false }));

/** Throws where Ajv decides otherwise; false where the code that it made breaks down. */
function agree(valid, text, isValid, schema) {
  try {
    if (isValid(JSON.parse(text)) === valid) return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
  throw new Error(`Ajv says ${!valid}, we say ${valid} of ${text}\n  and ${JSON.stringify(schema)}`);
}

/** Puts texts to both builds; `see` looks at each answer. */
async function mutated(operation, words, count, see) {
  const setup = { schema: kSummary };
  const { object } = core.compile('schema.compile', JSON.stringify(kSummary), '');
  const ask = (text) => {
    const answer = core.ask(object, operation, text);
    see(text, JSON.parse(answer));
    return answer;
  };
  for (let done = 0; done < count; done += kBatch) {
    const size = Math.min(kBatch, count - done);
    const inputs = Array.from({ length: size }, () => mutate(random, random.pick(kGood), words).toWellFormed());
    await compare({ operation, documents: [JSON.stringify(setup)], inputs, ask });
  }
  core.release(object);
}

async function documents() {
  const isValid = ajv().compile(kSummary);
  const counts = { valid: 0, invalid: 0, refused: 0 };
  await mutated('schema.validate', kWords, cases, (text, { value, error }) => {
    counts[error ? 'refused' : value.valid ? 'valid' : 'invalid']++;
    if (!error) agree(value.valid, text, isValid, kSummary);
  });
  return counts;
}

async function outputs() {
  const isValid = ajv().compile(kSummary);
  const counts = { valid: 0, invalid: 0, truncated: 0, no_json: 0 };
  await mutated('schema.check_output', [...kWords, ...kOfModels], someCases, (text, { value }) => {
    counts[value.outcome]++;
    if (value.document !== null && isValid(value.document) !== (value.outcome === 'valid')) {
      throw new Error(`Ajv decides otherwise of the document in ${JSON.stringify(text)}`);
    }
  });
  return counts;
}

/** Schemas by chance: the C ABI, the page's module and Ajv. */
function pairs(count) {
  const counts = { valid: 0, invalid: 0, 'without an answer of Ajv': 0 };
  for (let done = 0; done < count; done += kDocumentsOfASchema) {
    const schema = someSchema(random);
    const isValid = ajv().compile(schema);
    const text = JSON.stringify(schema);
    const compiled = [core, page].map((build) => [build, build.compile('schema.compile', text, '')]);
    for (const [, { answer, object }] of compiled) if (!object) throw new Error(`${answer} for ${text}`);
    for (let i = 0; i < kDocumentsOfASchema; i++) {
      const document = JSON.stringify(someValue(random, 3));
      const [answer, other] = compiled.map(([build, { object }]) => build.ask(object, 'schema.validate', document));
      if (answer !== other) throw new Error(`${answer} but ${other} of ${document} and ${text}`);
      const { valid } = JSON.parse(answer).value;
      counts[valid ? 'valid' : 'invalid']++;
      if (!agree(valid, document, isValid, schema)) counts['without an answer of Ajv']++;
    }
    for (const [build, { object }] of compiled) build.release(object);
  }
  return counts;
}

const told = (counts) =>
  Object.entries(counts)
    .map(([kind, count]) => `${count.toLocaleString('en')} ${kind}`)
    .join(', ');

console.log(`documents: ${told(await documents())}`);
console.log(`model outputs: ${told(await outputs())}`);
console.log(`pairs by chance: ${told(pairs(someCases))}`);
console.log(
  `schema: ${cases.toLocaleString('en')} mutated documents, ${someCases.toLocaleString('en')} model outputs and as many ` +
    `pairs by chance (seed ${seed}): the builds answer the same, Ajv decides the same`,
);
