// Mails as they come in: stored with the statement of `fairlead mail import`, which asks for the
// summary in the same transaction, as the worker's role.
import { setTimeout as sleep } from 'node:timers/promises';

const kTenants = 5;
const kRetryMilliseconds = 100;

const tenantOf = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const accountOf = (n) => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`;

/** Makes the tenants and their mail accounts. */
export async function makeTenants(cluster) {
  const sql = cluster.sql('superuser');
  for (let n = 1; n <= kTenants; n++) {
    await sql`insert into tenants (tenant_id, name) values (${tenantOf(n)}, ${`Yacht ${n}`})`;
    await sql`insert into credentials (tenant_id, account_id, provider, address)
              values (${tenantOf(n)}, ${accountOf(n)}, 'imap', ${`bridge@yacht-${n}.example`})`;
  }
}

const store = (sql, first, count) => sql`
  with stored as (
    insert into public.emails (tenant_id, account_id, gmail_message_id, thread_id, from_name, from_address,
                               to_addresses, subject, body_text, received_at)
    select c.tenant_id, c.account_id, 'mail-' || n || '@agency.example', 'thread-' || n / 3, 'Agent ' || n % 17,
           'agent' || n % 17 || '@agency.example', array[c.address], 'Berth ' || n % 40 || ', call ' || n,
           'Dear Captain, berth ' || n % 40 || ' is confirmed for call ' || n || '. Please send us the crew list by '
           || 'the ' || 1 + n % 28 || 'th. The water is at the bollard. Pilot and tugs are ordered for '
           || 6 + n % 12 || ' o''clock.', clock_timestamp()
      from generate_series(${first}::integer, ${first + count - 1}::integer) n
      join public.credentials c
        on c.account_id = ('00000000-0000-4000-9000-' || lpad((1 + n % ${kTenants}::integer)::text, 12, '0'))::uuid
    on conflict (tenant_id, account_id, gmail_message_id) do nothing
    returning tenant_id, account_id, gmail_message_id)
  select count(job.added)
    from stored, public.ai_enqueue('email_summarize_v1', p_tenant_id => stored.tenant_id,
                                   p_account_id => stored.account_id,
                                   p_gmail_message_id => stored.gmail_message_id) job`;

/**
 * Stores mails `first` to `first + count - 1` in one transaction. Where the database goes away it
 * asks again until they are there: what was stored already is left alone.
 */
export async function addMails(cluster, first, count, { giveUpAt = Date.now() + 120_000 } = {}) {
  for (;;) {
    try {
      return await store(cluster.sql('worker'), first, count);
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await sleep(kRetryMilliseconds);
    }
  }
}
