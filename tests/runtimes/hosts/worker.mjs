// workerd: the vectors come in as a request, what came out goes back as the response. An object is
// compiled as the isolate starts, as Workers do.
import * as api from '@fairlead/core';

import { run } from './suite.mjs';

const schema = api.Schema.compile({ type: 'array' }, { max_bytes: 16 << 20 });

export default {
  async fetch(request) {
    const text = await request.text();
    if (!schema.validate(text).valid) return new Response('An array of cases is asked for.', { status: 400 });
    return Response.json(await run(api, JSON.parse(text)));
  },
};
