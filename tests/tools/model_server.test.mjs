import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, afterEach, before, test } from 'node:test';

import { answers } from '../../tools/lib/net.mjs';
import { root } from '../../tools/lib/settings.mjs';
import { freePort } from '../edge/support/edge.mjs';

const kModel = 'energetic-embeddings-en';
let server, url;

before(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, FAIRLEAD_MODEL_PORT: String(port) };
  server = spawn(process.execPath, ['tools/model-server/server.mjs'], { cwd: root, env, stdio: 'ignore' });
  assert.ok(await answers(`${url}/health`));
});

after(() => server?.kill());

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

async function chat(more = {}) {
  const messages = [
    { role: 'system', content: 'Summarise the mail.' },
    { role: 'user', content: kMail },
  ];
  const response = await post('/v1/chat/completions', { model: 'fairlead-extractive-summary-1', messages, ...more });
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

test('a limit on tokens cuts the answer, and says so', async () => {
  const { message, finish_reason } = await chat({ max_tokens: 5 });
  assert.equal(finish_reason, 'length');
  assert.ok(message.content.length < 60);
});
