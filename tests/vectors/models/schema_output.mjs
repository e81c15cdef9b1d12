// What models write, and what it comes to, by hand. Used by schema.mjs.

export const schema = {
  type: 'object',
  required: ['title', 'urgency'],
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 8 },
    urgency: { enum: ['low', 'high'] },
    items: { type: 'array', maxItems: 2, items: { type: 'integer', minimum: 0 } },
  },
  additionalProperties: false,
};

const kGood = '{"title": "Seal", "urgency": "low"}';
const good = { title: 'Seal', urgency: 'low' };

const kMessages = {
  trailing_comma: 'A comma before the end was taken out.',
  single_quoted_name: 'The name was put in double quotes.',
  unquoted_name: 'The name was put in double quotes.',
  raw_control: 'A control character in a string was escaped.',
  comment: 'A comment was taken out.',
};
const repair = ([code, line, column]) => ({ code, line, column, message: kMessages[code] });

const valid = (document, ...repairs) => ({
  outcome: 'valid', document, repairs: repairs.map(repair), violations: [], ask_again: null,
});
const truncated = (...repairs) => ({
  outcome: 'truncated', document: null, repairs: repairs.map(repair), violations: [],
  ask_again: 'Your answer ends before its JSON document is complete. ' +
    'Answer again with the JSON document alone, whole and shorter.',
});
const none = {
  outcome: 'no_json', document: null, repairs: [], violations: [],
  ask_again: 'Your answer holds no JSON document. Answer again with the JSON document alone.',
};
const invalid = (document, violations, lines, repairs = []) => ({
  outcome: 'invalid', document, repairs: repairs.map(repair), violations,
  ask_again: ['The JSON document of your answer is not as it must be:', ...lines.map((line) => `- ${line}`),
    'Answer again with the JSON document alone, corrected.'].join('\n'),
});

const syntax = (message) =>
  invalid(null, [{ instance: '', schema: '', keyword: 'json_syntax', message, expected: 'JSON', got: '' }],
    [`The document: ${message}`]);

const kMissing = {
  instance: '', schema: '/required', keyword: 'required', message: 'The object must have the member "urgency".',
  expected: 'the member "urgency"', got: 'an object without it',
};
const kMissingLine = 'The document: The object must have the member "urgency". It is an object without it.';
const kTooLong = (got) => ({
  instance: '/title', schema: '/properties/title/maxLength', keyword: 'maxLength',
  message: 'The text must have at most 8 characters.', expected: 'at most 8 characters', got,
});
const kOther = (got) => ({
  instance: '/other', schema: '/additionalProperties', keyword: 'additionalProperties',
  message: 'The object must not have this member.', expected: 'no such member', got,
});
const kNoUrgency = (got) => ({
  instance: '/urgency', schema: '/properties/urgency/enum', keyword: 'enum',
  message: 'The value must be one of "low", "high".', expected: 'one of "low", "high"', got,
});

/** [name, text, report] */
export const outputCases = [
  // where the document is
  ['the document alone', kGood, valid(good)],
  ['in a fence with words around', `Here you are:\n\n\`\`\`json\n${kGood}\n\`\`\`\nAnything else?`, valid(good)],
  ['in a fence without a language', `\`\`\`\n  ${kGood}\n\`\`\``, valid(good)],
  ['inside a line', `Sure: ${kGood}. Done.`, valid(good)],
  ['behind thoughts', `<think>Maybe\n{"title": 1}\nor not</think>\n${kGood}`, valid(good)],
  ['behind thoughts in the same line', `<think>{"title": 1}</think> ${kGood}`, valid(good)],
  ['a line of its own goes before one inside a line', `For {"title": 1} I write\n${kGood}`, valid(good)],
  ['the first of two', `${kGood}\n{"title": "Late", "urgency": "high"}`, valid(good)],
  ['the first of two inside a line', `a ${kGood} b {"title": 1} c`, valid(good)],
  ['brackets in prose', `As in [1], {name} and {see: below} say:\n{overview}\n${kGood}`, valid(good)],
  ['an array is not looked for', `["title", 1]\n${kGood}`, valid(good)],
  ['think inside a string', '{"title": "<think>", "urgency": "low"}', valid({ title: '<think>', urgency: 'low' })],
  ['a fence inside a string', '{"title": "```", "urgency": "low"}', valid({ title: '```', urgency: 'low' })],
  ['escapes stay what they are', '{"title": "\\u00e9\\n\\ud83d\\ude00", "urgency": "low"}',
    valid({ title: 'é\n😀', urgency: 'low' })],
  // what is mended
  ['a comma before the end of an object', '{"title": "Seal", "urgency": "low",}', valid(good, ['trailing_comma', 1, 35])],
  ['a comma before the end of an array', '{"title": "Seal", "urgency": "low", "items": [1, 2 ,\n]}',
    valid({ ...good, items: [1, 2] }, ['trailing_comma', 1, 52])],
  ['names in single quotes', `{'title': "Seal",\n 'urgency': "low"}`,
    valid(good, ['single_quoted_name', 1, 2], ['single_quoted_name', 2, 2])],
  ['names without quotes', '{title: "Seal", urgency : "low"}', valid(good, ['unquoted_name', 1, 2], ['unquoted_name', 1, 17])],
  ['a line break and a tab in a string', '{"title": "a\n\tb", "urgency": "low"}',
    valid({ title: 'a\n\tb', urgency: 'low' }, ['raw_control', 1, 13], ['raw_control', 2, 1])],
  ['comments', '{ // first\n"title": /* é */ "Seal", /**/ "urgency": "low" /* end **/ }',
    valid(good, ['comment', 1, 3], ['comment', 2, 10], ['comment', 2, 26], ['comment', 2, 48])],
  ['places count code points', '{"title": "é😀",\n"urgency": "low",}',
    valid({ title: 'é😀', urgency: 'low' }, ['trailing_comma', 2, 17])],
  // what is not
  ['a value in single quotes', `{"title": 'Seal'}`, syntax('A JSON value is needed here. This is at line 1, column 11.')],
  ['a word of another language', '{"title": None}', syntax('A value is a string, a number, an array, an object, ' +
    'true, false or null. This is at line 1, column 15.')],
  ['a comma that is missing', '{"title": "Seal"\n"urgency": "low"}',
    syntax('A comma or the end is needed here. This is at line 2, column 1.')],
  ['two commas', '{"title": "Seal",, "urgency": "low"}',
    syntax('The name of a member is needed here. This is at line 1, column 18.')],
  ['an escape that JSON does not have', '{"title": "\\x41"}', syntax('JSON has no such escape. This is at line 1, column 13.')],
  ['a number that begins with 0', '{"items": [01]}', syntax('A value is a string, a number, an array, an object, ' +
    'true, false or null. This is at line 1, column 14.')],
  ['a member twice', '{"title": "a", "title": "b"}', invalid(null, [{
    instance: '/title', schema: '', keyword: 'json_duplicate_member', message: 'The document is no strict JSON.',
    expected: 'JSON', got: '' }], ['/title: The document is no strict JSON.'])],
  // what was cut off
  ['a document without its end', '{"title": "Seal", "urgency": "low"', truncated()],
  ['a string without its end', '{"title": "Se', truncated()],
  ['a fence that ends too early', '```json\n{"title": "Seal",\n```', truncated()],
  ['what was mended before the end is missing', '{title: "Seal", "urg', truncated(['unquoted_name', 1, 2])],
  ['thoughts without their end', '<think>Perhaps {"title"', truncated()],
  ['cut off, but wrong before that', '{"urgency": "medium", "title": "Se',
    invalid(null, [kNoUrgency('"medium"')], ['/urgency: The value must be one of "low", "high". It is "medium".'])],
  // what is not there
  ['nothing', '', none],
  ['prose', 'I cannot do that [1], {sorry}.', none],
  ['only an array', '[1, 2]', none],
  // what is wrong
  ['a member is missing', '{"title": "Seal"}', invalid({ title: 'Seal' }, [kMissing], [kMissingLine])],
  ['two faults', '{"title": "Sealing ring", "other": 1, "urgency": "low",}', invalid(
    { title: 'Sealing ring', other: 1, urgency: 'low' }, [kTooLong('12 characters'), kOther('1')],
    ['/title: The text must have at most 8 characters. It is 12 characters.',
      '/other: The object must not have this member. It is 1.'], [['trailing_comma', 1, 55]])],
];

const searching = { state: 'searching', violation: null };
const reading = { state: 'reading', violation: null };
const complete = { state: 'complete', violation: null };
const violated = (violation) => ({ state: 'violated', violation });

/** [name, chunks, progress after each, report] */
export const streamCases = [
  ['a document in pieces', ['Here:\n', '{"ti', 'tle": "Se', 'al", "urgency": "l', 'ow"}', ' done'],
    [searching, reading, reading, reading, complete, complete], valid(good)],
  ['a fence cut inside', ['``', '`json\n{', '"title": "Seal", "urgency": "low"}\n`'], [searching, reading, complete], valid(good)],
  ['a string that is too long already', ['{"title": "12345678', '9'],
    [reading, violated(kTooLong('9 characters'))],
    invalid(null, [kTooLong('9 characters')], ['/title: The text must have at most 8 characters. It is 9 characters.'])],
  ['an escape counts once', ['{"title": "1234567\\u00', 'e9'], [reading, reading], truncated()],
  ['no value of the enumeration begins so', ['{"urgency": "l', 'a'], [reading, violated(kNoUrgency('"la"'))],
    invalid(null, [kNoUrgency('"la"')], ['/urgency: The value must be one of "low", "high". It is "la".'])],
  ['what was told stays, the report is the same wherever the text was cut',
    ['{"title": "123456789', '0", "urgency": "l'], [violated(kTooLong('9 characters')), violated(kTooLong('9 characters'))],
    invalid(null, [kTooLong('10 characters')], ['/title: The text must have at most 8 characters. It is 10 characters.'])],
  ['a member that may not be there', ['{"other"', ':'], [reading, violated(kOther('the member "other"'))],
    invalid(null, [kOther('the member "other"')],
      ['/other: The object must not have this member. It is the member "other".'])],
  ['too many items', ['{"items": [1, 2', ', 3'], [reading, violated({
    instance: '/items', schema: '/properties/items/maxItems', keyword: 'maxItems',
    message: 'The array must have at most 2 items.', expected: 'at most 2 items', got: '3 items' })],
  invalid(null, [{
    instance: '/items', schema: '/properties/items/maxItems', keyword: 'maxItems',
    message: 'The array must have at most 2 items.', expected: 'at most 2 items', got: '3 items' }],
  ['/items: The array must have at most 2 items. It is 3 items.'])],
  ['a number is judged once it is whole', ['{"items": [-1', '0', ','], [reading, reading, violated({
    instance: '/items/0', schema: '/properties/items/items/minimum', keyword: 'minimum',
    message: 'The value must be at least 0.', expected: 'at least 0', got: '-10' })],
  invalid(null, [{
    instance: '/items/0', schema: '/properties/items/items/minimum', keyword: 'minimum',
    message: 'The value must be at least 0.', expected: 'at least 0', got: '-10' }],
  ['/items/0: The value must be at least 0. It is -10.'])],
  ['the wrong kind', ['{"title": [', ']'], [violated({
    instance: '/title', schema: '/properties/title/type', keyword: 'type',
    message: 'The value must be a string, not an array.', expected: 'a string', got: 'an array' }), violated({
    instance: '/title', schema: '/properties/title/type', keyword: 'type',
    message: 'The value must be a string, not an array.', expected: 'a string', got: 'an array' })],
  invalid(null, [{
    instance: '/title', schema: '/properties/title/type', keyword: 'type',
    message: 'The value must be a string, not an array.', expected: 'a string', got: 'an array' }],
  ['/title: The value must be a string, not an array. It is an array.'])],
  ['no JSON any more', ['{"title": yes', '}'], [reading, violated({
    instance: '', schema: '', keyword: 'json_syntax', expected: 'JSON', got: '',
    message: 'A value is a string, a number, an array, an object, true, false or null. This is at line 1, column 14.' })],
  syntax('A value is a string, a number, an array, an object, true, false or null. This is at line 1, column 14.')],
  ['a document inside a line decides at the end only', [`So ${kGood}`, ' or'], [searching, searching], valid(good)],
  ['what was violated is judged whole once it is whole', ['{"title": "123456789"', ', "urgency": "low"}'],
    [violated(kTooLong('9 characters')), violated(kTooLong('9 characters'))],
    invalid({ title: '123456789', urgency: 'low' }, [kTooLong('9 characters')],
      ['/title: The text must have at most 8 characters. It is 9 characters.'])],
  ['nothing at all', [], [], none],
];
