// Cases of the schema's vectors, by hand.

const mustBe = (instance, schema, keyword, expected, got) =>
  [instance, schema, keyword, `The value must be ${expected}.`, expected, got];
const mustHave = (what, schema, keyword, expected, got) =>
  ['', schema, keyword, `The ${what} must have ${expected}.`, expected, got];
const noMember = (instance, schema, keyword, got) =>
  [instance, schema, keyword, 'The object must not have this member.', 'no such member', got];
const noItem = (instance, schema, keyword, got) =>
  [instance, schema, keyword, 'The array must not have this item.', 'no item here', got];
const wrongType = (instance, schema, expected, kind, got) =>
  [instance, schema, 'type', `The value must be ${expected}, not ${kind}.`, expected, got];
const missing = (instance, schema, keyword, name, because = '') =>
  [instance, schema, keyword, `The object must have the member "${name}"${because}.`, `the member "${name}"`,
    'an object without it'];

/** [name, schema, document, ...violations] */
export const keywordCases = [
  ['type', { type: 'string' }, 'a'],
  ['type, refused', { type: ['string', 'null'] }, 1, wrongType('', '/type', 'a string or null', 'a number', '1')],
  ['an integer is a number', { type: 'number' }, 1],
  ['a fraction is no integer', { type: 'integer' }, 1.5, wrongType('', '/type', 'an integer', 'a number', '1.5')],
  ['a wrong type is reported once', { type: 'string', const: 'a' }, null, wrongType('', '/type', 'a string', 'null', 'null')],
  ['enum', { enum: [1, 'a', null] }, null],
  ['enum, refused', { enum: [1, 'a', { b: 1 }] }, 'b',
    mustBe('', '/enum', 'enum', 'one of 1, "a", an object of 1 member', '"b"')],
  ['const', { const: { a: 1, b: [true] } }, { b: [true], a: 1 }],
  ['const, refused', { const: 1 }, true, mustBe('', '/const', 'const', '1', 'true')],
  ['multipleOf', { multipleOf: 0.01 }, 4.35],
  ['multipleOf, refused', { multipleOf: 0.01 }, 4.351, mustBe('', '/multipleOf', 'multipleOf', 'a multiple of 0.01', '4.351')],
  ['maximum', { maximum: 3 }, 3],
  ['maximum, refused', { maximum: 3 }, 3.5, mustBe('', '/maximum', 'maximum', 'at most 3', '3.5')],
  ['exclusiveMaximum, refused', { exclusiveMaximum: 3 }, 3, mustBe('', '/exclusiveMaximum', 'exclusiveMaximum', 'less than 3', '3')],
  ['minimum', { minimum: -1 }, -1],
  ['minimum, refused', { minimum: 1 }, 0, mustBe('', '/minimum', 'minimum', 'at least 1', '0')],
  ['exclusiveMinimum, refused', { exclusiveMinimum: 0 }, 0, mustBe('', '/exclusiveMinimum', 'exclusiveMinimum', 'more than 0', '0')],
  ['a limit does not speak of strings', { minimum: 1, maxItems: 1, required: ['a'] }, 'x'],
  ['maxLength counts code points', { maxLength: 2 }, '😀é'],
  ['maxLength, refused', { maxLength: 1 }, '😀é', mustHave('text', '/maxLength', 'maxLength', 'at most 1 character', '2 characters')],
  ['minLength counts code points', { minLength: 2 }, '😀', mustHave('text', '/minLength', 'minLength', 'at least 2 characters', '1 character')],
  ['maxItems, refused', { maxItems: 1 }, [1, 2], mustHave('array', '/maxItems', 'maxItems', 'at most 1 item', '2 items')],
  ['minItems, refused', { minItems: 1 }, [], mustHave('array', '/minItems', 'minItems', 'at least 1 item', '0 items')],
  ['uniqueItems', { uniqueItems: true }, [1, true, '1', [1], null, 0, false]],
  ['uniqueItems, refused', { uniqueItems: true }, [{ a: 1, b: 2 }, 3, { b: 2, a: 1 }],
    ['', '/uniqueItems', 'uniqueItems', 'The array must not have the same item twice.', 'different items', 'an array of 3 items']],
  ['maxProperties, refused', { maxProperties: 0 }, { a: 1 }, mustHave('object', '/maxProperties', 'maxProperties', 'at most 0 members', '1 member')],
  ['minProperties, refused', { minProperties: 2 }, { a: 1 }, mustHave('object', '/minProperties', 'minProperties', 'at least 2 members', '1 member')],
  ['required, refused', { required: ['a', 'b"c'] }, {}, missing('', '/required', 'required', 'a'),
    ['', '/required', 'required', 'The object must have the member "b\\"c".', 'the member "b\\"c"', 'an object without it']],
  ['dependentRequired', { dependentRequired: { a: ['b'] } }, { b: 1 }],
  ['dependentRequired, refused', { dependentRequired: { a: ['b', 'c'] } }, { a: 1, c: 1 },
    missing('', '/dependentRequired', 'dependentRequired', 'b', ' where it has "a"')],
  ['items, refused', { items: { type: 'null' } }, [null, 1], wrongType('/1', '/items/type', 'null', 'a number', '1')],
  ['prefixItems and items', { prefixItems: [{ const: 1 }], items: false }, [1, 2], noItem('/1', '/items', 'items', '2')],
  ['contains, refused', { contains: { const: 1 } }, [2, 3],
    mustHave('array', '/contains', 'contains', 'at least 1 item of the kind that is asked for', '0 items')],
  ['minContains beyond 32 bits, refused', { contains: { const: 1 }, minContains: 2 ** 32 }, [1],
    mustHave('array', '/minContains', 'minContains', 'at least 4294967296 items of the kind that is asked for', '1 item')],
  ['minContains 0', { contains: { const: 1 }, minContains: 0 }, []],
  ['maxContains, refused', { contains: { const: 1 }, maxContains: 1 }, [1, 1],
    mustHave('array', '/maxContains', 'maxContains', 'at most 1 item of this kind', '2 items')],
  ['properties, patterns, the rest', { properties: { a: { const: 1 } }, patternProperties: { '^x': { const: 2 } },
    additionalProperties: { const: 3 } }, { a: 1, xa: 2, b: 3 }],
  ['properties, patterns, the rest, refused', { properties: { 'a/~': { const: 1 } }, patternProperties: { '^x': { const: 2 } },
    additionalProperties: false }, { c: 4, xa: 0, 'a/~': 0 },
  noMember('/c', '/additionalProperties', 'additionalProperties', '4'),
  mustBe('/xa', '/patternProperties/^x/const', 'const', '2', '0'),
  mustBe('/a~1~0', '/properties/a~1~0/const', 'const', '1', '0')],
  ['a member that is forbidden', { properties: { a: false } }, { a: [] },
    ['/a', '/properties/a', 'false', 'No value is allowed here.', 'nothing', 'an array of 0 items']],
  ['propertyNames, refused', { propertyNames: { maxLength: 1 } }, { ab: 1 },
    ['/ab', '/propertyNames/maxLength', 'maxLength', 'The text must have at most 1 character.', 'at most 1 character', '2 characters']],
  ['not, refused', { not: { type: 'string' } }, 'a', ['', '/not', 'not',
    'The value matches a schema that it must not match.', 'a value that does not match', '"a"']],
  ['an unknown keyword is an annotation', { colour: { type: 1 }, title: 'x' }, 1],
  ['an unknown format is an annotation', { format: 'colour' }, 'x'],
  ['a pattern on which backtracking would never end', { pattern: '^(a+)+$' }, 'a'.repeat(5000) + '!',
    ['', '/pattern', 'pattern', 'The text must match the pattern ^(a+)+$.', 'a match of ^(a+)+$', `"${'a'.repeat(40)}"…`]],
  ['a long text is cut short', { const: 1 }, 'ü'.repeat(41), mustBe('', '/const', 'const', '1', `"${'ü'.repeat(40)}"…`)],
];

/** [schema, text of the document, ...violations] */
export const numberCases = [
  [{ type: 'integer' }, '1.0'],
  [{ type: 'integer' }, '1e2'],
  [{ const: 100 }, '1E2'],
  [{ enum: [0] }, '-0.0'],
  [{ maximum: 9007199254740992 }, '9007199254740993', mustBe('', '/maximum', 'maximum', 'at most 9007199254740992', '9007199254740993')],
  [{ minimum: 0 }, '18446744073709551615'],
  [{ maximum: 0.1 }, '0.10000000000000001'],
  [{ multipleOf: 0.0001 }, '0.0075'],
  [{ multipleOf: 1e-8 }, '12391239123'],
  [{ multipleOf: 0.1 }, '1e300'],
  [{ multipleOf: 3 }, '9007199254740993'],
  [{ multipleOf: 3 }, '9007199254740992', mustBe('', '/multipleOf', 'multipleOf', 'a multiple of 3', '9007199254740992')],
  [{ multipleOf: 1.5 }, '-4.5'],
  [{ uniqueItems: true }, '[1, 1.0]', ['', '/uniqueItems', 'uniqueItems',
    'The array must not have the same item twice.', 'different items', 'an array of 2 items']],
];

const tree = {
  $id: 'https://example.org/strict', $dynamicAnchor: 'node', $ref: 'tree', unevaluatedProperties: false,
  $defs: { tree: { $id: 'tree', $dynamicAnchor: 'node',
    properties: { data: true, children: { items: { $dynamicRef: '#node' } } } } },
};

/** [name, schema, document, ...violations] */
export const structureCases = [
  ['$ref to $defs', { $ref: '#/$defs/a', $defs: { a: { type: 'null' } } }, 1, wrongType('', '/$defs/a/type', 'null', 'a number', '1')],
  ['$ref to an anchor', { $ref: '#x', $defs: { a: { $anchor: 'x', type: 'null' } } }, null],
  ['$ref with an escaped pointer', { $ref: '#/$defs/a~1b%25', $defs: { 'a/b%': { const: 1 } } }, 2,
    mustBe('', '/$defs/a~1b%/const', 'const', '1', '2')],
  ['$ref by a relative $id', { $id: 'https://example.org/a/b', $ref: '../c', $defs: { c: { $id: '/c', const: 1 } } }, 1],
  ['$ref beside other keywords', { $ref: '#/$defs/a', maxLength: 1, $defs: { a: { minLength: 3 } } }, 'ab',
    mustHave('text', '/maxLength', 'maxLength', 'at most 1 character', '2 characters'),
    mustHave('text', '/$defs/a/minLength', 'minLength', 'at least 3 characters', '2 characters')],
  ['a schema that refers to itself', { properties: { a: { $ref: '#' } }, additionalProperties: false }, { a: { a: { b: 1 } } },
    noMember('/a/a/b', '/additionalProperties', 'additionalProperties', '1')],
  ['allOf', { allOf: [{ minimum: 2 }, { maximum: 0 }] }, 1, mustBe('', '/allOf/0/minimum', 'minimum', 'at least 2', '1'),
    mustBe('', '/allOf/1/maximum', 'maximum', 'at most 0', '1')],
  ['anyOf', { anyOf: [{ type: 'null' }, { minimum: 2 }] }, 3],
  ['anyOf, with the alternative of that type explained', { anyOf: [{ type: 'string', maxLength: 1 }, { type: 'null' }] }, 'ab',
    ['', '/anyOf', 'anyOf', 'The value matches none of the 2 alternatives.', 'a match of at least one alternative', '"ab"'],
    mustHave('text', '/anyOf/0/maxLength', 'maxLength', 'at most 1 character', '2 characters')],
  ['oneOf, two matches', { oneOf: [{ minimum: 1 }, { minimum: 2 }] }, 3, ['', '/oneOf', 'oneOf',
    'The value must match exactly one of the 2 alternatives, not 2.', 'a match of exactly one alternative', '2 matches']],
  ['if, then', { if: { const: 1 }, then: false, else: { const: 2 } }, 1,
    ['', '/then', 'false', 'No value is allowed here.', 'nothing', '1']],
  ['if, else', { if: { const: 1 }, then: false, else: { const: 2 } }, 3, mustBe('', '/else/const', 'const', '2', '3')],
  ['dependentSchemas', { dependentSchemas: { a: { required: ['b'] } } }, { a: 1 },
    missing('', '/dependentSchemas/a/required', 'required', 'b')],
  ['unevaluatedProperties sees into allOf, if and $ref', { allOf: [{ properties: { a: true } }], if: { required: ['b'], properties: { b: true } },
    $ref: '#/$defs/c', $defs: { c: { patternProperties: { '^c': true } } }, unevaluatedProperties: false }, { a: 1, b: 1, cc: 1, d: 1 },
  noMember('/d', '/unevaluatedProperties', 'unevaluatedProperties', '1')],
  ['an alternative that fails evaluates nothing', { anyOf: [{ properties: { a: { const: 1 } }, required: ['a'] }, true],
    unevaluatedProperties: false }, { a: 2 }, noMember('/a', '/unevaluatedProperties', 'unevaluatedProperties', '2')],
  ['unevaluatedItems after prefixItems and contains', { prefixItems: [true], contains: { const: 'c' }, unevaluatedItems: false }, [1, 'c', 2],
    noItem('/2', '/unevaluatedItems', 'unevaluatedItems', '2')],
  ['$dynamicRef takes the outermost anchor', tree, { children: [{ data: 1 }] }],
  ['$dynamicRef takes the outermost anchor, refused', tree, { children: [{ daat: 1 }] },
    noMember('/children/0/daat', '/unevaluatedProperties', 'unevaluatedProperties', '1')],
];

/** [name, schema, count of keywords or [code, path], options] */
export const compileCases = [
  ['true', true, 0],
  ['keywords are counted where they are decided', { type: 'object', properties: { a: { minLength: 1, maxLength: 2 } }, required: ['a'] }, 5],
  ['no schema', 1, ['schema_invalid', '']],
  ['an unknown type', { properties: { a: { type: 'text' } } }, ['schema_invalid', '/properties/a/type']],
  ['a type twice', { type: ['null', 'null'] }, ['schema_invalid', '/type']],
  ['items as an array', { items: [{}] }, ['schema_invalid', '/items']],
  ['no alternatives', { anyOf: [] }, ['schema_invalid', '/anyOf']],
  ['a negative length', { minLength: -1 }, ['schema_invalid', '/minLength']],
  ['a divisor of 0', { multipleOf: 0 }, ['schema_invalid', '/multipleOf']],
  ['required is no array', { required: 'a' }, ['schema_invalid', '/required']],
  ['a pattern that is none', { pattern: '[z-a]' }, ['schema_invalid', '/pattern']],
  ['look-ahead', { pattern: 'a(?=b)' }, ['schema_pattern_unsupported', '/pattern']],
  ['a back-reference', { patternProperties: { '(a)\\1': {} } }, ['schema_pattern_unsupported', '/patternProperties/(a)\\1']],
  ['a pattern that grows too large', { pattern: '(x{1000}){1000}' }, ['schema_pattern_unsupported', '/pattern']],
  // Three states a copy would be 2 in 32 bits.
  ['a pattern that grows beyond 32 bits', { pattern: 'x{1431655766}' }, ['schema_pattern_unsupported', '/pattern']],
  ['another draft', { $schema: 'http://json-schema.org/draft-07/schema#' }, ['schema_unsupported', '/$schema']],
  ['this draft', { $schema: 'https://json-schema.org/draft/2020-12/schema' }, 0],
  ['a required vocabulary', { $vocabulary: { 'https://example.org/v': true } }, ['schema_unsupported', '/$vocabulary/https:~1~1example.org~1v']],
  ['a reference out of the document', { $ref: 'https://example.org/x' }, ['schema_unsupported', '/$ref']],
  ['a reference to nothing', { items: { $ref: '#/$defs/x' } }, ['schema_invalid', '/items/$ref']],
  ['a reference to itself', { $defs: { a: { $ref: '#/$defs/a' } } }, ['schema_invalid', '/$defs/a']],
  ['a fault that nothing uses', { $defs: { a: { minimum: '1' } } }, ['schema_invalid', '/$defs/a/minimum']],
  ['a format that is not here', { format: 'iri' }, ['schema_unsupported', '/format']],
  ['formats turned off', { format: 'iri' }, 0, { format: false }],
  ['an option that is not known', true, ['member_unknown', '/options/strict'], { strict: true }],
];
