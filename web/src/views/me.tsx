import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import * as api from '../api.ts';
import { forgetDeviceKey } from '../device_key.ts';
import { showMoment, showWord } from '../format.ts';
import { useMember } from '../member.ts';
import { Problem, Table } from '../pieces.tsx';
import { useTitle } from '../router.ts';
import { asProblem } from '../use_loaded.ts';
import { useDeviceKey } from './use_device_key.ts';

export function MeView(): JSX.Element {
  const { me, rules, refresh } = useMember();
  const device = useDeviceKey(me, refresh);
  useTitle('Me and this device');
  const [problem, setProblem] = useState<api.ApiProblem | null>(null);
  const revoke = async (keyId: string): Promise<void> => {
    try {
      await api.revokeSigningKey(keyId);
      if (device.key?.keyId === keyId) await forgetDeviceKey(me.tenant_id, me.user_id);
      refresh();
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <>
      <h1>{me.name}</h1>
      <p>
        {showWord(me.role)} on {me.tenant_name}
      </p>
      <section aria-labelledby="keys">
        <h2 id="keys">Signing keys</h2>
        <p class="fine">
          The private half of a key never leaves the device it was made on. Revoke the key of a device you no longer
          have.
        </p>
        {(problem ?? device.problem) && <Problem problem={(problem ?? device.problem)!} />}
        <Table
          caption="Your signing keys"
          rows={me.signing_keys}
          keyOf={(key) => key.key_id}
          empty="No device of yours can sign yet."
          columns={[
            {
              title: 'Device',
              cell: (key) => (key.key_id === device.key?.keyId ? `${key.label} (this one)` : key.label),
            },
            { title: 'Enrolled', cell: (key) => showMoment(key.created_at) },
            {
              title: 'State',
              cell: (key) =>
                key.revoked_at ? (
                  `Revoked ${showMoment(key.revoked_at)}`
                ) : (
                  <button type="button" class="quiet" onClick={() => void revoke(key.key_id)}>
                    Revoke
                  </button>
                ),
            },
          ]}
        />
        {!device.key && (
          <button type="button" onClick={device.create}>
            Make a signing key for this device
          </button>
        )}
      </section>
      <section aria-labelledby="may">
        <h2 id="may">What your role may do</h2>
        <ul>
          {rules.actions.map((action) => (
            <li key={action.id}>
              {action.label} {action.signature_required && <span class="tag">signed</span>}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
