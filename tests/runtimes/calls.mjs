// Each operation of the vectors as a program calls it: by the package's public functions. What comes
// back, or is thrown, is written as the core would have answered, so that every runtime can be
// compared with the native build byte for byte.

const text = (document) => (typeof document === 'string' ? document : JSON.stringify(document));

/** Compiles, asks, and gives the memory back. */
async function on(object, ask) {
  try {
    return await ask(object);
  } finally {
    object.dispose();
  }
}

const registry = (api, { registry }) => api.Registry.load(text(registry));
const schema = (api, { schema, options }) => api.Schema.compile(JSON.stringify(schema), options);
/** What is no object could not be given the package's own defaults, so it goes as the text that it is. */
const verifier = (api, setup) => api.Verifier.compile(Array.isArray(setup) ? text(setup) : setup);

const ask = (compile, question) => (api, input, setup) => on(compile(api, setup), (object) => question(object, input));
const plain = (name) => (api, input) => api[name](input);

/** Requests one by one, or a table of all combinations. */
const matrix = (registry, input) =>
  'requests' in input && !('principals' in input) ? registry.matrix(input.requests) : registry.table(input);

function streamed(schema, { chunks }) {
  const stream = schema.stream();
  return { progress: chunks.map((chunk) => stream.push(chunk)), report: stream.finish() };
}

/** The core answers with the payload in base64url, where a program gets its bytes. */
async function compact(verifier, { token }) {
  const { payload, ...rest } = await verifier.verifyCompact(token);
  return { state: 'verified', ...rest, payload: base64url(payload) };
}

/** RFC 4648, section 5, without padding. */
export const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

export const calls = {
  'action.compile': ask(registry, ({ version, actions }) => ({ version, actions })),
  'action.diff': (api, { from, to }) => api.Registry.diff(from, to),
  'action.evaluate': ask(registry, (object, input) => object.evaluate(input)),
  'action.explain': ask(registry, (object, input) => object.explain(input)),
  'action.lint': (api, input) => api.Registry.lint(input),
  'action.list': ask(registry, (object, input) => object.list(input)),
  'action.matrix': ask(registry, matrix),
  'action.signing_input': plain('signingInput'),
  'action.suggest': ask(registry, (object, input) => object.suggest(input)),
  'audit.hash': plain('auditHash'),
  'audit.link': plain('linkEntry'),
  'audit.verify_chain': plain('verifyChain'),
  'embedding.chunk': plain('chunk'),
  'embedding.content_hash': plain('contentHash'),
  'embedding.enrich': plain('enrich'),
  'embedding.merge_by_document': plain('mergeByDocument'),
  'embedding.migration': plain('migration'),
  'embedding.plan': plain('plan'),
  'embedding.staleness': plain('staleness'),
  'embedding.validate': plain('validateVector'),
  'flag.bucket': plain('flagBucket'),
  'flag.enabled': plain('flagEnabled'),
  'flag.judge': plain('judgeRollout'),
  'flag.ramp': plain('advanceRamp'),
  'job.admit': plain('admit'),
  'job.classify': plain('classifyFailure'),
  'job.decide': plain('decide'),
  'job.schedule': plain('schedule'),
  'job.settle': plain('settle'),
  'job.share': plain('shareSlots'),
  'job.take': plain('takeTokens'),
  'json.canonicalize': (api, input) => api.canonicalize(input.text),
  'rank.credit': plain('credit'),
  'rank.diversify': plain('diversify'),
  'rank.fuse': plain('fuse'),
  'rank.interleave': plain('interleave'),
  'rank.rerank': plain('rerank'),
  'rank.shadow': plain('shadow'),
  'schema.check_output': ask(schema, (object, { text }) => object.checkOutput(text)),
  'schema.compile': ask(schema, ({ keywords }) => ({ keywords })),
  'schema.stream': ask(schema, streamed),
  'schema.validate': ask(schema, (object, { text }) => object.validate(text)),
  'token.compile': ask(verifier, ({ usable, refused }) => ({ usable, refused })),
  'token.verify': ask(verifier, (object, { token, now }) => object.verify(token, now)),
  'token.verify_compact': ask(verifier, compact),
};

/** Operations that the package asks in place of another, and whose answers it writes out in full. */
export const inner = new Set(['action.evaluate_brief']);

/** The core's answer to one vector, canonical, as this runtime gives it. */
export async function answer(api, { operation, setup, input }) {
  try {
    return canonical({ value: await calls[operation](api, input ?? null, setup) });
  } catch (error) {
    if (!(error instanceof api.FairleadError)) throw error;
    const { code, message, path } = error;
    return canonical({ error: { code, message, path } });
  }
}

/** RFC 8785, for values that came out of JSON. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
}
