// Signing an action as a client does, written anew from the rule's words and without the core: a second opinion.

import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** RFC 8785 for what the tests sign: plain members and integers. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(',')}}`;
}

export const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** A device: an Ed25519 pair whose private half stays here. */
export function createDevice() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ format: 'jwk' }).x,
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
  };
}

/** The envelope of a signed action. `changes` replace what would be signed. */
export function envelope({ action, person, entity_id, payload, key_id, device, sentence, changes = {} }) {
  const statement = {
    action,
    tenant_id: person.tenant_id,
    entity_id,
    nonce: randomBytes(16).toString('base64url'),
    signed_at: Math.floor(Date.now() / 1000),
    signer_id: person.user_id,
    key_id: device ? key_id : null,
    role_at_signing: person.role,
    method: device ? 'ed25519' : 'attestation',
    reason: 'Yearly stocktake',
    ...changes,
  };
  const signature = device ? device.sign(`fairlead-action-v1${canonical({ ...statement, payload })}`) : sentence;
  return { ...statement, payload_hash: sha256(canonical(payload)), signature };
}
