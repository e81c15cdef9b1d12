// A Worker that answers vectors, and uses the package as one would: compiled as the isolate starts.
import { Schema } from '@fairlead/core/schema';

import { core } from '../../../wasm/js/dist/load/workerd.js';
import { answer } from '../lib/vectors.mjs';

const schema = Schema.compile({ type: 'array' }, { max_bytes: 16 << 20 });

export default {
  async fetch(request) {
    const text = await request.text();
    if (!schema.validate(text).valid) return new Response('An array of cases is asked for.', { status: 400 });
    const answers = [];
    for (const one of JSON.parse(text)) answers.push(await answer(() => core, one));
    return Response.json(answers);
  },
};
