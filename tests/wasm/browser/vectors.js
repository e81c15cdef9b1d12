// Answers the vectors with the Embind modules as a page loads them.
import { core as action } from '../../../wasm/js/dist/load/browser_action.js';
import { core as rank } from '../../../wasm/js/dist/load/browser_rank.js';
import { core as schema } from '../../../wasm/js/dist/load/browser_schema.js';
import { core as token } from '../../../wasm/js/dist/load/browser_token.js';
import { answer } from '../lib/vectors.mjs';

const cores = { action, audit: action, embedding: rank, json: schema, rank, schema, token };

window.answers = async (cases) => {
  const answers = [];
  for (const one of cases) answers.push(await answer((concept) => cores[concept], one));
  return answers;
};
