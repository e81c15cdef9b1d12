// The log of effects: a file with one JSON line for each answer of a model, written before its first byte goes out,
// so that what a client did can be counted from outside, whatever became of the client.
//
//   {"at", "path", "model", "status", "fault", "characters", "tokens", "request_id", "trace_id"}
//
// `characters` is the length of the text that a completion was asked about, 0 where none was read.
// `request_id` is the client's x-client-request-id, `trace_id` that of its traceparent; null where it sent none.
// No text, no key.

import { openSync, writeSync } from 'node:fs';

const kTrace = /^[0-9a-f]{2}-([0-9a-f]{32})-/;

/** What a request says of itself. */
export const idsOf = (headers) => ({
  request_id: headers['x-client-request-id'] ?? null,
  trace_id: kTrace.exec(headers.traceparent ?? '')?.[1] ?? null,
});

/** The log in this file; without a file, one that keeps nothing. */
export function openEffects(file) {
  const descriptor = file ? openSync(file, 'a', 0o600) : null;
  const write = (status, { path, model, fault, characters, tokens, request_id, trace_id }) => {
    const at = new Date().toISOString();
    const [asked, met] = [model ?? null, fault ?? null];
    const [read, spent] = [characters ?? 0, tokens ?? 0];
    const line = { at, path, model: asked, status, fault: met, characters: read, tokens: spent, request_id, trace_id };
    writeSync(descriptor, `${JSON.stringify(line)}\n`);
  };
  return {
    /** Writes the line of this request when its answer's head is made. */
    watch(request, response, entry) {
      if (descriptor === null || request.method !== 'POST' || !entry.path.startsWith('/v1/')) return;
      const writeHead = response.writeHead.bind(response);
      response.writeHead = (status, ...more) => {
        write(status, entry);
        return writeHead(status, ...more);
      };
    },
  };
}
