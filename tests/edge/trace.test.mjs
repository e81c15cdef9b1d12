import assert from 'node:assert/strict';
import { test } from 'node:test';

import { traceOf } from '../../edge/src/http/trace.ts';

const kTrace = '4bf92f3577b34da6a3ce929d0e0e4736';
const kParent = '00f067aa0ba902b7';

test("a caller's trace is taken over under a span of this request's own", () => {
  const trace = traceOf(`00-${kTrace}-${kParent}-01`);
  assert.equal(trace.traceId, kTrace);
  assert.notEqual(trace.spanId, kParent);
  assert.equal(trace.traceparent, `00-${kTrace}-${trace.spanId}-01`);
});

for (const [name, header] of [
  ['none', undefined],
  ['words', 'hello'],
  ['upper case', `00-${kTrace.toUpperCase()}-${kParent}-01`],
  ['an all-zero trace', `00-${'0'.repeat(32)}-${kParent}-01`],
  ['an all-zero parent', `00-${kTrace}-${'0'.repeat(16)}-01`],
  ['the forbidden version', `ff-${kTrace}-${kParent}-01`],
  ['more than version 00 has', `00-${kTrace}-${kParent}-01-more`],
]) {
  test(`${name}: a trace begins here`, () => {
    const trace = traceOf(header);
    assert.match(trace.traceparent, /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    assert.notEqual(trace.traceId, kTrace);
  });
}

test('a later version may carry more', () => {
  assert.equal(traceOf(`01-${kTrace}-${kParent}-01-more`).traceId, kTrace);
});
