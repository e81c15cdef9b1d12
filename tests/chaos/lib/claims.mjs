// The log of claims and leaders (claims.sql), and what it answers. All moments are the database's own.
import { readFileSync } from 'node:fs';

const kScript = new URL('claims.sql', import.meta.url);

export class Claims {
  #sql;

  /** Installs the log in a cluster that has the log of effects. */
  static async watch(cluster) {
    const claims = new Claims();
    claims.#sql = cluster.sql('superuser');
    await claims.#sql.unsafe(readFileSync(kScript, 'utf8'));
    return claims;
  }

  /** Seconds since 1970 by the database's clock. */
  async now() {
    const [{ now }] = await this.#sql`select extract(epoch from clock_timestamp())::float8 as now`;
    return now;
  }

  /** What workers whose names begin with `prefix` hold: {job, lease, worker}, numbers as text. */
  held(prefix) {
    return this.#sql`select id as job, lease, locked_by as worker from ai_jobs
                      where status = 'running' and starts_with(locked_by, ${prefix})`;
  }

  /**
   * What became of jobs that were held by workers whose names begin with `prefix`, in their order:
   * {finished, at}, where `finished` says that it was done under the same lease after all, and `at` is
   * when others claimed it, null for not yet.
   */
  fates(held, prefix) {
    return this.#sql`
      select exists (select from chaos.effects e
                      where e.what = 'succeeded' and e.job = h.job and e.lease = h.lease) as finished,
             (select extract(epoch from min(c.at)) from chaos.claims c
               where c.job = h.job and c.lease > h.lease and not starts_with(c.worker, ${prefix}))::float8 as at
        from unnest(${held.map(({ job }) => job)}::bigint[], ${held.map(({ lease }) => lease)}::bigint[])
             with ordinality as h (job, lease, place)
       order by place`;
  }

  /** The first claim after a moment by workers whose names begin with `prefix`: when, or undefined. */
  async firstOf(prefix, after) {
    const [claim] = await this.#sql`
      select extract(epoch from at)::float8 as at from chaos.claims
       where starts_with(worker, ${prefix}) and at > to_timestamp(${after}) order by at limit 1`;
    return claim?.at;
  }

  /** Who leads: {holder, until}, or undefined. */
  async leader() {
    const [leader] = await this.#sql`select holder, extract(epoch from until)::float8 as until from ai_leaders`;
    return leader;
  }

  /** The first change of leader after a moment: {holder, at}, or undefined. */
  async nextLeader(after) {
    const [leader] = await this.#sql`
      select holder, extract(epoch from at)::float8 as at from chaos.leads
       where at > to_timestamp(${after}) order by at limit 1`;
    return leader;
  }

  /** The longest time between two claims, whoever made them, from one moment to another, in seconds. */
  async longestPause(from, to) {
    const [{ pause }] = await this.#sql`
      select coalesce(max(extract(epoch from until - since)), 0)::float8 as pause
        from (select at as since, lead(at) over (order by at) as until from chaos.claims
               where at between to_timestamp(${from}) and to_timestamp(${to})) as claims`;
    return pause;
  }

  /** Whether workers at this address hold a transaction open, which they do not go on with. */
  async inTransaction(address) {
    const rows = await this.#sql`select from pg_stat_activity
                                  where client_addr = ${address} and state = 'idle in transaction'`;
    return rows.length > 0;
  }

  /** What was claimed by whom, in all: {claims, jobs, leases, workers}. */
  async counts() {
    const [counts] = await this.#sql`
      select count(*)::integer as claims, count(distinct job)::integer as jobs,
             count(distinct (job, lease))::integer as leases, count(distinct worker)::integer as workers
        from chaos.claims`;
    return counts;
  }
}
