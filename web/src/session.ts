/** Who is signed in: the token lives in this tab only and goes when the tab closes. */
import { useEffect, useState } from 'preact/hooks';

const kStorageKey = 'fairlead.token';
const changed = new EventTarget();

export function currentToken(): string | null {
  return sessionStorage.getItem(kStorageKey);
}

/** Why the edge ended the session, to be told at the sign-in. */
export interface Farewell {
  code: string;
  message: string;
  requestId: string | null;
}
let farewell: Farewell | null = null;

export function lastFarewell(): Farewell | null {
  return farewell;
}

export function signIn(token: string): void {
  farewell = null;
  sessionStorage.setItem(kStorageKey, token);
  changed.dispatchEvent(new Event('change'));
}

/** Ends the session: of one's own will, or because the edge no longer takes the token. */
export function signOut(reason: Farewell | null = null): void {
  farewell = reason;
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
