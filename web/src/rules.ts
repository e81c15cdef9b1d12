/** The registry that the edge gave this member, compiled in this browser's own rule core. */
import { Registry, signingInput } from '@fairlead/core/action';
import type { ActionInfo, Envelope, Verdict } from '@fairlead/core/action';

import * as api from './api.ts';
import type { Me } from './api.ts';
import { randomWord, signText } from './device_key.ts';
import type { DeviceKey } from './device_key.ts';

export interface Rules {
  registry: Registry;
  actions: ActionInfo[];
}

export async function loadRules(): Promise<Rules> {
  const { actions, registry } = await api.actions();
  return { actions, registry: Registry.load(registry) };
}

/** One attempt at an action: what is asked for, about what, and by whom. */
export interface Attempt {
  action: ActionInfo;
  me: Me;
  entityId: string | null;
  payload: Record<string, unknown>;
  idempotencyKey: string;
  signature?: Envelope;
}

const secondsNow = (): number => Date.now() / 1000;

/** The verdict the edge will give, reached here by the same core. */
export function judge({ registry }: Rules, attempt: Attempt): Verdict {
  const { action, me } = attempt;
  return registry.evaluate({
    action: action.id,
    principal: { user_id: me.user_id, tenant_id: me.tenant_id, role: me.role },
    ...(attempt.entityId ? { entity: { id: attempt.entityId, tenant_id: me.tenant_id } } : {}),
    payload: attempt.payload,
    idempotency_key: attempt.idempotencyKey,
    signature: attempt.signature ?? null,
    signing_keys: me.signing_keys.map((key) => ({
      key_id: key.key_id,
      public_key: key.public_key,
      revoked: key.revoked_at !== null,
    })),
    now: secondsNow(),
  });
}

/** How a member signs: with the key of this device, or by typing the action's sentence. */
export type Seal = { method: 'ed25519'; key: DeviceKey } | { method: 'attestation'; sentence: string };

/** Signs an attempt; what exactly is signed is the core's to say. */
export async function sign(attempt: Attempt, reason: string, seal: Seal): Promise<Envelope> {
  const { action, me, entityId, payload } = attempt;
  const statement = {
    action: action.id,
    tenant_id: me.tenant_id,
    entity_id: entityId,
    nonce: randomWord(),
    signed_at: Math.floor(secondsNow()),
    signer_id: me.user_id,
    key_id: seal.method === 'ed25519' ? seal.key.keyId : null,
    role_at_signing: me.role,
    method: seal.method,
    reason,
  };
  const { signing_input, payload_hash } = signingInput({ ...statement, payload });
  const signature = seal.method === 'ed25519' ? await signText(seal.key, signing_input) : seal.sentence;
  return { ...statement, payload_hash, signature };
}
