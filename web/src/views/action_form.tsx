import type { ActionInfo, Envelope, Verdict } from '@fairlead/core/action';
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';

import * as api from '../api.ts';
import { randomWord } from '../device_key.ts';
import { payloadOf } from '../draft.ts';
import type { Draft } from '../draft.ts';
import { showWord } from '../format.ts';
import { useMember } from '../member.ts';
import { Problem } from '../pieces.tsx';
import { judge, sign } from '../rules.ts';
import type { Attempt, Seal } from '../rules.ts';
import { asProblem } from '../use_loaded.ts';
import { FieldInput } from './field_input.tsx';
import { SignaturePanel } from './signature_panel.tsx';

interface ActionFormProps {
  action: ActionInfo;
  entityId: string | null;
  onDone: () => void;
}

/** A form made from the registry; the core in this page judges it at every key stroke. */
export function ActionForm({ action, entityId, onDone }: ActionFormProps): JSX.Element {
  const { me, rules } = useMember();
  const [draft, setDraft] = useState<Draft>({});
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [idempotencyKey, setIdempotencyKey] = useState(randomWord);
  const [outcome, setOutcome] = useState<Outcome>({ state: 'editing' });

  const attempt: Attempt = { action, me, entityId, payload: payloadOf(action.fields, draft), idempotencyKey };
  const verdict = useMemo(() => judge(rules, attempt), [rules, me, draft, idempotencyKey]);
  const ready = verdict.allowed || verdict.code.startsWith('signature_');

  const edit = (name: string, value: string | boolean): void => {
    setDraft({ ...draft, [name]: value });
    setTouched(new Set([...touched, name]));
    // Another payload is another request: it must not ride on the key of the one before.
    setIdempotencyKey(randomWord());
    setOutcome({ state: 'editing' });
  };
  const send = async (signature?: Envelope): Promise<void> => {
    setTouched(new Set(action.fields.map((field) => field.name)));
    if (!ready) return;
    setOutcome({ state: 'sending' });
    try {
      const body = { entity_id: entityId, payload: attempt.payload, ...(signature ? { signature } : {}) };
      const result = await api.runAction(action.id, action.idempotent ? idempotencyKey : null, body);
      setOutcome({ state: 'done', result });
      setDraft({});
      setTouched(new Set());
      setIdempotencyKey(randomWord());
      onDone();
    } catch (error) {
      setOutcome({ state: 'refused', problem: asProblem(error) });
    }
  };
  const sendSigned = async (reason: string, seal: Seal): Promise<void> => send(await sign(attempt, reason, seal));

  return (
    <form
      class="action"
      aria-labelledby="action-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3 id="action-title">{action.label}</h3>
      {action.fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={draft[field.name]}
          faults={touched.has(field.name) ? faultsOf(verdict, field.name) : []}
          onInput={(value) => edit(field.name, value)}
        />
      ))}
      <SendButtons action={action} ready={ready} busy={outcome.state === 'sending'} onSigned={sendSigned} />
      <OutcomeNotice outcome={outcome} />
      <Why verdict={verdict} />
    </form>
  );
}

type Outcome =
  | { state: 'editing' | 'sending' }
  | { state: 'done'; result: api.ActionResult }
  | { state: 'refused'; problem: api.ApiProblem };

/** The faults of one field, its items included (`/tags`, `/tags/2`). */
function faultsOf(verdict: Verdict, name: string): string[] {
  const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return verdict.faults
    .filter(({ path }) => path === pointer || path.startsWith(`${pointer}/`))
    .map(({ message }) => message);
}

interface SendButtonsProps {
  action: ActionInfo;
  ready: boolean;
  busy: boolean;
  onSigned: (reason: string, seal: Seal) => Promise<void>;
}

function SendButtons({ action, ready, busy, onSigned }: SendButtonsProps): JSX.Element {
  return (
    <>
      {action.signature && (
        <SignaturePanel action={action} signature={action.signature} ready={ready} busy={busy} onSigned={onSigned} />
      )}
      <p>
        <button class={action.signature ? 'quiet' : ''} disabled={busy} aria-disabled={!ready}>
          {action.signature ? 'Send without a signature' : action.label}
        </button>
      </p>
    </>
  );
}

function OutcomeNotice({ outcome }: { outcome: Outcome }): JSX.Element | null {
  if (outcome.state === 'refused') return <Problem problem={outcome.problem} />;
  if (outcome.state !== 'done') return null;
  return (
    <div class="notice done" role="status">
      <p>Done.</p>
      {outcome.result.audit && (
        <p class="fine">
          Entry {outcome.result.audit.seq} of the audit log, <code>{outcome.result.audit.hash.slice(0, 12)}…</code>
        </p>
      )}
    </div>
  );
}

/** The checks behind the verdict, in their order. */
function Why({ verdict }: { verdict: Verdict }): JSX.Element {
  return (
    <details>
      <summary>
        Verdict of this page: <code>{verdict.code}</code>
      </summary>
      <p class="fine">{verdict.message}</p>
      <ol class="checks">
        {verdict.checks.map(({ check, outcome }) => (
          <li key={check} class={outcome}>
            {showWord(check)}: {showWord(outcome)}
          </li>
        ))}
      </ol>
    </details>
  );
}
