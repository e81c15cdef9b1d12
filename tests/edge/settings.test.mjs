import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isSafeUrl } from '@fairlead/core/remote';

import { SettingsError, settingsOf } from '../../edge/src/settings.ts';

const kSecret = 'a'.repeat(43);
const kGood = { DATABASE_URL: 'postgres://fairlead_edge@127.0.0.1/fairlead', TOKEN_SECRET: kSecret };

const faultsOf = (bindings) => {
  try {
    settingsOf(bindings);
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    return error.faults;
  }
  return [];
};

test('every missing setting is listed at once', () => {
  const faults = faultsOf({});
  assert.equal(faults.length, 2);
  assert.match(faults[0], /^HYPERDRIVE/);
  assert.match(faults[1], /^TOKEN_JWKS_URL or TOKEN_SECRET/);
});

test('every wrong setting is listed at once, and no value is repeated', () => {
  const faults = faultsOf({
    ...kGood,
    TOKEN_SECRET: 'short-secret',
    TOKEN_JWKS_URL: 'http://keys.example/jwks.json',
    RATE_LIMIT_PER_MINUTE: 'many',
    SHOW_RELATED_SHADOW_ALPHA: '2',
    AI_SUMM_ENABLED: 'perhaps',
  });
  const names = faults.map((fault) => fault.split(':')[0]);
  assert.deepEqual(names, [
    'TOKEN_SECRET',
    'TOKEN_JWKS_URL',
    'RATE_LIMIT_PER_MINUTE',
    'SHOW_RELATED_SHADOW_ALPHA',
    'AI_SUMM_ENABLED',
  ]);
  assert.doesNotMatch(faults.join(), /short-secret|keys\.example|many/);
});

test('what is left out has its documented value', () => {
  const settings = settingsOf({ ...kGood });
  assert.equal(settings.rateLimitPerMinute, 1200);
  assert.equal(settings.shadowAlpha, null);
  assert.equal(settings.demoIdentityUrl, null);
  assert.equal(settings.summaries, true);
  assert.deepEqual(settings.corsOrigins, []);
});

test('lists are split at commas, blanks dropped', () => {
  const { corsOrigins } = settingsOf({ ...kGood, CORS_ORIGINS: ' https://a.example, ,https://b.example ' });
  assert.deepEqual(corsOrigins, ['https://a.example', 'https://b.example']);
});

test('a shadow needs both its switch and a place between 0 and 1', () => {
  assert.equal(settingsOf({ ...kGood, SHOW_RELATED_SHADOW: 'true' }).shadowAlpha, 0.5);
  assert.equal(settingsOf({ ...kGood, SHOW_RELATED_SHADOW: 'true', SHOW_RELATED_SHADOW_ALPHA: '1' }).shadowAlpha, 1);
  assert.equal(settingsOf({ ...kGood, SHOW_RELATED_SHADOW: 'yes' }).shadowAlpha, null);
});

test('only https is safe, and http on this machine', () => {
  const safe = ['https://keys.example/', 'http://127.0.0.1:8790/', 'http://localhost/', 'http://[::1]:1/'];
  const unsafe = [
    'http://keys.example/',
    'http://127.0.0.1.example/',
    'http://localhost.example/',
    'ftp://localhost/',
    'file:///etc/passwd',
  ];
  for (const url of safe) assert.equal(isSafeUrl(new URL(url)), true, url);
  for (const url of unsafe) assert.equal(isSafeUrl(new URL(url)), false, url);
});
