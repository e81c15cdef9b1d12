// Vectors: the rules for claims, each at its boundary.
import { refused, secretKey, token, verified } from './jose.mjs';

const key = secretKey(32);
const now = 1_700_000_000;
const header = { alg: 'HS256' };
const algorithms = ['HS256'];
const live = { exp: now + 60 };

/** A case: claims (a document or its text) under a policy beyond the algorithm. */
const judge = (name, policy, claims, expect, at = now) => ({
  name,
  operation: 'token.verify',
  setup: { keys: { keys: [key] }, policy: { algorithms, ...policy } },
  input: { token: token(key, header, claims), now: at },
  expect,
});
const good = (name, policy, claims, more = {}, at = now) =>
  judge(name, policy, claims, verified(header, claims, more), at);
const bad = (name, policy, claims, code, path, at = now) => judge(name, policy, claims, refused(code, path), at);

const times = [
  good('exp in the future', {}, { exp: now + 1 }),
  good('exp within the leeway', {}, { exp: now - 4 }),
  good('exp just within the leeway', {}, { exp: now - 4.999 }),
  bad('exp at the leeway', {}, { exp: now - 5 }, 'token_expired', '/exp'),
  good('exp now, without leeway', { leeway_s: 0 }, { exp: now + 0.001 }),
  bad('exp at this moment, without leeway', { leeway_s: 0 }, { exp: now }, 'token_expired', '/exp'),
  good('exp within the longest leeway', { leeway_s: 60 }, { exp: now - 59 }),
  bad('exp at the longest leeway', { leeway_s: 60 }, { exp: now - 60 }, 'token_expired', '/exp'),
  good('a leeway with a fraction', { leeway_s: 0.5 }, { exp: now - 0.25 }),
  bad('no exp', {}, { sub: 'ann' }, 'token_claim_missing', '/exp'),
  good('no exp where none is asked for', { require_exp: false }, { sub: 'ann' }),
  bad('an old exp where none is asked for', { require_exp: false }, { exp: now - 60 }, 'token_expired', '/exp'),
  bad('exp that is a string', {}, { exp: `${now + 60}` }, 'token_claim_invalid', '/exp'),
  bad('exp that is null', {}, { exp: null }, 'token_claim_invalid', '/exp'),
  bad('exp that is null where none is asked for', { require_exp: false }, { exp: null }, 'token_claim_invalid', '/exp'),
  bad('a negative exp', {}, { exp: -1 }, 'token_expired', '/exp'),
  good('a far exp', {}, { exp: 9007199254740991 }),
  good('nbf in the past', {}, { ...live, nbf: now - 1 }),
  good('nbf at the leeway', {}, { ...live, nbf: now + 5 }),
  bad('nbf beyond the leeway', {}, { ...live, nbf: now + 5.001 }, 'token_not_yet_valid', '/nbf'),
  good('nbf now, without leeway', { leeway_s: 0 }, { ...live, nbf: now }),
  bad('nbf that is true', {}, { ...live, nbf: true }, 'token_claim_invalid', '/nbf'),
  good('iat in the past', {}, { ...live, iat: now - 100000 }),
  good('iat at the leeway', {}, { ...live, iat: now + 5 }),
  bad('iat in the future', {}, { ...live, iat: now + 6 }, 'token_not_yet_valid', '/iat'),
  bad('iat that is a string', {}, { ...live, iat: 'today' }, 'token_claim_invalid', '/iat'),
  good('as old as may be', { max_age_s: 300 }, { ...live, iat: now - 300 }),
  good('older, within the leeway', { max_age_s: 300 }, { ...live, iat: now - 305 }),
  bad('too old', { max_age_s: 300 }, { ...live, iat: now - 306 }, 'token_expired', '/iat'),
  good('a longest age of nothing', { max_age_s: 0, leeway_s: 0 }, { ...live, iat: now }),
  bad('no iat where an age is asked for', { max_age_s: 300 }, live, 'token_claim_missing', '/iat'),
  good('the clock with a fraction', { leeway_s: 0 }, { exp: now + 1 }, {}, now + 0.999),
  bad(
    'the clock with a fraction, a moment later',
    { leeway_s: 0 },
    { exp: now + 1 },
    'token_expired',
    '/exp',
    now + 1.001,
  ),
];

const one = { issuers: ['https://id.example'] };
const issuers = [
  good('the issuer', one, { ...live, iss: 'https://id.example' }),
  good('one of two issuers', { issuers: ['a', 'b'] }, { ...live, iss: 'b' }),
  bad('another issuer', one, { ...live, iss: 'https://evil.example' }, 'token_issuer', '/iss'),
  bad('an issuer with a slash more', one, { ...live, iss: 'https://id.example/' }, 'token_issuer', '/iss'),
  bad('an issuer in other letters', one, { ...live, iss: 'https://ID.example' }, 'token_issuer', '/iss'),
  bad('no issuer', one, live, 'token_claim_missing', '/iss'),
  bad('an issuer that is a list', one, { ...live, iss: ['https://id.example'] }, 'token_claim_invalid', '/iss'),
  bad('an issuer that is a number, unasked', {}, { ...live, iss: 7 }, 'token_claim_invalid', '/iss'),
  good('any issuer where none is asked for', {}, { ...live, iss: 'x' }),
];

const mine = { audiences: ['api', 'web'] };
const audiences = [
  good('the audience', mine, { ...live, aud: 'api' }),
  good('the audience in a list', mine, { ...live, aud: ['other', 'web'] }),
  bad('another audience', mine, { ...live, aud: 'apis' }, 'token_audience', '/aud'),
  bad('a list without the audience', mine, { ...live, aud: ['x', 'y'] }, 'token_audience', '/aud'),
  bad('an empty list', mine, { ...live, aud: [] }, 'token_audience', '/aud'),
  bad('no audience', mine, live, 'token_claim_missing', '/aud'),
  bad('a list with a number', mine, { ...live, aud: ['api', 1] }, 'token_claim_invalid', '/aud'),
  bad('an audience that is an object, unasked', {}, { ...live, aud: {} }, 'token_claim_invalid', '/aud'),
  good('any audience where none is asked for', {}, { ...live, aud: 'x' }),
];

const subjects = [
  good('a subject', {}, { ...live, sub: 'ann' }),
  good('no subject', {}, live),
  bad('an empty subject', {}, { ...live, sub: '' }, 'token_claim_invalid', '/sub'),
  bad('a subject that is a number', {}, { ...live, sub: 1 }, 'token_claim_invalid', '/sub'),
  bad('a subject that is null', {}, { ...live, sub: null }, 'token_claim_invalid', '/sub'),
  bad('no subject where it is required', { required_claims: ['sub'] }, live, 'token_claim_missing', '/sub'),
  good('further claims', { required_claims: ['jti', 'x/y'] }, { ...live, jti: '1', 'x/y': false }),
  bad(
    'a further claim that is missing',
    { required_claims: ['jti', 'x/y'] },
    { ...live, jti: '1' },
    'token_claim_missing',
    '/x~1y',
  ),
  bad(
    'a further claim that is null',
    { required_claims: ['jti'] },
    { ...live, jti: null },
    'token_claim_missing',
    '/jti',
  ),
  bad(
    'a further claim only deeper',
    { required_claims: ['jti'] },
    { ...live, a: { jti: '1' } },
    'token_claim_missing',
    '/jti',
  ),
];

const supabase = { tenant: '/app_metadata/tenant_id', role: '/role', session: '/session_id' };
const member = { ...live, sub: 'ann', role: 'authenticated', session_id: 's1', app_metadata: { tenant_id: 't1' } };
const pointers = [
  good('tenant, role and session', supabase, member, { tenant_id: 't1', role: 'authenticated', session_id: 's1' }),
  good('only a tenant', { tenant: '/tid' }, { ...live, tid: 't1' }, { tenant_id: 't1' }),
  good(
    'a pointer with escapes',
    { tenant: '/https:~1~1x~1tenant/~0' },
    { ...live, 'https://x/tenant': { '~': 't1' } },
    { tenant_id: 't1' },
  ),
  good('a pointer into a list', { role: '/roles/1' }, { ...live, roles: ['a', 'b'] }, { role: 'b' }),
  bad(
    'a pointer beyond a list',
    { role: '/roles/2' },
    { ...live, roles: ['a', 'b'] },
    'token_claim_missing',
    '/roles/2',
  ),
  bad(
    'a pointer with a leading zero',
    { role: '/roles/01' },
    { ...live, roles: ['a', 'b'] },
    'token_claim_missing',
    '/roles/01',
  ),
  bad('no tenant', supabase, { ...member, app_metadata: {} }, 'token_claim_missing', '/app_metadata/tenant_id'),
  bad(
    'a tenant in the wrong place',
    supabase,
    { ...member, app_metadata: 't1' },
    'token_claim_missing',
    '/app_metadata/tenant_id',
  ),
  bad(
    'a tenant that is a number',
    supabase,
    { ...member, app_metadata: { tenant_id: 7 } },
    'token_claim_invalid',
    '/app_metadata/tenant_id',
  ),
  bad(
    'a tenant that is empty',
    supabase,
    { ...member, app_metadata: { tenant_id: '' } },
    'token_claim_invalid',
    '/app_metadata/tenant_id',
  ),
  bad(
    'a tenant that is null',
    supabase,
    { ...member, app_metadata: { tenant_id: null } },
    'token_claim_missing',
    '/app_metadata/tenant_id',
  ),
  bad('no role', supabase, { ...member, role: undefined }, 'token_claim_missing', '/role'),
  bad('no session', supabase, { ...member, session_id: undefined }, 'token_claim_missing', '/session_id'),
];

const all = { ...one, audiences: ['api'], required_claims: ['sub', 'jti'], tenant: '/tid', max_age_s: 300 };
const order = [
  ['exp before nbf', { exp: now - 60, nbf: now + 60 }, 'token_expired', '/exp'],
  ['nbf before iat', { exp: now + 60, nbf: now + 60 }, 'token_not_yet_valid', '/nbf'],
  ['iat before iss', { exp: now + 60, iat: now - 400 }, 'token_expired', '/iat'],
  ['iss before aud', { exp: now + 60, iat: now, aud: 1 }, 'token_claim_missing', '/iss'],
  ['aud before sub', { exp: now + 60, iat: now, iss: one.issuers[0], sub: 1 }, 'token_claim_missing', '/aud'],
  [
    'sub before the required',
    { exp: now + 60, iat: now, iss: one.issuers[0], aud: 'api', sub: 1 },
    'token_claim_invalid',
    '/sub',
  ],
  [
    'the required in their order',
    { exp: now + 60, iat: now, iss: one.issuers[0], aud: 'api' },
    'token_claim_missing',
    '/sub',
  ],
  [
    'the required before pointers',
    { exp: now + 60, iat: now, iss: one.issuers[0], aud: 'api', sub: 'ann' },
    'token_claim_missing',
    '/jti',
  ],
  [
    'pointers last',
    { exp: now + 60, iat: now, iss: one.issuers[0], aud: 'api', sub: 'ann', jti: '1' },
    'token_claim_missing',
    '/tid',
  ],
].map(([name, claims, code, path]) => bad(`the order: ${name}`, all, claims, code, path));

/** A case about the header's `typ`. */
const typed = (name, types, typ, expect) => {
  const head = typ === undefined ? header : { ...header, typ };
  return {
    name: `typ: ${name}`,
    operation: 'token.verify',
    setup: { keys: { keys: [key] }, policy: { algorithms, types } },
    input: { token: token(key, head, live), now },
    expect: expect ?? verified(head, live),
  };
};
const wrongType = refused('token_claim_invalid', '');

const types = [
  typed('the one asked for', ['at+jwt'], 'at+jwt'),
  typed('in other letters', ['at+jwt'], 'AT+JWT'),
  typed('with the prefix that may be left out', ['at+jwt'], 'application/at+jwt'),
  typed('asked for with the prefix', ['Application/at+jwt'], 'at+jwt'),
  typed('a prefix that may not be left out', ['a/b'], 'application/a/b', wrongType),
  typed('one of several', ['JWT', 'at+jwt'], 'jwt'),
  typed('another', ['at+jwt'], 'JWT', wrongType),
  typed('none', ['at+jwt'], undefined, wrongType),
  typed('a number', ['1'], 1, wrongType),
];

const revocation = [
  bad('a revoked id', { revoked_ids: ['a', 'b'] }, { ...live, jti: 'b' }, 'token_revoked', '/jti'),
  good('an id that is not revoked', { revoked_ids: ['a', 'b'] }, { ...live, jti: 'B' }),
  good('no id where some are revoked', { revoked_ids: ['a'] }, live),
  good('an id that is a number', { revoked_ids: ['1'] }, { ...live, jti: 1 }),
  bad('issued before the revocation', { revoked_before: now }, { ...live, iat: now - 1 }, 'token_revoked', '/iat'),
  good('issued at the revocation', { revoked_before: now }, { ...live, iat: now }),
  bad('no iat where some times are revoked', { revoked_before: 0 }, live, 'token_claim_missing', '/iat'),
  bad('expired before it was revoked', { revoked_ids: ['a'] }, { exp: 1, jti: 'a' }, 'token_expired', '/exp'),
];

export const claims = {
  describes: 'The rules for claims, each on both sides of its boundary, and their order',
  source: 'RFC 7519 section 4.1, RFC 7515 section 4.1.9, RFC 8725 section 3.11 by hand; signed by tests/vectors/models/token.mjs',
  cases: [...times, ...issuers, ...audiences, ...subjects, ...pointers, ...types, ...revocation, ...order],
};
