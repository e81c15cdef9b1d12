// The local model server: the OpenAI protocol's /v1/models, /v1/embeddings and /v1/chat/completions on loopback,
// so that everything runs and can be tried without keys or network. Its clients cannot tell it from a hosted one.
//
//   node tools/model-server/server.mjs        port: FAIRLEAD_MODEL_PORT, 8791 unless set
//                                             address: FAIRLEAD_MODEL_ADDRESS, 127.0.0.1 unless set
//                                             log of effects: the file FAIRLEAD_MODEL_LOG, none unless set
//
// For tests: POST /control {fault, count?, retry_after?, delay_ms?, content?} or {mix: [fault…], share?, seed?, …},
//            GET /control, DELETE /control,
//            GET /requests (what was asked, never its text), DELETE /requests.

import { createServer } from 'node:http';
import { chatCompletion, kChatModels } from './chat.mjs';
import { idsOf, openEffects } from './effects.mjs';
import { encodeVector, kEmbeddingModel, loadEmbedder } from './embeddings.mjs';
import { FaultPlan, textUnder } from './faults.mjs';
import { textOf, textToWorkOn } from './forms.mjs';

const kMaxBody = 8 << 20;
const kMaxInputs = 2048;
const kMaxLog = 1000;

const port = Number(process.env.FAIRLEAD_MODEL_PORT ?? 8791);
const address = process.env.FAIRLEAD_MODEL_ADDRESS ?? '127.0.0.1';
const faults = new FaultPlan();
const log = [];
const effects = openEffects(process.env.FAIRLEAD_MODEL_LOG);
const embedder = await loadEmbedder();

/** An error of the protocol: status and the body `{error: {message, type, param, code}}`. */
class ProtocolError extends Error {
  constructor(status, code, message, param = null) {
    super(message);
    this.status = status;
    this.body = { error: { message, type: status < 500 ? 'invalid_request_error' : 'server_error', param, code } };
  }
}

async function readJson(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > kMaxBody)
      throw new ProtocolError(413, 'request_too_large', `The body is larger than ${kMaxBody} bytes.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new ProtocolError(400, 'invalid_json', 'The body is not JSON.');
  }
}

/** The model of this id among those that a route serves. */
function modelOf(given, models) {
  const model = models.find(({ id }) => id === given);
  if (model) return model;
  const known = models.map(({ id }) => `'${id}'`).join(', ');
  throw new ProtocolError(404, 'model_not_found', `The model '${given}' is not served here; ${known} is.`, 'model');
}

function embeddingInputs({ input }) {
  const texts = typeof input === 'string' ? [input] : input;
  const good = Array.isArray(texts) && texts.length > 0 && texts.length <= kMaxInputs;
  if (!good || !texts.every((text) => typeof text === 'string' && text.trim() !== '')) {
    throw new ProtocolError(
      400,
      'invalid_input',
      `'input' must be a text or 1 to ${kMaxInputs} texts, none empty.`,
      'input',
    );
  }
  return texts;
}

async function embeddings(body) {
  modelOf(body.model, [kEmbeddingModel]);
  const { dimensions, max_input_tokens } = kEmbeddingModel;
  if (![undefined, null, dimensions].includes(body.dimensions)) {
    throw new ProtocolError(400, 'invalid_dimensions', `This model has ${dimensions} dimensions.`, 'dimensions');
  }
  if (![undefined, null, 'float', 'base64'].includes(body.encoding_format)) {
    throw new ProtocolError(
      400,
      'invalid_encoding_format',
      "'encoding_format' must be float or base64.",
      'encoding_format',
    );
  }
  const texts = embeddingInputs(body);
  const tokens = texts.map(embedder.countTokens);
  const long = tokens.findIndex((count) => count > max_input_tokens);
  if (long >= 0) {
    const message = `Input ${long} has ${tokens[long]} tokens; the model takes at most ${max_input_tokens}.`;
    throw new ProtocolError(400, 'context_length_exceeded', message, 'input');
  }
  const vectors = await embedder.embed(texts);
  const total = tokens.reduce((sum, count) => sum + count, 0);
  const data = vectors.map((vector, index) => ({ object: 'embedding', index, vector, format: body.encoding_format }));
  return { object: 'list', data, model: kEmbeddingModel.id, usage: { prompt_tokens: total, total_tokens: total } };
}

/** Shapes the vectors for the wire, or as the asked-for fault has them. */
function finishEmbeddings(answer, fault) {
  let data = answer.data;
  if (fault === 'wrong_count') data = data.slice(0, -1);
  const encoded = data.map(({ object, index, vector, format }) => {
    const shown = fault === 'wrong_dimensions' ? vector.slice(0, vector.length / 2) : vector;
    return { object, index, embedding: encodeVector(shown, format) };
  });
  return { ...answer, data: encoded };
}

function models() {
  const entry = (model) => ({ object: 'model', created: 0, owned_by: 'fairlead-local', ...model });
  return { object: 'list', data: [kEmbeddingModel, ...kChatModels].map(entry) };
}

/** What a completion was asked for with, in numbers and words of the protocol. */
function noteCompletion(entry, { max_tokens, temperature, response_format, messages }) {
  const lengthOf = ({ role, content }) => ({ role, characters: [...textOf(content)].length });
  const asked = { max_tokens, temperature, form: response_format?.type, messages: messages.map(lengthOf) };
  Object.assign(entry, asked, { characters: [...textToWorkOn(messages)].length });
}

function chat(body, met, entry) {
  const answer = chatCompletion(modelOf(body.model, kChatModels), body, embedder.countTokens, textUnder(met));
  if (answer === null) {
    throw new ProtocolError(
      400,
      'invalid_messages',
      "'messages' must hold at least one user message with a text.",
      'messages',
    );
  }
  noteCompletion(entry, body);
  return answer;
}

function send(response, status, body, headers = {}) {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length, ...headers });
  response.end(bytes);
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Answers in the way of a fault that replaces the answer; false when the true answer is still to be made. */
function answerWithFault(response, met) {
  const error = (status, code) =>
    send(
      response,
      status,
      new ProtocolError(status, code, `Asked to fail: ${met.fault}.`).body,
      status === 429 ? { 'retry-after': String(met.retry_after) } : {},
    );
  if (met.fault === 'rate_limit') error(429, 'rate_limit_exceeded');
  else if (met.fault === 'quota') error(429, 'insufficient_quota');
  else if (met.fault === 'server_error') error(500, 'server_error');
  else if (met.fault === 'unauthorized') error(401, 'invalid_api_key');
  else if (met.fault === 'malformed') send(response, 200, '{"object":"list","data":[{"embedding":[0.1,');
  else return false;
  return true;
}

function sendCutOff(response, body) {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}

async function model(request, response, entry, make) {
  const body = await readJson(request);
  const inputs = Array.isArray(body?.input) ? body.input.length : 1;
  const met = faults.take(request.headers);
  Object.assign(entry, { model: body?.model, inputs, fault: met?.fault ?? null });
  if (met?.fault === 'slow') await sleep(met.delay_ms);
  if (met && answerWithFault(response, met)) return;
  const made = await make(body ?? {}, met, entry);
  entry.tokens = made.usage.total_tokens;
  const answer = make === embeddings ? finishEmbeddings(made, met?.fault) : made;
  if (met?.fault === 'cut_off') sendCutOff(response, answer);
  else send(response, 200, answer);
}

async function setFault(request, response) {
  try {
    faults.set(await readJson(request));
  } catch (error) {
    throw error instanceof RangeError ? new ProtocolError(400, 'unknown_fault', error.message, 'fault') : error;
  }
  send(response, 200, faults.show());
}

const kRoutes = {
  'GET /health': (_, response) => send(response, 200, { status: 'ok' }),
  'GET /v1/models': (_, response) => send(response, 200, models()),
  'POST /v1/embeddings': (request, response, entry) => model(request, response, entry, embeddings),
  'POST /v1/chat/completions': (request, response, entry) => model(request, response, entry, chat),
  'GET /control': (_, response) => send(response, 200, faults.show()),
  'POST /control': setFault,
  'DELETE /control': (_, response) => (faults.clear(), send(response, 200, faults.show())),
  'GET /requests': (_, response) => send(response, 200, { requests: log }),
  'DELETE /requests': (_, response) => (log.splice(0), send(response, 200, { requests: log })),
};

function openEntry(request, path) {
  const entry = {
    at: new Date().toISOString(),
    method: request.method,
    path,
    authorized: 'authorization' in request.headers,
    ...idsOf(request.headers),
  };
  if (path.startsWith('/v1/')) log.push(entry);
  if (log.length > kMaxLog) log.shift();
  return entry;
}

async function handle(request, response) {
  const path = request.url.split('?')[0];
  const entry = openEntry(request, path);
  response.on('close', () => (entry.status = response.statusCode));
  effects.watch(request, response, entry);
  try {
    const route = kRoutes[`${request.method} ${path}`];
    if (!route) throw new ProtocolError(404, 'not_found', `Nothing is served at ${request.method} ${path}.`);
    await route(request, response, entry);
  } catch (error) {
    if (response.headersSent) return response.destroy();
    const known = error instanceof ProtocolError;
    if (!known) console.error(error);
    send(
      response,
      known ? error.status : 500,
      known ? error.body : new ProtocolError(500, 'server_error', 'Failed.').body,
    );
  }
}

const server = createServer(handle);
server.on('error', (error) => {
  console.error(
    `model server: cannot listen on ${address}:${port} (${error.code}); set FAIRLEAD_MODEL_PORT to a free port`,
  );
  process.exit(1);
});
server.listen(port, address, () => {
  console.log(
    `model server: http://${address}:${port} (${[kEmbeddingModel, ...kChatModels].map(({ id }) => id).join(', ')})`,
  );
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
