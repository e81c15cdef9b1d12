/** Whose a twin is, and what belongs to it. Another tenant's is not there; another member's is not one's own. */

import type { Session } from '../database/member.ts';
import { notFound, Problem } from '../http/problem.ts';

export interface Twin {
  id: string;
  owner_id: string;
  name: string;
}

/**
 * The twin, if it is the member's own.
 *
 * @throws Problem 404 where the tenant has no such twin, 403 `not_owner` where it is another member's
 */
export async function verifyTwinOwnership({ sql, member }: Session, id: string): Promise<Twin> {
  const [twin] = await sql<Twin[]>`
    select id, owner_id, name from twins where tenant_id = claimed_tenant() and id = ${id}`;
  if (!twin) throw notFound('There is no such twin here.');
  if (twin.owner_id !== member.user_id) {
    throw new Problem(403, 'not_owner', "This twin is another member's. Only its owner may use it.");
  }
  return twin;
}

/** The conversation's twin, if it is the member's own. @throws as verifyTwinOwnership */
export async function verifyConversationOwnership(session: Session, id: string): Promise<Twin> {
  const [conversation] = await session.sql<{ twin_id: string }[]>`
    select twin_id from conversations where tenant_id = claimed_tenant() and id = ${id}`;
  if (!conversation) throw notFound('There is no such conversation here.');
  return verifyTwinOwnership(session, conversation.twin_id);
}
