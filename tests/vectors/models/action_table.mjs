// Cases of action.matrix in its table form, each cell decided by hand or by the plain loop below.
import { registry } from './action.mjs';

const own = { id: 'e1', tenant_id: 't1' };
const other = { id: 'e2', tenant_id: 't2' };
const member = (role, tenant_id = 't1') => ({ user_id: `the ${role}`, tenant_id, role });

/** What a bare request lacks: an empty payload, no key, no signature. */
const needsOf = (action) => [
  ...(action.fields.some((field) => field.required) ? ['fields'] : []),
  ...(action.idempotent ? ['idempotency'] : []),
  ...(action.variant === 'SIGNED' ? ['signature'] : []),
];

function outcome(id, principal, entity) {
  const refused = (code) => ({ code, needs: [] });
  const action = registry.actions.find((one) => one.id === id);
  if (!action) return refused('action_unknown');
  if (!(action.allowed_roles ?? registry.roles).includes(principal.role)) return refused('role_not_allowed');
  const optional = action.entity === null || action.entity_required === false;
  const fits = entity === undefined ? optional : entity !== null && entity.tenant_id === principal.tenant_id;
  if (!fits) return refused('not_found');
  const needs = needsOf(action);
  return { code: needs.length > 0 ? 'needs_input' : 'allowed', needs };
}

function table({ principals, actions = registry.actions.map(({ id }) => id), entities = [undefined] }) {
  const outcomes = [];
  const numberOf = (one) => {
    const text = JSON.stringify(one);
    const known = outcomes.findIndex((other) => JSON.stringify(other) === text);
    return known >= 0 ? known : outcomes.push(one) - 1;
  };
  const cells = principals.map((principal) =>
    actions.map((id) => entities.map((entity) => numberOf(outcome(id, principal, entity)))));
  return { actions, outcomes, cells };
}

const tabled = (name, input, expected = table(input)) => ({
  name,
  operation: 'action.matrix',
  input,
  expect: { value: expected },
});
const refused = (name, input, path) => ({
  name,
  operation: 'action.matrix',
  input,
  expect: { error: { code: 'request_invalid', path } },
});

const crew = member('crew');
export const tableCases = [
  tabled('by hand', { principals: [crew, member('captain')], actions: ['look', 'book', 'close'], entities: [own, other] }, {
    actions: ['look', 'book', 'close'],
    outcomes: [
      { code: 'allowed', needs: [] },
      { code: 'not_found', needs: [] },
      { code: 'needs_input', needs: ['fields', 'idempotency'] },
      { code: 'role_not_allowed', needs: [] },
      { code: 'needs_input', needs: ['signature'] },
    ],
    cells: [[[0, 1], [2, 1], [3, 3]], [[0, 1], [2, 1], [4, 1]]],
  }),
  tabled('all actions, naming nothing', { principals: registry.roles.map((role) => member(role)) }),
  tabled('all actions on own, foreign and missing things, for members of two tenants', {
    principals: [...registry.roles.map((role) => member(role)), member('captain', 't2'), member('cook')],
    entities: [own, other, null],
  }),
  tabled('actions that are not there, and one twice', { principals: [crew], actions: ['sink', 'look', 'sink', 'look'], entities: [own] }),
  tabled('nobody', { principals: [] }, { actions: registry.actions.map(({ id }) => id), outcomes: [], cells: [] }),
  tabled('nothing to do', { principals: [crew], actions: [] }, { actions: [], outcomes: [], cells: [[]] }),
  tabled('on nothing at all', { principals: [crew], actions: ['ping'], entities: [] }, { actions: ['ping'], outcomes: [], cells: [[[]]] }),
  refused('a malformed principal', { principals: [crew, { ...crew, role: '' }] }, '/principals/1/role'),
  refused('a malformed entity', { principals: [crew], entities: [own, { id: 'e' }] }, '/entities/1/tenant_id'),
  refused('an action that is no name', { principals: [crew], actions: [1] }, '/actions'),
  refused('requests and a table', { principals: [crew], requests: [] }, '/requests'),
  refused('a member too many', { principals: [crew], colour: 'red' }, '/colour'),
  refused('more than can be held', {
    principals: Array(101).fill(crew), actions: Array(100).fill('look'), entities: Array(100).fill(own),
  }, ''),
];
