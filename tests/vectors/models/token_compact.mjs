// Vectors: the signature alone, whatever is signed.
import { base64url, publicKey, refused, secretKey, token } from './jose.mjs';
import { rfcExamples } from './token_rfc.mjs';

const key = secretKey(32);
const setup = { keys: { keys: [key] }, policy: { algorithms: ['HS256'] } };
const header = { alg: 'HS256' };

const check = (name, text, expect, more = {}) => ({
  name,
  operation: 'token.verify_compact',
  ...more,
  input: { token: text },
  expect,
});

const signed = (head, payload) => ({
  value: {
    state: 'verified',
    algorithm: head.alg,
    key_id: head.kid ?? null,
    header: head,
    payload: base64url(payload),
  },
});

const good = (name, payload, head = header) => check(name, token(key, head, payload), signed(head, payload));

const only = (jwk, algorithm) => ({ setup: { keys: { keys: [jwk] }, policy: { algorithms: [algorithm] } } });

const examples = rfcExamples.flatMap(({ name, header: head, key: jwk, token: text, payload }) => [
  check(name, text, signed(head, payload), only(jwk, head.alg)),
  check(`${name}, changed`, text.replace(/\.(.)/, (_, c) => (c === 'Q' ? '.R' : '.Q')), refused('token_signature_invalid'), only(jwk, head.alg)),
]);

const text = token(key, header, 'any');
const [head, body, tag] = text.split('.');

export const compact = {
  describes: 'The JWS level alone: form, algorithm, key and signature, whatever the payload is',
  source: 'RFC 7515 sections 3.1 and 5.2, appendix A; RFC 8037 A.4; signed by tests/vectors/models/token.mjs',
  setup,
  cases: [
    ...examples,
    good('a sentence', 'Any octets at all.'),
    good('nothing', ''),
    good('claims that have expired', '{"exp":1}'),
    good('a broken document', '{"exp":'),
    good('letters that are not ASCII', 'Größe 😀'),
    good('a line break and a zero', '\r\n\0'),
    good('a key id that no key needs', 'x', { alg: 'HS256', typ: 'text' }),
    check('a key id', token(secretKey(32), { alg: 'HS256', kid: 'k' }, 'x'), signed({ alg: 'HS256', kid: 'k' }, 'x'), {
      setup: { keys: { keys: [secretKey(32, { kid: 'k' })] }, policy: { algorithms: ['HS256'] } },
    }),
    check('nothing at all', '', refused('token_missing')),
    check('two segments', `${head}.${body}`, refused('token_malformed')),
    check('an empty signature', `${head}.${body}.`, refused('token_signature_invalid')),
    check('a detached payload', `${head}..${tag}`, refused('token_signature_invalid')),
    check('another payload', `${head}.${base64url('all')}.${tag}`, refused('token_signature_invalid')),
    check('a payload that is not base64url', `${head}.a.${tag}`, refused('token_malformed')),
    check('an unencoded payload', token(key, { alg: 'HS256', b64: false, crit: ['b64'] }, 'x'), refused('token_malformed')),
    check('a compressed payload', token(key, { alg: 'HS256', zip: 'DEF' }, 'x'), refused('token_malformed')),
    check('an algorithm that is not allowed', token(secretKey(64), { alg: 'HS512' }, 'x'), refused('token_alg_refused')),
    check('no algorithm (RFC 7515 A.5)', `${base64url('{"alg":"none"}')}.${body}.`, refused('token_alg_refused')),
    check('an unknown key', token(key, { alg: 'HS256', kid: 'other' }, 'x'), refused('token_key_unknown')),
    check(
      'a type that the policy refuses for claims',
      token(key, { alg: 'HS256', typ: 'JWT' }, 'x'),
      signed({ alg: 'HS256', typ: 'JWT' }, 'x'),
      { setup: { ...setup, policy: { algorithms: ['HS256'], types: ['at+jwt'] } } },
    ),
    ...['RS256', 'PS384', 'ES384', 'EdDSA', 'Ed25519'].map((alg) => {
      const name = { RS: 'rsa', PS: 'rsa', ES: 'p384', Ed: 'ed25519' }[alg.slice(0, 2)];
      return check(`${alg} over a sentence`, token(name, { alg }, 'Any octets.'), signed({ alg }, 'Any octets.'), only(publicKey(name), alg));
    }),
  ],
};
