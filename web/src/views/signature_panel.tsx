import type { ActionInfo, SignatureRule } from '@fairlead/core/action';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import { useMember } from '../member.ts';
import { Problem } from '../pieces.tsx';
import type { Seal } from '../rules.ts';
import { asProblem } from '../use_loaded.ts';
import type { ApiProblem } from '../api.ts';
import { useDeviceKey } from './use_device_key.ts';

interface SignaturePanelProps {
  action: ActionInfo;
  signature: SignatureRule;
  ready: boolean;
  busy: boolean;
  onSigned: (reason: string, seal: Seal) => Promise<void>;
}

/** Why it is done, and the member's hand on it: the device key, or the sentence typed out. */
export function SignaturePanel({ action, signature, ready, busy, onSigned }: SignaturePanelProps): JSX.Element {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const seal = (hand: Seal): void => {
    onSigned(reason, hand).catch((error: unknown) => setProblem(asProblem(error)));
  };
  const may = ready && !busy && reason.trim() !== '';
  return (
    <fieldset>
      <legend>Signature</legend>
      <div class="field">
        <label for="reason">Reason</label>
        <input
          id="reason"
          value={reason}
          autocomplete="off"
          onInput={(event) => setReason(event.currentTarget.value)}
        />
        <p class="fine">Stands in the audit log for good, under your name and present role.</p>
      </div>
      {problem && <Problem problem={problem} />}
      {signature.method.includes('ed25519') && <DeviceSeal label={action.label} may={may} onSeal={seal} />}
      {signature.method.includes('attestation') && signature.sentence && (
        <SentenceSeal sentence={signature.sentence} may={may} onSeal={seal} />
      )}
    </fieldset>
  );
}

interface SealProps {
  may: boolean;
  onSeal: (seal: Seal) => void;
}

function DeviceSeal({ label, may, onSeal }: SealProps & { label: string }): JSX.Element {
  const { me, refresh } = useMember();
  const { key, problem, create } = useDeviceKey(me, refresh);
  if (key) {
    return (
      <p>
        <button type="button" disabled={!may} onClick={() => onSeal({ method: 'ed25519', key })}>
          {label}, signed with this device
        </button>
      </p>
    );
  }
  return (
    <>
      {problem && <Problem problem={problem} />}
      <p>
        <button type="button" onClick={create}>
          Make a signing key for this device
        </button>
      </p>
    </>
  );
}

function SentenceSeal({ sentence, may, onSeal }: SealProps & { sentence: string }): JSX.Element {
  const [typed, setTyped] = useState('');
  return (
    <details>
      <summary>Sign by typing a sentence instead</summary>
      <div class="field">
        <label for="sentence">
          Type: <q>{sentence}</q>
        </label>
        <input
          id="sentence"
          value={typed}
          autocomplete="off"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <button
        type="button"
        disabled={!may || typed === ''}
        onClick={() => onSeal({ method: 'attestation', sentence: typed })}
      >
        Sign with the sentence
      </button>
    </details>
  );
}
