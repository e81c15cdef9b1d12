// Vectors: an audit chain, and what breaks one.
import { canonical, hashOf } from './canonical.mjs';

const zeros = '0'.repeat(64);
const members = (n) => ({
  tenant_id: 't1',
  actor_id: `u${n}`,
  role: 'captain',
  action: 'receive_part',
  entity_type: 'part',
  entity_id: `part-${n}`,
  before_hash: null,
  after_hash: hashOf({ stock: n }),
  signature: n === 2 ? { method: 'attestation', reason: 'because "é"' } : {},
  request_id: `r${n}`,
  at: 1_750_000_000_000_000 + n,
});

/** A chain of so many entries, each naming the hash of the one before. */
function chain(length) {
  const entries = [];
  let previous_hash = zeros;
  for (let seq = 1; seq <= length; seq++) {
    const entry = { seq, ...members(seq), previous_hash };
    entries.push(entry);
    previous_hash = hashOf(entry);
  }
  return entries;
}

const four = chain(4);
const head = (n) => ({ seq: n, hash: hashOf(four[n - 1]) });
const value = (answer) => ({ value: answer });
const malformed = (path) => ({ error: { code: 'entry_malformed', path } });
const without = (object, ...names) => Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

const hash = (name, input, expect) => ({ name, operation: 'audit.hash', input, expect });
const hashCases = [
  hash('the first entry', four[0], value(hashOf(four[0]))),
  hash('a signed entry', four[1], value(hashOf(four[1]))),
  hash('members in another order', Object.fromEntries(Object.entries(four[1]).reverse()), value(hashOf(four[1]))),
  hash('about nothing', { ...four[0], entity_type: null, entity_id: null, after_hash: null }, value(hashOf({ ...four[0], entity_type: null, entity_id: null, after_hash: null }))),
  ...Object.keys(four[0]).map((name) => hash(`without ${name}`, without(four[0], name), malformed(`/${name}`))),
  hash('a signature that is null', { ...four[0], signature: null }, malformed('/signature')),
  hash('number 0', { ...four[0], seq: 0 }, malformed('/seq')),
  hash('a hash in capitals', { ...four[0], after_hash: 'A'.repeat(64) }, malformed('/after_hash')),
  hash('a hash that is too short', { ...four[0], previous_hash: '0'.repeat(63) }, malformed('/previous_hash')),
  hash('a time with a fraction', { ...four[0], at: 1.5 }, malformed('/at')),
  hash('nobody', { ...four[0], actor_id: '' }, malformed('/actor_id')),
  hash('a member too many', { ...four[0], note: 'x' }, malformed('/note')),
  hash('not an entry', [], malformed('')),
];

const link = (name, input, expect) => ({ name, operation: 'audit.link', input, expect });
const linked = (entry) => value({ entry, canonical: canonical(entry), hash: hashOf(entry) });
const linkCases = [
  link('the first', { entry: members(1) }, linked(four[0])),
  link('the first, after null', { after: null, entry: members(1) }, linked(four[0])),
  link('the third', { after: head(2), entry: members(3) }, linked(four[2])),
  link('a number given', { entry: { ...members(1), seq: 1 } }, malformed('/entry/seq')),
  link('a hash given', { entry: { ...members(1), previous_hash: zeros } }, malformed('/entry/previous_hash')),
  link('a role left out', { entry: without(members(1), 'role') }, malformed('/entry/role')),
  link('of another tenant', { after: { ...head(1), tenant_id: 't2' }, entry: members(2) }, malformed('/entry/tenant_id')),
  link('a head that is none', { after: { seq: 1, hash: 'x' }, entry: members(2) }, { error: { code: 'request_invalid', path: '/after/hash' } }),
];

const verify = (name, input, answer) => ({ name, operation: 'audit.verify_chain', input, expect: value(answer) });
/** Where a line stands after so many of the four. */
const standing = (seq) => (seq === 0 ? { seq, hash: zeros, tenant_id: null } : { ...head(seq), tenant_id: 't1' });
const intact = (checked, last = checked) => ({ intact: true, checked, head: standing(last), break: null });
const broken = (checked, seq, code, message, last = checked) =>
  ({ intact: false, checked, head: standing(last), break: { seq, code, message } });
const edited = (index, change) => four.map((entry, i) => (i === index ? { ...entry, ...change } : entry));
const mismatch = 'Its previous_hash is not the hash of the entry before it.';
const follows = (wanted, found) => `Entry ${wanted} should follow, but ${found} does.`;

const elsewhere = 'It belongs to another tenant than the entries before it. (/tenant_id)';

const verifyCases = [
  verify('whole', { entries: four }, intact(4)),
  verify('empty', { entries: [], after: null }, intact(0)),
  verify('a range', { entries: four.slice(2), after: head(2) }, intact(2, 4)),
  verify('a page after the head of the page before', { entries: four.slice(2, 3), after: standing(2) }, intact(1, 3)),
  verify('no page', { entries: [], after: standing(2) }, intact(0, 2)),
  verify('a page of another tenant', { entries: four.slice(2), after: { ...head(2), tenant_id: 't2' } },
    { ...broken(0, 3, 'entry_malformed', elsewhere), head: { ...head(2), tenant_id: 't2' } }),
  verify('an entry changed', { entries: edited(1, { actor_id: 'u9' }) }, { ...broken(2, 3, 'hash_mismatch', mismatch), head: { seq: 2, hash: hashOf(edited(1, { actor_id: 'u9' })[1]), tenant_id: 't1' } }),
  verify('an entry taken out', { entries: [four[0], ...four.slice(2)] }, broken(1, 2, 'sequence_gap', follows(2, 3))),
  verify('an entry taken out, the rest renumbered', { entries: [four[0], { ...four[2], seq: 2 }] }, broken(1, 2, 'hash_mismatch', mismatch)),
  verify('an entry twice', { entries: [four[0], four[0]] }, broken(1, 2, 'sequence_gap', follows(2, 1))),
  verify('two entries exchanged', { entries: [four[1], four[0]] }, broken(0, 1, 'sequence_gap', follows(1, 2))),
  verify('not from the start', { entries: four.slice(1) }, broken(0, 1, 'sequence_gap', follows(1, 2))),
  verify('after another entry', { entries: four.slice(1), after: { seq: 1, hash: 'a'.repeat(64) } }, { ...broken(0, 2, 'hash_mismatch', mismatch), head: { seq: 1, hash: 'a'.repeat(64), tenant_id: null } }),
  verify('an entry of another tenant', { entries: edited(3, { tenant_id: 't2' }) },
    broken(3, 4, 'entry_malformed', elsewhere)),
  verify('malformed before its number', { entries: [{ ...four[0], seq: 7, request_id: '' }] },
    broken(0, 1, 'entry_malformed', 'This cannot be empty. (/request_id)')),
  { name: 'no entries', operation: 'audit.verify_chain', input: {}, expect: { error: { code: 'request_invalid', path: '/entries' } } },
];

export const auditFiles = {
  hash: { describes: 'The hash of an entry', cases: hashCases },
  link: { describes: 'The next entry of a chain', cases: linkCases },
  verify_chain: { describes: 'Chains that are whole, and the first break of those that are not', cases: verifyCases },
};
