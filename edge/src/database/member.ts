/** One transaction as a member: the role and the claims that row level security rests on, and who the member is. */

import type { SigningKey } from '@fairlead/core/action';
import type { AppContext } from '../http/context.ts';
import { unauthorized } from '../http/problem.ts';
import { settingsOf } from '../settings.ts';
import type { MemberToken } from '../token/tokens.ts';
import { openClient, type Sql, type Transaction } from './client.ts';
import { databaseProblem, isTransient } from './errors.ts';

/** Who calls, as the tenant's own membership says; never as the token says. */
export interface Member {
  user_id: string;
  tenant_id: string;
  tenant_name: string;
  display_name: string;
  role: string;
  related_alpha: number;
  signing_keys: (Required<SigningKey> & { label: string })[];
}

/** A member and the transaction in which they act. */
export interface Session {
  sql: Transaction;
  member: Member;
}

const kAttempts = 3;

/**
 * Runs `work` in one transaction as the token's member; what it throws undoes it all. A transaction that lost a
 * deadlock is run again, so `work` must do nothing but SQL.
 *
 * @throws Problem 401 `token_revoked` when the user is not, or no longer, a member of the tenant
 */
export async function asMember<T>(c: AppContext, work: (session: Session) => Promise<T>): Promise<T> {
  const client = clientOf(c);
  for (let attempt = 1; ; attempt++) {
    try {
      return (await client.begin((sql) => inSession(sql as Transaction, c.var.token, work))) as T;
    } catch (error) {
      if (!isTransient(error) || attempt === kAttempts) throw databaseProblem(error);
    }
  }
}

/** The request's own client, made when first asked for and closed once the answer is out. */
function clientOf(c: AppContext): Sql {
  const known = c.get('client');
  if (known) return known;
  const client = openClient(settingsOf(c.env).databaseUrl);
  c.set('client', client);
  return client;
}

async function inSession<T>(sql: Transaction, token: MemberToken, work: (session: Session) => Promise<T>): Promise<T> {
  await enter(sql, token);
  const [row] = await sql<(Member & { revoked: boolean })[]>`select * from current_principal()`;
  if (!row || row.revoked) {
    throw unauthorized('token_revoked', 'You are not, or no longer, a member here. Ask your captain or manager.');
  }
  return work({ sql, member: row });
}

/** Only what the policies read goes to the database: the user and the tenant. */
async function enter(sql: Transaction, { subject, tenant_id }: MemberToken): Promise<void> {
  const claims = JSON.stringify({ sub: subject, role: 'authenticated', app_metadata: { tenant_id } });
  await sql`
    select set_config('request.jwt.claims', ${claims}, true), set_config('TimeZone', 'UTC', true),
           set_config('role', 'authenticated', true)`;
}
