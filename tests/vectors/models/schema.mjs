// Writes tests/vectors/schema/*.json; with --check, says whether they are what it would write.
// Whether a pattern matches is decided by the JavaScript engine's own RegExp with the flag u; all else
// is written by hand from JSON Schema 2020-12 and the RFCs that its formats name.
import { readFileSync, writeFileSync } from 'node:fs';
import { compileCases, keywordCases, numberCases, structureCases } from './schema_cases.mjs';
import { outputCases, schema as outputSchema, streamCases } from './schema_output.mjs';
import { formatTexts, patternTexts } from './schema_texts.mjs';

const check = process.argv.includes('--check');
const summary = JSON.parse(
  readFileSync(new URL('../../../edge/registry/schemas/mail_summary_v1.json', import.meta.url), 'utf8'));

const validate = (name, setup, text, violations) => ({
  name, operation: 'schema.validate', setup, input: { text },
  expect: { value: { valid: violations.length === 0, violations } },
});

/** Cases [name, schema, document, ...violations as arrays]. */
function byHand(cases) {
  return cases.map(([name, schema, document, ...violations]) =>
    validate(name, { schema }, JSON.stringify(document), violations.map(violation)));
}

function violation([instance, schema, keyword, message, expected, got]) {
  return { instance, schema, keyword, message, expected, got };
}

const quoted = (text) => {
  const points = [...text];
  return JSON.stringify(points.slice(0, 40).join('')) + (points.length > 40 ? '…' : '');
};

function patternCases() {
  return patternTexts.flatMap(([pattern, ...texts]) => texts.map((text) => {
    const matches = new RegExp(pattern, 'u').test(text);
    const fault = ['', '/pattern', 'pattern', `The text must match the pattern ${pattern}.`,
      `a match of ${pattern}`, quoted(text)];
    return validate(`${pattern} on ${JSON.stringify(text)}`, { schema: { pattern } }, JSON.stringify(text),
      matches ? [] : [violation(fault)]);
  }));
}

function formatCases() {
  return Object.entries(formatTexts).flatMap(([format, { example, good, bad }]) => {
    const fault = (text) => violation(['', '/format', 'format',
      `The text must be of the format ${format}, such as ${example}.`, format, quoted(text)]);
    const one = (text, violations) =>
      validate(`${format} ${JSON.stringify(text)}`, { schema: { format } }, JSON.stringify(text), violations);
    return [...good.map((text) => one(text, [])), ...bad.map((text) => one(text, [fault(text)]))];
  });
}

const summaryOf = (more) => ({ overview: 'The pump leaks.', urgency: 'high', action_items: [], ...more });
const mailCases = byHand([
  ['all members', summary, summaryOf({ action_items: [{ title: 'Order a seal', owner: 'Chief', due: '2026-12-01' }] })],
  ['800 characters', summary, summaryOf({ overview: 'é'.repeat(800) })],
  ['801 characters', summary, summaryOf({ overview: 'é'.repeat(801) }),
    ['/overview', '/properties/overview/maxLength', 'maxLength',
      'The text must have at most 800 characters.', 'at most 800 characters', '801 characters']],
  ['an empty overview', summary, summaryOf({ overview: '' }),
    ['/overview', '/properties/overview/minLength', 'minLength',
      'The text must have at least 1 character.', 'at least 1 character', '0 characters']],
  ['another urgency', summary, summaryOf({ urgency: 'urgent' }),
    ['/urgency', '/properties/urgency/enum', 'enum', 'The value must be one of "low", "medium", "high".',
      'one of "low", "medium", "high"', '"urgent"']],
  ['21 action items', summary, summaryOf({ action_items: Array(21).fill({ title: 'x' }) }),
    ['/action_items', '/properties/action_items/maxItems', 'maxItems',
      'The array must have at most 20 items.', 'at most 20 items', '21 items']],
  ['a day that is none, and another member', summary,
    summaryOf({ action_items: [{ title: 'x', due: '2026-02-29' }, { title: 'y', done: true }] }),
    ['/action_items/0/due', '/$defs/action_item/properties/due/format', 'format',
      'The text must be of the format date, such as 2026-11-23.', 'date', '"2026-02-29"'],
    ['/action_items/1/done', '/$defs/action_item/additionalProperties', 'additionalProperties',
      'The object must not have this member.', 'no such member', 'true']],
  ['nothing', summary, {},
    ...['overview', 'urgency', 'action_items'].map((name) => ['', '/required', 'required',
      `The object must have the member "${name}".`, `the member "${name}"`, 'an object without it'])],
]);

const files = {
  compile: {
    describes: 'Schemas that compile, and those refused with the place of the fault',
    cases: compileCases.map(([name, schema, expected, options]) => ({
      name, operation: 'schema.compile', setup: { schema, ...(options && { options }) }, input: {},
      expect: typeof expected === 'number' ? { value: { keywords: expected } }
        : { error: { code: expected[0], path: expected[1] } },
    })),
  },
  keywords: { describes: 'Each keyword: a value that it takes and one that it refuses', cases: byHand(keywordCases) },
  numbers: {
    describes: 'Numbers are compared and divided exactly, however they are written',
    cases: numberCases.map(([schema, text, ...violations]) => validate(
      `${JSON.stringify(schema)} on ${text}`, { schema }, text, violations.map(violation))),
  },
  structure: { describes: 'References, alternatives, what was evaluated', cases: byHand(structureCases) },
  patterns: { describes: 'Patterns, as the JavaScript engine decides them', cases: patternCases() },
  formats: { describes: 'Formats, from the RFCs that the standard names', cases: formatCases() },
  output: {
    describes: "The document in a model's text: found, mended, judged",
    setup: { schema: outputSchema },
    cases: outputCases.map(([name, text, report]) => ({
      name, operation: 'schema.check_output', input: { text }, expect: { value: report },
    })),
  },
  stream: {
    describes: "A model's text in pieces: what is known after each, and at the end",
    setup: { schema: outputSchema },
    cases: streamCases.map(([name, chunks, progress, report]) => ({
      name, operation: 'schema.stream', input: { chunks }, expect: { value: { progress, report } },
    })),
  },
  mail_summary: { describes: 'The mail summary, version 1', cases: mailCases },
};

let count = 0;
for (const [name, { describes, setup, cases }] of Object.entries(files)) {
  const url = new URL(`../schema/${name}.json`, import.meta.url);
  const source = `tests/vectors/models/schema.mjs, ${name === 'patterns' ? 'RegExp with the flag u' : 'by hand'}`;
  const text = JSON.stringify({ describes, source, setup, cases }, null, 1) + '\n';
  if (!check) writeFileSync(url, text);
  else if (readFileSync(url, 'utf8') !== text) {
    console.error(`schema/${name}.json is not what its model writes`);
    process.exitCode = 1;
  }
  count += cases.length;
}
console.log(`schema: ${count} vectors ${check ? 'checked' : 'written'}`);
