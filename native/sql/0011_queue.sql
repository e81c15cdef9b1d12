-- The durable queue.
--
--   ai_jobs      the truth: each job and its state. None of its indexes holds what a claim or a
--                completion changes, so both are heap-only updates: no index is touched
--   ai_ready     the waiting line: one row a queued job, in the order in which they are taken
--   ai_running   one row a lease that is held, so that holders can be counted and the dead found
--
-- A job is taken out of the line by the claim itself. Whatever else queues it, puts it off or ends it
-- while it waits, by a function or by hand, is seen by triggers. The line may hold a row too many (a
-- claim that was rolled back while somebody cancelled the job), never one too few: a claim checks each
-- row against ai_jobs and throws it away where it does not fit.

-- Times, in words that are immutable themselves: the planner puts them in the place of the call.

create or replace function to_micros(p_at timestamptz) returns bigint
  language sql immutable strict parallel safe
  as $$ select (extract(epoch from p_at - timestamptz 'epoch') * 1000000)::bigint $$;
create or replace function from_micros(p_micros bigint) returns timestamptz
  language sql immutable strict parallel safe
  as $$ select (timestamp 'epoch' + p_micros * interval '1 microsecond') at time zone 'UTC' $$;
create function is_ahead(p_at timestamptz) returns boolean
  language sql volatile strict parallel safe
  as $$ select p_at > clock_timestamp() + interval '1 second' $$;
comment on function is_ahead(timestamptz) is 'Whether a change that was written down at this time was so by a clock that stepped back since.';

-- What a row of ai_jobs may be. Short conditions stand in the table's CHECKs, in words, which each statement
-- that writes to the table reads anew; long ones in functions, which a session reads once, but which cost
-- more for each row.

create function is_job_state(p_status text, p_finished_at timestamptz, p_locked_by text, p_claimed_at timestamptz,
                             p_heartbeat_at timestamptz) returns boolean
  language plpgsql immutable parallel safe
  as $$
    begin
      return case p_status
        when 'queued' then p_finished_at is null
        when 'running' then p_finished_at is null and num_nulls(p_locked_by, p_claimed_at, p_heartbeat_at) = 0
        else p_status in ('succeeded', 'dead', 'cancelled') and p_finished_at is not null
      end;
    end
  $$;
comment on function is_job_state(text, timestamptz, text, timestamptz, timestamptz) is
  'Whether a job may be in this state: one that runs has a holder, and one that finished, none else, the time of it.';

create function is_trace_parent(p_text text) returns boolean
  language plpgsql immutable strict parallel safe
  as $$
    begin
      return p_text ~ '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$';
    end
  $$;
comment on function is_trace_parent(text) is 'Whether this is a traceparent of W3C Trace Context.';

grant execute on function is_job_state(text, timestamptz, text, timestamptz, timestamptz), is_trace_parent(text)
  to authenticated, fairlead_worker, fairlead_admin, fairlead_definer;

-- Jobs -------------------------------------------------------------------------------------------

drop function ai_claim_jobs(text, integer, text);
drop index ai_jobs_poll_idx, ai_jobs_next, ai_jobs_next_of_tenant, ai_jobs_running;
alter table ai_jobs
  drop constraint ai_jobs_dedupe_uq,
  drop constraint valid_job_type,
  drop constraint mail_job_names_mail,
  drop constraint running_has_holder,
  drop constraint valid_status,
  drop constraint finished_when_so,
  drop constraint ai_jobs_trace_parent_check,
  drop constraint ai_jobs_attempts_check,
  drop constraint ai_jobs_losses_check,
  alter column job_type type text collate "C",
  alter column dedupe_key type text collate "C",
  alter column gmail_message_id type text collate "C",
  add column claimed_at timestamptz,
  add column deferrals integer not null default 0,
  set (fillfactor = 30);  -- room for three versions of each row: queued, running, finished

-- Rows of before get the type's new name, and what new ones have.
alter table ai_jobs no force row level security, disable trigger set_updated_at;
update ai_jobs set job_type = 'email_summarize_v1' where job_type = 'email_summary';
update ai_jobs set claimed_at = heartbeat_at where status = 'running';

alter table ai_jobs
  -- The key first: it tells rows apart at once, where tenant and type are the same for many.
  add constraint ai_jobs_dedupe_uq unique (dedupe_key, job_type, tenant_id),
  -- Times that the rules can count with (core/job/time.h); with an infinite one every look at the line failed.
  add constraint valid_time
    check (run_after between timestamptz '1970-01-01 00:00+00' and timestamptz '2255-06-05 23:47:34.740991+00'),
  add constraint nothing_below_zero check (least(attempts, losses, deferrals) >= 0),
  add constraint valid_job_type
    check (job_type in ('email_summarize_v1', 'graph_extraction', 'source_ingestion', 'deep_scrub')),
  add constraint valid_status check (is_job_state(status, finished_at, locked_by, claimed_at, heartbeat_at)),
  add constraint mail_job_names_mail
    check (num_nonnulls(account_id, gmail_message_id) <> 1
           and (job_type <> 'email_summarize_v1' or account_id is not null)),
  add constraint valid_trace_parent check (is_trace_parent(trace_parent));
create index ai_jobs_failed on ai_jobs (last_error_at) where last_error_at is not null;
create index ai_jobs_by_age on ai_jobs using brin (created_at) with (pages_per_range = 32);
comment on column ai_jobs.claimed_at is 'When its holder took it; the time budget counts from here.';
comment on column ai_jobs.deferrals is 'How often it was deferred since the last charged failure: for the provider''s sake, not its own.';
comment on index ai_jobs_failed is 'The jobs that ever failed, dead ones among them. An index by status would be written anew at each claim.';

-- The queue's functions set updated_at themselves. A trigger before an update locks each row once more,
-- and writes that down, before it looks whether it has anything to do: an eighth of a job in batches.
drop trigger set_updated_at on ai_jobs;
comment on column ai_jobs.updated_at is 'The last change by a function of the queue. A change made by hand sets it, or leaves it.';

create table ai_ready (
  tenant_id uuid not null,
  job_type  text collate "C" not null,
  priority  smallint not null,
  run_after timestamptz not null,
  id        bigint not null,
  primary key (tenant_id, job_type, priority, run_after, id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0);
comment on table ai_ready is 'The waiting line: one row a queued job. Kept by triggers on ai_jobs; taken from by claims alone.';

create table ai_running (
  tenant_id uuid not null,
  id        bigint not null,
  job_type  text collate "C" not null,
  lease     bigint not null,
  primary key (tenant_id, id, lease)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0);
comment on table ai_running is 'The leases that workers hold: one row a running job. One that a change made by hand left behind goes with the next rescue, or with the end of its job.';

insert into ai_ready (tenant_id, job_type, priority, run_after, id)
select tenant_id, job_type, priority, run_after, id from ai_jobs where status = 'queued';
insert into ai_running (tenant_id, id, job_type, lease) select tenant_id, id, job_type, lease from ai_jobs where status = 'running';
alter table ai_jobs force row level security;

-- A key that grows: new jobs go to one end of the unique index, however many finished ones stand in it.
create or replace function complete_job() returns trigger
  language plpgsql set search_path = ''
  as $$
    begin
      if new.tenant_id is null and new.account_id is not null then
        select c.tenant_id into new.tenant_id from public.credentials c where c.account_id = new.account_id;
      end if;
      new.tenant_id := coalesce(new.tenant_id, public.claimed_tenant());
      new.run_after := coalesce(new.run_after, clock_timestamp());
      new.dedupe_key := coalesce(new.dedupe_key, new.account_id || ':' || new.gmail_message_id,
                                 'job ' || to_char(new.id, 'FM0000000000000000000'));
      return new;
    end
  $$;

-- The line ---------------------------------------------------------------------------------------

create function ai_line_up() returns trigger
  language plpgsql
  as $$
    declare
      due_type text;
    begin
      insert into public.ai_ready (tenant_id, job_type, priority, run_after, id)
      select a.tenant_id, a.job_type, a.priority, a.run_after, a.id from added a where a.status = 'queued';
      for due_type in
        select distinct a.job_type from added a where a.status = 'queued' and a.run_after <= clock_timestamp()
      loop
        perform pg_notify('ai_jobs', due_type);
      end loop;
      return null;
    end
  $$;
comment on function ai_line_up() is
  'AFTER INSERT: puts new jobs into the waiting line, and wakes the workers (channel ai_jobs, the payload is the job type) where one is due.';
create trigger line_up after insert on ai_jobs
  referencing new table as added for each statement execute function ai_line_up();

-- The condition is short, for it is read anew by each statement. A row of the line that is locked
-- belongs to a claim, which waits for this transaction, finds that job and row differ, and throws the
-- row away: waiting for it here would be a deadlock.
create function ai_keep_line() returns trigger
  language plpgsql
  as $$
    declare
      moved constant boolean := tg_op = 'DELETE' or
        (new.status, new.job_type, new.priority, new.run_after)
          is distinct from (old.status, old.job_type, old.priority, old.run_after);
    begin
      if moved and old.status = 'queued' then
        delete from public.ai_ready r where r.ctid in (
          select q.ctid from public.ai_ready q
          where q.tenant_id = old.tenant_id and q.job_type = old.job_type and q.priority = old.priority
            and q.run_after = old.run_after and q.id = old.id
          for update skip locked);
      end if;
      if moved and tg_op = 'UPDATE' and new.status = 'queued' then
        insert into public.ai_ready (tenant_id, job_type, priority, run_after, id)
        values (new.tenant_id, new.job_type, new.priority, new.run_after, new.id)
        on conflict do nothing;
        if new.run_after <= clock_timestamp() then
          perform pg_notify('ai_jobs', new.job_type);
        end if;
      end if;
      return null;
    end
  $$;
comment on function ai_keep_line() is
  'AFTER UPDATE or DELETE: takes a job that does not wait there any more out of the waiting line, puts one that is queued again, or in another place, into it, and wakes the workers where it is due.';
create trigger keep_line after update on ai_jobs for each row
  when (new.status = 'queued' or old.status = 'queued' and new.status <> 'running')
  execute function ai_keep_line();
create trigger leave_line after delete on ai_jobs for each row
  when (old.status = 'queued') execute function ai_keep_line();

-- Shares -----------------------------------------------------------------------------------------

alter table tenants
  add column job_weight integer not null default 1 check (job_weight between 1 and 1000),
  add column job_limit  integer check (job_limit > 0);
comment on column tenants.job_weight is 'The tenant''s share of the workers, relative to others that wait.';
comment on column tenants.job_limit is 'How many of its jobs of one type may run at once; null is no limit.';

create table ai_shares (
  tenant_id uuid not null references tenants,
  job_type  text collate "C" not null,
  pass      bigint not null,
  primary key (tenant_id, job_type)
);
comment on table ai_shares is 'How far each tenant has come in its share of the work (stride scheduling, core/job/share.h).';

create table ai_turns (
  job_type text collate "C" primary key,
  pass     bigint not null default 0
);
comment on table ai_turns is 'The pass of the last turn of each job type. Whoever shares jobs out among tenants holds its row.';

create function ai_waiting(p_job_type text)
  returns table (tenant_id uuid, weight integer, running_limit integer, running bigint, pass bigint,
                 priority smallint, run_after bigint, id bigint)
  language plpgsql stable
  set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
  set plan_cache_mode = force_generic_plan
  as $$
    declare
      now constant timestamptz := clock_timestamp();
      due timestamptz;
    begin
      select r.tenant_id into tenant_id from public.ai_ready r order by r.tenant_id limit 1;
      while tenant_id is not null loop
        priority := -32768;
        loop
          select r.priority, r.run_after, r.id into priority, due, id from public.ai_ready r
          where r.tenant_id = ai_waiting.tenant_id and r.job_type = p_job_type and r.priority >= ai_waiting.priority
          order by r.priority, r.run_after, r.id limit 1;
          exit when not found or due <= now or priority = 32767;
          priority := priority + 1;
        end loop;
        if due <= now then
          select t.job_weight, t.job_limit, coalesce(s.pass, 0),
                 case when t.job_limit is null then 0 else
                   (select count(*) from public.ai_running u where u.tenant_id = t.tenant_id and u.job_type = p_job_type) end
            into weight, running_limit, pass, running
            from public.tenants t left join public.ai_shares s on s.tenant_id = t.tenant_id and s.job_type = p_job_type
            where t.tenant_id = ai_waiting.tenant_id;
          run_after := public.to_micros(due);
          return next;
        end if;
        select r.tenant_id into tenant_id from public.ai_ready r
        where r.tenant_id > ai_waiting.tenant_id order by r.tenant_id limit 1;
      end loop;
    end
  $$;
comment on function ai_waiting(text) is
  'The tenants that have due jobs of a type, with what their share depends on, and where in the line the first of these stands. Jumps from tenant to tenant and from priority to priority, however long the line is.';

-- Claims -----------------------------------------------------------------------------------------

-- Statistics are of little use here: a line that is empty when they are taken may hold a million jobs before
-- the plans that rest on them are made anew. So the line is read by its index, in order, whatever they say.
-- And where two tables are joined, a lateral subquery (offset 0 keeps it one) says which leads: the one whose
-- rows are few because the statement has just named them. What was found so is deleted by its place, all of
-- it in one scan: a tenth less work than to join it.

create function ai_claim_jobs_of(p_job_type text, p_worker_id text, p_tenants uuid[], p_slots integer[],
                                 p_priorities smallint[], p_run_after bigint[], p_ids bigint[])
  returns table (tenant_id uuid, id bigint, job_type text, payload jsonb, account_id uuid, gmail_message_id text,
                 trace_parent text, created_at bigint, priority smallint, status text, lease bigint, attempts integer,
                 losses integer, deferrals integer, run_after bigint, locked_by text, claimed_at bigint,
                 heartbeat_at bigint, finished_at bigint, last_error_code text, last_error_at bigint)
  language plpgsql
  set search_path = '' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  set enable_bitmapscan = off set enable_sort = off
  set plan_cache_mode = force_generic_plan
  as $$
    #variable_conflict use_column
    declare
      now constant timestamptz := clock_timestamp();
      at constant bigint := public.to_micros(now);
    begin
      return query
        with due as materialized (
          select line.* from unnest(p_tenants, p_slots, p_priorities, p_run_after, p_ids)
                               as wanted (tenant_id, slots, priority, run_after, id)
          cross join lateral (
            select r.ctid as place, r.tenant_id, r.id, r.priority, r.run_after from public.ai_ready r
            where r.tenant_id = wanted.tenant_id and r.job_type = p_job_type and r.run_after <= now
              and (r.priority, r.run_after, r.id) >= (wanted.priority, public.from_micros(wanted.run_after), wanted.id)
            order by r.priority, r.run_after, r.id
            limit wanted.slots for update skip locked) as line),
        taken as (
          delete from public.ai_ready r where r.ctid = any (array(select due.place from due))),
        claimed as (
          update public.ai_jobs j
             set status = 'running', lease = j.lease + 1, locked_by = p_worker_id, claimed_at = now, heartbeat_at = now,
                 updated_at = greatest(now, j.updated_at + interval '1 microsecond')
            from due
           where j.tenant_id = due.tenant_id and j.id = due.id
             and j.status = 'queued' and j.run_after = due.run_after and j.priority = due.priority
          returning j.*),
        held as (
          insert into public.ai_running (tenant_id, id, job_type, lease) select c.tenant_id, c.id, c.job_type, c.lease from claimed c)
        select c.tenant_id, c.id, c.job_type, c.payload, c.account_id, c.gmail_message_id, c.trace_parent,
               public.to_micros(c.created_at), c.priority, c.status, c.lease, c.attempts, c.losses, c.deferrals,
               public.to_micros(c.run_after), c.locked_by, at, at, null::bigint, c.last_error_code,
               public.to_micros(c.last_error_at)
        from claimed c;
    end
  $$;
comment on function ai_claim_jobs_of(text, text, uuid[], integer[], smallint[], bigint[], bigint[]) is
  'Takes due jobs of a type for a worker (host-pid) and raises their lease: of each tenant up to its slots, in the line''s order, from the place given by priority, run_after and id. Times are microseconds. Two workers never get the same job.';

create function ai_claim_jobs(p_job_type text, p_limit integer, p_worker_id text) returns setof ai_jobs
  language plpgsql set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
  as $$
    declare
      tenants uuid[];
      slots integer[];
      claimed bigint[];
    begin
      -- The most urgent of all tenants, and how many of each tenant that makes.
      select array_agg(s.tenant_id), array_agg(s.slots) into tenants, slots from (
        select due.tenant_id, count(*)::integer as slots from (
          select r.tenant_id from public.ai_waiting(p_job_type) w
          cross join lateral (
            select q.tenant_id, q.priority, q.run_after, q.id from public.ai_ready q
            where q.tenant_id = w.tenant_id and q.job_type = p_job_type and q.run_after <= clock_timestamp()
            order by q.priority, q.run_after, q.id limit p_limit) as r
          order by r.priority, r.run_after, r.id limit p_limit) as due
        group by due.tenant_id) as s;
      if tenants is not null then
        select array_agg(c.id) into claimed from public.ai_claim_jobs_of(
          p_job_type, p_worker_id, tenants, slots,
          array_fill((-32768)::smallint, array[cardinality(tenants)]),
          array_fill(0::bigint, array[cardinality(tenants)]), array_fill(0::bigint, array[cardinality(tenants)])) c;
        -- A statement of its own, which sees what the claim wrote.
        return query
          select j.* from public.ai_jobs j
          where j.tenant_id = any (tenants) and j.id = any (claimed) order by j.priority, j.run_after, j.id;
      end if;
    end
  $$;
comment on function ai_claim_jobs(text, integer, text) is
  'Takes up to p_limit due jobs of a type for a worker (host-pid), most urgent first whoever''s they are, and raises their lease. For claims by hand: the workers share out among tenants, see ai_claim_jobs_of.';

-- Endings ----------------------------------------------------------------------------------------

create function ai_complete_jobs(p_tenants uuid[], p_ids bigint[], p_leases bigint[])
  returns table (id bigint, lease bigint, finished_at bigint)
  language plpgsql
  set search_path = '' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan
  as $$
    #variable_conflict use_column
    declare
      now constant timestamptz := clock_timestamp();
      at constant bigint := public.to_micros(now);
    begin
      return query
        with done as (
          update public.ai_jobs j
             set status = 'succeeded', finished_at = now, locked_by = null, claimed_at = null, heartbeat_at = null,
                 updated_at = greatest(now, j.updated_at + interval '1 microsecond')
            from unnest(p_tenants, p_ids, p_leases) as e (tenant_id, id, lease)
           where j.tenant_id = e.tenant_id and j.id = e.id and j.lease = e.lease and j.status = 'running'
          returning j.tenant_id, j.id, j.lease),
        gone as (
          delete from public.ai_running r where r.ctid = any (array(
            select held.place from done cross join lateral (
              select u.ctid as place from public.ai_running u
              where u.tenant_id = done.tenant_id and u.id = done.id offset 0) as held)))
        select done.id, done.lease, at from done;
    end
  $$;
comment on function ai_complete_jobs(uuid[], bigint[], bigint[]) is
  'Ends running jobs as succeeded, each if the lease is still the one given, and gives these with the time. A job that is left out belongs to somebody else by now.';

create function ai_settle_jobs(p_decided jsonb) returns table (id bigint, lease bigint)
  language plpgsql
  set search_path = '' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  as $$
    #variable_conflict use_column
    begin
      return query
        with decided as materialized (
          select * from jsonb_to_recordset(p_decided) as d (
            tenant_id uuid, id bigint, lease bigint, was text, status text, attempts integer, losses integer,
            deferrals integer, run_after bigint, locked_by text, claimed_at bigint, heartbeat_at bigint,
            finished_at bigint, last_error_code text, last_error_at bigint)),
        settled as (
          update public.ai_jobs j
             set status = d.status, attempts = d.attempts, losses = d.losses, deferrals = d.deferrals,
                 run_after = public.from_micros(d.run_after), locked_by = d.locked_by,
                 claimed_at = public.from_micros(d.claimed_at), heartbeat_at = public.from_micros(d.heartbeat_at),
                 finished_at = public.from_micros(d.finished_at), last_error_code = d.last_error_code,
                 last_error_at = public.from_micros(d.last_error_at),
                 updated_at = case when public.is_ahead(j.updated_at) then clock_timestamp() else public.next_updated_at(j.updated_at) end
            from decided d
           where j.tenant_id = d.tenant_id and j.id = d.id and j.lease = d.lease and j.status = d.was
          returning j.tenant_id, j.id, j.lease, j.status, d.was),
        let_go as (
          delete from public.ai_running r where r.ctid = any (array(
            select held.place from settled s cross join lateral (
              select u.ctid as place from public.ai_running u
              where u.tenant_id = s.tenant_id and u.id = s.id offset 0) as held
            where s.was = 'running' and s.status <> 'running'))),
        begun_anew as (
          delete from public.job_checkpoints c where c.ctid = any (array(
            select kept.place from settled s cross join lateral (
              select k.ctid as place from public.job_checkpoints k
              where k.tenant_id = s.tenant_id and k.job_id = s.id offset 0) as kept
            where s.status = 'queued' and s.was in ('succeeded', 'dead', 'cancelled'))))
        select s.id, s.lease from settled s;
    end
  $$;
comment on function ai_settle_jobs(jsonb) is
  'Gives jobs the states that the rules of core/job decided on (an array of objects; times in microseconds), each if lease and status are still those that the rule saw, and gives these. Decides nothing itself.';

create function ai_heartbeat(p_tenants uuid[], p_ids bigint[], p_leases bigint[])
  returns table (id bigint, lease bigint)
  language plpgsql
  set search_path = '' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  as $$
    #variable_conflict use_column
    declare
      now constant timestamptz := clock_timestamp();
    begin
      return query
        update public.ai_jobs j set heartbeat_at = now, updated_at = greatest(now, j.updated_at + interval '1 microsecond')
          from unnest(p_tenants, p_ids, p_leases) as h (tenant_id, id, lease)
         where j.tenant_id = h.tenant_id and j.id = h.id and j.lease = h.lease and j.status = 'running'
        returning j.id, j.lease;
    end
  $$;
comment on function ai_heartbeat(uuid[], bigint[], bigint[]) is
  'Says that the holder of these leases lives; gives those that it still holds.';

create function ai_save_checkpoint(p_tenant uuid, p_id bigint, p_lease bigint, p_step text, p_state jsonb) returns boolean
  language plpgsql set search_path = ''
  as $$
    begin
      perform from public.ai_jobs j
        where j.tenant_id = p_tenant and j.id = p_id and j.lease = p_lease and j.status = 'running'
        for no key update;
      if not found then
        return false;
      end if;
      insert into public.job_checkpoints (tenant_id, job_id, step, lease, state)
      values (p_tenant, p_id, p_step, p_lease, p_state)
      on conflict (tenant_id, job_id, step) do update set lease = excluded.lease, state = excluded.state;
      return true;
    end
  $$;
comment on function ai_save_checkpoint(uuid, bigint, bigint, text, jsonb) is
  'Keeps what a step of a job gave, for whoever goes on with it; false, and nothing kept, where the lease is not the job''s any more.';

-- Requests ---------------------------------------------------------------------------------------

create function ai_enqueue(p_job_type text, p_dedupe_key text default null, p_payload jsonb default '{}',
                           p_priority integer default 100, p_run_after timestamptz default null,
                           p_account_id uuid default null, p_gmail_message_id text default null,
                           p_trace_parent text default null, p_tenant_id uuid default null)
  returns table (tenant_id uuid, id bigint, added boolean, status text)
  language plpgsql set search_path = ''
  as $$
    #variable_conflict use_column
    declare
      mail_tenant uuid := coalesce(p_tenant_id, public.claimed_tenant(),
                                   (select c.tenant_id from public.credentials c where c.account_id = p_account_id));
      key text := coalesce(p_dedupe_key, p_account_id || ':' || p_gmail_message_id);
    begin
      if p_tenant_id is null then
        return query
          insert into public.ai_jobs (job_type, dedupe_key, payload, priority, run_after, account_id, gmail_message_id, trace_parent)
          values (p_job_type, key, p_payload, p_priority, p_run_after, p_account_id, p_gmail_message_id, p_trace_parent)
          on conflict do nothing returning tenant_id, id, true, status;
      else
        return query
          insert into public.ai_jobs (tenant_id, job_type, dedupe_key, payload, priority, run_after, account_id, gmail_message_id, trace_parent)
          values (p_tenant_id, p_job_type, key, p_payload, p_priority, p_run_after, p_account_id, p_gmail_message_id, p_trace_parent)
          on conflict do nothing returning tenant_id, id, true, status;
      end if;
      if not found then
        return query
          select j.tenant_id, j.id, false, j.status from public.ai_jobs j
          where j.dedupe_key = key and j.job_type = p_job_type and j.tenant_id = mail_tenant
          union
          select j.tenant_id, j.id, false, j.status from public.ai_jobs j
          where j.gmail_message_id = p_gmail_message_id and j.account_id = p_account_id and j.job_type = p_job_type
          limit 1;
      end if;
    end
  $$;
comment on function ai_enqueue(text, text, jsonb, integer, timestamptz, uuid, text, text, uuid) is
  'Asks for a job in the caller''s transaction, for the tenant of the claims, of the mail account, or the one a worker names. One that is there already (same type and key, or same mail) is left as it is and told: added is false, status is where it stands.';

create function ai_ask_again(p_id bigint, p_payload jsonb default null, p_trace_parent text default null) returns boolean
  language plpgsql
  as $$
    begin
      update public.ai_jobs j
         set status = 'queued', payload = coalesce(p_payload, j.payload), attempts = 0, losses = 0, deferrals = 0,
             run_after = clock_timestamp(), finished_at = null, trace_parent = coalesce(p_trace_parent, j.trace_parent),
             updated_at = public.next_updated_at(j.updated_at)
       where j.tenant_id = public.principal_tenant() and j.id = p_id and j.status in ('succeeded', 'dead', 'cancelled');
      if found then
        delete from public.job_checkpoints c where c.tenant_id = public.principal_tenant() and c.job_id = p_id;
        return true;
      end if;
      return false;
    end
  $$;
comment on function ai_ask_again(bigint, jsonb, text) is
  'Queues a finished job of the claims'' tenant once more, all over again (core/job, requeue), with another payload and another trace where they are given; false where it has not finished or is not there.';

-- Providers, leaders, times ----------------------------------------------------------------------

alter table provider_state
  add column openings     integer not null default 0 check (openings >= 0),
  add column bucket_parts bigint,
  add column bucket_at    timestamptz;
comment on column provider_state.openings is 'How often in a row the breaker opened for failures; each time it stays open longer.';
comment on column provider_state.bucket_parts is 'What the token bucket held at bucket_at, in parts of a token (core/job/token_bucket.h); null is a full one.';

create table ai_leaders (
  what   text primary key check (length(what) between 1 and 80),
  holder text not null,
  until  timestamptz not null
);
comment on table ai_leaders is 'Who does alone what one worker of the fleet has to do, and until when. A leader that is gone is followed when its time is over.';

create function ai_lead(p_what text, p_holder text, p_time interval) returns boolean
  language sql
  as $$
    with taken as (
      insert into public.ai_leaders as l (what, holder, until) values (p_what, p_holder, clock_timestamp() + p_time)
      on conflict (what) do update set holder = excluded.holder, until = excluded.until
        where l.holder = excluded.holder or l.until <= clock_timestamp() or p_time > interval '0' and l.until > clock_timestamp() + 2 * p_time
      returning 1)
    select exists (select from taken)
  $$;
comment on function ai_lead(text, text, interval) is
  'Takes or keeps the lead for a time, if nobody else has it; whether the holder leads now. An end further off than twice the time was set before the clock stepped back, and does not count.';

create table ai_cron (
  tenant_id     uuid not null references tenants,
  name          text not null check (length(name) between 1 and 80),
  schedule      text not null check (length(schedule) between 1 and 120),
  job_type      text not null,
  payload       jsonb not null default '{}',
  priority      smallint not null default 100,
  enabled       boolean not null default true,
  last_fired_at timestamptz not null default clock_timestamp(),
  created_at    timestamptz not null default clock_timestamp(),
  updated_at    timestamptz not null default clock_timestamp(),
  primary key (tenant_id, name)
);
comment on table ai_cron is 'Jobs that are asked for again and again.';
comment on column ai_cron.schedule is 'Minute, hour, day of month, month, day of week, as crontab(5) has them, in UTC.';
comment on column ai_cron.last_fired_at is 'The time, of those that the schedule names, up to which its jobs were asked for.';
create trigger set_updated_at before update on ai_cron
  for each row when (old.* is distinct from new.*) execute function set_updated_at();

-- Who may ----------------------------------------------------------------------------------------

call isolate_tenants('ai_ready', 'ai_running', 'ai_shares', 'ai_turns', 'ai_leaders', 'ai_cron');
call admit_workers('ai_ready', 'ai_running', 'ai_shares', 'ai_turns', 'ai_leaders', 'ai_cron');

-- A table that a worker fills by COPY, to add many jobs at once: COPY passes by no policy. And UTC for all,
-- without a word at the start of each session, which a proxy may refuse or give to somebody else.
do $$
begin
  execute format('grant temporary on database %I to fairlead_worker', current_database());
  execute format('alter database %I set timezone = ''UTC''', current_database());
end
$$;
grant update (claimed_at, deferrals, updated_at) on ai_jobs to fairlead_worker;
grant update (priority), delete on ai_ready to fairlead_worker;
grant insert, delete on ai_running to fairlead_worker;
grant insert (tenant_id, job_type, pass), update (pass) on ai_shares to fairlead_worker;
grant insert (job_type), update (pass) on ai_turns to fairlead_worker;
grant insert, update (holder, until) on ai_leaders to fairlead_worker;
grant insert (tenant_id, name, schedule, job_type, payload, priority, enabled),
      update (schedule, job_type, payload, priority, enabled, last_fired_at), delete on ai_cron to fairlead_worker;
grant insert (openings, bucket_parts, bucket_at), update (openings, bucket_parts, bucket_at) on provider_state to fairlead_worker;
grant update (job_weight, job_limit) on tenants to fairlead_admin;
grant execute on function ai_waiting(text), ai_claim_jobs_of(text, text, uuid[], integer[], smallint[], bigint[], bigint[]),
  ai_claim_jobs(text, integer, text), ai_complete_jobs(uuid[], bigint[], bigint[]), ai_settle_jobs(jsonb),
  ai_heartbeat(uuid[], bigint[], bigint[]), ai_save_checkpoint(uuid, bigint, bigint, text, jsonb),
  ai_lead(text, text, interval), is_ahead(timestamptz) to fairlead_worker;
grant execute on function ai_enqueue(text, text, jsonb, integer, timestamptz, uuid, text, text, uuid)
  to authenticated, fairlead_worker;
grant execute on function ai_ask_again(bigint, jsonb, text) to authenticated;

-- The line is the triggers' alone to fill, whoever changes a job.
create policy line on ai_ready to fairlead_definer using (true) with check (true);
grant select, insert, delete, update (priority) on ai_ready to fairlead_definer;
create policy asked_again on ai_jobs to fairlead_definer using (tenant_id = (select principal_tenant()));
grant select, update (status, payload, attempts, losses, deferrals, run_after, finished_at, trace_parent, updated_at) on ai_jobs to fairlead_definer;
create policy asked_again on job_checkpoints to fairlead_definer using (tenant_id = (select principal_tenant()));
grant select, delete on job_checkpoints to fairlead_definer;
call give_to_definer('ai_line_up()', 'ai_keep_line()', 'ai_ask_again(bigint, jsonb, text)');
