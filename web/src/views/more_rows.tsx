import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

import type { ApiProblem, Page } from '../api.ts';
import { Problem } from '../pieces.tsx';
import { asProblem } from '../use_loaded.ts';

interface MoreRowsProps<T> {
  first: Page<T>;
  more: (cursor: string) => Promise<Page<T>>;
  children: (rows: readonly T[]) => ComponentChildren;
}

const joined = <T,>(shown: Page<T>, next: Page<T>): Page<T> => ({
  items: [...shown.items, ...next.items],
  next_cursor: next.next_cursor,
});

/** A list that grows by a page at a time for as long as the edge has more. */
export function MoreRows<T>({ first, more, children }: MoreRowsProps<T>): JSX.Element {
  const [page, setPage] = useState(first);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  useEffect(() => setPage(first), [first]);
  const load = (cursor: string): void => {
    more(cursor).then(
      // A page that was asked for twice is shown once.
      (next) => setPage((old) => (old.next_cursor === cursor ? joined(old, next) : old)),
      (error: unknown) => setProblem(asProblem(error)),
    );
  };
  const cursor = page.next_cursor;
  return (
    <>
      {children(page.items)}
      {problem && <Problem problem={problem} />}
      {cursor && (
        <button type="button" onClick={() => load(cursor)}>
          Show more
        </button>
      )}
    </>
  );
}
