// What a request asks for, read as any model would read it: the text to work on, and the form of the answer.

import { extractEntities } from './extractor.mjs';
import { extract, summarise } from './summariser.mjs';

/** A block of data between two lines that hold the same mark: `<mail 0123456789abcdef>` … `</mail 0123456789abcdef>`. */
const kFenced = /^<(\w+) ([0-9a-f]{16,64})>\n([\s\S]*?)\n?^<\/\1 \2>$/m;

/** The text of a message's content, which the protocol allows as a string or as typed parts. */
export function textOf(content) {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (part?.type === 'text' ? part.text : '')).join('\n');
}

/**
 * The text to work on: the fenced block of the last message of the user's that has one, else the whole of the last
 * message. What is asked again after a wrong answer is no new text.
 */
export function textToWorkOn(messages) {
  const texts = messages.filter((message) => message?.role === 'user').map(({ content }) => textOf(content));
  const fenced = texts.map((text) => kFenced.exec(text)?.[3]).filter((text) => text !== undefined);
  return fenced.at(-1) ?? texts.at(-1) ?? '';
}

/** The forms of answer in JSON mode, by the member that the instructions name. */
const kForms = [
  { member: 'entities', make: extractEntities },
  { member: 'overview', make: summarise },
];

/** What makes the answer of a model with this `form`: 'summary', 'entities', or 'any' for what the instructions name. */
export function answerIn(form, messages, json) {
  if (form === 'entities') return (text) => JSON.stringify(extractEntities(text));
  if (!json) return extract;
  const told = messages
    .filter((message) => message?.role === 'system')
    .map(({ content }) => textOf(content))
    .join('\n');
  const asked = kForms.find(({ member }) => form === 'any' && told.includes(`"${member}"`));
  return (text) => JSON.stringify((asked?.make ?? summarise)(text));
}
