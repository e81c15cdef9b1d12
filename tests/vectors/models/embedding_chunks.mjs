// Vectors of chunks and of documents from hits, with a second model: borders by regular expressions
// over all that stands before a place, hashes in big integers, merging by plain loops.
import { sha256 } from './canonical.mjs';

const value = (answer) => ({ value: answer });
const invalid = (path) => ({ error: { code: 'request_invalid', path } });

// ---- chunks: the model

const kSpace = '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const kCloser = '[)\\]}"\'»’”›〉》」』】）]';
const isSpace = new RegExp(`^${kSpace}`);
const gapAtEnd = new RegExp(`${kSpace}*$`);
const sentenceAtEnd = new RegExp(`(?:[.!?…؟۔।॥։።]${kCloser}*${kSpace}+|[。！？｡]${kCloser}*${kSpace}*)$`);
const goesOn = new RegExp(`^(?:[a-z。！？｡]|${kCloser})`);

/** 3 between paragraphs, 2 between sentences, 1 between words, 0 anywhere else. */
function borderBetween(before, after) {
  if (after === '') return 3;
  if (isSpace.test(after)) return 0;
  const gap = before.match(gapAtEnd)[0];
  const lineFeeds = [...gap].reduce((sum, c) => sum + ({ '\n': 1, '\u2028': 1, '\u2029': 2 }[c] ?? 0), 0);
  if (lineFeeds >= 2) return 3;
  if (sentenceAtEnd.test(before) && !goesOn.test(after)) return 2;
  return gap === '' ? 0 : 1;
}

function fnv1a(bytes) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return hash;
}

/** A document as bytes, with its places between two code points. */
class Text {
  constructor(text) {
    this.bytes = Buffer.from(text);
    this.places = [0];
    for (const c of text) this.places.push(this.places.at(-1) + Buffer.byteLength(c));
  }
  slice(from, to) {
    return this.bytes.subarray(from, to).toString();
  }
  codePoints(place) {
    return this.places.indexOf(place);
  }
  /** Of the best borders in the range the one with the least hash around it, the last of equal ones. */
  best(start, first, last) {
    const found = this.places
      .filter((place) => place > start && place >= first && place <= last)
      .map((place) => ({
        place,
        border: borderBetween(this.slice(start, place), this.slice(place, place + 4 * 4)),
        hash: fnv1a(this.bytes.subarray(Math.max(0, place - 16), place + 16)),
      }));
    const most = Math.max(...found.map(({ border }) => border));
    const best = found.filter(({ border }) => border === most);
    const least = best.reduce((a, { hash }) => (hash < a ? hash : a), best[0]?.hash);
    return best.findLast(({ hash }) => hash === least)?.place ?? start;
  }
}

const normalise = (text) => text.replace(/[\t\n\v\f\r ]+/g, ' ').replace(/^ | $/g, '');

function chunk({ text, document_id, max_tokens, overlap_tokens = 0 }) {
  const document = new Text(text);
  const [room, overlap] = [3 * max_tokens, 3 * overlap_tokens];
  const size = document.bytes.length;
  const seen = {};
  const chunks = [];
  for (let own = 0, end; own < size; own = end) {
    const mine = own === 0 ? room : room - overlap;
    const last = document.places.findLast((place) => place <= own + mine);
    end = size - own <= mine ? size : document.best(own, own + Math.floor(mine / 2), last);
    const from = document.places.find((place) => place >= Math.max(0, own - overlap));
    const inside = from < own && from > 0;
    const start = inside ? document.best(from, from, own - Math.floor((own - from) / 2)) : from;
    const words = normalise(document.slice(own, end));
    const before = (seen[`=${words}`] ??= 0);
    seen[`=${words}`]++;
    chunks.push({
      id: sha256(`fairlead-chunk-v1\n${Buffer.byteLength(document_id)}\n${document_id}\n${before}\n${words}`),
      text: document.slice(start, end),
      start: document.codePoints(start),
      end: document.codePoints(end),
      overlap: document.codePoints(own) - document.codePoints(start),
      tokens: Math.max(1, Math.ceil((end - start) / 3)),
    });
  }
  return { chunks };
}

// ---- chunks: vectors

const cut = (name, text, max_tokens = 32, overlap_tokens = 0, document_id = 'd1') => {
  const input = { text, document_id, max_tokens, overlap_tokens };
  return { name, operation: 'embedding.chunk', input, expect: value(chunk(input)) };
};
const badCut = (name, change, path) => ({
  name,
  operation: 'embedding.chunk',
  input: { text: 'a', document_id: 'd1', max_tokens: 32, ...change },
  expect: invalid(path),
});

/** A small generator (Park and Miller), so that the texts are the same each time. */
function dice(seed) {
  let state = seed;
  return (n) => (state = (state * 48271) % 2147483647) % n;
}
const kWords = 'the pump of main engine two was opened and found dry; seals 4.5 mm "worn" höher насос 注油 e.g. Captain'.split(' ');
const kEnds = ['. ', '.', '! ', '?) ', '… ', '。', '！」', ' ', ', ', '.\n', '\r\n', '\n\n', '\n \n', '\u2029', '\u3000'];
function prose(seed, words) {
  const roll = dice(seed);
  let text = '';
  for (let i = 0; i < words; i++) text += kWords[roll(kWords.length)] + (roll(4) === 0 ? kEnds[roll(kEnds.length)] : ' ');
  return text;
}
const paragraphs = (n) => Array.from({ length: n }, (_, i) => `Paragraph ${i} speaks of pump ${i * i}. It runs well.`).join('\n\n');

const chunkCases = [
  cut('nothing', ''),
  cut('as long as a chunk may be', 'a'.repeat(96)),
  cut('one byte longer', 'a'.repeat(97)),
  cut('paragraphs', paragraphs(12)),
  cut('paragraphs, with overlap', paragraphs(12), 64, 16),
  cut('a passage put in before', `A new one. It comes first.\n\n${paragraphs(12)}`, 64, 16),
  cut('the same paragraph again and again', 'All is well on board.\n\n'.repeat(20)),
  cut('the same text of another document', 'All is well on board.\n\n'.repeat(20), 32, 0, 'd2'),
  cut('white space alone', ' \n'.repeat(120)),
  cut('four bytes a character', '🚢'.repeat(60), 32, 16),
  cut('no white space, but full stops', '主機二號泵已打開，發現乾燥。密封磨損！更換？是。'.repeat(6), 32, 8),
  cut('an abbreviation is no end', 'It took approx. five hours of work until the pump ran again. Then it ran on. '.repeat(4)),
  cut('closing quotes belong to their sentence', '"It is dry." He wrote so (twice.) "Oil it!" And they did. '.repeat(5), 40, 10),
  cut('lines', 'one line of a list\nand another line\n'.repeat(12), 32, 16),
  cut('Windows line ends', 'One paragraph here.\r\n\r\nAnd another there.\r\n\r\n'.repeat(8)),
  ...Array.from({ length: 24 }, (_, i) => cut(`prose ${i}`, prose(i + 1, 20 + 9 * i), 32 + (i % 5) * 7, (i % 4) * 5)),
  badCut('too few tokens', { max_tokens: 31 }, '/max_tokens'),
  badCut('too many tokens', { max_tokens: 1000001 }, '/max_tokens'),
  badCut('too much overlap', { overlap_tokens: 17 }, '/overlap_tokens'),
  badCut('an overlap below nothing', { overlap_tokens: -1 }, '/overlap_tokens'),
  badCut('no document', { document_id: undefined }, '/document_id'),
];

// ---- documents from hits: the model

function merge({ hits, preferred_version = null, k = 60, limit = Infinity }) {
  const byText = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  const better = (a, b) => b.score - a.score || b.updated_at - a.updated_at || byText(a.id, b.id);
  const models = [...new Set(hits.map(({ model }) => model))].sort(byText);
  const lists = models.map((model) => hits.filter((hit) => hit.model === model).sort(better));
  const rankings = lists.map((list) => [...new Set(list.map(({ document_id }) => document_id))]);
  const placeOf = (hit) => lists.find((list) => list.includes(hit)).indexOf(hit);
  const documents = [...new Set(hits.map(({ document_id }) => document_id))].map((id) => {
    const own = hits.filter(({ document_id }) => document_id === id);
    const version = (hit) => hit.version ?? '';
    const newest = own.toSorted((a, b) => b.updated_at - a.updated_at || byText(version(b), version(a)))[0];
    const wanted = own.some((hit) => version(hit) === preferred_version) ? preferred_version : version(newest);
    const shown = own
      .filter((hit) => version(hit) === wanted)
      .sort((a, b) => placeOf(a) - placeOf(b) || b.updated_at - a.updated_at || byText(a.id, b.id))[0];
    const places = rankings.map((ranking) => ranking.indexOf(id) + 1);
    const score = places.reduce((sum, place) => (place === 0 ? sum : sum + 1 / (k + place)), 0);
    const { id: hit, model, updated_at } = shown;
    const best = Math.min(...places.filter((place) => place > 0));
    return { best, answer: { document_id: id, id: hit, model, version: version(shown), updated_at, hit_score: shown.score, score, hits: own.length } };
  });
  documents.sort((a, b) => b.answer.score - a.answer.score || a.best - b.best || byText(a.answer.document_id, b.answer.document_id));
  return { documents: documents.slice(0, limit).map(({ answer }) => answer) };
}

// ---- documents from hits: vectors

const hit = (id, document_id, version, model, updated_at, score) => ({ id, document_id, version, model, updated_at, score });
const shown = (document_id, of, score, hits) => ({ document_id, id: of.id, model: of.model, version: of.version, updated_at: of.updated_at, hit_score: of.score, score, hits });
const merged = (name, hits, options = {}, expect = value(merge({ hits, ...options }))) => ({
  name,
  operation: 'embedding.merge_by_document',
  input: { hits, ...options },
  expect,
});
const old1 = hit('p1', 'doc-a', '1', 'm1', 100, 0.9);
const new1 = hit('p2', 'doc-a', '2', 'm1', 200, 0.5);
const b1 = hit('p3', 'doc-b', '1', 'm1', 150, 0.7);
const b2 = hit('q1', 'doc-b', '2', 'm2', 300, 0.11);
const c2 = hit('q2', 'doc-c', '2', 'm2', 300, 0.12);

function randomHits(seed) {
  const roll = dice(seed);
  return Array.from({ length: 4 + roll(20) }, (_, i) =>
    hit(`p${(i * 7) % 23}-${i}`, `doc-${roll(6)}`, `${roll(3)}`, `m${roll(3)}`, roll(5), roll(8) / 8),
  );
}

const mergeCases = [
  merged('nothing', [], {}, value({ documents: [] })),
  merged('of two versions the newest, at the place of the better', [old1, b1, new1], {}, value({
    documents: [shown('doc-a', new1, 1 / 61, 2), shown('doc-b', b1, 1 / 62, 1)],
  })),
  merged('the preferred version', [old1, b1, new1], { preferred_version: '1' }, value({
    documents: [shown('doc-a', old1, 1 / 61, 2), shown('doc-b', b1, 1 / 62, 1)],
  })),
  merged('a preferred version that nobody has', [old1, b1, new1], { preferred_version: '9' }, value({
    documents: [shown('doc-a', new1, 1 / 61, 2), shown('doc-b', b1, 1 / 62, 1)],
  })),
  // doc-b is second with each model: 1/62 + 1/62; doc-a is first with m1 alone, doc-c with m2 alone.
  merged('scores of two models are not compared', [old1, b1, b2, c2], {}, value({
    documents: [shown('doc-b', b2, 1 / 62 + 1 / 62, 2), shown('doc-a', old1, 1 / 61, 1), shown('doc-c', c2, 1 / 61, 1)],
  })),
  merged('another k, the first of them', [old1, b1, b2, c2], { k: 0, limit: 1 }, value({
    documents: [shown('doc-a', old1, 1, 1)],
  })),
  merged('a hit without a version', [{ ...old1, version: null }], {}, value({ documents: [{ ...shown('doc-a', old1, 1 / 61, 1), version: '' }] })),
  ...Array.from({ length: 20 }, (_, i) => merged(`random ${i}`, randomHits(i + 1), i % 2 ? { preferred_version: '1' } : {})),
  merged('a hit twice', [old1, b1, { ...c2, id: 'p1' }], {}, invalid('/hits/2/id')),
  merged('no model', [{ ...old1, model: undefined }], {}, invalid('/hits/0/model')),
  merged('a k below nothing', [], { k: -1 }, invalid('/k')),
];

export const chunkFiles = {
  chunk: { describes: 'Cutting a document into pieces', cases: chunkCases },
  merge_by_document: { describes: 'One hit a document', cases: mergeCases },
};
