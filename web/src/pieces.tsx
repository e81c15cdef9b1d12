/** Small pieces that every view uses. */
import type { ComponentChildren, JSX } from 'preact';

import type { ApiProblem } from './api.ts';
import type { Loaded } from './use_loaded.ts';

/** A problem as the edge told it: what is wrong, its code, and the request to ask about. */
export function Problem({ problem }: { problem: Pick<ApiProblem, 'message' | 'code' | 'requestId'> }): JSX.Element {
  return (
    <div class="notice refused" role="alert">
      <p>{problem.message}</p>
      <p class="fine">
        <code>{problem.code}</code>
        {problem.requestId && (
          <>
            {' '}
            · request <code>{problem.requestId}</code>
          </>
        )}
      </p>
    </div>
  );
}

interface WhenLoadedProps<T> {
  of: Loaded<T>;
  children: (value: T) => ComponentChildren;
}

/** Shows a loaded value, or that it is on its way, or why it did not come. */
export function WhenLoaded<T>({ of, children }: WhenLoadedProps<T>): JSX.Element {
  if (of.problem) return <Problem problem={of.problem} />;
  if (of.value === null)
    return (
      <p class="fine" role="status">
        Loading…
      </p>
    );
  return <div aria-busy={of.loading}>{children(of.value)}</div>;
}

interface TableProps<T> {
  caption: string;
  rows: readonly T[];
  keyOf: (row: T) => string;
  columns: readonly { title: string; number?: boolean; cell: (row: T) => ComponentChildren }[];
  empty: string;
}

export function Table<T>({ caption, rows, keyOf, columns, empty }: TableProps<T>): JSX.Element {
  if (rows.length === 0) return <p class="fine">{empty}</p>;
  return (
    <div class="scroll">
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" class={column.number ? 'number' : ''}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.title} class={column.number ? 'number' : ''}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
