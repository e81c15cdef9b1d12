// Vectors: what a policy, and the setup around it, may say.
import { refused, secretKey } from './jose.mjs';

const keys = { keys: [secretKey(32)] };
const compile = (name, policy, expect) => ({
  name,
  operation: 'token.compile',
  setup: { keys, policy },
  input: {},
  expect,
});
const good = (name, more) => compile(name, { algorithms: ['HS256'], ...more }, { value: { usable: 1, refused: [] } });
const bad = (name, more, code, member) =>
  compile(name, { algorithms: ['HS256'], ...more }, refused(code, `/policy/${member}`));
const whole = (name, setup, expect) => ({ name, operation: 'token.compile', setup, input: {}, expect });

export const policies = {
  describes: 'Policies that can be compiled, and those that cannot',
  source: 'by hand',
  cases: [
    good('only an algorithm', {}),
    good('everything', {
      ...{
        issuers: ['a'],
        audiences: ['b'],
        leeway_s: 60,
        require_exp: false,
        max_age_s: 0.5,
        required_claims: ['sub'],
      },
      ...{ tenant: '/t', role: '/r/0', session: '/s~1t' },
    }),
    good('types and revocation', { types: ['at+jwt', 'application/JWT'], revoked_ids: ['1'], revoked_before: 0.5 }),
    good('nothing revoked', { revoked_ids: [] }),
    good('every algorithm', {
      algorithms: 'HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' '),
    }),
    good('no leeway', { leeway_s: 0 }),
    good('no required claims', { required_claims: [] }),
    bad('no algorithms', { algorithms: undefined }, 'member_missing', 'algorithms'),
    bad('an empty list of algorithms', { algorithms: [] }, 'member_value', 'algorithms'),
    bad('algorithm none', { algorithms: ['HS256', 'none'] }, 'member_value', 'algorithms'),
    bad('an unknown algorithm', { algorithms: ['HS1'] }, 'member_value', 'algorithms'),
    bad('algorithms as a word', { algorithms: 'HS256' }, 'member_type', 'algorithms'),
    bad('algorithms with a number', { algorithms: ['HS256', 1] }, 'member_type', 'algorithms'),
    bad('an empty list of issuers', { issuers: [] }, 'member_value', 'issuers'),
    bad('issuers that are null', { issuers: null }, 'member_type', 'issuers'),
    bad('an empty list of audiences', { audiences: [] }, 'member_value', 'audiences'),
    bad('an audience as a word', { audiences: 'api' }, 'member_type', 'audiences'),
    bad('a leeway above 60', { leeway_s: 60.5 }, 'member_value', 'leeway_s'),
    bad('a negative leeway', { leeway_s: -1 }, 'member_value', 'leeway_s'),
    bad('a leeway as text', { leeway_s: '5' }, 'member_type', 'leeway_s'),
    bad('require_exp as text', { require_exp: 'false' }, 'member_type', 'require_exp'),
    bad('require_exp as null', { require_exp: null }, 'member_type', 'require_exp'),
    bad('a negative age', { max_age_s: -1 }, 'member_value', 'max_age_s'),
    bad('required claims as a word', { required_claims: 'sub' }, 'member_type', 'required_claims'),
    bad('a pointer without slash', { tenant: 'tenant_id' }, 'member_value', 'tenant'),
    bad('a pointer with a bad escape', { role: '/a~2' }, 'member_value', 'role'),
    bad('an empty pointer', { session: '' }, 'member_value', 'session'),
    bad('a pointer that is a list', { session: ['a'] }, 'member_type', 'session'),
    bad('an empty list of types', { types: [] }, 'member_value', 'types'),
    bad('types as a word', { types: 'at+jwt' }, 'member_type', 'types'),
    bad('revoked ids with a number', { revoked_ids: [1] }, 'member_type', 'revoked_ids'),
    bad('a time of revocation as text', { revoked_before: 'now' }, 'member_type', 'revoked_before'),
    bad('a member that nobody knows', { issuer: 'a' }, 'member_unknown', 'issuer'),
    compile('a policy that is a list', ['HS256'], refused('member_type', '/policy')),
    whole('no policy', { keys }, refused('member_missing', '/policy')),
    whole('no keys', { policy: { algorithms: ['HS256'] } }, refused('member_missing', '/keys')),
    whole('a third member', { keys, policy: { algorithms: ['HS256'] }, now: 1 }, refused('member_unknown', '/now')),
    whole('to remember', { keys, policy: { algorithms: ['HS256'] }, remember: 10000 }, { value: { usable: 1, refused: [] } }),
    whole('to remember too many', { keys, policy: { algorithms: ['HS256'] }, remember: 10001 }, refused('member_value', '/remember')),
    whole('to remember half a token', { keys, policy: { algorithms: ['HS256'] }, remember: 0.5 }, refused('member_value', '/remember')),
    whole('to remember fewer than none', { keys, policy: { algorithms: ['HS256'] }, remember: -1 }, refused('member_value', '/remember')),
    whole('a list', [keys], refused('member_type')),
    whole('text that is not JSON', '{"keys":', refused('json_syntax')),
    whole(
      'text with a name twice',
      '{"keys":{"keys":[],"keys":[]},"policy":{}}',
      refused('json_duplicate_member', '/keys/keys'),
    ),
  ],
};
