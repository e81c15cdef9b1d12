import { useEffect, useState } from 'preact/hooks';

import { useLoaded, type Loaded } from './use_loaded.ts';

const kEveryMilliseconds = 2000;

/**
 * A loaded value that is asked for again while it is still under way, and while the server is away; what was known last
 * stays meanwhile. A page that nobody looks at waits until somebody does.
 */
export function useLive<T>(key: string, load: () => Promise<T>, isUnderWay: (value: T) => boolean): Loaded<T> {
  const loaded = useLoaded(key, load);
  const { problem, loading, reload } = loaded;
  const value = useLast(loaded.value);
  const away = problem !== null && (problem.status === 0 || problem.status >= 500);
  const goesOn = !loading && (away || (value !== null && isUnderWay(value)));
  useEffect(() => {
    if (!goesOn) return undefined;
    const look = (): void => {
      if (!document.hidden) reload();
    };
    const timer = setInterval(look, kEveryMilliseconds);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [goesOn, reload]);
  return { ...loaded, value };
}

/** The value, or the last that was none of null. */
function useLast<T>(value: T | null): T | null {
  const [last, setLast] = useState(value);
  useEffect(() => {
    if (value !== null) setLast(value);
  }, [value]);
  return value ?? last;
}
