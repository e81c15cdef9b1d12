// /v1/chat/completions over the extractive summariser: the text is the last user message; in JSON mode the answer
// is the mail summary, otherwise the extracted sentences. `max_tokens` cuts the answer as a model's limit would.

import { extract, kSummaryModel, summarise } from './summariser.mjs';

/** The text of a message's content, which the protocol allows as a string or as typed parts. */
function textOf(content) {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (part?.type === 'text' ? part.text : '')).join('\n');
}

/** The longest start of `text` that has at most `limit` tokens. */
function limited(text, limit, countTokens) {
  if (!Number.isInteger(limit) || countTokens(text) <= limit) return { text, cut: false };
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (countTokens(text.slice(0, middle)) <= limit) low = middle;
    else high = middle - 1;
  }
  return { text: text.slice(0, low), cut: true };
}

/** The completion for a request's body, or null when it has no user message with a text. */
export function chatCompletion(body, countTokens) {
  const messages = Array.isArray(body.messages) ? body.messages : [];
  const user = messages.filter((message) => message?.role === 'user').at(-1);
  const text = textOf(user?.content);
  if (text.trim() === '') return null;
  const json = ['json_object', 'json_schema'].includes(body.response_format?.type);
  const whole = json ? JSON.stringify(summarise(text)) : extract(text);
  const limit = body.max_completion_tokens ?? body.max_tokens;
  const answer = limited(whole, limit, countTokens);
  const prompt_tokens = messages.reduce((sum, message) => sum + countTokens(textOf(message?.content)), 0);
  const completion_tokens = countTokens(answer.text);
  return {
    id: `chatcmpl-${crypto.randomUUID()}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: kSummaryModel.id,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: answer.text },
        finish_reason: answer.cut ? 'length' : 'stop',
      },
    ],
    usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
  };
}
