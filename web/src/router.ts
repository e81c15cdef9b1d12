/** The address bar as state: the path is the page, the query its filters. */
import { useEffect, useState } from 'preact/hooks';

const moved = new EventTarget();

/** Goes to a page of this console without loading it anew. */
export function navigate(href: string): void {
  history.pushState(null, '', href);
  moved.dispatchEvent(new Event('move'));
  window.scrollTo(0, 0);
}

/** Replaces the query of the present page, so that a reload shows the same filter. */
export function replaceQuery(name: string, value: string): void {
  const url = new URL(location.href);
  if (value) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
  history.replaceState(null, '', url);
}

/** The present path, kept up to date with links and the back button. */
export function usePath(): string {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const update = (): void => setPath(location.pathname);
    moved.addEventListener('move', update);
    window.addEventListener('popstate', update);
    return () => {
      moved.removeEventListener('move', update);
      window.removeEventListener('popstate', update);
    };
  }, []);
  return path;
}

/** Names the page in the browser's tab and history; null while the name is not known yet. */
export function useTitle(title: string | null): void {
  useEffect(() => {
    document.title = title === null ? 'Fairlead' : `${title} · Fairlead`;
  }, [title]);
}

/** Lets plain links within the console navigate in place; modified clicks stay the browser's. */
export function interceptLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest('a');
  if (!link || link.origin !== location.origin || link.target || link.hasAttribute('download')) return;
  // A link to a place on this page is the browser's own: it moves the focus there.
  if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
  event.preventDefault();
  navigate(link.pathname + link.search);
}
