import { useEffect, useState } from 'preact/hooks';

import * as api from '../api.ts';
import type { ApiProblem, Me } from '../api.ts';
import { createDeviceKey, loadDeviceKey } from '../device_key.ts';
import type { DeviceKey } from '../device_key.ts';
import { asProblem } from '../use_loaded.ts';

export interface DeviceKeyState {
  /** The key of this device, if it has one that the edge still accepts. */
  key: DeviceKey | null;
  problem: ApiProblem | null;
  create: () => void;
}

/** A short name for the device, from what the browser says of itself. */
function deviceLabel(): string {
  const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(navigator.userAgent)?.[0] ?? 'device';
  return `Browser on ${system}`;
}

export function useDeviceKey(me: Me, onEnrolled: () => void): DeviceKeyState {
  const [stored, setStored] = useState<DeviceKey | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  useEffect(() => {
    loadDeviceKey(me.tenant_id, me.user_id).then(
      (key) => setStored(key ?? null),
      (error: unknown) => setProblem(asProblem(error)),
    );
  }, [me.tenant_id, me.user_id]);
  const create = (): void => {
    createDeviceKey(me.tenant_id, me.user_id, (publicKey) => api.enrolSigningKey(publicKey, deviceLabel())).then(
      (key) => {
        setStored(key);
        onEnrolled();
      },
      (error: unknown) => setProblem(asProblem(error)),
    );
  };
  const accepted = me.signing_keys.some((key) => key.key_id === stored?.keyId && key.revoked_at === null);
  return { key: accepted ? stored : null, problem, create };
}
