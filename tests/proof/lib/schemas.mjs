// Schemas and documents made by chance, for rules that two programs must decide alike.
const kNames = ['a', 'b', 'ab', 'é', 'a/b', 'c~'];
const kTexts = ['', 'a', 'b', 'ab', 'aab', 'é', '\u{1f600}', '\u{1f600}b', 'abc', '12'];
const kNumbers = [0, 1, -1, 2, 3, 6, 1.5, -2.5, 10, 1e3];
const kPatterns = ['^a', 'b$', '^[a-c]*$', '^.$', '\\p{L}', '[^a]', '^(?:a|b)+$', '\\d'];
const kTypes = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];

const some = (random, most, make) => Array.from({ length: random.below(most + 1) }, make);
const several = (random, most, make) => Array.from({ length: 1 + random.below(most) }, make);
const map = (random, most, make) => Object.fromEntries(some(random, most, () => [random.pick(kNames), make()]));
const unique = (values) => [...new Set(values)];

/** A JSON value at most `depth` deep. */
export function someValue(random, depth) {
  const kind = random.below(depth > 0 ? 8 : 6);
  if (kind === 0) return random.pick([null, true, false]);
  if (kind < 3) return random.pick(kNumbers);
  if (kind < 6) return random.pick(kTexts);
  if (kind === 6) return some(random, 4, () => someValue(random, depth - 1));
  return map(random, 4, () => someValue(random, depth - 1));
}

/** Keyword → a value for it; `inner` makes a schema one level down. */
const kKeywords = {
  type: (random) => (random.oneIn(2) ? random.pick(kTypes) : unique(several(random, 3, () => random.pick(kTypes)))),
  enum: (random) => several(random, 4, () => someValue(random, 1)),
  const: (random) => someValue(random, 2),
  multipleOf: (random) => random.pick([1, 2, 3]),
  maximum: (random) => random.pick(kNumbers),
  exclusiveMaximum: (random) => random.pick(kNumbers),
  minimum: (random) => random.pick(kNumbers),
  exclusiveMinimum: (random) => random.pick(kNumbers),
  maxLength: (random) => random.below(4),
  minLength: (random) => random.below(4),
  pattern: (random) => random.pick(kPatterns),
  maxItems: (random) => random.below(5),
  minItems: (random) => random.below(4),
  uniqueItems: (random) => random.oneIn(2),
  maxProperties: (random) => random.below(5),
  minProperties: (random) => random.below(4),
  required: (random) => unique(some(random, 3, () => random.pick(kNames))),
  dependentRequired: (random) => map(random, 2, () => unique(some(random, 2, () => random.pick(kNames)))),
  prefixItems: (random, inner) => several(random, 3, inner),
  items: (random, inner) => inner(),
  contains: (random, inner) => inner(),
  properties: (random, inner) => map(random, 4, inner),
  patternProperties: (random, inner) => Object.fromEntries(several(random, 2, () => [random.pick(kPatterns), inner()])),
  additionalProperties: (random, inner) => inner(),
  propertyNames: (random, inner) => inner(),
  $ref: (random) => `#/$defs/${random.pick(['x', 'y'])}`,
  allOf: (random, inner) => several(random, 3, inner),
  anyOf: (random, inner) => several(random, 3, inner),
  oneOf: (random, inner) => several(random, 3, inner),
  not: (random, inner) => inner(),
  if: (random, inner) => inner(),
  then: (random, inner) => inner(),
  else: (random, inner) => inner(),
  dependentSchemas: (random, inner) => map(random, 2, inner),
};
const kAll = Object.keys(kKeywords);

function schemaOf(random, depth, names) {
  if (random.oneIn(12)) return random.oneIn(3) ? false : true;
  const inner = () => (depth > 0 ? schemaOf(random, depth - 1, names) : random.oneIn(4) ? false : true);
  const chosen = unique(several(random, 4, () => random.pick(names)));
  const schema = Object.fromEntries(chosen.map((name) => [name, kKeywords[name](random, inner)]));
  if ('prefixItems' in schema) delete schema.contains;
  if ('contains' in schema && random.oneIn(2)) schema.minContains = random.below(3);
  if ('contains' in schema && random.oneIn(2)) schema.maxContains = (schema.minContains ?? 1) + random.below(3);
  return schema;
}

/**
 * A schema that any two validators should read alike; what `$ref` names never refers on. Left out is
 * what Ajv decides otherwise than the official suite, which judges it here: unevaluated… beside `if`
 * and `contains`, `contains` beside `prefixItems`, minContains above maxContains, required members
 * named "".
 */
export function someSchema(random) {
  const defined = kAll.filter((name) => name !== '$ref');
  const root = schemaOf(random, 3, kAll);
  const object = typeof root === 'boolean' ? { allOf: [root] } : root;
  return { ...object, $defs: { x: schemaOf(random, 1, defined), y: schemaOf(random, 1, defined) } };
}
