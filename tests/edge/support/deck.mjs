// What tests of actions have in common: people, things to act on, and running an action.

import { newKey, person, startSystem } from './system.mjs';

export const crew = person('Halcyon', 'crew');
export const captain = person('Halcyon', 'captain');
export const stranger = person('Stormpetrel', 'captain');
export const kSentence = 'I have counted this part myself and the quantity I enter is correct.';

/** A running system with a part and an open work order of the crew's yacht, and a part of another's. */
export async function startDeck() {
  const system = await startSystem();
  const [asCrew, asCaptain, asStranger] = [crew, captain, stranger].map(system.as);
  const first = async (call, path) => (await call(path)).body.items[0];
  return {
    system,
    asCrew,
    asCaptain,
    asStranger,
    part: await first(asCrew, '/v1/parts/low-stock?limit=1'),
    theirs: await first(asStranger, '/v1/parts/low-stock?limit=1'),
    order: await first(asCrew, '/v1/work-orders?status=open&limit=1'),
    stockOf: async (id) => (await asCrew(`/v1/parts/${id}`)).body.stock,
    /** The last entry of the crew's audit line, read as fairlead_edge. */
    lastEntry: () =>
      system.database.as(crew, async (sql) => {
        const [row] = await sql`
          select audit_entry(l) as entry, entry_hash from pms_audit_log l order by seq desc limit 1`;
        return row;
      }),
  };
}

/** Runs an action, under a new idempotency key unless told otherwise. */
export const run = (as, action, body, options = { key: newKey() }) => as(`/v1/actions/${action}`, { body, ...options });

export const codeOf = ({ status, body }) => [status, body.code];
