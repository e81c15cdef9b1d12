/** Who is signed in: the token lives in this tab only and goes when the tab closes. */
import { useEffect, useState } from 'preact/hooks';

const kStorageKey = 'fairlead.token';
const changed = new EventTarget();

export function currentToken(): string | null {
  return sessionStorage.getItem(kStorageKey);
}

export function signIn(token: string): void {
  sessionStorage.setItem(kStorageKey, token);
  changed.dispatchEvent(new Event('change'));
}

export function signOut(): void {
  sessionStorage.removeItem(kStorageKey);
  changed.dispatchEvent(new Event('change'));
}

/** The token of this tab; the component draws again when it changes. */
export function useToken(): string | null {
  const [token, setToken] = useState(currentToken);
  useEffect(() => {
    const update = (): void => setToken(currentToken());
    changed.addEventListener('change', update);
    return () => changed.removeEventListener('change', update);
  }, []);
  return token;
}
