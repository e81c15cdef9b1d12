// May this member do this, to this thing, with these fields?
import { createRequire } from 'node:module';

import { Registry } from '@fairlead/core/action';

import { compare } from '../measure.mjs';
import { row } from '../rows.mjs';
import { callOf, policiesOf } from './cedar.mjs';
import { registryText, request } from './fixtures.mjs';

const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs');

const kKind = 'part';
const kMany = 1000;

/** Name → what decides a request; it may put it into its own words before it is timed. */
function deciders() {
  const registry = Registry.load(registryText);
  const staticPolicies = policiesOf(JSON.parse(registryText));
  const parsed = cedar.preparsePolicySet('registry', { staticPolicies });
  if (parsed.type !== 'success') throw new Error(`Cedar refuses the policies: ${JSON.stringify(parsed)}`);
  const allows = (answer) => answer.response?.decision === 'allow';
  return {
    ours: (asked) => () => registry.evaluate(asked).allowed,
    'Cedar, preparsed': (asked) => {
      const call = { ...callOf(asked, kKind), preparsedPolicySetId: 'registry' };
      return () => allows(cedar.statefulIsAuthorized(call));
    },
    'Cedar, from text': (asked) => {
      const call = { ...callOf(asked, kKind), policies: { staticPolicies } };
      return () => allows(cedar.isAuthorized(call));
    },
  };
}

/** All must tell a good request from bad ones before they are timed. */
function requireSound(decide) {
  const bad = [
    { ...request, principal: { ...request.principal, role: 'stowaway' } },
    { ...request, entity: { ...request.entity, tenant_id: '44444444-4444-4444-8444-444444444444' } },
    { ...request, payload: { ...request.payload, quantity: 0 } },
    { ...request, payload: {} },
    { ...request, idempotency_key: undefined },
  ];
  for (const [name, decider] of Object.entries(decide)) {
    if (!decider(request)()) throw new Error(`${name} refuses the request that is timed.`);
    for (const asked of bad) if (decider(asked)()) throw new Error(`${name} allows ${JSON.stringify(asked)}`);
  }
}

/** Who may do what to which things: as many verdicts in one call as a page of lists needs. */
async function table() {
  const registry = Registry.load(registryText);
  const { roles, actions } = JSON.parse(registryText);
  const { user_id, tenant_id } = request.principal;
  const principals = roles.map((role) => ({ user_id, tenant_id, role }));
  const ids = actions.map(({ id }) => id);
  const count = Math.ceil(kMany / (principals.length * ids.length));
  const entities = Array.from({ length: count }, (_, i) => ({ id: `thing-${i}`, tenant_id }));
  const asked = { principals, actions: ids, entities };
  const verdicts = principals.length * ids.length * count;
  const { ours } = await compare({ ours: () => registry.table(asked) });
  return [row(`action: ${verdicts} verdicts in one call, each`, { ours: ours / verdicts, target: { most: 0.5 } })];
}

export async function action() {
  const decide = deciders();
  requireSound(decide);
  const times = await compare(
    Object.fromEntries(Object.entries(decide).map(([name, decider]) => [name, decider(request)])),
  );
  const name = 'action: one verdict, MUTATE with three fields';
  const beside = (peerName, target) => row(name, { ours: times.ours, peer: times[peerName], peerName, target });
  return [beside('Cedar, preparsed', { ratio: 10 }), beside('Cedar, from text'), ...(await table())];
}
