import { useCallback, useEffect, useState } from 'preact/hooks';

import { ApiProblem } from './api.ts';

export interface Loaded<T> {
  value: T | null;
  problem: ApiProblem | null;
  loading: boolean;
  reload: () => void;
}

/** Loads a value when `key` changes; an answer that comes after the key moved on is dropped. */
export function useLoaded<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ key: string; value: T | null; problem: ApiProblem | null; loading: boolean }>({
    key,
    value: null,
    problem: null,
    loading: true,
  });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let current = true;
    setState((old) => ({ key, value: old.key === key ? old.value : null, problem: null, loading: true }));
    load().then(
      (value) => current && setState({ key, value, problem: null, loading: false }),
      (error: unknown) => current && setState({ key, value: null, problem: asProblem(error), loading: false }),
    );
    return () => {
      current = false;
    };
    // `load` is a new closure at each drawing; `key` says when it means something else.
  }, [key, turn]);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  const { value, problem, loading } = state;
  return { value: state.key === key ? value : null, problem, loading, reload };
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ApiProblem(0, 'page_error', message, null, []);
}
