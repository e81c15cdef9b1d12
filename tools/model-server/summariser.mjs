// An extractive summariser: it invents no word. The overview is made of the text's own sentences, the
// urgency of words that stand in it, the action items of its sentences that ask for something.
// It stands in for a language model behind the same protocol, and its model id says what it is.

const kStopWords = new Set(
  (
    'a about after all also an and any are as at be been before but by can could did do does for from had has have ' +
    'he her him his how i if in into is it its just me more my no not of on or our out please she should so some ' +
    'than that the their them then there these they this to up us was we were what when which who will with would ' +
    'you your'
  ).split(' '),
);
const kHigh =
  /\b(urgent|urgently|immediately|asap|emergency|critical|at once|right away|today|overdue|alarm|leak(?:ing)?|fire)\b/i;
const kMedium =
  /\b(soon|tomorrow|this week|deadline|due|reminder|before|by (?:mon|tues|wednes|thurs|fri|satur|sun)day|important)\b/i;
const kRequest =
  /^(?:please|kindly)\b|\b(?:please|could you|can you|would you|we need|you need to|must|make sure|let (?:me|us) know|confirm|send (?:me|us))\b/i;
const kDate = /\b(\d{4}-\d{2}-\d{2})\b/;
const kOwner = /^([A-Z][a-z]+)[,:]\s/;

const kNoSentence = [
  /^\s*>|^(?:from|to|cc|date|message-id|subject):/i,
  /^[\s\p{P}\p{S}]*(?:https?:\/\/\S+\s*)?$/u, // a rule, or an address alone
];

/** The mail's own sentences: without headers, quoted lines, rules, addresses of links and what follows a signature mark. */
export function sentencesOf(text) {
  const body = text.split(/^-- $/m)[0].replace(/ ?<https?:\/\/[^\s<>]*>/g, '');
  const lines = body
    .split(/\r?\n/)
    .filter((line) => line.trim() === '' || !kNoSentence.some((form) => form.test(line)));
  const parts = lines.join('\n').split(/\n\s*\n|(?<=[.!?])\s+/);
  return parts.map((part) => part.replace(/\s+/g, ' ').trim()).filter((part) => /\p{L}{2}/u.test(part));
}

const wordsOf = (sentence) =>
  (sentence.toLowerCase().match(/\p{L}[\p{L}\p{N}'-]+/gu) ?? []).filter((word) => !kStopWords.has(word));

/** Sentences by the mean frequency of their words (after Luhn), the earlier ones a little higher. */
function ranked(sentences) {
  const frequency = new Map();
  for (const word of sentences.flatMap(wordsOf)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const score = (sentence, index) => {
    const words = wordsOf(sentence);
    const sum = words.reduce((total, word) => total + frequency.get(word), 0);
    return (sum / (words.length + 3)) * (1 + 1 / (index + 2));
  };
  return sentences
    .map((sentence, index) => ({ sentence, index, score: score(sentence, index) }))
    .sort((a, b) => b.score - a.score || a.index - b.index);
}

/** Few enough for an answer of 800 tokens, however long the sentences are. */
const kMostItems = 8;

const cut = (text, limit) => ([...text].length <= limit ? text : [...text].slice(0, limit - 1).join('') + '…');

/** The best sentences, in the text's order, together at most `limit` code points. */
export function extract(text, limit = 400) {
  const sentences = sentencesOf(text);
  if (sentences.length === 0) return cut(text.replace(/\s+/g, ' ').trim(), limit);
  const chosen = [];
  let length = 0;
  for (const candidate of ranked(sentences)) {
    const size = [...candidate.sentence].length + 1;
    if (chosen.length > 0 && length + size > limit) continue;
    chosen.push(candidate);
    length += size;
    if (chosen.length === 3) break;
  }
  chosen.sort((a, b) => a.index - b.index);
  return cut(chosen.map(({ sentence }) => sentence).join(' '), limit);
}

/** Whether the calendar has the day; `Date` alone reads 30 February as 1 March. */
function isDay(text) {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function actionItem(sentence) {
  const item = { title: cut(sentence, 200) };
  const owner = kOwner.exec(sentence)?.[1];
  const due = kDate.exec(sentence)?.[1];
  if (owner && owner !== 'Please') item.owner = owner;
  if (due && isDay(due)) item.due = due;
  return item;
}

/** The mail summary, version 1: overview, urgency, action items. */
export function summarise(text) {
  const urgency = kHigh.test(text) ? 'high' : kMedium.test(text) ? 'medium' : 'low';
  const action_items = sentencesOf(text)
    .filter((sentence) => kRequest.test(sentence))
    .slice(0, kMostItems)
    .map(actionItem);
  return { overview: extract(text) || '(the mail has no text)', urgency, action_items };
}
