// Cases of action.lint and action.diff, each finding and change stated by hand.
import { registry } from './action.mjs';

const edited = (edit) => {
  const copy = structuredClone(registry);
  edit(copy, copy.actions);
  return copy;
};

// ---- lint

const field = (name, type, more = {}) => ({ name, type, required: true, ...more });
/** A registry of one READ, about which there is nothing to say, changed by `edit`. */
function sound(edit) {
  const document = {
    version: '1',
    roles: ['crew', 'captain'],
    actions: [{
      id: 'look', domain: 'parts', entity: 'part', label: 'Look at part', variant: 'READ', fields: [],
      idempotent: false, success_status: 200, keywords: ['spare'],
    }],
  };
  edit(document, document.actions[0]);
  return document;
}
const withField = (...fields) => (document, action) => { action.fields = fields; };
/** The action signed, beside one that the crew may run. */
const signed = (more) => (document, action) => {
  document.actions.push({ ...action, id: 'see', label: 'See part' });
  Object.assign(action, {
    variant: 'SIGNED', idempotent: true, allowed_roles: ['captain'], signature: { method: ['ed25519'] }, ...more,
  });
};
const lint = (name, edit, ...findings) => ({
  name,
  operation: 'action.lint',
  input: sound(edit),
  expect: { value: findings.map(([code, path, message]) => ({ code, path, message })) },
});
const twice = (document, action) => document.actions.push({ ...action, id: 'see' });
const at = (member) => `/actions/0/${member}`;

const kUnbounded = 'Nothing bounds how long this may be; state a max that can be stored and shown.';
const kUnanchored = 'A text fits when any part of it does; put ^( and )$ around the pattern.';
const pattern = (text) => withField(field('a', 'string', { max: 9, pattern: text }));
const unanchored = (text) => lint(`the pattern ${text}`, pattern(text), ['pattern_unanchored', at('fields/0/pattern'), kUnanchored]);

const lintCases = [
  lint('nothing to say', () => {}),
  lint('a signed action', signed({})),
  lint('no actions', (document) => { document.actions = []; }, ['actions_none', '/actions', 'There is nothing that anybody could do.']),
  lint('a role that may nothing', (document, action) => { action.allowed_roles = ['captain']; },
    ['role_idle', '/roles/0', 'The role crew may run nothing; remove it, or name it.']),
  lint('a label twice', twice, ['label_duplicate', '/actions/1/label', 'Another action is called Look at part too, so that menus show it twice.']),
  lint('a label of no letters', (document, action) => { action.label = '-!'; },
    ['label_unfindable', at('label'), 'A label without a letter or digit is found by no query.']),
  lint('keywords that find nothing new', (document, action) => { action.keywords = ['spare', '*', 'PARTS', 'spa', 'part look', 'é']; },
    ['keyword_unfindable', at('keywords/1'), 'A keyword without a letter or digit finds nothing.'],
    ['keyword_redundant', at('keywords/3'), 'Each word of "spa" is in the label or in a keyword before it; leave it out.'],
    ['keyword_redundant', at('keywords/4'), 'Each word of "part look" is in the label or in a keyword before it; leave it out.']),
  lint('signed by everyone', signed({ allowed_roles: ['crew', 'captain'] }),
    ['signed_by_everyone', at('allowed_roles'), 'Every role may sign this; name those who answer for it.']),
  lint('a signature for an hour', signed({ signature: { method: ['ed25519'], max_age_s: 3600 } })),
  lint('a signature for longer', signed({ signature: { method: ['ed25519'], max_age_s: 3601 } }),
    ['signature_long_lived', at('signature/max_age_s'), 'A signature that is good for 3601 seconds outlives the moment it was made for; an hour is long.']),
  lint('made twice', (document, action) => Object.assign(action, { variant: 'MUTATE', success_status: 201 }),
    ['not_idempotent', at('idempotent'), 'What makes something makes it twice when it is sent twice; ask for an idempotency key.']),
  lint('done twice, which is as good as once', (document, action) => { action.variant = 'MUTATE'; }),
  lint('signed, which is good once', signed({ idempotent: false, success_status: 201 })),
  lint('a READ that makes something', (document, action) => { action.success_status = 201; },
    ['status_unusual', at('success_status'), 'A READ makes nothing, so 200 is its status.']),
  lint('a label of two fields', withField(field('a', 'date', { label: 'Day' }), field('b', 'date'), field('c', 'date', { label: 'Day' })),
    ['field_label_duplicate', at('fields/2'), 'Another field is called Day too, so that messages fit both.']),
  lint('a choice of one', withField(field('a', 'enum', { enum: ['only'] })),
    ['enum_single', at('fields/0/enum'), 'One word is no choice, so the field says nothing.']),
  lint('bounds that leave one number', withField(field('a', 'integer', { min: 7, max: 7 })),
    ['bounds_fixed', at('fields/0'), 'Only 7 fits, so the field says nothing.']),
  lint('a text of one length', withField(field('a', 'string', { min: 7, max: 7 }))),
  lint('texts and lists without end', withField(field('a', 'string', { min: 1 }), field('b', 'array', { items: { type: 'string' } })),
    ['length_unbounded', at('fields/0'), kUnbounded],
    ['length_unbounded', at('fields/1'), kUnbounded],
    ['length_unbounded', at('fields/1/items'), kUnbounded]),
  ...['a', '^a', 'a$', '^a\\$', '^a|b$', '^(a)|(b)$', '^a\\\\\\$'].map(unanchored),
  ...['^a$', '^(a|b)$', '^[|]$', '^[\\]|]$', '^a\\|b$', '^a\\\\$'].map((text) => lint(`the pattern ${text}`, pattern(text))),
  ...['a^', '$a', '^a$b', 'a[]'].map((text) =>
    lint(`the pattern ${text}`, pattern(text), ['pattern_unmatchable', at('fields/0/pattern'), 'No text fits this pattern.'])),
  { name: 'no registry', operation: 'action.lint', input: {}, expect: { error: { code: 'registry_invalid', path: '/version' } } },
];

// ---- diff

const kNames = { added: [], removed: [], reordered: false };
const unchanged = { access: [], actions: { ...kNames, changed: [] }, roles: kNames, version: { from: '7', to: '7' } };
const diff = (name, edit, expected, from = registry) => ({
  name,
  operation: 'action.diff',
  input: { from, to: edited(edit) },
  expect: { value: { ...unchanged, ...expected } },
});
const changed = (id, ...members) => ({
  actions: { ...unchanged.actions, changed: [{ id, members: members.map(([path, from, to]) => ({ path, from, to })) }] },
});
const access = (...rows) => ({ access: rows.map(([role, gained, lost]) => ({ role, gained, lost })) });
const refused = (name, input, code, path) => ({ name, operation: 'action.diff', input, expect: { error: { code, path } } });

const [look, book, open, ping, count] = [0, 1, 2, 3, 4];
const quantity = registry.actions[book].fields[0];

const diffCases = [
  diff('nothing', () => {}, {}),
  diff('what is implied, stated', (document, actions) => {
    actions[look].entity_required = true;
    actions[look].allowed_roles = [...document.roles];
    actions[count].dropdown_only = true;
    actions[count].signature_required = true;
    actions[count].signature.max_age_s = 300;
    actions[count].allowed_roles.reverse();
  }, {}),
  diff('the version', (document) => { document.version = '8'; }, { version: { from: '7', to: '8' } }),
  diff('a label', (document, actions) => { actions[ping].label = 'Call'; }, changed('ping', ['/label', 'Ping', 'Call'])),
  diff('who may', (document, actions) => { actions[open].allowed_roles = ['officer', 'captain']; }, {
    ...changed('open', ['/allowed_roles', ['crew', 'captain'], ['officer', 'captain']]),
    ...access(['crew', [], ['open']], ['officer', ['open'], []]),
  }),
  diff('everybody may', (document, actions) => { delete actions[open].allowed_roles; }, {
    ...changed('open', ['/allowed_roles', ['crew', 'captain'], null]),
    ...access(['officer', ['open'], []]),
  }),
  diff('an action more', (document, actions) => { actions.push({ ...actions[ping], id: 'pong' }); }, {
    actions: { ...unchanged.actions, added: ['pong'] },
    ...access(['crew', ['pong'], []], ['officer', ['pong'], []], ['captain', ['pong'], []]),
  }),
  diff('an action less', (document, actions) => { actions.splice(count, 1); }, {
    actions: { ...unchanged.actions, removed: ['count'] },
    ...access(['officer', [], ['count']], ['captain', [], ['count']]),
  }),
  diff('another order', (document, actions) => { actions.push(actions.shift()); }, {
    actions: { ...unchanged.actions, reordered: true },
  }),
  diff('a role more', (document) => { document.roles.push('owner'); }, {
    roles: { ...kNames, added: ['owner'] },
    ...access(['owner', ['look', 'book', 'ping'], []]),
  }),
  diff('a role less', (document) => { document.roles.splice(1, 1); document.actions[count].allowed_roles = ['captain']; }, {
    roles: { ...kNames, removed: ['officer'] },
    actions: {
      ...unchanged.actions,
      changed: [
        { id: 'open', members: [{ path: '/allowed_roles', from: ['crew', 'captain'], to: null }] },
        { id: 'count', members: [{ path: '/allowed_roles', from: ['officer', 'captain'], to: ['captain'] }] },
      ],
    },
    ...access(['officer', [], ['look', 'book', 'ping', 'count']]),
  }),
  diff('roles in another order', (document) => { document.roles.reverse(); }, {
    roles: { ...kNames, reordered: true },
    actions: {
      ...unchanged.actions,
      changed: [
        { id: 'open', members: [{ path: '/allowed_roles', from: ['crew', 'captain'], to: ['captain', 'crew'] }] },
        { id: 'count', members: [{ path: '/allowed_roles', from: ['officer', 'captain'], to: ['captain', 'officer'] }] },
      ],
    },
  }),
  diff('every other member', (document, actions) => Object.assign(actions[open], {
    domain: 'yard', dropdown_only: true, entity: 'engine', entity_required: true, idempotent: true, keywords: ['x'],
    success_status: 200,
  }), changed('open', ['/domain', 'ship', 'yard'], ['/dropdown_only', false, true], ['/entity', 'equipment', 'engine'],
    ['/entity_required', false, true], ['/idempotent', false, true], ['/keywords', [], ['x']], ['/success_status', 201, 200])),
  diff('a signature asked for', (document, actions) => Object.assign(actions[open], {
    variant: 'SIGNED', signature: { method: ['ed25519'] },
  }), changed('open', ['/dropdown_only', false, true], ['/signature', null, { max_age_s: 300, method: ['ed25519'] }],
    ['/variant', 'MUTATE', 'SIGNED'])),
  diff('fields', (document, actions) => {
    actions[book].fields = [{ name: 'where', type: 'uuid', required: false }, { ...quantity, max: 50 }];
  }, changed('book', ['/fields/where', null, { name: 'where', type: 'uuid', required: false }],
    ['/fields/quantity', quantity, { ...quantity, max: 50 }], ['/fields/note', registry.actions[book].fields[1], null])),
  diff('fields in another order', (document, actions) => { actions[book].fields.reverse(); },
    changed('book', ['/fields', ['quantity', 'note'], ['note', 'quantity']])),
  refused('no registry before', { from: {}, to: registry }, 'registry_invalid', '/from/version'),
  refused('no registry after', { from: registry, to: edited((document, actions) => { actions[1].label = ''; }) },
    'registry_invalid', '/to/actions/1/label'),
  refused('one alone', { from: registry }, 'request_invalid', '/to'),
];

export const registryFiles = {
  lint: { describes: 'What is allowed in a registry and probably not meant', cases: lintCases },
  diff: { describes: 'What changes from one registry to another', cases: diffCases },
};
