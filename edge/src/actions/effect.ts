import type { JsonValue } from '@fairlead/core/json';
import type { Session } from '../database/member.ts';

/** An allowed action, on its way into the database. */
export interface Order {
  session: Session;
  /** The thing it is done to, as found in the tenant; null where the action names none. */
  entityId: string | null;
  /** Judged by the registry: members have the types their fields declare. */
  payload: { [member: string]: unknown };
}

/** What an action did, or for a READ found. */
export interface Effect {
  /** Goes into the answer. */
  result: { [member: string]: unknown };
  /** What was changed, as it was and as it is now; kept as hashes in the audit entry. */
  before?: { [member: string]: JsonValue };
  after?: { [member: string]: JsonValue };
}

/** Does one action. Everything in one transaction; what it throws undoes it. */
export type Perform = (order: Order) => Promise<Effect>;
