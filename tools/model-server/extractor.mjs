// An extractor of entities and relations: it invents no name. Entities are words and phrases of the text, typed by
// short lists of a vessel's words; a relation stands between two entities of one sentence that a known verb joins.
// It stands in for a language model behind the same protocol, and its model id says what it is.

import { sentencesOf } from './summariser.mjs';

/** Types by the last word of a phrase. The first list that has the word wins. */
const kNouns = {
  equipment:
    'generator engine watermaker pump crane winch radar autopilot stabiliser stabilizer thruster chiller windlass boiler separator compressor tender',
  component:
    'impeller filter seal belt strainer thermostat valve bearing membrane membranes cartridge cartridges exchanger elbow vane vanes injector battery fuse hose gasket breaker sensor',
  symptom: 'leak alarm overheating vibration noise smoke corrosion blackout',
  place: 'harbour harbor berth quay marina yard port anchorage room deck bridge tank tanks',
  document: 'certificate manual invoice report procedure log list survey',
};
const kTypeOf = new Map(
  Object.entries(kNouns).flatMap(([type, words]) => words.split(' ').map((word) => [word, type])),
);

/** Verbs that join two entities, and the relation that they stand for. */
const kVerbs = [
  [/\b(?:has|have|with|contains?)\b/i, 'has'],
  [/\b(?:causes?|caused|leads? to)\b/i, 'causes'],
  [/\b(?:needs?|requires?|must have)\b/i, 'needs'],
  [/\b(?:shows?|showed|shown)\b/i, 'shows'],
  [/\b(?:feeds?|drives?|cools?|supplies)\b/i, 'serves'],
  [/\b(?:is|are|was|were|stands?|lies?) (?:in|at|on|beside|behind)\b|\b(?:in|at) the\b/i, 'is_in'],
  [/\b(?:replaces?|replaced|repairs?|repaired|services?|serviced|changed?)\b/i, 'worked_on'],
];

/** An optional qualifier before a known noun, and a number after it: "raw-water pump", "Generator 1". */
const kPhrase = new RegExp(
  `(?:\\b(?!the\\b|a\\b|an\\b|of\\b|and\\b|is\\b|in\\b|on\\b|at\\b|to\\b|our\\b|has\\b|my\\b|its\\b)[\\p{L}][\\p{L}-]+ )?\\b(?:${[...kTypeOf.keys()].join('|')})\\b(?: \\d{1,3}\\b)?`,
  'giu',
);
/** A person as mails name them: two capitalised words, none of a greeting. */
const kPerson = /(?<=^|[\p{L},;] )(?!(?:Dear|Good|Hello|Hi|Please|Kind|Best|The) )\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+\b/gu;
const kQualifiers =
  /^(?:\p{Ll}+(?:ing|ed|s|ly)|two|three|new|old|this|that|each|every|your|please|then|when|with|for|from|about|no) /iu;

/** Few enough for an answer of 800 tokens. */
const kMostEntities = 20;
const kMostRelations = 20;

const clean = (phrase) => phrase.replace(kQualifiers, '').trim();
const typeOf = (name) => kTypeOf.get(/([\p{L}-]+)(?: \d+)?$/u.exec(name)?.[1].toLowerCase() ?? '') ?? 'other';

/** The entities of one sentence, in its order. */
function entitiesOf(sentence) {
  const found = [];
  for (const match of sentence.matchAll(kPhrase)) {
    const name = clean(match[0]);
    const end = match.index + match[0].length;
    found.push({ name, type: typeOf(name), at: end - name.length, end });
  }
  for (const match of sentence.matchAll(kPerson)) {
    const end = match.index + match[0].length;
    const apart = found.every((other) => end <= other.at || match.index >= other.end);
    if (apart) found.push({ name: match[0], type: 'person', at: match.index, end });
  }
  return found.sort((a, b) => a.at - b.at);
}

const keyOf = ({ name, type }) => `${type}/${name.toLowerCase()}`;

/** The relations between neighbours of one sentence. */
function relationsOf(sentence, entities) {
  return entities.slice(1).flatMap((to, index) => {
    const from = entities[index];
    const between = sentence.slice(from.end, to.at);
    const verb = kVerbs.find(([pattern]) => pattern.test(between));
    return verb && keyOf(from) !== keyOf(to) ? [{ from: from.name, relation: verb[1], to: to.name }] : [];
  });
}

const unique = (items, key) => [...new Map(items.map((item) => [key(item), item])).values()];

/** Entities and relations, version 1. Every relation's ends are among the entities. */
export function extractEntities(text) {
  const found = sentencesOf(text).map((sentence) => ({ sentence, entities: entitiesOf(sentence) }));
  const entities = unique(
    found.flatMap(({ entities: list }) => list),
    ({ name }) => name.toLowerCase(),
  ).slice(0, kMostEntities);
  const named = new Map(entities.map(({ name }) => [name.toLowerCase(), name]));
  const relations = unique(
    found
      .flatMap(({ sentence, entities: list }) => relationsOf(sentence, list))
      .filter(({ from, to }) => named.has(from.toLowerCase()) && named.has(to.toLowerCase()))
      .map(({ from, relation, to }) => ({
        from: named.get(from.toLowerCase()),
        relation,
        to: named.get(to.toLowerCase()),
      })),
    ({ from, relation, to }) => `${from}/${relation}/${to}`,
  ).slice(0, kMostRelations);
  return { entities: entities.map(({ name, type }) => ({ name, type })), relations };
}
