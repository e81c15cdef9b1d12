import type { FieldInfo } from '@fairlead/core/action';
import type { JSX } from 'preact';

import { showWord } from '../format.ts';

interface FieldInputProps {
  field: FieldInfo;
  value: string | boolean | undefined;
  /** What the core says is wrong with it, in its own words. */
  faults: readonly string[];
  onInput: (value: string | boolean) => void;
}

export function FieldInput({ field, value, faults, onInput }: FieldInputProps): JSX.Element {
  const id = `field-${field.name}`;
  const described = [field.description ? `${id}-help` : '', faults.length ? `${id}-faults` : '']
    .filter(Boolean)
    .join(' ');
  return (
    <div class={`field ${faults.length ? 'wrong' : ''}`}>
      <label for={id}>
        {field.label ?? showWord(field.name)}
        {!field.required && <span class="fine"> (optional)</span>}
      </label>
      <Control
        field={field}
        value={value}
        id={id}
        invalid={faults.length > 0}
        described={described}
        onInput={onInput}
      />
      {field.description && (
        <p id={`${id}-help`} class="fine">
          {field.description}
        </p>
      )}
      {faults.length > 0 && (
        <ul id={`${id}-faults`} class="faults" aria-live="polite">
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface ControlProps extends Pick<FieldInputProps, 'field' | 'value' | 'onInput'> {
  id: string;
  invalid: boolean;
  described: string;
}

function Control({ field, value, id, invalid, described, onInput }: ControlProps): JSX.Element {
  const shared = { id, name: field.name, 'aria-invalid': invalid, 'aria-describedby': described || undefined };
  const text = typeof value === 'string' ? value : '';
  if (field.type === 'boolean') {
    return (
      <input
        {...shared}
        type="checkbox"
        checked={value === true}
        onChange={(event) => onInput(event.currentTarget.checked)}
      />
    );
  }
  if (field.type === 'enum') {
    return (
      <select {...shared} value={text} onChange={(event) => onInput(event.currentTarget.value)}>
        <option value="">Choose…</option>
        {(field.enum ?? []).map(String).map((choice) => (
          <option key={choice} value={choice}>
            {showWord(choice)}
          </option>
        ))}
      </select>
    );
  }
  const isLong = field.type === 'array' || (field.type === 'string' && (field.max ?? 0) > 120);
  if (isLong)
    return <textarea {...shared} rows={3} value={text} onInput={(event) => onInput(event.currentTarget.value)} />;
  const entry = {
    ...shared,
    value: text,
    autocomplete: 'off',
    onInput: (event: { currentTarget: HTMLInputElement }) => onInput(event.currentTarget.value),
  } as const;
  switch (field.type) {
    case 'date':
      return <input {...entry} type="date" />;
    case 'datetime':
      return <input {...entry} type="datetime-local" />;
    case 'integer':
    case 'number':
      return <input {...entry} type="text" inputMode="decimal" />;
    default:
      return <input {...entry} type="text" />;
  }
}
