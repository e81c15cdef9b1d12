/** The signed-in member, their rules and their device key, for every view below the frame. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

import type { Me } from './api.ts';
import type { Rules } from './rules.ts';

export interface Member {
  me: Me;
  rules: Rules;
  /** Asks the edge again who we are, for instance after a key was enrolled. */
  refresh: () => void;
}

export const MemberContext = createContext<Member | null>(null);

export function useMember(): Member {
  const member = useContext(MemberContext);
  if (!member) throw new Error('A view for members was drawn before anybody signed in.');
  return member;
}
