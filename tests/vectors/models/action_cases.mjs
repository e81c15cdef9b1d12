// Vectors: reading a registry, the order of the checks, signatures, suggestions, explanations.
import { tableCases } from './action_table.mjs';
import { allowed, attestation, denied, envelope, info, now, registry, request, sentence, signingText } from './action.mjs';
import { canonical, hashOf, sha256 } from './canonical.mjs';

const setup = { registry };
const value = (answer) => ({ value: answer });
const refused = (code, path) => ({ error: { code, path } });

// ---- registry

/** The registry with the member at a path of names and indices replaced; undefined takes it away. */
function changed(path, replacement) {
  const copy = structuredClone(registry);
  const parent = path.slice(0, -1).reduce((at, step) => at[step], copy);
  if (replacement === undefined) delete parent[path.at(-1)];
  else parent[path.at(-1)] = replacement;
  return copy;
}

const compiled = (name, document, expect) => ({
  name,
  operation: 'action.compile',
  setup: { registry: document },
  input: {},
  expect,
});
const fault = (path, replacement, at = path) =>
  compiled(`${path.join('.')} = ${JSON.stringify(replacement) ?? 'left out'}`, changed(path, replacement), refused('registry_invalid', `/${at.join('/')}`));
const badFields = (...fields) => (at) =>
  fault(['actions', 0, 'fields'], fields, ['actions', 0, 'fields', ...at]);
const f = (type, more = {}) => ({ name: 'a', type, required: true, ...more });

const registryCases = [
  compiled('the registry', registry, value({ version: '7', actions: 6 })),
  compiled('one that names its schema for editors', { $schema: './registry.schema.json', ...registry }, value({ version: '7', actions: 6 })),
  compiled('one without actions', { version: 'x', roles: ['crew'], actions: [] }, value({ version: 'x', actions: 0 })),
  compiled('not JSON', '{"version":', { error: { code: 'json_syntax' } }),
  compiled('not an object', '[]', refused('registry_invalid', '')),
  compiled('a member twice', '{"version":"1","version":"1"}', refused('json_duplicate_member', '/version')),
  fault(['version'], undefined),
  fault(['version'], 1),
  fault(['colour'], 'red'),
  fault(['roles'], []),
  fault(['roles'], ['crew', 'crew', 'officer', 'captain']),
  fault(['roles'], ['Crew', 'officer', 'captain']),
  fault(['roles'], Array.from({ length: 65 }, (_, i) => `r${i}`)),
  fault(['actions', 1, 'id'], 'look'),
  fault(['actions', 1, 'id'], 'Book'),
  fault(['actions', 1, 'id'], 'b'.repeat(65)),
  fault(['actions', 1, 'colour'], 'red'),
  fault(['actions', 1, 'label'], ''),
  fault(['actions', 1, 'entity'], undefined),
  fault(['actions', 3, 'entity_required'], true),
  fault(['actions', 1, 'variant'], 'WRITE'),
  fault(['actions', 0, 'idempotent'], true),
  fault(['actions', 0, 'signature_required'], true),
  fault(['actions', 1, 'signature_required'], false),
  fault(['actions', 4, 'signature_required'], false),
  fault(['actions', 4, 'dropdown_only'], false),
  fault(['actions', 4, 'allowed_roles'], undefined),
  fault(['actions', 4, 'allowed_roles'], []),
  fault(['actions', 1, 'allowed_roles'], []),
  fault(['actions', 4, 'allowed_roles'], ['admiral']),
  fault(['actions', 4, 'allowed_roles'], ['captain', 'captain']),
  fault(['actions', 4, 'signature'], undefined),
  fault(['actions', 1, 'signature'], { method: ['ed25519'] }),
  fault(['actions', 5, 'signature', 'method'], []),
  fault(['actions', 5, 'signature', 'method'], ['rsa']),
  fault(['actions', 5, 'signature', 'max_age_s'], 0),
  fault(['actions', 5, 'signature', 'sentence'], 'I did.'),
  fault(['actions', 4, 'signature', 'sentence'], undefined),
  fault(['actions', 1, 'success_status'], 204),
  fault(['actions', 1, 'keywords'], undefined),
  badFields({ name: 'a', type: 'date' })([0, 'required']),
  badFields(f('text'))([0, 'type']),
  badFields(f('date'), f('date'))([1, 'name']),
  badFields(f('date', { hint: '' }))([0, 'hint']),
  badFields(f('integer', { min: 5, max: 4 }))([0, 'min']),
  badFields(f('string', { min: -1 }))([0, 'min']),
  badFields(f('integer', { max: 1.5 }))([0, 'max']),
  badFields(f('date', { min: 1 }))([0, 'min']),
  badFields(f('string', { pattern: '(a' }))([0, 'pattern']),
  badFields(f('string', { pattern: '(a)\\1' }))([0, 'pattern']),
  badFields(f('uuid', { pattern: 'a' }))([0, 'pattern']),
  badFields(f('enum'))([0, 'enum']),
  badFields(f('enum', { enum: [] }))([0, 'enum']),
  badFields(f('enum', { enum: ['b', 'b'] }))([0, 'enum']),
  badFields(f('string', { enum: ['b'] }))([0, 'enum']),
  badFields(f('array'))([0, 'items']),
  badFields(f('date', { items: { type: 'date' } }))([0, 'items']),
  badFields(f('array', { items: { type: 'array' } }))([0, 'items', 'type']),
  badFields(f('array', { items: { type: 'string', min: 2, max: 1 } }))([0, 'items', 'min']),
];

// ---- the order of the checks

const decide = (name, input, expect) => ({ name, operation: 'action.evaluate', input, expect });
const allow = (name, input) => decide(name, input, value(allowed(input)));
const deny = (name, input, code, message, faults) => decide(name, input, value(denied(input, code, message, faults)));
const without = (input, ...members) => Object.fromEntries(Object.entries(input).filter(([name]) => !members.includes(name)));

const good = { book: { quantity: 5 }, count: { new_quantity: 7 } };
const keyNeeded = (label) =>
  `${label} needs an idempotency key of 1 to 255 visible ASCII characters, so that sending it twice does it once.`;
const below = { path: '/new_quantity', code: 'minimum', message: 'new_quantity must be at least 0.', expected: 'at least 0', got: '-1' };
const allWrong = { entity: null, idempotency_key: null };
const other = { id: 'e1', tenant_id: 't2' };
const valid = (input) => ({ ...input, signature: envelope(input) });

const orderCases = [
  allow('a READ', request('look', 'crew', {})),
  allow('a READ ignores key and signature', request('look', 'crew', {}, { signature: 'none of it' })),
  allow('a MUTATE', request('book', 'crew', good.book)),
  allow('a MUTATE with an optional field', request('book', 'captain', { note: 'né', quantity: 99 })),
  allow('a role out of rank order', request('open', 'crew', {})),
  allow('a SIGNED', valid(request('count', 'officer', good.count))),
  deny('1: the action', request('sink', 'cook', [], allWrong), 'action_unknown', 'There is no action sink.'),
  deny('2: the role', request('count', 'crew', { new_quantity: -1 }, allWrong), 'role_not_allowed', 'Count stock is not for the role crew.'),
  deny('2: a role between two allowed ones', request('open', 'officer', {}), 'role_not_allowed', 'Open job is not for the role officer.'),
  deny('2: a role that is not declared', request('look', 'ship_cook', {}), 'role_not_allowed', 'Look at part is not for the role ship cook.'),
  deny('3: no such entity', request('count', 'officer', { new_quantity: -1 }, allWrong), 'not_found', 'There is no such part.'),
  deny('3: an entity of another tenant', request('count', 'officer', { new_quantity: -1 }, { ...allWrong, entity: other }), 'not_found', 'There is no such part.'),
  deny('3: no entity named', without(request('book', 'crew', good.book), 'entity'), 'not_found', 'Book part in must name the part.'),
  allow('3: an optional entity not named', without(request('open', 'crew', {}), 'entity')),
  allow('3: an action on nothing', without(request('ping', 'crew', {}), 'entity')),
  deny('3: an optional entity of another tenant', request('open', 'crew', {}, { entity: other }), 'not_found', 'There is no such equipment.'),
  deny('3: an action on nothing that names something', request('ping', 'crew', {}, { entity: null }), 'not_found', 'There is no such thing.'),
  deny('4: the fields', request('count', 'officer', { new_quantity: -1 }, { idempotency_key: null }), 'invalid_payload', 'new_quantity must be at least 0.', [below]),
  deny('5: no idempotency key', request('count', 'officer', good.count, { idempotency_key: null }), 'idempotency_key_required', keyNeeded('Count stock')),
  deny('5: left out', without(request('book', 'crew', good.book), 'idempotency_key'), 'idempotency_key_required', keyNeeded('Book part in')),
  deny('5: an empty key', request('book', 'crew', good.book, { idempotency_key: '' }), 'idempotency_key_required', keyNeeded('Book part in')),
  deny('5: a key with a space', request('book', 'crew', good.book, { idempotency_key: 'a b' }), 'idempotency_key_required', keyNeeded('Book part in')),
  allow('5: a key of 255', request('book', 'crew', good.book, { idempotency_key: 'k'.repeat(255) })),
  deny('5: a key of 256', request('book', 'crew', good.book, { idempotency_key: 'k'.repeat(256) }), 'idempotency_key_required', keyNeeded('Book part in')),
  allow('5: none needed', request('ping', 'crew', {}, { idempotency_key: null })),
  deny('6: no signature', request('count', 'officer', good.count), 'signature_required', 'Count stock must be signed.'),
  ...[
    ['no action', without(request('look', 'crew', {}), 'action'), '/action'],
    ['an empty role', request('look', '', {}), '/principal/role'],
    ['no payload', without(request('look', 'crew', {}), 'payload'), '/payload'],
    ['a clock that is text', request('look', 'crew', {}, { now: 'noon' }), '/now'],
    ['a member too many', request('look', 'crew', {}, { colour: 'red' }), '/colour'],
    ['a public key that is too short', request('look', 'crew', {}, { signing_keys: [{ key_id: 'k', public_key: 'AAAA' }] }), '/signing_keys/0/public_key'],
    ['an entity without tenant', request('look', 'crew', {}, { entity: { id: 'e1' } }), '/entity/tenant_id'],
  ].map(([name, input, path]) => decide(`a malformed request: ${name}`, input, refused('request_invalid', path))),
  decide('a request that is not JSON', '{', { error: { code: 'json_syntax' } }),
];

const briefly = (name, input, verdict, checks) => ({
  name,
  operation: 'action.evaluate_brief',
  input,
  expect: value({ ...verdict, checks }),
});
const booking = request('book', 'crew', good.book);
const calling = without(request('ping', 'crew', {}), 'entity');
const mutiny = request('count', 'crew', {});
const briefCases = [
  briefly('allowed, with a key', booking, allowed(booking), 'pppppn'),
  briefly('allowed, about nothing', calling, allowed(calling), 'ppnpnn'),
  briefly('denied', mutiny, denied(mutiny, 'role_not_allowed', 'Count stock is not for the role crew.'), 'pfrrrr'),
  { name: 'not JSON', operation: 'action.evaluate_brief', input: '{', expect: { error: { code: 'json_syntax' } } },
];

const three = [request('look', 'crew', {}), request('sink', 'crew', {}), request('book', 'crew', good.book)];
const matrixCases = [
  {
    name: 'three at once',
    operation: 'action.matrix',
    input: { requests: three },
    expect: value([allowed(three[0]), denied(three[1], 'action_unknown', 'There is no action sink.'), allowed(three[2])]),
  },
  { name: 'none', operation: 'action.matrix', input: { requests: [] }, expect: value([]) },
  {
    name: 'one malformed',
    operation: 'action.matrix',
    input: { requests: [three[0], { ...three[1], now: null }] },
    expect: refused('request_invalid', '/requests/1/now'),
  },
];

// ---- signatures

const counting = request('count', 'officer', good.count);
const closing = request('close', 'captain', {});
const withSignature = (input, signature) => ({ ...input, signature });
const invalid = (name, signature, message, input = counting) => deny(name, withSignature(input, signature), 'signature_invalid', message);
const about = (what) => `The signature is ${what}.`;
const aged = (seconds) => withSignature(counting, envelope(counting, { changes: { signed_at: now + seconds } }));
const old = 'The signature is older than 300 seconds; sign again.';
const ahead = 'The signature is dated in the future; set the clock of the device and sign again.';
const misfit = 'The signature does not fit what was signed.';
const noKey = 'The key that signed is not one of your enrolled keys.';

const signatureCases = [
  allow('by key', valid(counting)),
  allow('by attestation', withSignature(counting, attestation(counting, sentence))),
  allow('by key, for another action', valid(closing)),
  invalid('another action', envelope(counting, { changes: { action: 'close' } }), about('for another action')),
  invalid('another tenant', envelope(counting, { changes: { tenant_id: 't2' } }), about('for another tenant')),
  invalid('another thing', envelope(counting, { changes: { entity_id: 'e2' } }), about('for another thing')),
  invalid('no thing', envelope(counting, { changes: { entity_id: null } }), about('for another thing')),
  invalid('somebody else', envelope(counting, { changes: { signer_id: 'u2' } }), about('of somebody else')),
  invalid('another role', envelope(counting, { changes: { role_at_signing: 'captain' } }), about('of another role than you have now')),
  invalid('another payload', envelope({ ...counting, payload: { new_quantity: 8 } }), about('for another payload')),
  invalid('another payload under this hash', envelope({ ...counting, payload: { new_quantity: 8 } }, { after: { payload_hash: hashOf(good.count) } }), misfit),
  invalid('changed after: reason', envelope(counting, { after: { reason: 'other' } }), misfit),
  invalid('changed after: nonce', envelope(counting, { after: { nonce: 'nonce-9876543210' } }), misfit),
  invalid('changed after: signed_at', envelope(counting, { after: { signed_at: now - 11 } }), misfit),
  invalid('signed by another key', envelope(counting, { signer: 'k3' }), misfit),
  invalid('a key that is not enrolled', envelope(counting, { signer: 'k3', changes: { key_id: 'k3' } }), noKey),
  invalid('a revoked key', envelope(counting, { signer: 'k2', changes: { key_id: 'k2' } }), noKey),
  invalid('not base64url', envelope(counting, { after: { signature: '+/+/' } }), misfit),
  invalid('too short', envelope(counting, { after: { signature: 'AAAA' } }), misfit),
  invalid('not an envelope', 'AAAA', 'The signature is malformed: An object is needed here, not a string.'),
  invalid('without a nonce', without(envelope(counting), 'nonce'), 'The signature is malformed: The member "nonce" is missing.'),
  invalid('a short nonce', envelope(counting, { changes: { nonce: 'n'.repeat(15) } }), 'The signature is malformed: A nonce has 16 to 128 visible ASCII characters.'),
  invalid('no reason', envelope(counting, { changes: { reason: '' } }), 'The signature is malformed: A reason of 1 to 500 characters is needed.'),
  invalid('mistyped', attestation(counting, 'I have counted it'), 'What was typed is not the sentence asked for.'),
  invalid('a method the action does not take', attestation(closing, sentence), 'This cannot be signed by the method attestation.', closing),
  allow('as old as may be', aged(-300)),
  deny('too old', aged(-301), 'signature_stale', old),
  allow('as far ahead as may be', aged(60)),
  deny('too far ahead', aged(61), 'signature_stale', ahead),
  deny('too old by half a second', { ...aged(-300), now: now + 0.5 }, 'signature_stale', old),
  deny('of an action that asks for haste', withSignature(closing, envelope(closing, { changes: { signed_at: now - 61 } })), 'signature_stale', 'The signature is older than 60 seconds; sign again.'),
  deny('replayed', { ...valid(counting), nonce_used: true }, 'signature_replayed', 'This signature was used before; sign again.'),
  deny('stale before replayed', { ...aged(-301), nonce_used: true }, 'signature_stale', old),
  deny('no key before no signature', { ...counting, idempotency_key: null }, 'idempotency_key_required', keyNeeded('Count stock')),
];

const document = {
  action: 'adjust_stock',
  tenant_id: 'yacht-1',
  entity_id: 'part-7',
  payload: { new_quantity: 12, cause: 'stocktake' },
  nonce: '5f0c2b1e-6a57-4b0c-9d52-0a4c3a1f7e11',
  signed_at: 1750000000,
  signer_id: 'user-3',
  key_id: 'key-1',
  role_at_signing: 'chief_engineer',
  method: 'ed25519',
  reason: 'Annual count',
};
const signing = (name, input, expect) => ({ name, operation: 'action.signing_input', input, expect });
const signed = (name, input) => signing(name, input, value({ signing_input: signingText(input), payload_hash: hashOf(input.payload) }));
const attested = { ...document, key_id: null, method: 'attestation' };

const signingCases = [
  signing('the worked example of docs/actions.md', document, value({
    signing_input:
      'fairlead-action-v1{"action":"adjust_stock","entity_id":"part-7","key_id":"key-1","method":"ed25519","nonce":"5f0c2b1e-6a57-4b0c-9d52-0a4c3a1f7e11","payload":{"cause":"stocktake","new_quantity":12},"reason":"Annual count","role_at_signing":"chief_engineer","signed_at":1750000000,"signer_id":"user-3","tenant_id":"yacht-1"}',
    payload_hash: sha256('{"cause":"stocktake","new_quantity":12}'),
  })),
  signed('an attestation', attested),
  signed('without a thing', { ...document, entity_id: null }),
  signed('texts that need escapes', { ...document, reason: 'say "why"\\\n\u0001 é 😀', payload: { é: 1, '😀': [1.5, null, 1e21] } }),
  signed('a nonce of 16', { ...document, nonce: 'n'.repeat(16) }),
  signed('a nonce of 128', { ...document, nonce: 'n'.repeat(128) }),
  signed('a reason of 500 code points', { ...document, reason: '😀'.repeat(500) }),
  ...[
    ['a nonce of 15', { ...document, nonce: 'n'.repeat(15) }, '/nonce'],
    ['a nonce of 129', { ...document, nonce: 'n'.repeat(129) }, '/nonce'],
    ['a nonce with a space', { ...document, nonce: 'n'.repeat(16) + ' ' }, '/nonce'],
    ['no reason', { ...document, reason: '' }, '/reason'],
    ['a reason of 501', { ...document, reason: 'r'.repeat(501) }, '/reason'],
    ['a time with a fraction', { ...document, signed_at: 1.5 }, '/signed_at'],
    ['another method', { ...document, method: 'rsa' }, '/method'],
    ['an attestation with a key', { ...document, method: 'attestation' }, '/key_id'],
    ['no key', { ...document, key_id: null }, '/key_id'],
    ['key_id left out', without(attested, 'key_id'), '/key_id'],
    ['entity_id left out', without(document, 'entity_id'), '/entity_id'],
    ['a payload that is a list', { ...document, payload: [] }, '/payload'],
    ['a member too many', { ...document, colour: 'red' }, '/colour'],
  ].map(([name, input, path]) => signing(name, input, refused('request_invalid', path))),
  signing('a number that no reader keeps', canonical({ ...document, payload: { a: 'N' } }).replace('"N"', '9007199254740993'), refused('request_invalid', '/payload/a')),
];

// ---- what is offered

const offered = (name, operation, input, ...ids) => ({ name, operation: `action.${operation}`, input, expect: value(ids.map(info)) });
const suggestCases = [
  offered('all of the crew', 'list', { role: 'crew' }, 'look', 'book', 'open', 'ping'),
  offered('all of the officer', 'list', { role: 'officer' }, 'look', 'book', 'ping', 'count'),
  offered('all of the captain', 'list', { role: 'captain' }, 'look', 'book', 'open', 'ping', 'count', 'close'),
  offered('all of nobody', 'list', { role: 'cook' }),
  offered('without a query', 'suggest', { role: 'captain' }, 'look', 'book', 'open', 'ping', 'count', 'close'),
  offered('null is left out', 'suggest', { role: 'crew', entity_type: null, query: null }, 'look', 'book', 'open', 'ping'),
  offered('a blank query', 'suggest', { role: 'crew', query: ' - ' }, 'look', 'book', 'open', 'ping'),
  offered('for a kind of thing', 'suggest', { role: 'captain', entity_type: 'part' }, 'look', 'book', 'count'),
  offered('for a kind of thing, crew', 'suggest', { role: 'crew', entity_type: 'part' }, 'look', 'book'),
  offered('for a kind there is none of', 'suggest', { role: 'captain', entity_type: 'aircraft' }),
  offered('the label starts with it, before a keyword', 'suggest', { role: 'captain', query: 'open' }, 'open', 'look'),
  offered('a word of labels, before a keyword', 'suggest', { role: 'captain', query: 'part' }, 'look', 'book', 'ping'),
  offered('either case', 'suggest', { role: 'crew', query: 'BOOK Part' }, 'book'),
  offered('words in another order', 'suggest', { role: 'crew', query: 'part bo' }, 'book'),
  offered('words of label and keyword', 'suggest', { role: 'crew', query: 'book deliv' }, 'book'),
  offered('one word too many', 'suggest', { role: 'crew', query: 'book nothing' }),
  offered('not from inside a word', 'suggest', { role: 'crew', query: 'art' }),
  offered('a SIGNED action to its role', 'suggest', { role: 'officer', query: 'stocktake' }, 'count'),
  offered('a SIGNED action to no other', 'suggest', { role: 'crew', query: 'stocktake' }),
  { name: 'no role', operation: 'action.suggest', input: {}, expect: refused('request_invalid', '/role') },
];

// ---- explanations

const detail = (check, outcome, text) => ({ check, outcome, detail: text });
const known = detail('action_known', 'passed', 'The registry has this action.');
const roleFits = detail('role', 'passed', 'The role may run this action.');
const ours = detail('entity', 'passed', 'It belongs to the tenant.');
const fieldsFit = detail('fields', 'passed', 'The payload fits the action\'s fields.');
const keyThere = detail('idempotency', 'passed', 'An idempotency key is there.');
const noKeyNeeded = detail('idempotency', 'not_needed', 'This action needs no idempotency key.');
const noSignatureNeeded = detail('signature', 'not_needed', 'This action needs no signature.');
const notReached = ['role', 'entity', 'fields', 'idempotency', 'signature'].map((check) =>
  detail(check, 'not_reached', 'Nothing can be said without the action.'));
const change = (check, code, text, to = null) => ({ check, code, change: text, to });
const explain = (name, input, verdict, checks, ...changes) => ({
  name,
  operation: 'action.explain',
  input,
  expect: value({
    verdict,
    checks,
    nearest: verdict.allowed ? null : { code: verdict.code, change: changes.map((one) => one.change).join(' '), changes },
  }),
});

const manyWrong = request('count', 'crew', { new_quantity: -1 }, { idempotency_key: null });
const foreign = request('book', 'crew', good.book, { entity: other });
const misspelt = request('bok', 'crew', {});
const strange = request('scuttle', 'crew', {});
const reading = without(request('look', 'crew', {}), 'signing_keys');
const pinging = without(request('ping', 'crew', {}), 'entity');
const stale = aged(-301);
const lowest = request('open', 'officer', {});
const nothing = request('ping', 'crew', {}, { entity: null });
const replayed = { ...valid(counting), nonce_used: true };
const promoted = withSignature(counting, envelope(counting, { changes: { role_at_signing: 'crew' } }));
const faulty = request('book', 'crew', { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 });
const faultsOf = ({ payload }) => [
  { path: '/quantity', code: 'required', message: 'Quantity is required.', expected: 'a whole number', got: null },
  ...Object.keys(payload).map((name) => ({
    path: `/${name}`, code: 'unknown', message: `There is no field named ${name}.`, expected: 'no such member', got: '1',
  })),
];

const explainCases = [
  explain('allowed', reading, allowed(reading), [known, roleFits, ours, fieldsFit, noKeyNeeded, noSignatureNeeded]),
  explain('allowed, about nothing', pinging, allowed(pinging),
    [known, roleFits, detail('entity', 'not_needed', 'No entity was named and none is needed.'), fieldsFit, noKeyNeeded, noSignatureNeeded]),
  explain('every check by itself', manyWrong, denied(manyWrong, 'role_not_allowed', 'Count stock is not for the role crew.'), [
    known,
    detail('role', 'failed', 'Count stock is not for the role crew.'),
    ours,
    detail('fields', 'failed', 'new_quantity must be at least 0.'),
    detail('idempotency', 'failed', keyNeeded('Count stock')),
    detail('signature', 'failed', 'Count stock must be signed.'),
  ],
    change('role', 'role_not_allowed', 'Let somebody with the role officer do it.', 'officer'),
    change('fields', 'invalid_payload', 'Change the payload: /new_quantity: at least 0.'),
    change('idempotency', 'idempotency_key_required', 'Send an idempotency key, a new one for each thing to be done.'),
    change('signature', 'signature_required', 'Sign the request by ed25519 or attestation.')),
  explain('the lowest role that may', lowest, denied(lowest, 'role_not_allowed', 'Open job is not for the role officer.'), [
    known,
    detail('role', 'failed', 'Open job is not for the role officer.'),
    ours,
    fieldsFit,
    noKeyNeeded,
    noSignatureNeeded,
  ], change('role', 'role_not_allowed', 'Let somebody with the role crew do it.', 'crew')),
  explain('another tenant', foreign, denied(foreign, 'not_found', 'There is no such part.'),
    [known, roleFits, detail('entity', 'failed', 'There is no such part.'), fieldsFit, keyThere, noSignatureNeeded],
    change('entity', 'not_found', 'Name your tenant\'s own part.')),
  explain('something named where there is nothing to name', nothing, denied(nothing, 'not_found', 'There is no such thing.'),
    [known, roleFits, detail('entity', 'failed', 'There is no such thing.'), fieldsFit, noKeyNeeded, noSignatureNeeded],
    change('entity', 'not_found', 'Name no thing, or your tenant\'s own.')),
  explain('an action misspelt', misspelt, denied(misspelt, 'action_unknown', 'There is no action bok.'),
    [detail('action_known', 'failed', 'There is no action bok.'), ...notReached],
    change('action_known', 'action_unknown', 'Ask for the action book.', 'book')),
  explain('an action like none', strange, denied(strange, 'action_unknown', 'There is no action scuttle.'),
    [detail('action_known', 'failed', 'There is no action scuttle.'), ...notReached],
    change('action_known', 'action_unknown', 'Ask for an action that the registry has.')),
  explain('a stale signature', stale, denied(stale, 'signature_stale', old),
    [known, roleFits, ours, fieldsFit, keyThere, detail('signature', 'failed', old)],
    change('signature', 'signature_stale', 'Sign again, now and with a new nonce.')),
  explain('a signature used before', replayed, denied(replayed, 'signature_replayed', 'This signature was used before; sign again.'),
    [known, roleFits, ours, fieldsFit, keyThere, detail('signature', 'failed', 'This signature was used before; sign again.')],
    change('signature', 'signature_replayed', 'Sign again, now and with a new nonce.')),
  explain('a signature of another role', promoted, denied(promoted, 'signature_invalid', about('of another role than you have now')),
    [known, roleFits, ours, fieldsFit, keyThere, detail('signature', 'failed', about('of another role than you have now'))],
    change('signature', 'signature_invalid', 'Sign exactly this request anew by ed25519 or attestation.')),
  explain('a payload with more faults than are listed', faulty, denied(faulty, 'invalid_payload', 'Quantity is required. And 6 more faults.', faultsOf(faulty)),
    [known, roleFits, ours, detail('fields', 'failed', 'Quantity is required. And 6 more faults.'), keyThere, noSignatureNeeded],
    change('fields', 'invalid_payload',
      'Change the payload: /quantity: a whole number; /a: no such member; /b: no such member; /c: no such member; /d: no such member; and 2 more.')),
];

export const caseFiles = {
  registry: { describes: 'Registries that load, and where the fault of one that does not is found', cases: registryCases },
  order: { describes: 'The checks of a request, in their order', setup, cases: orderCases },
  brief: { describes: 'Verdicts with a letter for each check', setup, cases: briefCases },
  matrix: { describes: 'Many requests at once', setup, cases: matrixCases },
  table: { describes: 'Who may do what to which thing', setup, cases: tableCases },
  signature: { describes: 'Signatures: what they are about, keys, age, use', setup, cases: signatureCases },
  signing_input: { describes: 'What is signed', cases: signingCases },
  suggest: { describes: 'Which actions are offered to whom', setup, cases: suggestCases },
  explain: { describes: 'Every check with its outcome, and the nearest change', setup, cases: explainCases },
};
