import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';

import { Schema } from '@fairlead/core/schema';

import { answers } from '../../tools/lib/net.mjs';
import { root } from '../../tools/lib/settings.mjs';
import { freePort } from '../edge/support/edge.mjs';

const kModel = 'energetic-embeddings-en';
const folder = mkdtempSync(path.join(os.tmpdir(), 'fairlead-model-'));
const effects = path.join(folder, 'effects.jsonl');
let server, url;

before(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, FAIRLEAD_MODEL_PORT: String(port), FAIRLEAD_MODEL_LOG: effects };
  server = spawn(process.execPath, ['tools/model-server/server.mjs'], { cwd: root, env, stdio: 'ignore' });
  assert.ok(await answers(`${url}/health`));
});

after(() => {
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(() => fetch(`${url}/control`, { method: 'DELETE' }));

const post = (path, body, headers = {}) =>
  fetch(`${url}${path}`, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
const embed = (input, more = {}, headers = {}) => post('/v1/embeddings', { model: kModel, input, ...more }, headers);
const vectorsOf = async (response) => (await response.json()).data.map(({ embedding }) => embedding);
const dot = (a, b) => a.reduce((sum, value, index) => sum + value * b[index], 0);

test('embeddings: 512 dimensions, unit length, near in meaning is near in space', async () => {
  const [filter, strainer, towel] = await vectorsOf(
    await embed(['engine oil filter', 'lubricating oil strainer for the motor', 'beach towel']),
  );
  assert.equal(filter.length, 512);
  assert.ok(Math.abs(dot(filter, filter) - 1) < 1e-5);
  assert.ok(dot(filter, strainer) > dot(filter, towel) + 0.1);
});

test('base64 holds the same floats, little-endian', async () => {
  const [numbers] = await vectorsOf(await embed('bilge pump'));
  const [text] = await vectorsOf(await embed('bilge pump', { encoding_format: 'base64' }));
  const bytes = Buffer.from(text, 'base64');
  assert.deepEqual(
    numbers,
    Array.from({ length: 512 }, (_, index) => bytes.readFloatLE(index * 4)),
  );
});

test('usage counts tokens, and too many of them are refused', async () => {
  const { usage } = await (await embed(['oil filter', 'x'])).json();
  assert.ok(usage.total_tokens >= 3);
  const long = await embed('word '.repeat(3000));
  assert.equal(long.status, 400);
  assert.equal((await long.json()).error.code, 'context_length_exceeded');
});

const kRefused = [
  ['text that is not JSON', '{', 400],
  ['null', null, 404],
  ['another model', { model: 'other', input: 'x' }, 404],
  ['no input', { model: kModel }, 400],
  ['an empty text', { model: kModel, input: ['a', ' '] }, 400],
  ['other dimensions', { model: kModel, input: 'x', dimensions: 1024 }, 400],
];

for (const [name, body, status] of kRefused) {
  test(`${name} is refused in the protocol's form`, async () => {
    const response = await post('/v1/embeddings', body);
    assert.equal(response.status, status);
    assert.equal(typeof (await response.json()).error.code, 'string');
  });
}

test('told to fail twice, it fails twice', async () => {
  await post('/control', { fault: 'rate_limit', count: 2, retry_after: 7 });
  for (const status of [429, 429, 200]) {
    const response = await embed('x');
    assert.equal(response.status, status);
    if (status === 429) assert.equal(response.headers.get('retry-after'), '7');
    await response.body.cancel();
  }
});

test('each way of failing shows what it says', async () => {
  const failing = (fault) => embed(['one', 'two'], {}, { 'x-fault': fault });
  assert.equal((await failing('server_error')).status, 500);
  assert.equal((await failing('unauthorized')).status, 401);
  assert.equal((await vectorsOf(await failing('wrong_dimensions')))[0].length, 256);
  assert.equal((await vectorsOf(await failing('wrong_count'))).length, 1);
  await assert.rejects(
    failing('malformed').then((response) => response.json()),
    SyntaxError,
  );
  await assert.rejects(failing('cut_off').then((response) => response.text()));
  const began = performance.now();
  await embed('x', {}, { 'x-fault': 'slow', 'x-fault-delay-ms': '300' });
  assert.ok(performance.now() - began >= 300);
});

test('the log of requests tells effects and no text', async () => {
  await fetch(`${url}/requests`, { method: 'DELETE' });
  await embed(['a secret sentence', 'another'], {}, { authorization: 'Bearer very-secret' });
  const text = await (await fetch(`${url}/requests`)).text();
  const [entry] = JSON.parse(text).requests;
  assert.deepEqual([entry.inputs, entry.model, entry.authorized], [2, kModel, true]);
  assert.doesNotMatch(text, /secret/);
});

const kMail = `From: agent@example.com
Subject: Generator

Hello all. The port generator shows a fuel leak at the return line. Please send me the part number by 2026-05-01.
The generator was serviced in March. Weather is fine.`;

const kSummaryModel = 'fairlead-extractive-summary-1';
const kJson = { response_format: { type: 'json_object' } };
const kMessages = [
  { role: 'system', content: 'Summarise the mail.' },
  { role: 'user', content: kMail },
];

const ask = (more = {}, headers = {}) =>
  post('/v1/chat/completions', { model: kSummaryModel, messages: kMessages, ...more }, headers);

async function chat(more = {}, headers = {}) {
  const response = await ask(more, headers);
  assert.equal(response.status, 200);
  return (await response.json()).choices[0];
}

test("a mail summary invents nothing: its sentences are the mail's own", async () => {
  const { message, finish_reason } = await chat({ response_format: { type: 'json_object' } });
  assert.equal(finish_reason, 'stop');
  const { overview, urgency, action_items } = JSON.parse(message.content);
  const flat = kMail.replace(/\s+/g, ' ');
  for (const sentence of overview.split(/(?<=[.!?])\s+/)) assert.ok(flat.includes(sentence), sentence);
  assert.equal(urgency, 'high');
  assert.deepEqual(action_items, [{ title: 'Please send me the part number by 2026-05-01.', due: '2026-05-01' }]);
});

test('a due day that no calendar has is left out of a mail summary', async () => {
  const days = ['2024-02-29', '2024-02-30', '2023-02-29', '2026-04-31', '2026-13-01', '2026-06-00', '2026-12-31'];
  const content = days.map((day) => `Please send me the part by ${day}.`).join(' ');
  const { message } = await chat({ messages: [{ role: 'user', content }], ...kJson });
  const { action_items } = JSON.parse(message.content);
  assert.deepEqual(
    action_items.map(({ due }) => due),
    ['2024-02-29', undefined, undefined, undefined, undefined, undefined, '2026-12-31'],
  );
  using schema = Schema.compile(JSON.parse(readFileSync('edge/registry/schemas/mail_summary_v1.json', 'utf8')));
  assert.deepEqual(schema.validate(message.content), { valid: true, violations: [] });
});

test('the log of requests tells with what a completion was asked for, and no text', async () => {
  await fetch(`${url}/requests`, { method: 'DELETE' });
  await chat({ ...kJson, max_tokens: 700, temperature: 0.3 });
  const text = await (await fetch(`${url}/requests`)).text();
  const [{ max_tokens, temperature, form, messages }] = JSON.parse(text).requests;
  assert.deepEqual([max_tokens, temperature, form], [700, 0.3, 'json_object']);
  assert.deepEqual(
    messages,
    kMessages.map(({ role, content }) => ({ role, characters: content.length })),
  );
  assert.doesNotMatch(text, /Summarise|generator/);
});

test('a limit on tokens cuts the answer, and says so', async () => {
  const { message, finish_reason } = await chat({ max_tokens: 5 });
  assert.equal(finish_reason, 'length');
  assert.ok(message.content.length < 60);
});

const kFencedText = 'The raw-water pump has an impeller. Nadia Ferrero needs the certificate.';
const kFenced = [
  { role: 'system', content: 'Answer with {"entities": […], "relations": […]}.' },
  { role: 'user', content: `The text:\n<text 0123456789abcdef>\n${kFencedText}\n</text 0123456789abcdef>` },
];
const kExtraction = JSON.parse(readFileSync('edge/registry/schemas/graph_extraction_v1.json', 'utf8'));

test('entities and relations are taken from the fenced text, also when asked again', async () => {
  const again = [...kFenced, { role: 'assistant', content: '{}' }, { role: 'user', content: 'A pump is missing.' }];
  const [once, twice] = await Promise.all(
    [kFenced, again].map((messages) => chat({ messages, model: 'fairlead-extractive-entities-1', ...kJson })),
  );
  assert.equal(twice.message.content, once.message.content);
  const { entities, relations } = JSON.parse(once.message.content);
  assert.deepEqual(
    entities.map(({ name, type }) => `${type} ${name}`),
    ['equipment raw-water pump', 'component impeller', 'person Nadia Ferrero', 'document certificate'],
  );
  assert.deepEqual(relations[0], { from: 'raw-water pump', relation: 'has', to: 'impeller' });
  using schema = Schema.compile(kExtraction);
  assert.deepEqual(schema.validate(once.message.content), { valid: true, violations: [] });
});

test('one model takes the form that the instructions name', async () => {
  const model = 'fairlead-extractive-summary-and-entities-1';
  const { message } = await chat({ messages: kFenced, model, ...kJson });
  assert.ok(JSON.parse(message.content).entities.length > 0);
  assert.ok(JSON.parse((await chat({ model, ...kJson })).message.content).overview);
});

test('faults of what the model writes', async () => {
  const under = async (fault) => (await chat(kJson, { 'x-fault': fault })).message.content;
  assert.ok(!('overview' in JSON.parse(await under('wrong_form'))));
  await assert.rejects(
    under('truncated').then((text) => JSON.parse(text)),
    SyntaxError,
  );
  await post('/control', { fault: 'answer', count: 1, content: 'No.' });
  assert.equal((await chat(kJson)).message.content, 'No.');
  const refused = await ask({}, { 'x-fault': 'quota' });
  assert.deepEqual([refused.status, (await refused.json()).error.code], [429, 'insufficient_quota']);
});

test('the log of effects has a line for each answer, with its ids and nothing of its text', async () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const headers = { traceparent: `00-${trace}-b7ad6b7169203331-01`, 'x-client-request-id': '7.1.1' };
  await chat(kJson, headers);
  await (await ask(kJson, { ...headers, 'x-fault': 'server_error' })).body.cancel();
  const text = readFileSync(effects, 'utf8');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const [good, failed] = lines.filter(({ trace_id }) => trace_id === trace);
  assert.deepEqual([good.status, good.request_id, good.model, good.fault], [200, '7.1.1', kSummaryModel, null]);
  assert.ok(good.tokens > 0);
  assert.deepEqual([failed.status, failed.fault, failed.tokens], [500, 'server_error', 0]);
  assert.doesNotMatch(text, /generator/i);
});
