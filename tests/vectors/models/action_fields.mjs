// Vectors: which values fit which fields. The messages are those of docs/actions.md.
import { request } from './action.mjs';

const setupFor = (fields) => ({
  registry: {
    version: '1',
    roles: ['crew'],
    actions: [
      {
        id: 'look',
        domain: 'ship',
        entity: null,
        label: 'Look',
        variant: 'READ',
        fields,
        idempotent: false,
        success_status: 200,
        keywords: [],
      },
    ],
  },
});

const checks = (outcome) => [
  { check: 'action_known', outcome: 'passed' },
  { check: 'role', outcome: 'passed' },
  { check: 'entity', outcome: 'passed' },
  { check: 'fields', outcome },
  { check: 'idempotency', outcome: outcome === 'failed' ? 'not_reached' : 'not_needed' },
  { check: 'signature', outcome: outcome === 'failed' ? 'not_reached' : 'not_needed' },
];

const more = (n) => (n === 0 ? '' : n === 1 ? ' And 1 more fault.' : ` And ${n} more faults.`);

const answer = (faults) => ({
  allowed: faults.length === 0,
  status: faults.length === 0 ? 200 : 400,
  code: faults.length === 0 ? 'allowed' : 'invalid_payload',
  message: faults.length === 0 ? 'Allowed.' : faults[0].message + more(faults.length - 1),
  action: 'look',
  variant: 'READ',
  faults,
  checks: checks(faults.length === 0 ? 'passed' : 'failed'),
  payload_hash: null,
});

const judge = (name, fields, payload, faults) => ({
  name,
  operation: 'action.evaluate',
  setup: setupFor(fields),
  input: request('look', 'crew', payload),
  expect: { value: answer(faults) },
});

/** The same with the payload as text, for numbers that JavaScript cannot hold. */
function judgeText(name, fields, payloadText, faults) {
  const one = judge(name, fields, 'PAYLOAD', faults);
  return { ...one, input: JSON.stringify(one.input).replace('"PAYLOAD"', payloadText) };
}

const fault = (path, code, message, expected, got) => ({ path, code, message, expected, got });

/** A fault of the field x, whose label is X: "X must <verb> <expected>." */
const of = (code, verb, expected, got, path = '/x', subject = 'X') =>
  fault(path, code, `${subject} must ${verb} ${expected}.`, expected, got);

const x = (type, rest = {}) => [{ name: 'x', type, required: false, label: 'X', ...rest }];
const fits = (name, type, rest, value) => judge(name, x(type, rest), { x: value }, []);
const not = (name, type, rest, value, ...faults) => judge(name, x(type, rest), { x: value }, faults);

const nouns = {
  text: 'text',
  uuid: 'an identifier such as 0f8fad5b-d9cb-469f-a165-70867728950e',
  whole: 'a whole number',
  safe: 'from -9007199254740991 to 9007199254740991',
  date: 'a real date, such as 2026-05-31',
  datetime: 'a real date and time with its offset, such as 2026-05-31T14:30:00Z',
};
const uuid = '0f8fad5b-d9cb-469f-a165-70867728950e';
const severities = { enum: ['low', 'high'] };

const cases = [
  fits('an empty text', 'string', {}, ''),
  not('a number for a text', 'string', {}, 5, of('type', 'be', nouns.text, '5')),
  not('null for a text', 'string', {}, null, of('type', 'be', nouns.text, 'null')),
  not('true for a text', 'string', {}, true, of('type', 'be', nouns.text, 'true')),
  not('an object for a text', 'string', {}, { a: 1 }, of('type', 'be', nouns.text, 'an object')),
  not('a list for a text', 'string', {}, ['a'], of('type', 'be', nouns.text, 'a list of 1 item')),
  not('U+0000', 'string', {}, 'a\u0000', of('format', 'be', 'text without the character U+0000', 'text of 2 characters')),
  fits('code points, not bytes', 'string', { min: 2, max: 2 }, 'éé'),
  fits('code points, not UTF-16 units', 'string', { max: 1 }, '😀'),
  not('too short', 'string', { min: 2 }, 'é', of('length', 'have', 'at least 2 characters', 'text of 1 character')),
  not('too short by far', 'string', { min: 2 ** 32 }, 'é', of('length', 'have', 'at least 4294967296 characters', 'text of 1 character')),
  not('too long', 'string', { max: 1 }, '😀😀', of('length', 'have', 'at most 1 character', 'text of 2 characters')),
  fits('a pattern', 'string', { pattern: '^[A-Z]{2}-\\d+$' }, 'AB-12'),
  fits('a pattern found anywhere', 'string', { pattern: 'b' }, 'abc'),
  not('not the pattern', 'string', { pattern: '^a+$' }, 'aab', of('pattern', 'match', 'the pattern ^a+$', 'text of 3 characters')),
  not(
    'length and pattern at once',
    'string',
    { min: 3, pattern: '^x' },
    'ab',
    of('length', 'have', 'at least 3 characters', 'text of 2 characters'),
    of('pattern', 'match', 'the pattern ^x', 'text of 2 characters'),
  ),
  fits('a UUID', 'uuid', {}, uuid),
  fits('a UUID in capitals', 'uuid', {}, uuid.toUpperCase()),
  not('a UUID without dashes', 'uuid', {}, uuid.replaceAll('-', ''), of('format', 'be', nouns.uuid, 'text of 32 characters')),
  not('a number for a UUID', 'uuid', {}, 1, of('type', 'be', nouns.uuid, '1')),
  fits('a whole number', 'integer', {}, -5),
  not('a fraction', 'integer', {}, 5.5, of('type', 'be', nouns.whole, '5.5')),
  not('a number in quotes', 'integer', {}, '5', of('type', 'be', nouns.whole, 'text of 1 character')),
  judgeText('a whole number with a point', x('integer'), '{"x":5.0}', []),
  judgeText('the largest safe integer', x('integer'), '{"x":9007199254740991}', []),
  judgeText('beyond the largest safe integer', x('integer'), '{"x":9007199254740992}', [
    of('type', 'be', nouns.safe, '9007199254740992'),
  ]),
  judgeText('an unsafe integer for a number', x('number'), '{"x":9007199254740992}', [
    of('type', 'be', nouns.safe, '9007199254740992'),
  ]),
  fits('at the minimum', 'integer', { min: 1 }, 1),
  not('below the minimum', 'integer', { min: 1 }, 0, of('minimum', 'be', 'at least 1', '0')),
  fits('at the maximum', 'integer', { max: 3 }, 3),
  not('above the maximum', 'integer', { max: 3 }, 4, of('maximum', 'be', 'at most 3', '4')),
  fits('a fraction between bounds', 'number', { min: 0.5, max: 0.5 }, 0.5),
  not('a fraction below', 'number', { min: 0.5 }, 0.25, of('minimum', 'be', 'at least 0.5', '0.25')),
  not('a large number', 'number', {}, 1e300, of('type', 'be', nouns.safe, '1e+300')),
  not('a number that would be written as an unsafe integer', 'number', {}, -1e17, of('type', 'be', nouns.safe, '-100000000000000000')),
  fits('a small number', 'number', {}, -1e-300),
  not('true for a number', 'number', {}, true, of('type', 'be', 'a number', 'true')),
  fits('false', 'boolean', {}, false),
  not('0 for false', 'boolean', {}, 0, of('type', 'be', 'true or false', '0')),
  fits('a leap day', 'date', {}, '2024-02-29'),
  not('no leap day', 'date', {}, '2023-02-29', of('format', 'be', nouns.date, 'text of 10 characters')),
  fits('a leap year of the fourth century', 'date', {}, '2000-02-29'),
  not('no leap year of a century', 'date', {}, '1900-02-29', of('format', 'be', nouns.date, 'text of 10 characters')),
  not('a day without its zero', 'date', {}, '2026-5-31', of('format', 'be', nouns.date, 'text of 9 characters')),
  not('a month of 31 days that has 30', 'date', {}, '2026-04-31', of('format', 'be', nouns.date, 'text of 10 characters')),
  fits('RFC 3339 5.8, first example', 'datetime', {}, '1985-04-12T23:20:50.52Z'),
  fits('RFC 3339 5.8, second example', 'datetime', {}, '1996-12-19T16:39:57-08:00'),
  fits('RFC 3339 5.8, a leap second', 'datetime', {}, '1990-12-31T23:59:60Z'),
  fits('RFC 3339 5.8, a leap second with an offset', 'datetime', {}, '1990-12-31T15:59:60-08:00'),
  fits('RFC 3339 5.8, an offset of 20 minutes', 'datetime', {}, '1937-01-01T12:00:27.87+00:20'),
  not('no leap second', 'datetime', {}, '1990-12-31T22:59:60Z', of('format', 'be', nouns.datetime, 'text of 20 characters')),
  not('no offset', 'datetime', {}, '2026-05-31T14:30:00', of('format', 'be', nouns.datetime, 'text of 19 characters')),
  not('a date for a time', 'datetime', {}, '2026-05-31', of('format', 'be', nouns.datetime, 'text of 10 characters')),
  not('the 24th hour', 'datetime', {}, '2026-05-31T24:00:00Z', of('format', 'be', nouns.datetime, 'text of 20 characters')),
  fits('a word of the list', 'enum', severities, 'high'),
  not('a word in capitals', 'enum', severities, 'High', of('enum', 'be', 'one of low, high', 'text of 4 characters')),
  not('a number for a word', 'enum', severities, 1, of('type', 'be', 'one of low, high', '1')),
  fits('an empty list', 'array', { items: { type: 'date' } }, []),
  not('text for a list', 'array', { items: { type: 'date' } }, 'a', of('type', 'be', 'a list', 'text of 1 character')),
  not('too few items', 'array', { min: 1, items: { type: 'date' } }, [], of('length', 'have', 'at least 1 item', 'a list of 0 items')),
  not(
    'items and their number',
    'array',
    { max: 2, items: { type: 'integer', max: 5 } },
    [1, '2', 9],
    of('length', 'have', 'at most 2 items', 'a list of 3 items'),
    of('type', 'be', nouns.whole, 'text of 1 character', '/x/1', 'Item 2 of X'),
    of('maximum', 'be', 'at most 5', '9', '/x/2', 'Item 3 of X'),
  ),
  judge('an optional field left out', x('date'), {}, []),
  judge('a required field left out', x('integer', { required: true }), {}, [
    fault('/x', 'required', 'X is required.', nouns.whole, null),
  ]),
  judge('a field without a label', [{ name: 'due_on', type: 'date', required: true }], {}, [
    fault('/due_on', 'required', 'due_on is required.', nouns.date, null),
  ]),
  judge('all faults, fields first, then unknown members', x('integer', { required: true }), { 'a/b~c': 'v', z: [] }, [
    fault('/x', 'required', 'X is required.', nouns.whole, null),
    fault('/a~1b~0c', 'unknown', 'There is no field named a/b~c.', 'no such member', 'text of 1 character'),
    fault('/z', 'unknown', 'There is no field named z.', 'no such member', 'a list of 0 items'),
  ]),
  judge('a long unknown name is cut', [], { ['ü'.repeat(41)]: 1 }, [
    fault(`/${'ü'.repeat(41)}`, 'unknown', `There is no field named ${'ü'.repeat(40)}….`, 'no such member', '1'),
  ]),
  judge('a list for a payload', x('date'), [], [
    fault('', 'type', 'The payload must be an object.', 'an object', 'a list of 0 items'),
  ]),
  judge('a hundred faults are enough', x('array', { items: { type: 'boolean' } }), { x: Array(150).fill(7), y: 1 },
    Array.from({ length: 100 }, (_, i) => of('type', 'be', 'true or false', '7', `/x/${i}`, `Item ${i + 1} of X`)),
  ),
];

export const fieldFiles = {
  fields: { describes: 'Which payloads fit which fields, and what is said of those that do not', cases },
};
