// /v1/chat/completions over the extractive models. In JSON mode the answer is a mail summary or a list of entities,
// otherwise extracted sentences. `max_tokens` cuts the answer as a model's limit would. The same request always gets
// the same answer; only its id and time differ.

import { answerIn, textOf, textToWorkOn } from './forms.mjs';

/** The models; each id says what it is. */
export const kChatModels = [
  { id: 'fairlead-extractive-summary-1', form: 'summary', max_input_tokens: 8192 },
  { id: 'fairlead-extractive-entities-1', form: 'entities', max_input_tokens: 8192 },
  { id: 'fairlead-extractive-summary-and-entities-1', form: 'any', max_input_tokens: 8192 },
];

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

/** What the model writes, before a limit cuts it; null when there is no user message with a text. */
function written(model, messages, body) {
  const text = textToWorkOn(messages);
  if (text.trim() === '' && !messages.some(({ role, content }) => role === 'user' && textOf(content).trim()))
    return null;
  const json = ['json_object', 'json_schema'].includes(body.response_format?.type);
  return answerIn(model.form, messages, json)(text);
}

/**
 * The completion for a request's body, or null when it has no user message with a text. `instead` is an answer that a
 * fault wants in place of the model's own, made of that and of the text to work on.
 */
export function chatCompletion(model, body, countTokens, instead = (text) => text) {
  const messages = (Array.isArray(body.messages) ? body.messages : []).filter(Boolean);
  const whole = written(model, messages, body);
  if (whole === null) return null;
  const limit = body.max_completion_tokens ?? body.max_tokens;
  const answer = limited(instead(whole, textToWorkOn(messages)), limit, countTokens);
  const prompt_tokens = messages.reduce((sum, message) => sum + countTokens(textOf(message.content)), 0);
  const completion_tokens = countTokens(answer.text);
  return {
    id: `chatcmpl-${crypto.randomUUID()}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: model.id,
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
