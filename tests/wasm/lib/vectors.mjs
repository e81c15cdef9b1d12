// Runs the vectors of tests/vectors on a build of the core; tests/vectors/README.md says how they
// look. Uses nothing of Node, so that it runs in workerd too.
import { SignatureChecker } from '../../../wasm/js/dist/signature.js';

/** The texts of the documents that an object of a concept is compiled from. */
const kDocuments = {
  action: ({ registry }) => [text(registry)],
  schema: ({ schema, options }) => [JSON.stringify(schema), options === undefined ? '' : JSON.stringify(options)],
  token: (setup) => [text(setup)],
};

/** What is passed to an operation; operations not named here take their whole input as JSON. */
const kInputs = {
  'json.canonicalize': ({ text }) => [text],
  'schema.check_output': ({ text }) => [text],
  'schema.stream': ({ chunks }) => chunks,
  'schema.validate': ({ text }) => [text],
  'token.verify': ({ token, now }) => [token, now],
  'token.verify_compact': ({ token }) => [token],
};

const kNeedNoObject = new Set(['action.diff', 'action.lint', 'action.signing_input']);

const text = (document) => (typeof document === 'string' ? document : JSON.stringify(document));

/** The cases of a vector file, with the file's setup where they have none. */
export function casesOf(file, { setup, cases }) {
  return cases.map((one) => ({ setup, ...one, name: `${file}/${one.name}` }));
}

/**
 * The answer to one case.
 *
 * @param coreOf gives the core for a concept
 */
export async function answer(coreOf, { operation, setup, input }) {
  const [concept, question] = operation.split('.');
  const core = coreOf(concept);
  const inputs = (kInputs[operation] ?? ((document) => [text(document)]))(input ?? null);
  if (!(concept in kDocuments) || kNeedNoObject.has(operation)) return core.run(operation, ...inputs);

  const { answer: compiled, object } = core.compile(`${concept}.compile`, ...kDocuments[concept](setup));
  if (question === 'compile' || !object) {
    if (object) core.release(object);
    return compiled;
  }
  try {
    return await finish(core, object, operation, inputs);
  } finally {
    core.release(object);
  }
}

/** A token whose signature the host must check goes there and back. */
async function finish(core, object, operation, inputs) {
  if (operation === 'schema.stream') return streamed(core, object, inputs);
  const first = core.ask(object, operation, ...inputs);
  const { value } = JSON.parse(first);
  if (value?.state !== 'needs_signature') return first;
  const valid = await new SignatureChecker().check(value);
  return core.ask(object, operation.replace('verify', 'finish'), ...inputs, valid);
}

/** All that a stream answers, as one answer. */
function streamed(core, schema, chunks) {
  const { object } = core.derive(schema, 'schema.stream');
  try {
    const valueOf = (answered) => answered.slice('{"value":'.length, -1);
    const progress = chunks.map((chunk) => valueOf(core.ask(object, 'schema.push', chunk)));
    const report = core.ask(object, 'schema.finish');
    if (!report.startsWith('{"value":')) return report;
    return `{"value":{"progress":[${progress.join(',')}],"report":${valueOf(report)}}}`;
  } finally {
    core.release(object);
  }
}

/** Why an answer is not what a case expects; null when it is. */
export function fault({ expect }, answered) {
  if ('value' in expect) {
    const same = equal(JSON.parse(answered), { value: expect.value });
    return same ? null : `expected ${JSON.stringify(expect)}, answered ${answered}`;
  }
  const { error } = JSON.parse(answered);
  const same = error && Object.entries(expect.error).every(([member, value]) => error[member] === value);
  return same ? null : `expected ${JSON.stringify(expect)}, answered ${answered}`;
}

/** Whether two JSON values are the same but for the order of members. */
function equal(a, b) {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const names = Object.keys(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && equal(a[name], b[name]))
  );
}
