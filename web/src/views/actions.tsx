import type { ActionInfo } from '@fairlead/core/action';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import { useMember } from '../member.ts';
import { ActionForm } from './action_form.tsx';

interface ActionsProps {
  entityType: string;
  /** Null on a list page: then only actions that need no entity are offered. */
  entityId: string | null;
  onDone: () => void;
}

/** What this member may do here, and the form of the one they chose. */
export function Actions({ entityType, entityId, onDone }: ActionsProps): JSX.Element {
  const { rules } = useMember();
  const [chosen, setChosen] = useState<ActionInfo | null>(null);
  const offered = rules.actions.filter(
    (action) =>
      action.entity === entityType && action.variant !== 'READ' && action.entity_required === (entityId !== null),
  );
  return (
    <aside aria-labelledby="actions">
      <h2 id="actions">Actions</h2>
      {offered.length === 0 && <p class="fine">Your role has no action here.</p>}
      <ul class="actions">
        {offered.map((action) => (
          <li key={action.id}>
            <button
              type="button"
              aria-pressed={chosen?.id === action.id}
              onClick={() => setChosen(chosen?.id === action.id ? null : action)}
            >
              {action.label}
              {action.signature_required && <span class="tag">signed</span>}
            </button>
          </li>
        ))}
      </ul>
      {chosen && <ActionForm key={chosen.id} action={chosen} entityId={entityId} onDone={onDone} />}
    </aside>
  );
}
