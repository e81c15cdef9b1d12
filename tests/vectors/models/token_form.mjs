// Vectors: the compact form and the header.
import { base64url, refused, secretKey, token, verified } from './jose.mjs';

const key = secretKey(32);
const now = 1_700_000_000;
const header = { alg: 'HS256' };
const claims = { sub: 'ann', exp: now + 60 };
const good = token(key, header, claims);
const [head, body, tag] = good.split('.');
const setup = { keys: { keys: [key] }, policy: { algorithms: ['HS256'] } };

const verify = (name, text, expect) => ({ name, operation: 'token.verify', input: { token: text, now }, expect });
const malformed = (name, text) => verify(name, text, refused('token_malformed'));

/** The last character of a segment replaced by one that differs only in bits that spell no byte. */
function withStrayBits(segment) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const stray = alphabet[alphabet.indexOf(segment.at(-1)) + 1];
  return segment.slice(0, -1) + stray;
}

/** A good token of exactly `size` bytes. */
function tokenOfSize(size) {
  for (let filler = 0; ; filler++) {
    const text = token(key, header, { ...claims, filler: 'x'.repeat(Math.floor((size * 3) / 4) - 200 + filler) });
    if (text.length === size) return text;
    if (text.length > size) throw new Error(`no token has ${size} bytes`);
  }
}

export const form = {
  describes: 'The compact form: three segments of base64url, at most 16 KiB, claims that are a JSON object',
  source: 'RFC 7515 sections 2 and 3.1 by hand; signed by tests/vectors/models/token.mjs',
  setup,
  cases: [
    verify('a good token', good, verified(header, claims)),
    verify('no token', '', refused('token_missing')),
    malformed('a word', 'bearer'),
    malformed('one dot', `${head}.${body}`),
    malformed('four segments', `${good}.`),
    malformed('five segments, as of an encrypted token', `${head}.${body}.${tag}.${tag}.${tag}`),
    malformed('only dots', '..'),
    malformed('an empty header', `.${body}.${tag}`),
    verify('an empty signature', `${head}.${body}.`, refused('token_signature_invalid')),
    malformed('padding in the header', `${base64url('{"alg":"HS256" }')}==.${body}.${tag}`),
    malformed('padding in the claims', `${head}.${body}=.${tag}`),
    malformed('padding in the signature', `${good}=`),
    malformed('stray bits in the header', `${withStrayBits(base64url('{"alg":"HS256" }'))}.${body}.${tag}`),
    malformed('stray bits in the claims', `${head}.${withStrayBits(base64url('{"sub":"ann"}'))}.${tag}`),
    malformed('stray bits in the signature', `${head}.${body}.${withStrayBits(tag)}`),
    malformed('a segment of 4n + 1 characters', `${head}.${body.slice(0, body.length - (body.length % 4))}A.${tag}`),
    malformed('the alphabet of plain base64', `${head}.${body}.${'+/'.padEnd(43, 'A')}`),
    malformed('a space before', ` ${good}`),
    malformed('a line feed after', `${good}\n`),
    malformed('a space within a segment', `${head}.${body.slice(0, 8)} ${body.slice(8)}.${tag}`),
    malformed('a letter that is not ASCII', `${head}.${body}é.${tag}`),
    malformed('the scheme left on', `Bearer ${good}`),
    verify(
      '16384 bytes',
      tokenOfSize(16384),
      verified(header, JSON.parse(Buffer.from(tokenOfSize(16384).split('.')[1], 'base64url'))),
    ),
    malformed('16385 bytes', `${head}.${body}.${'A'.repeat(16385 - head.length - body.length - 2)}`),
    malformed('claims that are an array', token(key, header, [claims])),
    malformed('claims that are a string', token(key, header, '"ann"')),
    malformed('claims that are null', token(key, header, 'null')),
    malformed('no claims at all', token(key, header, '')),
    malformed('claims that are not JSON', token(key, header, 'sub=ann')),
    malformed('claims with a byte order mark', token(key, header, `\ufeff${JSON.stringify(claims)}`)),
    malformed('claims with something after', token(key, header, `${JSON.stringify(claims)}{}`)),
    malformed('claims with a name twice', token(key, header, `{"sub":"ann","exp":${now + 60},"sub":"bob"}`)),
    malformed('claims with a name twice by an escape', token(key, header, `{"exp":1,"\\u0065xp":${now + 60}}`)),
    malformed('claims with a name twice deep inside', token(key, header, `{"exp":${now + 60},"a":{"b":1,"b":2}}`)),
    malformed(
      'claims 65 levels deep',
      token(key, header, `{"exp":${now + 60},"a":${'['.repeat(64)}${']'.repeat(64)}}`),
    ),
    malformed(
      'claims with an integer that JavaScript would change',
      token(key, header, `{"exp":${now + 60},"id":9007199254740993}`),
    ),
    malformed('claims with a number beyond all doubles', token(key, header, `{"exp":1e999}`)),
    verify(
      'bad claims under a bad signature',
      `${head}.${base64url('null')}.${tag}`,
      refused('token_signature_invalid'),
    ),
  ],
};

const withHeader = (name, text, expect) => verify(name, token(key, text, claims, { algorithm: 'HS256' }), expect);
const more = (members) => ({ ...header, ...members });
const ignored = (name, members) => withHeader(name, more(members), verified(more(members), claims));
const badHeader = (name, text) => withHeader(name, text, refused('token_malformed'));

export const headers = {
  describes: 'The header: the algorithm, and what may not or need not be in it',
  source: 'RFC 7515 section 4, RFC 7797, RFC 8725 by hand; signed by tests/vectors/models/token.mjs',
  setup,
  cases: [
    badHeader('not JSON', 'alg=HS256'),
    badHeader('an array', '["HS256"]'),
    badHeader('a name twice', '{"alg":"none","alg":"HS256"}'),
    badHeader('a name twice by an escape', '{"alg":"none","\\u0061lg":"HS256"}'),
    badHeader('no algorithm', { typ: 'JWT' }),
    badHeader('an algorithm that is no string', { alg: 256 }),
    badHeader('an algorithm that is null', { alg: null }),
    verify(
      'algorithm none with a signature',
      token(key, { alg: 'none' }, claims, { algorithm: 'HS256' }),
      refused('token_alg_refused'),
    ),
    verify('algorithm none without one', `${base64url('{"alg":"none"}')}.${body}.`, refused('token_alg_refused')),
    withHeader('algorithm None', { alg: 'None' }, refused('token_alg_refused')),
    withHeader('algorithm in small letters', { alg: 'hs256' }, refused('token_alg_refused')),
    withHeader('algorithm with a space', { alg: 'HS256 ' }, refused('token_alg_refused')),
    withHeader('an algorithm that the policy leaves out', { alg: 'HS512' }, refused('token_alg_refused')),
    withHeader('an unknown algorithm', { alg: 'ES256K' }, refused('token_alg_refused')),
    withHeader('an encryption algorithm', { alg: 'dir', enc: 'A256GCM' }, refused('token_alg_refused')),
    badHeader('crit that names something', more({ crit: ['exp'], exp: 1 })),
    badHeader('crit that names b64', more({ crit: ['b64'], b64: true })),
    badHeader('an empty crit', more({ crit: [] })),
    badHeader('b64 false', more({ b64: false })),
    badHeader('b64 that is no boolean', more({ b64: 'true' })),
    ignored('b64 true', { b64: true }),
    badHeader('zip', more({ zip: 'DEF' })),
    badHeader('a key id that is a number', more({ kid: 1 })),
    badHeader('a key id that is null', more({ kid: null })),
    ignored('other types', { typ: 'at+jwt', cty: 'json' }),
    ignored('a key of its own is not trusted', { jwk: secretKey(64) }),
    ignored('addresses of keys are not followed', { jku: 'https://example.com/keys', x5u: 'https://example.com/x' }),
    ignored('certificates are not looked at', { x5c: ['MIIB'], x5t: 'AA' }),
    verify(
      'signed with the key that the header brings',
      token(secretKey(64), more({ jwk: secretKey(64) }), claims),
      refused('token_signature_invalid'),
    ),
    verify(
      'a bad header before a bad algorithm',
      token(key, { alg: 'none', crit: ['x'] }, claims, { algorithm: 'HS256' }),
      refused('token_malformed'),
    ),
    verify(
      'a bad algorithm before an unknown key',
      token(key, { alg: 'HS512', kid: 'x' }, claims),
      refused('token_alg_refused'),
    ),
  ],
};
