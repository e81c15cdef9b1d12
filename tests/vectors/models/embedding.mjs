// Vectors: model versions, content hashes, staleness, valid vectors, plans.
import { sha256 } from './canonical.mjs';
import { chunkFiles } from './embedding_chunks.mjs';
import { migrationFiles } from './embedding_migration.mjs';

const small = { model_id: 'all-minilm', dimensions: 3, version: '1' };
const next = { ...small, version: '2' };
const value = (answer) => ({ value: answer });
const invalid = (path) => ({ error: { code: 'request_invalid', path } });
const without = (object, ...names) => Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

// ---- content hash: "normalised" is written down by hand, never computed

const hashed = (name, text, normalised, model = small) => ({
  name,
  operation: 'embedding.content_hash',
  input: { text, model },
  expect: value(sha256(`fairlead-content-v1\n${model.model_id}\n${model.dimensions}\n${model.version}\n${normalised}`)),
});
const badModel = (name, change, path) => ({
  name,
  operation: 'embedding.content_hash',
  input: { text: 'a', model: { ...small, ...change } },
  expect: invalid(`/model${path}`),
});
const hashCases = [
  hashed('as it is', 'Bilge pump', 'Bilge pump'),
  hashed('runs of white space', 'Bilge \t\r\n  pump', 'Bilge pump'),
  hashed('both ends', '\n Bilge pump\v\f ', 'Bilge pump'),
  hashed('nothing', '', ''),
  hashed('white space alone', ' \n ', ''),
  hashed('other spaces stay', 'a\u00a0\u2003b', 'a\u00a0\u2003b'),
  hashed('composed stays composed', 'caf\u00e9', 'caf\u00e9'),
  hashed('decomposed stays decomposed', 'cafe\u0301', 'cafe\u0301'),
  hashed('capitals stay', 'BILGE', 'BILGE'),
  hashed('another version', 'Bilge pump', 'Bilge pump', next),
  hashed('text like a version', '2\nBilge pump', '2 Bilge pump'),
  badModel('no model id', { model_id: '' }, '/model_id'),
  badModel('a line break in the version', { version: '1\n2' }, '/version'),
  badModel('no dimensions', { dimensions: 0 }, '/dimensions'),
  badModel('too many dimensions', { dimensions: 16385 }, '/dimensions'),
  badModel('a fourth member', { price: 1 }, '/price'),
];

// ---- staleness

const made = 1_750_000_000_000_000;
const a = 'a'.repeat(64);
const b = 'b'.repeat(64);
const stale = (name, row, state) => ({
  name,
  operation: 'embedding.staleness',
  input: { updated_at: made, embedding_updated_at: made, row_model: small, serving_model: small, ...row },
  expect: value({ state }),
});
const later = { updated_at: made + 1 };
const stalenessCases = [
  stale('equal times', {}, 'fresh'),
  stale('a vector from the future', { updated_at: made - 1 }, 'fresh'),
  stale('a microsecond newer', later, 'source_newer'),
  stale('newer, the same text', { ...later, row_content_hash: a, content_hash: a }, 'unchanged'),
  stale('newer, another text', { ...later, row_content_hash: a, content_hash: b }, 'source_newer'),
  stale('newer, one hash unknown', { ...later, row_content_hash: null, content_hash: a }, 'source_newer'),
  stale('newer, the other unknown', { ...later, row_content_hash: a }, 'source_newer'),
  stale('newer, both unknown', { ...later, row_content_hash: null, content_hash: null }, 'source_newer'),
  stale('not newer, another text', { row_content_hash: a, content_hash: b }, 'fresh'),
  stale('no vector', { embedding_updated_at: null, row_model: null }, 'missing'),
  stale('a vector of nobody knows which model', { row_model: null }, 'missing'),
  stale('another version', { row_model: next }, 'model_changed'),
  stale('another model of the same version', { row_model: { ...small, model_id: 'other' } }, 'model_changed'),
  stale('other dimensions', { row_model: { ...small, dimensions: 4 } }, 'model_changed'),
  stale('another version and newer: left to the migration', { ...later, row_model: next }, 'model_changed'),
  {
    name: 'a time that is text',
    operation: 'embedding.staleness',
    input: { updated_at: '2026', embedding_updated_at: null, row_model: null, serving_model: small },
    expect: invalid('/updated_at'),
  },
  {
    name: 'a time left out',
    operation: 'embedding.staleness',
    input: { updated_at: made, row_model: null, serving_model: small },
    expect: invalid('/embedding_updated_at'),
  },
];

// ---- enrich and validate

const own = { embedding_model_id: 'all-minilm', embedding_dimensions: 3, embedding_version: '1' };
const other = { embedding_model_id: 'older', embedding_dimensions: 4, embedding_version: '0' };
const enrich = (name, document, expect) => ({ name, operation: 'embedding.enrich', input: { document, model: small }, expect });
const enrichCases = [
  enrich('all missing', { text: 'x' }, value({ text: 'x', ...own })),
  enrich('all null', { embedding_model_id: null, embedding_dimensions: null, embedding_version: null }, value(own)),
  enrich('all there', own, value(own)),
  enrich('of another model', { text: 'x', ...other }, value({ text: 'x', ...other })),
  ...Object.keys(own).flatMap((name) => [
    enrich(`only ${name}`, { [name]: own[name] }, { error: { code: 'model_version_mixed', path: '/document' } }),
    enrich(`all but ${name}`, without(own, name), { error: { code: 'model_version_mixed', path: '/document' } }),
  ]),
  enrich('dimensions as text', { ...own, embedding_dimensions: '3' }, invalid('/document/embedding_dimensions')),
  enrich('not an object', [], invalid('/document')),
];

const validate = (name, vector, model, code) => ({
  name,
  operation: 'embedding.validate',
  input: { vector, model, serving_model: small },
  expect: value({ valid: code === 'valid', code }),
});
const validateCases = [
  validate('good', [0.5, -0.5, 0], small, 'valid'),
  validate('the least whose square is a float', [0, 0, 2 ** -74], small, 'valid'),
  validate('a square too small for a float', [0, 0, 2 ** -75], small, 'vector_norm'),
  validate('the greatest power whose square is a float', [2 ** 63, 0, 0], small, 'valid'),
  validate('a square too large for a float', [2 ** 64, 0, 0], small, 'vector_norm'),
  validate('large squares whose sum is a float', [2 ** 63, 2 ** 63, 2 ** 63], small, 'valid'),
  validate('too large for a float', [3.5e38, 0, 0], small, 'vector_not_finite'),
  validate('NaN, as JavaScript writes it', [1, null, 0], small, 'vector_not_finite'),
  validate('all zero', [0, -0, 0], small, 'vector_norm'),
  validate('all zero as floats', [1e-60, 0, 0], small, 'vector_norm'),
  validate('too short', [1, 0], small, 'vector_dimension'),
  validate('too long', [1, 0, 0, 0], small, 'vector_dimension'),
  validate('empty', [], small, 'vector_dimension'),
  validate('no model', [1, 0, 0], null, 'model_version_missing'),
  validate('a model without members', [1, 0, 0], {}, 'model_version_missing'),
  validate('part of a model', [1, 0, 0], { model_id: 'all-minilm', dimensions: 3 }, 'model_version_mixed'),
  validate('another model', [1, 0, 0], next, 'model_version_other'),
  validate('another model of other dimensions', [1, 0, 0], { ...next, dimensions: 2 }, 'model_version_other'),
  { name: 'text in a vector', operation: 'embedding.validate', input: { vector: [1, 'x', 0], model: small, serving_model: small }, expect: invalid('/vector') },
];

// ---- plan: tokens, batches and costs are written down by hand

const model = { ...small, price_per_million_tokens: 2, max_input_tokens: 100 };
const budget = { limit: 500, max_cost_usd: null, batch_items: 3, batch_tokens: 100, max_attempts: 5 };
const row = (id, text_bytes) => ({ table: 'pms_parts', id, tenant_id: 't1', updated_at: made, text_bytes });
const planned = (id, tokens) => ({ table: 'pms_parts', id, tenant_id: 't1', updated_at: made, tokens });
const out = (id, reason) => ({ table: 'pms_parts', id, reason });
const plan = (name, rows, change, answer) => ({
  name,
  operation: 'embedding.plan',
  input: { rows, budget: { ...budget, ...change }, model },
  expect: value({ batches: [], tokens: 0, cost_usd: 0, worst_case_cost_usd: 0, left_out: [], ...answer }),
});
const badPlan = (name, rows, change, path) => ({
  name,
  operation: 'embedding.plan',
  input: { rows, budget: { ...budget, ...change }, model },
  expect: invalid(path),
});
const a1 = planned('a', 10);
const b1 = planned('b', 20);
const c1 = planned('c', 30);
const d1 = planned('d', 40);
const abcd = [row('a', 30), row('b', 60), row('c', 90), row('d', 120)];

const planCases = [
  plan('nothing to do', [], {}, {}),
  plan('tokens: a third of the bytes, rounded up, at least one', [row('a', 0), row('b', 1), row('c', 3)], {}, {
    batches: [{ rows: [planned('a', 1), planned('b', 1), planned('c', 1)], tokens: 3 }],
    tokens: 3,
    cost_usd: 0.000006,
    worst_case_cost_usd: 0.00003,
  }),
  plan('tokens of text, which is normalised first', [{ ...without(row('a', 0), 'text_bytes'), text: '  é  é ' }], {}, {
    batches: [{ rows: [planned('a', 2)], tokens: 2 }],
    tokens: 2,
    cost_usd: 0.000004,
    worst_case_cost_usd: 0.00002,
  }),
  plan('a batch of three, and the rest', abcd, {}, {
    batches: [{ rows: [a1, b1, c1], tokens: 60 }, { rows: [d1], tokens: 40 }],
    tokens: 100,
    cost_usd: 0.0002,
    worst_case_cost_usd: 0.001,
  }),
  plan('batches of at most 60 tokens', abcd, { batch_tokens: 60, batch_items: 9 }, {
    batches: [{ rows: [a1, b1, c1], tokens: 60 }, { rows: [d1], tokens: 40 }],
    tokens: 100,
    cost_usd: 0.0002,
    worst_case_cost_usd: 0.001,
  }),
  plan('batches of at most 59 tokens', abcd, { batch_tokens: 59, batch_items: 9 }, {
    batches: [{ rows: [a1, b1], tokens: 30 }, { rows: [c1], tokens: 30 }, { rows: [d1], tokens: 40 }],
    tokens: 100,
    cost_usd: 0.0002,
    worst_case_cost_usd: 0.001,
  }),
  plan('the limit', abcd, { limit: 2, max_attempts: 1 }, {
    batches: [{ rows: [a1, b1], tokens: 30 }],
    tokens: 30,
    cost_usd: 0.00006,
    worst_case_cost_usd: 0.00006,
    left_out: [out('c', 'limit'), out('d', 'limit')],
  }),
  plan('500 rows where no limit is given', Array.from({ length: 501 }, (_, i) => row(`${i}`, 3)), { limit: undefined, batch_items: 1000, batch_tokens: 1000 }, {
    batches: [{ rows: Array.from({ length: 500 }, (_, i) => planned(`${i}`, 1)), tokens: 500 }],
    tokens: 500,
    cost_usd: 0.001,
    worst_case_cost_usd: 0.005,
    left_out: [out('500', 'limit')],
  }),
  plan('a limit of none', [row('a', 30)], { limit: 0 }, { left_out: [out('a', 'limit')] }),
  plan('a cap that is just kept', abcd, { max_cost_usd: 0.00006 }, {
    batches: [{ rows: [a1, b1], tokens: 30 }],
    tokens: 30,
    cost_usd: 0.00006,
    worst_case_cost_usd: 0.0003,
    left_out: [out('c', 'cost'), out('d', 'cost')],
  }),
  plan('a cheap row does not overtake', [row('d', 120), row('a', 30)], { max_cost_usd: 0.00006 }, {
    left_out: [out('d', 'cost'), out('a', 'cost')],
  }),
  plan('a cap of nothing', [row('a', 30)], { max_cost_usd: 0 }, { left_out: [out('a', 'cost')] }),
  plan('one too large is left out alone', [row('a', 30), row('x', 301), row('b', 60)], {}, {
    batches: [{ rows: [a1, b1], tokens: 30 }],
    tokens: 30,
    cost_usd: 0.00006,
    worst_case_cost_usd: 0.0003,
    left_out: [out('x', 'oversized')],
  }),
  plan('one too large for a batch', [row('a', 30), row('b', 60)], { batch_tokens: 19 }, {
    batches: [{ rows: [a1], tokens: 10 }],
    tokens: 10,
    cost_usd: 0.00002,
    worst_case_cost_usd: 0.0001,
    left_out: [out('b', 'oversized')],
  }),
  plan('too large is said after the limit too', [row('a', 30), row('x', 301)], { limit: 0 }, {
    left_out: [out('a', 'limit'), out('x', 'oversized')],
  }),
  badPlan('text and its size', [{ ...row('a', 1), text: 'a' }], {}, '/rows/0'),
  badPlan('neither', [row('a', 1), without(row('b', 1), 'text_bytes')], {}, '/rows/1'),
  badPlan('a negative size', [row('a', -1)], {}, '/rows/0/text_bytes'),
  badPlan('a negative cap', [], { max_cost_usd: -1 }, '/budget/max_cost_usd'),
  badPlan('batches of nothing', [], { batch_items: 0 }, '/budget/batch_items'),
  badPlan('a cap left out', [], { max_cost_usd: undefined }, '/budget/max_cost_usd'),
];

export const embeddingFiles = {
  content_hash: { describes: 'The fingerprint of a text', cases: hashCases },
  staleness: { describes: 'Whether a vector still stands for its row', cases: stalenessCases },
  model_version: { describes: 'Model versions in documents', cases: enrichCases },
  validate: { describes: 'Vectors that may be used, and why others may not', cases: validateCases },
  plan: { describes: 'Batches, tokens, costs, and what is left out', cases: planCases },
  ...chunkFiles,
  ...migrationFiles,
};
