// Texts that are almost good: where rules that were written twice would part.

/** Characters that mean something to some reader, and some that should mean nothing to any. */
const kCharacters = [...'.={}[]",:\\/-_+eE0159AZaz \n\t\0\u007f\u00e9\u2028\ufeff\ufffd', '\ud83d\ude00', '\ud800'];

/** Where to cut, and how much: small pieces are tried more often than large ones. */
function range(random, text) {
  const from = random.below(text.length + 1);
  const size = random.oneIn(4)
    ? random.below(text.length - from + 1)
    : random.below(Math.min(9, text.length - from + 1));
  return [from, from + size];
}

const kSteps = [
  // another character
  (random, text) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.pick(kCharacters) + text.slice(at + 1);
  },
  // a neighbour in the alphabet
  (random, text) => {
    const at = random.below(text.length);
    const near = String.fromCharCode((text.charCodeAt(at) ^ (1 << random.below(7))) & 0xffff);
    return text.slice(0, at) + near + text.slice(at + 1);
  },
  (random, text) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.pick(kCharacters) + text.slice(at);
  },
  // less
  (random, text) => {
    const [from, to] = range(random, text);
    return text.slice(0, from) + text.slice(to);
  },
  // twice
  (random, text) => {
    const [from, to] = range(random, text);
    return text.slice(0, to) + text.slice(from);
  },
  // two pieces in the other order
  (random, text) => {
    const [from, to] = range(random, text);
    const end = to + random.below(text.length - to + 1);
    return text.slice(0, from) + text.slice(to, end) + text.slice(from, to) + text.slice(end);
  },
  // a piece of another text, or a word that means something
  (random, text, pieces) => {
    const other = random.pick(pieces);
    const [from, to] = random.oneIn(2) ? [0, other.length] : range(random, other);
    const [start, end] = range(random, text);
    return text.slice(0, start) + other.slice(from, to) + text.slice(end);
  },
];

/** `text` after one to three changes; `pieces` are other texts of its kind, and words that mean something in it. */
export function mutate(random, text, pieces) {
  let changed = text;
  for (let left = 1 + random.below(3); left > 0; left--) {
    changed = random
      .pick(kSteps)(random, changed, pieces)
      .slice(0, 1 << 17);
  }
  return changed;
}
