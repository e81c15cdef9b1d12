// A small registry, requests against it, and the answers that the rule's text gives.
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { canonical, hashOf } from './canonical.mjs';

export const now = 1_750_000_000;
export const sentence = 'I have counted it myself.';

const field = (name, type, required, more = {}) => ({ name, type, required, ...more });
const action = (id, entity, label, variant, more = {}) => ({
  id,
  domain: 'ship',
  entity,
  label,
  variant,
  fields: [],
  idempotent: false,
  success_status: 200,
  keywords: [],
  ...more,
});

export const registry = {
  version: '7',
  roles: ['crew', 'officer', 'captain'],
  actions: [
    action('look', 'part', 'Look at part', 'READ', { keywords: ['open card', 'spare'] }),
    action('book', 'part', 'Book part in', 'MUTATE', {
      idempotent: true,
      success_status: 201,
      keywords: ['receive', 'delivery'],
      fields: [
        field('quantity', 'integer', true, { label: 'Quantity', min: 1, max: 99 }),
        field('note', 'string', false, { label: 'Note', min: 2, max: 5, pattern: '^[a-zé]*$' }),
      ],
    }),
    action('open', 'equipment', 'Open job', 'MUTATE', {
      entity_required: false,
      allowed_roles: ['captain', 'crew'],
      success_status: 201,
    }),
    action('ping', null, 'Ping', 'MUTATE', { keywords: ['hello part'] }),
    action('count', 'part', 'Count stock', 'SIGNED', {
      allowed_roles: ['captain', 'officer'],
      idempotent: true,
      keywords: ['stocktake'],
      fields: [field('new_quantity', 'integer', true, { min: 0 })],
      signature: { method: ['ed25519', 'attestation'], sentence },
    }),
    action('close', 'job', 'Close job', 'SIGNED', {
      allowed_roles: ['captain'],
      signature: { method: ['ed25519'], max_age_s: 60 },
    }),
  ],
};

const find = (id) => registry.actions.find((one) => one.id === id);
const rolesOf = (one) => registry.roles.filter((role) => (one.allowed_roles ?? registry.roles).includes(role));

/** What list and suggest say of an action. */
export function info(id) {
  const one = find(id);
  const signed = one.variant === 'SIGNED';
  return {
    id,
    domain: one.domain,
    entity: one.entity,
    entity_required: one.entity !== null && one.entity_required !== false,
    label: one.label,
    variant: one.variant,
    allowed_roles: rolesOf(one),
    fields: one.fields,
    idempotent: one.idempotent,
    signature_required: signed,
    dropdown_only: signed,
    signature: signed ? { max_age_s: 300, ...one.signature } : null,
    success_status: one.success_status,
  };
}

const names = ['action_known', 'role', 'entity', 'fields', 'idempotency', 'signature'];
const statusOf = { action_unknown: 404, role_not_allowed: 403, not_found: 404 };
const checkOf = {
  action_unknown: 0,
  role_not_allowed: 1,
  not_found: 2,
  invalid_payload: 3,
  idempotency_key_required: 4,
  signature_required: 5,
  signature_invalid: 5,
  signature_stale: 5,
  signature_replayed: 5,
};

/** Whether a check says something about this request at all. */
function isNeeded(name, request, one) {
  if (name === 'entity') return request.entity !== undefined;
  if (name === 'idempotency') return one.idempotent;
  if (name === 'signature') return one.variant === 'SIGNED';
  return true;
}

function verdict(request, failing, rest) {
  const one = find(request.action);
  const checks = names.map((check, i) => {
    if (i > failing) return { check, outcome: 'not_reached' };
    if (i === failing) return { check, outcome: 'failed' };
    return { check, outcome: isNeeded(check, request, one) ? 'passed' : 'not_needed' };
  });
  return { action: request.action, variant: one?.variant ?? null, faults: [], checks, payload_hash: null, ...rest };
}

export function allowed(request) {
  const one = find(request.action);
  return verdict(request, names.length, {
    allowed: true,
    status: one.success_status,
    code: 'allowed',
    message: 'Allowed.',
    payload_hash: one.variant === 'READ' ? null : hashOf(request.payload),
  });
}

export const denied = (request, code, message, faults = []) =>
  verdict(request, checkOf[code], { allowed: false, status: statusOf[code] ?? 400, code, message, faults });

/** A pair of keys from one byte: the seed is that byte 32 times over. */
function pair(byte) {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, byte)]);
  const secret = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  return { secret, pub: createPublicKey(secret).export({ format: 'jwk' }).x };
}
const keys = { k1: pair(1), k2: pair(2), k3: pair(3) };

/** A request by user u1 of tenant t1 about thing e1; k1 is an enrolled key, k2 a revoked one. */
export const request = (id, role, payload, more = {}) => ({
  action: id,
  principal: { user_id: 'u1', tenant_id: 't1', role },
  entity: { id: 'e1', tenant_id: 't1' },
  payload,
  idempotency_key: 'key-1',
  signing_keys: [
    { key_id: 'k1', public_key: keys.k1.pub },
    { key_id: 'k2', public_key: keys.k2.pub, revoked: true },
  ],
  now,
  ...more,
});

export const signingText = (document) => `fairlead-action-v1${canonical(document)}`;

const statement = (of, changes) => ({
  action: of.action,
  tenant_id: of.principal.tenant_id,
  entity_id: of.entity?.id ?? null,
  nonce: 'nonce-0123456789',
  signed_at: now - 10,
  signer_id: of.principal.user_id,
  key_id: 'k1',
  role_at_signing: of.principal.role,
  method: 'ed25519',
  reason: 'annual count',
  ...changes,
});

/** What a member sends to sign: `changes` are made before signing, `after` behind the signer's back. */
export function envelope(of, { changes = {}, signer = 'k1', after = {} } = {}) {
  const said = statement(of, changes);
  const text = signingText({ ...said, payload: of.payload });
  const signature = sign(null, Buffer.from(text), keys[signer].secret).toString('base64url');
  return { ...said, payload_hash: hashOf(of.payload), signature, ...after };
}

export const attestation = (of, typed, changes = {}) => ({
  ...statement(of, { method: 'attestation', key_id: null, ...changes }),
  payload_hash: hashOf(of.payload),
  signature: typed,
});
