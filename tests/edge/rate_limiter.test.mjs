import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { RateLimiter } from '../../edge/src/http/rate_limiter.ts';

let clock, limiter;

beforeEach(() => {
  clock = 0;
  limiter = new RateLimiter(60, () => clock);
});

const limited = (seconds) => ({ status: 429, code: 'rate_limited', headers: { 'retry-after': String(seconds) } });

async function spend(principal, count) {
  for (let i = 0; i < count; i++) await limiter.admit(principal);
}

test("a minute's worth is let through at once, the next is told to wait", async () => {
  await spend('a', 60);
  await assert.rejects(limiter.admit('a'), limited(1));
});

test("it refills evenly, never beyond a minute's worth", async () => {
  await spend('a', 60);
  clock += 2_000;
  await spend('a', 2);
  await assert.rejects(limiter.admit('a'), limited(1));
  clock += 3_600_000;
  await spend('a', 60);
  await assert.rejects(limiter.admit('a'), limited(1));
});

test("one principal does not use up another's", async () => {
  await spend('a', 60);
  await limiter.admit('b');
  await assert.rejects(limiter.admit('a'), limited(1));
});

test('a refused request costs nothing', async () => {
  await spend('a', 60);
  for (let i = 0; i < 5; i++) await assert.rejects(limiter.admit('a'));
  clock += 1_000;
  await limiter.admit('a');
});

test('where a rate limiting binding is bound, its word counts as well', async () => {
  const asked = [];
  const binding = { limit: async ({ key }) => (asked.push(key), { success: asked.length < 2 }) };
  await limiter.admit('a', binding);
  await assert.rejects(limiter.admit('a', binding), limited(60));
  assert.deepEqual(asked, ['a', 'a']);
});

test('ten thousand principals are remembered, the longest unused is forgotten', async () => {
  await spend('first', 60);
  for (let i = 0; i < 10_000; i++) await limiter.admit(`p${i}`);
  await limiter.admit('first');
});
