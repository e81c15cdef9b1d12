-- The schema that the migrations give, as PostgreSQL 15 dumps it. Made by tools/schema-dump; do not edit.
--
-- PostgreSQL database dump
--

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: vector; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;

--
-- Name: EXTENSION vector; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION vector IS 'vector data type and ivfflat and hnsw access methods';

--
-- Name: embedded_table; Type: DOMAIN; Schema: public; Owner: fairlead_owner
--

CREATE DOMAIN public.embedded_table AS text
	CONSTRAINT embedded_table_check CHECK ((VALUE = ANY (ARRAY['pms_equipment'::text, 'pms_faults'::text, 'pms_parts'::text, 'pms_work_orders'::text, 'pms_notes'::text, 'pms_attachments'::text, 'source_chunks'::text])));

ALTER DOMAIN public.embedded_table OWNER TO fairlead_owner;

--
-- Name: DOMAIN embedded_table; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON DOMAIN public.embedded_table IS 'The tables whose rows have vectors.';

--
-- Name: adjust_stock(uuid, integer, text, text); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.adjust_stock(p_part_id uuid, p_new_quantity integer, p_cause text, p_note text DEFAULT NULL::text) RETURNS TABLE(transaction_id uuid, quantity integer, stock integer)
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
    declare
      change integer;
    begin
      perform from public.pms_parts p where p.tenant_id = public.claimed_tenant() and p.id = p_part_id for no key update;
      select p_new_quantity - s.stock into change
      from public.pms_part_stock s where s.tenant_id = public.claimed_tenant() and s.part_id = p_part_id;
      if found then
        return query
          insert into public.pms_inventory_transactions as t (part_id, kind, quantity, cause, note)
          values (p_part_id, 'adjustment', change, p_cause, p_note)
          returning t.id, t.quantity, p_new_quantity;
      end if;
    end
  $$;

ALTER FUNCTION public.adjust_stock(p_part_id uuid, p_new_quantity integer, p_cause text, p_note text) OWNER TO fairlead_owner;

--
-- Name: FUNCTION adjust_stock(p_part_id uuid, p_new_quantity integer, p_cause text, p_note text); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.adjust_stock(p_part_id uuid, p_new_quantity integer, p_cause text, p_note text) IS 'Brings the part''s stock to what was counted: enters the difference, taken under the part''s lock. No row where the tenant has no such part.';

--
-- Name: admit_members(regclass[]); Type: PROCEDURE; Schema: public; Owner: fairlead_owner
--

CREATE PROCEDURE public.admit_members(VARIADIC p_tables regclass[])
    LANGUAGE plpgsql
    AS $$
    declare
      one regclass;
    begin
      foreach one in array p_tables loop
        execute format('create policy members on %s to authenticated
                          using (tenant_id = (select principal_tenant()))
                          with check (tenant_id = (select principal_tenant()))', one);
        execute format('grant select on %s to authenticated', one);
      end loop;
    end
  $$;

ALTER PROCEDURE public.admit_members(VARIADIC p_tables regclass[]) OWNER TO fairlead_owner;

--
-- Name: PROCEDURE admit_members(VARIADIC p_tables regclass[]); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON PROCEDURE public.admit_members(VARIADIC p_tables regclass[]) IS 'For migrations: lets members read their own tenant''s rows, and write them as far as column grants go.';

--
-- Name: admit_workers(regclass[]); Type: PROCEDURE; Schema: public; Owner: fairlead_owner
--

CREATE PROCEDURE public.admit_workers(VARIADIC p_tables regclass[])
    LANGUAGE plpgsql
    AS $$
    declare
      one regclass;
    begin
      foreach one in array p_tables loop
        execute format('create policy workers on %s to fairlead_worker using (true) with check (true)', one);
        execute format('grant select on %s to fairlead_worker', one);
      end loop;
    end
  $$;

ALTER PROCEDURE public.admit_workers(VARIADIC p_tables regclass[]) OWNER TO fairlead_owner;

--
-- Name: PROCEDURE admit_workers(VARIADIC p_tables regclass[]); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON PROCEDURE public.admit_workers(VARIADIC p_tables regclass[]) IS 'For migrations: lets the workers, who serve every tenant, read a table, and write it as far as column grants go.';

--
-- Name: ai_ask_again(bigint, jsonb, text); Type: FUNCTION; Schema: public; Owner: fairlead_definer
--

CREATE FUNCTION public.ai_ask_again(p_id bigint, p_payload jsonb DEFAULT NULL::jsonb, p_trace_parent text DEFAULT NULL::text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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

ALTER FUNCTION public.ai_ask_again(p_id bigint, p_payload jsonb, p_trace_parent text) OWNER TO fairlead_definer;

--
-- Name: FUNCTION ai_ask_again(p_id bigint, p_payload jsonb, p_trace_parent text); Type: COMMENT; Schema: public; Owner: fairlead_definer
--

COMMENT ON FUNCTION public.ai_ask_again(p_id bigint, p_payload jsonb, p_trace_parent text) IS 'Queues a finished job of the claims'' tenant once more, all over again (core/job, requeue), with another payload and another trace where they are given; false where it has not finished or is not there.';

--
-- Name: is_job_state(text, timestamp with time zone, text, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.is_job_state(p_status text, p_finished_at timestamp with time zone, p_locked_by text, p_claimed_at timestamp with time zone, p_heartbeat_at timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
    begin
      return case p_status
        when 'queued' then p_finished_at is null
        when 'running' then p_finished_at is null and num_nulls(p_locked_by, p_claimed_at, p_heartbeat_at) = 0
        else p_status in ('succeeded', 'dead', 'cancelled') and p_finished_at is not null
      end;
    end
  $$;

ALTER FUNCTION public.is_job_state(p_status text, p_finished_at timestamp with time zone, p_locked_by text, p_claimed_at timestamp with time zone, p_heartbeat_at timestamp with time zone) OWNER TO fairlead_owner;

--
-- Name: FUNCTION is_job_state(p_status text, p_finished_at timestamp with time zone, p_locked_by text, p_claimed_at timestamp with time zone, p_heartbeat_at timestamp with time zone); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.is_job_state(p_status text, p_finished_at timestamp with time zone, p_locked_by text, p_claimed_at timestamp with time zone, p_heartbeat_at timestamp with time zone) IS 'Whether a job may be in this state: one that runs has a holder, and one that finished, none else, the time of it.';

--
-- Name: is_trace_parent(text); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.is_trace_parent(p_text text) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
    begin
      return p_text ~ '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$';
    end
  $_$;

ALTER FUNCTION public.is_trace_parent(p_text text) OWNER TO fairlead_owner;

--
-- Name: FUNCTION is_trace_parent(p_text text); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.is_trace_parent(p_text text) IS 'Whether this is a traceparent of W3C Trace Context.';

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: ai_jobs; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.ai_jobs (
    tenant_id uuid NOT NULL,
    id bigint NOT NULL,
    job_type text NOT NULL COLLATE pg_catalog."C",
    dedupe_key text NOT NULL COLLATE pg_catalog."C",
    payload jsonb DEFAULT '{}'::jsonb NOT NULL,
    priority smallint DEFAULT 100 NOT NULL,
    status text DEFAULT 'queued'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    losses integer DEFAULT 0 NOT NULL,
    lease bigint DEFAULT 0 NOT NULL,
    run_after timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    heartbeat_at timestamp with time zone,
    locked_by text,
    last_error_code text,
    last_error_at timestamp with time zone,
    trace_parent text,
    account_id uuid,
    gmail_message_id text COLLATE pg_catalog."C",
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    finished_at timestamp with time zone,
    claimed_at timestamp with time zone,
    deferrals integer DEFAULT 0 NOT NULL,
    twin_id uuid,
    CONSTRAINT mail_job_names_mail CHECK (((num_nonnulls(account_id, gmail_message_id) <> 1) AND ((job_type <> 'email_summarize_v1'::text) OR (account_id IS NOT NULL)))),
    CONSTRAINT nothing_below_zero CHECK ((LEAST(attempts, losses, deferrals) >= 0)),
    CONSTRAINT valid_job_type CHECK ((job_type = ANY (ARRAY['email_summarize_v1'::text, 'graph_extraction'::text, 'source_ingestion'::text, 'deep_scrub'::text]))),
    CONSTRAINT valid_status CHECK (public.is_job_state(status, finished_at, locked_by, claimed_at, heartbeat_at)),
    CONSTRAINT valid_time CHECK (((run_after >= '1970-01-01 00:00:00+00'::timestamp with time zone) AND (run_after <= '2255-06-05 23:47:34.740991+00'::timestamp with time zone))),
    CONSTRAINT valid_trace_parent CHECK (public.is_trace_parent(trace_parent))
)
WITH (fillfactor='30');

ALTER TABLE ONLY public.ai_jobs FORCE ROW LEVEL SECURITY;

ALTER TABLE public.ai_jobs OWNER TO fairlead_owner;

--
-- Name: TABLE ai_jobs; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.ai_jobs IS 'The queue: queued, running, then succeeded, dead or cancelled. One row a thing to do; a job asked for again is the same row, queued again.';

--
-- Name: COLUMN ai_jobs.dedupe_key; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.ai_jobs.dedupe_key IS 'What makes two requests the same job within tenant and type. For mails account and message id, for graphs conversation id and content hash.';

--
-- Name: COLUMN ai_jobs.priority; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.ai_jobs.priority IS 'Lower goes first.';

--
-- Name: COLUMN ai_jobs.losses; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.ai_jobs.losses IS 'How often a worker died with it; counted apart from attempts, the fifth makes it dead.';

--
-- Name: COLUMN ai_jobs.lease; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.ai_jobs.lease IS 'Raised by each claim. A later write must name it and is refused where a newer one exists.';

--
-- Name: COLUMN ai_jobs.locked_by; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.ai_jobs.locked_by IS 'Who runs it: host-pid.';

--
-- Name: COLUMN ai_jobs.updated_at; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.ai_jobs.updated_at IS 'The last change by a function of the queue. A change made by hand sets it, or leaves it.';

--
-- Name: COLUMN ai_jobs.claimed_at; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.ai_jobs.claimed_at IS 'When its holder took it; the time budget counts from here.';

--
-- Name: COLUMN ai_jobs.deferrals; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.ai_jobs.deferrals IS 'How often it was deferred since the last charged failure: for the provider''s sake, not its own.';

--
-- Name: COLUMN ai_jobs.twin_id; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.ai_jobs.twin_id IS 'The twin whose graph the job is for; null for other jobs.';

--
-- Name: ai_claim_jobs(text, integer, text); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.ai_claim_jobs(p_job_type text, p_limit integer, p_worker_id text) RETURNS SETOF public.ai_jobs
    LANGUAGE plpgsql
    SET search_path TO ''
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_sort TO 'off'
    AS $$
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

ALTER FUNCTION public.ai_claim_jobs(p_job_type text, p_limit integer, p_worker_id text) OWNER TO fairlead_owner;

--
-- Name: FUNCTION ai_claim_jobs(p_job_type text, p_limit integer, p_worker_id text); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.ai_claim_jobs(p_job_type text, p_limit integer, p_worker_id text) IS 'Takes up to p_limit due jobs of a type for a worker (host-pid), most urgent first whoever''s they are, and raises their lease. For claims by hand: the workers share out among tenants, see ai_claim_jobs_of.';

--
-- Name: ai_claim_jobs_of(text, text, uuid[], integer[], smallint[], bigint[], bigint[]); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.ai_claim_jobs_of(p_job_type text, p_worker_id text, p_tenants uuid[], p_slots integer[], p_priorities smallint[], p_run_after bigint[], p_ids bigint[]) RETURNS TABLE(tenant_id uuid, id bigint, job_type text, payload jsonb, account_id uuid, gmail_message_id text, trace_parent text, created_at bigint, priority smallint, status text, lease bigint, attempts integer, losses integer, deferrals integer, run_after bigint, locked_by text, claimed_at bigint, heartbeat_at bigint, finished_at bigint, last_error_code text, last_error_at bigint)
    LANGUAGE plpgsql
    SET search_path TO ''
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_sort TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
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

ALTER FUNCTION public.ai_claim_jobs_of(p_job_type text, p_worker_id text, p_tenants uuid[], p_slots integer[], p_priorities smallint[], p_run_after bigint[], p_ids bigint[]) OWNER TO fairlead_owner;

--
-- Name: FUNCTION ai_claim_jobs_of(p_job_type text, p_worker_id text, p_tenants uuid[], p_slots integer[], p_priorities smallint[], p_run_after bigint[], p_ids bigint[]); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.ai_claim_jobs_of(p_job_type text, p_worker_id text, p_tenants uuid[], p_slots integer[], p_priorities smallint[], p_run_after bigint[], p_ids bigint[]) IS 'Takes due jobs of a type for a worker (host-pid) and raises their lease: of each tenant up to its slots, in the line''s order, from the place given by priority, run_after and id. Times are microseconds. Two workers never get the same job.';

--
-- Name: ai_complete_jobs(uuid[], bigint[], bigint[]); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.ai_complete_jobs(p_tenants uuid[], p_ids bigint[], p_leases bigint[]) RETURNS TABLE(id bigint, lease bigint, finished_at bigint)
    LANGUAGE plpgsql
    SET search_path TO ''
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
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

ALTER FUNCTION public.ai_complete_jobs(p_tenants uuid[], p_ids bigint[], p_leases bigint[]) OWNER TO fairlead_owner;

--
-- Name: FUNCTION ai_complete_jobs(p_tenants uuid[], p_ids bigint[], p_leases bigint[]); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.ai_complete_jobs(p_tenants uuid[], p_ids bigint[], p_leases bigint[]) IS 'Ends running jobs as succeeded, each if the lease is still the one given, and gives these with the time. A job that is left out belongs to somebody else by now.';

--
-- Name: ai_enqueue(text, text, jsonb, integer, timestamp with time zone, uuid, text, text, uuid); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.ai_enqueue(p_job_type text, p_dedupe_key text DEFAULT NULL::text, p_payload jsonb DEFAULT '{}'::jsonb, p_priority integer DEFAULT 100, p_run_after timestamp with time zone DEFAULT NULL::timestamp with time zone, p_account_id uuid DEFAULT NULL::uuid, p_gmail_message_id text DEFAULT NULL::text, p_trace_parent text DEFAULT NULL::text, p_tenant_id uuid DEFAULT NULL::uuid) RETURNS TABLE(tenant_id uuid, id bigint, added boolean, status text)
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
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

ALTER FUNCTION public.ai_enqueue(p_job_type text, p_dedupe_key text, p_payload jsonb, p_priority integer, p_run_after timestamp with time zone, p_account_id uuid, p_gmail_message_id text, p_trace_parent text, p_tenant_id uuid) OWNER TO fairlead_owner;

--
-- Name: FUNCTION ai_enqueue(p_job_type text, p_dedupe_key text, p_payload jsonb, p_priority integer, p_run_after timestamp with time zone, p_account_id uuid, p_gmail_message_id text, p_trace_parent text, p_tenant_id uuid); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.ai_enqueue(p_job_type text, p_dedupe_key text, p_payload jsonb, p_priority integer, p_run_after timestamp with time zone, p_account_id uuid, p_gmail_message_id text, p_trace_parent text, p_tenant_id uuid) IS 'Asks for a job in the caller''s transaction, for the tenant of the claims, of the mail account, or the one a worker names. One that is there already (same type and key, or same mail) is left as it is and told: added is false, status is where it stands.';

--
-- Name: ai_heartbeat(uuid[], bigint[], bigint[]); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.ai_heartbeat(p_tenants uuid[], p_ids bigint[], p_leases bigint[]) RETURNS TABLE(id bigint, lease bigint)
    LANGUAGE plpgsql
    SET search_path TO ''
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
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

ALTER FUNCTION public.ai_heartbeat(p_tenants uuid[], p_ids bigint[], p_leases bigint[]) OWNER TO fairlead_owner;

--
-- Name: FUNCTION ai_heartbeat(p_tenants uuid[], p_ids bigint[], p_leases bigint[]); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.ai_heartbeat(p_tenants uuid[], p_ids bigint[], p_leases bigint[]) IS 'Says that the holder of these leases lives; gives those that it still holds.';

--
-- Name: ai_keep_line(); Type: FUNCTION; Schema: public; Owner: fairlead_definer
--

CREATE FUNCTION public.ai_keep_line() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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

ALTER FUNCTION public.ai_keep_line() OWNER TO fairlead_definer;

--
-- Name: FUNCTION ai_keep_line(); Type: COMMENT; Schema: public; Owner: fairlead_definer
--

COMMENT ON FUNCTION public.ai_keep_line() IS 'AFTER UPDATE or DELETE: takes a job that does not wait there any more out of the waiting line, puts one that is queued again, or in another place, into it, and wakes the workers where it is due.';

--
-- Name: ai_lead(text, text, interval); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.ai_lead(p_what text, p_holder text, p_time interval) RETURNS boolean
    LANGUAGE sql
    AS $$
    with taken as (
      insert into public.ai_leaders as l (what, holder, until) values (p_what, p_holder, clock_timestamp() + p_time)
      on conflict (what) do update set holder = excluded.holder, until = excluded.until
        where l.holder = excluded.holder or l.until <= clock_timestamp() or p_time > interval '0' and l.until > clock_timestamp() + 2 * p_time
      returning 1)
    select exists (select from taken)
  $$;

ALTER FUNCTION public.ai_lead(p_what text, p_holder text, p_time interval) OWNER TO fairlead_owner;

--
-- Name: FUNCTION ai_lead(p_what text, p_holder text, p_time interval); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.ai_lead(p_what text, p_holder text, p_time interval) IS 'Takes or keeps the lead for a time, if nobody else has it; whether the holder leads now. An end further off than twice the time was set before the clock stepped back, and does not count.';

--
-- Name: ai_line_up(); Type: FUNCTION; Schema: public; Owner: fairlead_definer
--

CREATE FUNCTION public.ai_line_up() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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

ALTER FUNCTION public.ai_line_up() OWNER TO fairlead_definer;

--
-- Name: FUNCTION ai_line_up(); Type: COMMENT; Schema: public; Owner: fairlead_definer
--

COMMENT ON FUNCTION public.ai_line_up() IS 'AFTER INSERT: puts new jobs into the waiting line, and wakes the workers (channel ai_jobs, the payload is the job type) where one is due.';

--
-- Name: ai_name_twin(); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.ai_name_twin() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
    begin
      new.twin_id := coalesce(
        (select c.twin_id from public.messages m
           join public.conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
          where m.tenant_id = new.tenant_id and m.id = public.uuid_or_null(new.payload ->> 'message_id')),
        (select s.twin_id from public.source_chunks k
           join public.sources s on s.tenant_id = k.tenant_id and s.id = k.source_id
          where k.tenant_id = new.tenant_id and k.id = public.uuid_or_null(new.payload ->> 'chunk_id')));
      return new;
    end
  $$;

ALTER FUNCTION public.ai_name_twin() OWNER TO fairlead_owner;

--
-- Name: FUNCTION ai_name_twin(); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.ai_name_twin() IS 'A graph job whose twin is not named is for the twin of the text in its payload, so that a plain insert and ai_enqueue are enough.';

--
-- Name: ai_save_checkpoint(uuid, bigint, bigint, text, jsonb); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.ai_save_checkpoint(p_tenant uuid, p_id bigint, p_lease bigint, p_step text, p_state jsonb) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
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

ALTER FUNCTION public.ai_save_checkpoint(p_tenant uuid, p_id bigint, p_lease bigint, p_step text, p_state jsonb) OWNER TO fairlead_owner;

--
-- Name: FUNCTION ai_save_checkpoint(p_tenant uuid, p_id bigint, p_lease bigint, p_step text, p_state jsonb); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.ai_save_checkpoint(p_tenant uuid, p_id bigint, p_lease bigint, p_step text, p_state jsonb) IS 'Keeps what a step of a job gave, for whoever goes on with it; false, and nothing kept, where the lease is not the job''s any more.';

--
-- Name: ai_settle_jobs(jsonb); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.ai_settle_jobs(p_decided jsonb) RETURNS TABLE(id bigint, lease bigint)
    LANGUAGE plpgsql
    SET search_path TO ''
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
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

ALTER FUNCTION public.ai_settle_jobs(p_decided jsonb) OWNER TO fairlead_owner;

--
-- Name: FUNCTION ai_settle_jobs(p_decided jsonb); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.ai_settle_jobs(p_decided jsonb) IS 'Gives jobs the states that the rules of core/job decided on (an array of objects; times in microseconds), each if lease and status are still those that the rule saw, and gives these. Decides nothing itself.';

--
-- Name: ai_waiting(text); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.ai_waiting(p_job_type text) RETURNS TABLE(tenant_id uuid, weight integer, running_limit integer, running bigint, pass bigint, priority smallint, run_after bigint, id bigint)
    LANGUAGE plpgsql STABLE
    SET search_path TO ''
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_sort TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
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

ALTER FUNCTION public.ai_waiting(p_job_type text) OWNER TO fairlead_owner;

--
-- Name: FUNCTION ai_waiting(p_job_type text); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.ai_waiting(p_job_type text) IS 'The tenants that have due jobs of a type, with what their share depends on, and where in the line the first of these stands. Jumps from tenant to tenant and from priority to priority, however long the line is.';

--
-- Name: claimed_tenant(); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.claimed_tenant() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select public.uuid_or_null(public.claims() -> 'app_metadata' ->> 'tenant_id') $$;

ALTER FUNCTION public.claimed_tenant() OWNER TO fairlead_owner;

--
-- Name: FUNCTION claimed_tenant(); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.claimed_tenant() IS 'The tenant that the claims name (app_metadata.tenant_id), or null.';

--
-- Name: pms_audit_log; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.pms_audit_log (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    seq bigint NOT NULL,
    actor_id uuid NOT NULL,
    role text NOT NULL,
    action text NOT NULL,
    entity_type text,
    entity_id uuid,
    before_hash text,
    after_hash text,
    signature jsonb NOT NULL,
    request_id text NOT NULL,
    at timestamp with time zone NOT NULL,
    previous_hash text NOT NULL,
    entry_hash text NOT NULL,
    CONSTRAINT pms_audit_log_action_check CHECK (((length(action) >= 1) AND (length(action) <= 80))),
    CONSTRAINT pms_audit_log_after_hash_check CHECK ((after_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT pms_audit_log_before_hash_check CHECK ((before_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT pms_audit_log_entry_hash_check CHECK ((entry_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT pms_audit_log_previous_hash_check CHECK ((previous_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT pms_audit_log_request_id_check CHECK (((length(request_id) >= 1) AND (length(request_id) <= 128))),
    CONSTRAINT pms_audit_log_seq_check CHECK ((seq > 0)),
    CONSTRAINT pms_audit_log_signature_check CHECK ((jsonb_typeof(signature) = 'object'::text))
);

ALTER TABLE ONLY public.pms_audit_log FORCE ROW LEVEL SECURITY;

ALTER TABLE public.pms_audit_log OWNER TO fairlead_owner;

--
-- Name: TABLE pms_audit_log; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.pms_audit_log IS 'Every mutation: append-only, for everybody.';

--
-- Name: COLUMN pms_audit_log.signature; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.pms_audit_log.signature IS 'The signature''s envelope, {} where the action needs none; never NULL.';

--
-- Name: COLUMN pms_audit_log.entry_hash; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.pms_audit_log.entry_hash IS 'SHA-256 (hex) of the entry''s canonical form as the core computes it; the next entry''s previous_hash.';

--
-- Name: audit_entry(public.pms_audit_log); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.audit_entry(p_entry public.pms_audit_log) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    AS $$
    select jsonb_build_object(
      'seq', p_entry.seq, 'tenant_id', p_entry.tenant_id, 'actor_id', p_entry.actor_id, 'role', p_entry.role,
      'action', p_entry.action, 'entity_type', p_entry.entity_type, 'entity_id', p_entry.entity_id,
      'before_hash', p_entry.before_hash, 'after_hash', p_entry.after_hash, 'signature', p_entry.signature,
      'request_id', p_entry.request_id, 'at', public.to_micros(p_entry.at), 'previous_hash', p_entry.previous_hash)
  $$;

ALTER FUNCTION public.audit_entry(p_entry public.pms_audit_log) OWNER TO fairlead_owner;

--
-- Name: FUNCTION audit_entry(p_entry public.pms_audit_log); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.audit_entry(p_entry public.pms_audit_log) IS 'The entry as the core hashes it: `select audit_entry(l), l.entry_hash from pms_audit_log l`.';

--
-- Name: bury_embedding(); Type: FUNCTION; Schema: public; Owner: fairlead_definer
--

CREATE FUNCTION public.bury_embedding() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
    begin
      insert into public.embedding_tombstones (tenant_id, source_table, source_id)
      values (old.tenant_id, tg_table_name, old.id) on conflict do nothing;
      delete from public.embedding_vectors v
       where v.tenant_id = old.tenant_id and v.source_table = tg_table_name and v.source_id = old.id;
      return null;
    end
  $$;

ALTER FUNCTION public.bury_embedding() OWNER TO fairlead_definer;

--
-- Name: FUNCTION bury_embedding(); Type: COMMENT; Schema: public; Owner: fairlead_definer
--

COMMENT ON FUNCTION public.bury_embedding() IS 'AFTER a source row was deleted or put away: leaves a tombstone and removes its vectors here.';

--
-- Name: claim_idempotency_key(text, text, text); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.claim_idempotency_key(p_action text, p_key text, p_payload_hash text) RETURNS TABLE(fresh boolean, same_payload boolean, first_status smallint, first_result jsonb)
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
    begin
      insert into public.idempotency_keys as k (action, key, payload_hash)
      values (p_action, p_key, p_payload_hash) on conflict do nothing;
      if found then
        return query select true, true, null::smallint, null::jsonb;
      else
        return query
          select false, k.payload_hash = p_payload_hash, k.status, k.result from public.idempotency_keys k
          where k.tenant_id = public.claimed_tenant() and k.action = p_action and k.key = p_key;
      end if;
    end
  $$;

ALTER FUNCTION public.claim_idempotency_key(p_action text, p_key text, p_payload_hash text) OWNER TO fairlead_owner;

--
-- Name: FUNCTION claim_idempotency_key(p_action text, p_key text, p_payload_hash text); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.claim_idempotency_key(p_action text, p_key text, p_payload_hash text) IS 'Takes the key for the action of this transaction. Not fresh: it was used, with this payload or another, and gave first_result. While another transaction holds the same key this waits for its end.';

--
-- Name: claimed_user(); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.claimed_user() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select public.uuid_or_null(public.claims() ->> 'sub') $$;

ALTER FUNCTION public.claimed_user() OWNER TO fairlead_owner;

--
-- Name: FUNCTION claimed_user(); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.claimed_user() IS 'The user that the claims name (sub), or null.';

--
-- Name: claims(); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.claims() RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb $$;

ALTER FUNCTION public.claims() OWNER TO fairlead_owner;

--
-- Name: FUNCTION claims(); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.claims() IS 'The verified claims of the transaction (setting request.jwt.claims), or null where none are set.';

--
-- Name: complete_job(); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.complete_job() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
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

ALTER FUNCTION public.complete_job() OWNER TO fairlead_owner;

--
-- Name: FUNCTION complete_job(); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.complete_job() IS 'BEFORE INSERT: fills in what a plain insert leaves out: the tenant (the mail account''s, else the claims''), the time, and the key that makes it unique.';

--
-- Name: current_principal(); Type: FUNCTION; Schema: public; Owner: fairlead_definer
--

CREATE FUNCTION public.current_principal() RETURNS TABLE(user_id uuid, tenant_id uuid, tenant_name text, display_name text, role text, revoked boolean, related_alpha double precision, signing_keys jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
    select m.user_id, m.tenant_id, t.name, m.display_name, m.role, m.revoked_at is not null, t.related_alpha,
           coalesce((select jsonb_agg(jsonb_build_object('key_id', k.key_id, 'public_key', k.public_key,
                                                         'label', k.label, 'revoked', k.revoked_at is not null)
                                      order by k.created_at, k.key_id)
                     from public.signing_keys k where k.tenant_id = m.tenant_id and k.user_id = m.user_id), '[]')
    from public.memberships m join public.tenants t using (tenant_id)
    where m.tenant_id = public.claimed_tenant() and m.user_id = public.claimed_user()
  $$;

ALTER FUNCTION public.current_principal() OWNER TO fairlead_definer;

--
-- Name: FUNCTION current_principal(); Type: COMMENT; Schema: public; Owner: fairlead_definer
--

COMMENT ON FUNCTION public.current_principal() IS 'Who the claims'' user is in the claims'' tenant, with their signing keys: one row, or none for somebody who never was a member. A revoked member is told so (revoked), though every table is empty to them.';

--
-- Name: embedding_index_statement(integer); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.embedding_index_statement(p_model_version_id integer) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    select format('create index concurrently if not exists embedding_vectors_hnsw_%s on public.embedding_vectors '
                  'using hnsw ((embedding::public.%s(%s)) public.%s_cosine_ops) where model_version_id = %s',
                  m.model_version_id, kind, m.embedding_dimensions, kind, m.model_version_id)
    from public.embedding_models m,
         lateral (select case when m.embedding_dimensions <= 2000 then 'vector' else 'halfvec' end as kind) as type
    where m.model_version_id = p_model_version_id
  $$;

ALTER FUNCTION public.embedding_index_statement(p_model_version_id integer) OWNER TO fairlead_owner;

--
-- Name: FUNCTION embedding_index_statement(p_model_version_id integer); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.embedding_index_statement(p_model_version_id integer) IS 'The statement that builds a model''s HNSW index, for the owner to run outside a transaction after the backfill: partial on the model version''s id, over 2,000 dimensions on halfvec. A query uses it only if it writes the same expression and the id as a literal.';

--
-- Name: enter_in_audit(); Type: FUNCTION; Schema: public; Owner: fairlead_definer
--

CREATE FUNCTION public.enter_in_audit() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
    begin
      if new.actor_id is distinct from public.claimed_user() then
        raise exception 'An audit entry names the one who acts.' using errcode = 'insufficient_privilege';
      end if;
      update public.audit_heads h set seq = new.seq, entry_hash = new.entry_hash, updated_at = new.at
       where h.tenant_id = new.tenant_id and h.seq = new.seq - 1 and h.entry_hash = new.previous_hash;
      if not found then
        raise exception 'Audit entry % does not follow the tenant''s last one.', new.seq
          using errcode = 'check_violation', constraint = 'audit_line_unbroken', table = 'pms_audit_log', schema = 'public';
      end if;
      return null;
    end
  $$;

ALTER FUNCTION public.enter_in_audit() OWNER TO fairlead_definer;

--
-- Name: FUNCTION enter_in_audit(); Type: COMMENT; Schema: public; Owner: fairlead_definer
--

COMMENT ON FUNCTION public.enter_in_audit() IS 'AFTER INSERT on the audit log: the entry must be the claimed user''s and follow the head, which it becomes.';

--
-- Name: enter_in_ledger(); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.enter_in_ledger() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
    declare
      stock bigint;
    begin
      -- Whoever writes to a part's ledger holds the part's row, so that the sum below stays true.
      perform from public.pms_parts p where p.tenant_id = new.tenant_id and p.id = new.part_id for no key update;
      if not found then
        raise exception 'There is no part % in this tenant.', new.part_id
          using errcode = 'foreign_key_violation', constraint = 'pms_inventory_transactions_tenant_id_part_id_fkey';
      end if;
      -- A transaction with an older snapshot (repeatable read) counts the same entry_no again and
      -- fails on the unique index instead of on a stale sum.
      select coalesce(sum(t.quantity), 0), coalesce(max(t.entry_no), 0) + 1 into stock, new.entry_no
      from public.pms_inventory_transactions t where t.tenant_id = new.tenant_id and t.part_id = new.part_id;
      if stock + new.quantity not between 0 and 2000000000 then
        raise exception 'Stock is %, so it cannot change by %.', stock, new.quantity
          using errcode = 'check_violation', table = 'pms_inventory_transactions', schema = 'public',
                constraint = case when stock + new.quantity < 0 then 'stock_never_below_zero' else 'stock_within_bounds' end;
      end if;
      return new;
    end
  $$;

ALTER FUNCTION public.enter_in_ledger() OWNER TO fairlead_owner;

--
-- Name: FUNCTION enter_in_ledger(); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.enter_in_ledger() IS 'BEFORE INSERT on the ledger: locks the part, numbers the entry, and refuses (check_violation) what would bring stock below 0 (constraint stock_never_below_zero) or above 2,000,000,000 (stock_within_bounds).';

--
-- Name: from_micros(bigint); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.from_micros(p_micros bigint) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ select (timestamp 'epoch' + p_micros * interval '1 microsecond') at time zone 'UTC' $$;

ALTER FUNCTION public.from_micros(p_micros bigint) OWNER TO fairlead_owner;

--
-- Name: FUNCTION from_micros(p_micros bigint); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.from_micros(p_micros bigint) IS 'The time that to_micros turned into this number. Exact up to 2^53, which is the year 2255.';

--
-- Name: give_to_definer(regprocedure[]); Type: PROCEDURE; Schema: public; Owner: fairlead_owner
--

CREATE PROCEDURE public.give_to_definer(VARIADIC p_functions regprocedure[])
    LANGUAGE plpgsql
    AS $$
    declare
      one regprocedure;
    begin
      grant create on schema public to fairlead_definer;
      foreach one in array p_functions loop
        execute format('alter function %s security definer', one);
        execute format('alter function %s set search_path = ''''', one);
        execute format('alter function %s owner to fairlead_definer', one);
      end loop;
      revoke create on schema public from fairlead_definer;
    end
  $$;

ALTER PROCEDURE public.give_to_definer(VARIADIC p_functions regprocedure[]) OWNER TO fairlead_owner;

--
-- Name: PROCEDURE give_to_definer(VARIADIC p_functions regprocedure[]); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON PROCEDURE public.give_to_definer(VARIADIC p_functions regprocedure[]) IS 'For migrations: makes functions SECURITY DEFINER with an empty search path, owned by fairlead_definer. An owner''s own would see no rows under forced row level security.';

--
-- Name: is_ahead(timestamp with time zone); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.is_ahead(p_at timestamp with time zone) RETURNS boolean
    LANGUAGE sql STRICT PARALLEL SAFE
    AS $$ select p_at > clock_timestamp() + interval '1 second' $$;

ALTER FUNCTION public.is_ahead(p_at timestamp with time zone) OWNER TO fairlead_owner;

--
-- Name: FUNCTION is_ahead(p_at timestamp with time zone); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.is_ahead(p_at timestamp with time zone) IS 'Whether a change that was written down at this time was so by a clock that stepped back since.';

--
-- Name: isolate_tenants(regclass[]); Type: PROCEDURE; Schema: public; Owner: fairlead_owner
--

CREATE PROCEDURE public.isolate_tenants(VARIADIC p_tables regclass[])
    LANGUAGE plpgsql
    AS $$
    declare
      one regclass;
    begin
      foreach one in array p_tables loop
        execute format('alter table %s enable row level security', one);
        execute format('alter table %s force row level security', one);
        execute format('create policy provisioning on %s to fairlead_admin using (true) with check (true)', one);
        execute format('grant select, insert on %s to fairlead_admin', one);
      end loop;
    end
  $$;

ALTER PROCEDURE public.isolate_tenants(VARIADIC p_tables regclass[]) OWNER TO fairlead_owner;

--
-- Name: PROCEDURE isolate_tenants(VARIADIC p_tables regclass[]); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON PROCEDURE public.isolate_tenants(VARIADIC p_tables regclass[]) IS 'For migrations: turns row level security on, also for the owner, and lets fairlead_admin read and add. Nobody else sees a row until a policy says so.';

--
-- Name: name_uuid(text); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.name_uuid(p_name text) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
    select overlay(overlay(left(encode(sha256(convert_to(p_name, 'UTF8')), 'hex'), 32)
                           placing '8' from 13) placing '8' from 17)::uuid
  $$;

ALTER FUNCTION public.name_uuid(p_name text) OWNER TO fairlead_owner;

--
-- Name: FUNCTION name_uuid(p_name text); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.name_uuid(p_name text) IS 'A stable UUID for a name: RFC 9562 version 8 over the first 128 bits of its SHA-256.';

--
-- Name: next_audit_entry(); Type: FUNCTION; Schema: public; Owner: fairlead_definer
--

CREATE FUNCTION public.next_audit_entry() RETURNS TABLE(seq bigint, previous_hash text, at bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
    begin
      insert into public.audit_heads (tenant_id)
      select public.principal_tenant() where public.principal_tenant() is not null on conflict do nothing;
      return query
        select h.seq + 1, h.entry_hash, public.to_micros(clock_timestamp())
        from public.audit_heads h where h.tenant_id = public.principal_tenant() for update;
    end
  $$;

ALTER FUNCTION public.next_audit_entry() OWNER TO fairlead_definer;

--
-- Name: FUNCTION next_audit_entry(); Type: COMMENT; Schema: public; Owner: fairlead_definer
--

COMMENT ON FUNCTION public.next_audit_entry() IS 'Locks the tenant''s audit line to the end of the transaction, so call it last, and gives what the next entry must carry: seq, previous_hash, at (whole microseconds).';

--
-- Name: next_updated_at(timestamp with time zone); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.next_updated_at(p_before timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql PARALLEL SAFE
    AS $$ select greatest(clock_timestamp(), p_before + interval '1 microsecond') $$;

ALTER FUNCTION public.next_updated_at(p_before timestamp with time zone) OWNER TO fairlead_owner;

--
-- Name: FUNCTION next_updated_at(p_before timestamp with time zone); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.next_updated_at(p_before timestamp with time zone) IS 'The time of a change made now. Never at or before the last one, though clocks step back; never now(), which is the time the transaction began.';

--
-- Name: normalised_name(text); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.normalised_name(p_name text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
    select left(public.normalised_text(p_name), 200)
  $$;

ALTER FUNCTION public.normalised_name(p_name text) OWNER TO fairlead_owner;

--
-- Name: FUNCTION normalised_name(p_name text); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.normalised_name(p_name text) IS 'What makes two spellings of a name one: normalised_text, of which an index holds no more than 200 characters.';

--
-- Name: normalised_text(text); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.normalised_text(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
    select lower(normalize(btrim(regexp_replace(p_text, '\s+', ' ', 'g')), nfkc))
  $$;

ALTER FUNCTION public.normalised_text(p_text text) OWNER TO fairlead_owner;

--
-- Name: FUNCTION normalised_text(p_text text); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.normalised_text(p_text text) IS 'What makes two spellings of a text one: Unicode compatibility form, small letters, single spaces.';

--
-- Name: number_work_order(); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.number_work_order() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
    begin
      -- One at a time in a tenant; the lock goes with the transaction.
      perform pg_advisory_xact_lock(hashtextextended('work order of ' || new.tenant_id, 0));
      select coalesce(max(w.number), 0) + 1 into new.number
      from public.pms_work_orders w where w.tenant_id = new.tenant_id;
      return new;
    end
  $$;

ALTER FUNCTION public.number_work_order() OWNER TO fairlead_owner;

--
-- Name: FUNCTION number_work_order(); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.number_work_order() IS 'BEFORE INSERT without a number: the tenant''s next one.';

--
-- Name: principal_tenant(); Type: FUNCTION; Schema: public; Owner: fairlead_definer
--

CREATE FUNCTION public.principal_tenant() RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
    begin
      return (
        select m.tenant_id from public.memberships m
        where m.tenant_id = public.claimed_tenant() and m.user_id = public.claimed_user() and m.revoked_at is null);
    end
  $$;

ALTER FUNCTION public.principal_tenant() OWNER TO fairlead_definer;

--
-- Name: FUNCTION principal_tenant(); Type: COMMENT; Schema: public; Owner: fairlead_definer
--

COMMENT ON FUNCTION public.principal_tenant() IS 'The tenant that the claims name, if the claimed user is a live member of it; else null. All members'' policies rest on it, so no claims, a foreign tenant and a revoked member all see nothing.';

--
-- Name: refuse_buried_vector(); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.refuse_buried_vector() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
    begin
      if exists (select from public.embedding_tombstones t
                  where t.tenant_id = new.tenant_id and t.source_table = new.source_table and t.source_id = new.source_id) then
        return null;
      end if;
      return new;
    end
  $$;

ALTER FUNCTION public.refuse_buried_vector() OWNER TO fairlead_owner;

--
-- Name: FUNCTION refuse_buried_vector(); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.refuse_buried_vector() IS 'BEFORE INSERT of a vector: drops it where its source row is gone.';

--
-- Name: refuse_change(); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
    begin
      raise exception '% is append-only: % is refused. Add a new row that corrects the old one.', tg_table_name, tg_op
        using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
    end
  $$;

ALTER FUNCTION public.refuse_change() OWNER TO fairlead_owner;

--
-- Name: FUNCTION refuse_change(); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.refuse_change() IS 'BEFORE UPDATE, DELETE or TRUNCATE on an append-only table: refuses, whoever asks.';

--
-- Name: related_to_work_order(uuid, integer); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.related_to_work_order(p_work_order_id uuid, p_limit integer DEFAULT 50) RETURNS TABLE(entity_type text, entity_id uuid, title text, detail text, relation text, fk double precision, embedding_model text, embedding text)
    LANGUAGE sql STABLE
    AS $$
    with closest as (
      select distinct on (l.entity_type, l.entity_id) l.tenant_id, l.entity_type, l.entity_id, l.relation, l.fk
      from public.v_work_order_links l
      where l.tenant_id = public.claimed_tenant() and l.work_order_id = p_work_order_id
      order by l.entity_type, l.entity_id, l.fk desc, l.relation
    ), page as (
      select c.*, e.source_table, e.title, e.detail, e.created_at
      from closest c,
           lateral (select * from public.v_entities e
                    where e.tenant_id = c.tenant_id and e.entity_type = c.entity_type and e.entity_id = c.entity_id) as e
      order by c.fk desc, e.created_at desc, c.entity_id
      limit least(greatest(p_limit, 1), 200)
    )
    select page.entity_type, page.entity_id, page.title, page.detail, page.relation, page.fk,
           vector.embedding_model, vector.embedding
    from page left join lateral public.serving_vector(page.source_table, page.entity_id) as vector on true
    order by page.fk desc, page.created_at desc, page.entity_id
  $$;

ALTER FUNCTION public.related_to_work_order(p_work_order_id uuid, p_limit integer) OWNER TO fairlead_owner;

--
-- Name: FUNCTION related_to_work_order(p_work_order_id uuid, p_limit integer); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.related_to_work_order(p_work_order_id uuid, p_limit integer) IS 'What belongs to the work order: each thing once, by its closest tie, closest first, then newest; with its vector of the serving model where there is one. This is the order that alpha 0 leaves untouched. At most 200.';

--
-- Name: search_parts(text, integer, text, uuid); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.search_parts(p_query text, p_limit integer, p_after_name text DEFAULT NULL::text, p_after_id uuid DEFAULT NULL::uuid) RETURNS TABLE(part_id uuid, part_number text, name text, category text, location text, unit text, min_level integer, stock integer)
    LANGUAGE sql STABLE
    AS $$
    with page as (
      select p.tenant_id, p.id, p.part_number, p.name, p.category, p.location, p.unit, p.min_level
      from public.pms_parts p
      where p.tenant_id = public.claimed_tenant()
        and (p_after_name is null or (p.name, p.id) > (p_after_name, p_after_id))
        and not exists (select from regexp_split_to_table(lower(trim(p_query)), '\s+') as word
                        where strpos(p.search_text, word) = 0)
      order by p.name, p.id
      limit least(greatest(p_limit, 1), 200)
    )
    select page.id, page.part_number, page.name, page.category, page.location, page.unit, page.min_level,
           coalesce(moved.stock, 0)
    from page
    left join lateral (select s.stock from public.v_stock_from_transactions s
                       where s.tenant_id = page.tenant_id and s.part_id = page.id) as moved on true
    order by page.name, page.id
  $$;

ALTER FUNCTION public.search_parts(p_query text, p_limit integer, p_after_name text, p_after_id uuid) OWNER TO fairlead_owner;

--
-- Name: FUNCTION search_parts(p_query text, p_limit integer, p_after_name text, p_after_id uuid); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.search_parts(p_query text, p_limit integer, p_after_name text, p_after_id uuid) IS 'Parts that have every word of the query somewhere in number, name, description, category, maker or location, by name; all parts for an empty query. A cursor is the name and id of the last row seen. At most 200 rows.';

--
-- Name: serving_vector(text, uuid); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.serving_vector(p_source_table text, p_source_id uuid) RETURNS TABLE(embedding_model text, embedding text)
    LANGUAGE sql STABLE
    AS $$
    select m.label, v.embedding::text
    from public.embedding_serving s
    join public.embedding_models m using (model_version_id)
    join public.embedding_vectors v using (tenant_id, model_version_id)
    where s.tenant_id = public.claimed_tenant()
      and v.source_table = p_source_table and v.source_id = p_source_id and v.chunk = 0
  $$;

ALTER FUNCTION public.serving_vector(p_source_table text, p_source_id uuid) OWNER TO fairlead_owner;

--
-- Name: FUNCTION serving_vector(p_source_table text, p_source_id uuid); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.serving_vector(p_source_table text, p_source_id uuid) IS 'The row''s first vector by the model that serves the tenant, as the text of a JSON array; no row where there is none yet.';

--
-- Name: set_updated_at(); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.set_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
    begin
      new.updated_at := public.next_updated_at(old.updated_at);
      return new;
    end
  $$;

ALTER FUNCTION public.set_updated_at() OWNER TO fairlead_owner;

--
-- Name: FUNCTION set_updated_at(); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.set_updated_at() IS 'BEFORE UPDATE: moves updated_at on. Tables with embedding markers name the columns that count in the trigger''s WHEN, so that a change of markers alone moves nothing.';

--
-- Name: settle_idempotency_key(text, text, integer, jsonb); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.settle_idempotency_key(p_action text, p_key text, p_status integer, p_result jsonb) RETURNS void
    LANGUAGE sql
    AS $$
    update public.idempotency_keys set status = p_status, result = p_result
    where tenant_id = public.claimed_tenant() and action = p_action and key = p_key and status is null
  $$;

ALTER FUNCTION public.settle_idempotency_key(p_action text, p_key text, p_status integer, p_result jsonb) OWNER TO fairlead_owner;

--
-- Name: FUNCTION settle_idempotency_key(p_action text, p_key text, p_status integer, p_result jsonb); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.settle_idempotency_key(p_action text, p_key text, p_status integer, p_result jsonb) IS 'Keeps what the action answered beside the key it claimed, for whoever repeats it.';

--
-- Name: spend_nonce(text, text); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.spend_nonce(p_nonce text, p_action text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
    begin
      insert into public.signature_nonces (nonce, action) values (p_nonce, p_action) on conflict do nothing;
      return found;
    end
  $$;

ALTER FUNCTION public.spend_nonce(p_nonce text, p_action text) OWNER TO fairlead_owner;

--
-- Name: FUNCTION spend_nonce(p_nonce text, p_action text); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.spend_nonce(p_nonce text, p_action text) IS 'Uses the nonce up; false where a signature has used it before (signature_replayed).';

--
-- Name: to_micros(timestamp with time zone); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.to_micros(p_at timestamp with time zone) RETURNS bigint
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ select (extract(epoch from p_at - timestamptz 'epoch') * 1000000)::bigint $$;

ALTER FUNCTION public.to_micros(p_at timestamp with time zone) OWNER TO fairlead_owner;

--
-- Name: FUNCTION to_micros(p_at timestamp with time zone); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.to_micros(p_at timestamp with time zone) IS 'Whole microseconds since the epoch, exactly: the form in which times leave the database for C++ and for hashes.';

--
-- Name: touch_work_orders(); Type: FUNCTION; Schema: public; Owner: fairlead_definer
--

CREATE FUNCTION public.touch_work_orders() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
    begin
      update public.pms_work_orders
         set updated_at = public.next_updated_at(updated_at)
       where (tenant_id, id) in ((old.tenant_id, old.work_order_id), (new.tenant_id, new.work_order_id));
      return null;
    end
  $$;

ALTER FUNCTION public.touch_work_orders() OWNER TO fairlead_definer;

--
-- Name: FUNCTION touch_work_orders(); Type: COMMENT; Schema: public; Owner: fairlead_definer
--

COMMENT ON FUNCTION public.touch_work_orders() IS 'AFTER a note, fault or file of a work order was added, removed, rewritten or moved: moves updated_at of the old and the new parent, and nothing above them.';

--
-- Name: unearth_embedding(); Type: FUNCTION; Schema: public; Owner: fairlead_definer
--

CREATE FUNCTION public.unearth_embedding() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
    begin
      delete from public.embedding_tombstones t
       where t.tenant_id = new.tenant_id and t.source_table = tg_table_name and t.source_id = new.id;
      return null;
    end
  $$;

ALTER FUNCTION public.unearth_embedding() OWNER TO fairlead_definer;

--
-- Name: FUNCTION unearth_embedding(); Type: COMMENT; Schema: public; Owner: fairlead_definer
--

COMMENT ON FUNCTION public.unearth_embedding() IS 'AFTER a source row that was put away came back: it may have vectors again, and is stale already.';

--
-- Name: uuid_or_null(text); Type: FUNCTION; Schema: public; Owner: fairlead_owner
--

CREATE FUNCTION public.uuid_or_null(p_text text) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
    select case
      when p_text ~ '^[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$' then p_text::uuid
    end
  $_$;

ALTER FUNCTION public.uuid_or_null(p_text text) OWNER TO fairlead_owner;

--
-- Name: FUNCTION uuid_or_null(p_text text); Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON FUNCTION public.uuid_or_null(p_text text) IS 'The text as a UUID, or null where it is none: whatever a caller sends, the answer is no error.';

--
-- Name: ai_cron; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.ai_cron (
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    schedule text NOT NULL,
    job_type text NOT NULL,
    payload jsonb DEFAULT '{}'::jsonb NOT NULL,
    priority smallint DEFAULT 100 NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    last_fired_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT ai_cron_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT ai_cron_schedule_check CHECK (((length(schedule) >= 1) AND (length(schedule) <= 120)))
);

ALTER TABLE ONLY public.ai_cron FORCE ROW LEVEL SECURITY;

ALTER TABLE public.ai_cron OWNER TO fairlead_owner;

--
-- Name: TABLE ai_cron; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.ai_cron IS 'Jobs that are asked for again and again.';

--
-- Name: COLUMN ai_cron.schedule; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.ai_cron.schedule IS 'Minute, hour, day of month, month, day of week, as crontab(5) has them, in UTC.';

--
-- Name: COLUMN ai_cron.last_fired_at; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.ai_cron.last_fired_at IS 'The time, of those that the schedule names, up to which its jobs were asked for.';

--
-- Name: ai_jobs_id_seq; Type: SEQUENCE; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.ai_jobs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.ai_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: ai_leaders; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.ai_leaders (
    what text NOT NULL,
    holder text NOT NULL,
    until timestamp with time zone NOT NULL,
    CONSTRAINT ai_leaders_what_check CHECK (((length(what) >= 1) AND (length(what) <= 80)))
);

ALTER TABLE ONLY public.ai_leaders FORCE ROW LEVEL SECURITY;

ALTER TABLE public.ai_leaders OWNER TO fairlead_owner;

--
-- Name: TABLE ai_leaders; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.ai_leaders IS 'Who does alone what one worker of the fleet has to do, and until when. A leader that is gone is followed when its time is over.';

--
-- Name: ai_ready; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.ai_ready (
    tenant_id uuid NOT NULL,
    job_type text NOT NULL COLLATE pg_catalog."C",
    priority smallint NOT NULL,
    run_after timestamp with time zone NOT NULL,
    id bigint NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='10000', autovacuum_vacuum_cost_delay='0');

ALTER TABLE ONLY public.ai_ready FORCE ROW LEVEL SECURITY;

ALTER TABLE public.ai_ready OWNER TO fairlead_owner;

--
-- Name: TABLE ai_ready; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.ai_ready IS 'The waiting line: one row a queued job. Kept by triggers on ai_jobs; taken from by claims alone.';

--
-- Name: ai_running; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.ai_running (
    tenant_id uuid NOT NULL,
    id bigint NOT NULL,
    job_type text NOT NULL COLLATE pg_catalog."C",
    lease bigint NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='10000', autovacuum_vacuum_cost_delay='0');

ALTER TABLE ONLY public.ai_running FORCE ROW LEVEL SECURITY;

ALTER TABLE public.ai_running OWNER TO fairlead_owner;

--
-- Name: TABLE ai_running; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.ai_running IS 'The leases that workers hold: one row a running job. One that a change made by hand left behind goes with the next rescue, or with the end of its job.';

--
-- Name: ai_shares; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.ai_shares (
    tenant_id uuid NOT NULL,
    job_type text NOT NULL COLLATE pg_catalog."C",
    pass bigint NOT NULL
);

ALTER TABLE ONLY public.ai_shares FORCE ROW LEVEL SECURITY;

ALTER TABLE public.ai_shares OWNER TO fairlead_owner;

--
-- Name: TABLE ai_shares; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.ai_shares IS 'How far each tenant has come in its share of the work (stride scheduling, core/job/share.h).';

--
-- Name: ai_spending; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.ai_spending (
    tenant_id uuid NOT NULL,
    job_id bigint NOT NULL,
    lease bigint NOT NULL,
    job_type text NOT NULL COLLATE pg_catalog."C",
    provider text NOT NULL,
    model text NOT NULL,
    asks smallint NOT NULL,
    prompt_tokens integer NOT NULL,
    completion_tokens integer NOT NULL,
    cost_usd double precision NOT NULL,
    code text,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT ai_spending_asks_check CHECK ((asks > 0)),
    CONSTRAINT ai_spending_completion_tokens_check CHECK ((completion_tokens >= 0)),
    CONSTRAINT ai_spending_cost_usd_check CHECK ((cost_usd >= (0)::double precision)),
    CONSTRAINT ai_spending_model_check CHECK (((length(model) >= 1) AND (length(model) <= 200))),
    CONSTRAINT ai_spending_prompt_tokens_check CHECK ((prompt_tokens >= 0))
);

ALTER TABLE ONLY public.ai_spending FORCE ROW LEVEL SECURITY;

ALTER TABLE public.ai_spending OWNER TO fairlead_owner;

--
-- Name: TABLE ai_spending; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.ai_spending IS 'What each attempt spent that got an answer of a model, also one that failed or was taken for lost. Written once and never changed; outlives its job.';

--
-- Name: COLUMN ai_spending.asks; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.ai_spending.asks IS 'How many answers came.';

--
-- Name: COLUMN ai_spending.code; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.ai_spending.code IS 'Why the attempt came to nothing; null where its answer was of the form.';

--
-- Name: ai_turns; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.ai_turns (
    job_type text NOT NULL COLLATE pg_catalog."C",
    pass bigint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.ai_turns FORCE ROW LEVEL SECURITY;

ALTER TABLE public.ai_turns OWNER TO fairlead_owner;

--
-- Name: TABLE ai_turns; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.ai_turns IS 'The pass of the last turn of each job type. Whoever shares jobs out among tenants holds its row.';

--
-- Name: audit_heads; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.audit_heads (
    tenant_id uuid NOT NULL,
    seq bigint DEFAULT 0 NOT NULL,
    entry_hash text DEFAULT repeat('0'::text, 64) NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT audit_heads_entry_hash_check CHECK ((entry_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT audit_heads_seq_check CHECK ((seq >= 0))
);

ALTER TABLE ONLY public.audit_heads FORCE ROW LEVEL SECURITY;

ALTER TABLE public.audit_heads OWNER TO fairlead_owner;

--
-- Name: TABLE audit_heads; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.audit_heads IS 'The last entry of each tenant''s line; its lock is what keeps the line one.';

--
-- Name: conversations; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.conversations (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    twin_id uuid NOT NULL,
    user_id uuid DEFAULT public.claimed_user() NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT conversations_title_check CHECK ((length(title) <= 300))
);

ALTER TABLE ONLY public.conversations FORCE ROW LEVEL SECURITY;

ALTER TABLE public.conversations OWNER TO fairlead_owner;

--
-- Name: credentials; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.credentials (
    tenant_id uuid NOT NULL,
    account_id uuid DEFAULT gen_random_uuid() NOT NULL,
    provider text NOT NULL,
    address text NOT NULL,
    token_encrypted text,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT credentials_address_check CHECK (((length(address) >= 3) AND (length(address) <= 320))),
    CONSTRAINT credentials_provider_check CHECK ((provider = ANY (ARRAY['gmail'::text, 'imap'::text])))
);

ALTER TABLE ONLY public.credentials FORCE ROW LEVEL SECURITY;

ALTER TABLE public.credentials OWNER TO fairlead_owner;

--
-- Name: TABLE credentials; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.credentials IS 'Mail accounts with their access tokens. An account belongs to one tenant.';

--
-- Name: COLUMN credentials.token_encrypted; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.credentials.token_encrypted IS 'Fernet token; the key is in the worker''s environment alone. Members cannot read this column.';

--
-- Name: email_ai_summaries; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.email_ai_summaries (
    tenant_id uuid NOT NULL,
    account_id uuid NOT NULL,
    gmail_message_id text NOT NULL COLLATE pg_catalog."C",
    prompt_version text NOT NULL,
    summary_json jsonb NOT NULL,
    model text NOT NULL,
    tokens integer NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    prompt_tokens integer DEFAULT 0 NOT NULL,
    completion_tokens integer DEFAULT 0 NOT NULL,
    cost_usd double precision DEFAULT 0 NOT NULL,
    asks smallint DEFAULT 1 NOT NULL,
    CONSTRAINT email_ai_summaries_asks_check CHECK (((asks >= 1) AND (asks <= 2))),
    CONSTRAINT email_ai_summaries_completion_tokens_check CHECK ((completion_tokens >= 0)),
    CONSTRAINT email_ai_summaries_cost_usd_check CHECK ((cost_usd >= (0)::double precision)),
    CONSTRAINT email_ai_summaries_model_check CHECK (((length(model) >= 1) AND (length(model) <= 200))),
    CONSTRAINT email_ai_summaries_prompt_tokens_check CHECK ((prompt_tokens >= 0)),
    CONSTRAINT email_ai_summaries_prompt_version_check CHECK (((length(prompt_version) >= 1) AND (length(prompt_version) <= 40))),
    CONSTRAINT email_ai_summaries_summary_json_check CHECK ((jsonb_typeof(summary_json) = 'object'::text)),
    CONSTRAINT email_ai_summaries_tokens_check CHECK ((tokens >= 0)),
    CONSTRAINT tokens_add_up CHECK ((((prompt_tokens + completion_tokens) = 0) OR ((prompt_tokens + completion_tokens) = tokens)))
);

ALTER TABLE ONLY public.email_ai_summaries FORCE ROW LEVEL SECURITY;

ALTER TABLE public.email_ai_summaries OWNER TO fairlead_owner;

--
-- Name: COLUMN email_ai_summaries.tokens; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.email_ai_summaries.tokens IS 'All tokens of the calls that led to it.';

--
-- Name: COLUMN email_ai_summaries.asks; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.email_ai_summaries.asks IS 'How often the model was asked: 2 where its first answer was not of the form.';

--
-- Name: CONSTRAINT tokens_add_up ON email_ai_summaries; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON CONSTRAINT tokens_add_up ON public.email_ai_summaries IS 'Both are 0 where they were not told apart.';

--
-- Name: emails; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.emails (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    account_id uuid NOT NULL,
    gmail_message_id text NOT NULL COLLATE pg_catalog."C",
    thread_id text,
    from_name text DEFAULT ''::text NOT NULL,
    from_address text NOT NULL,
    to_addresses text[] DEFAULT '{}'::text[] NOT NULL,
    subject text DEFAULT ''::text NOT NULL,
    body_text text DEFAULT ''::text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    message_references text[] DEFAULT '{}'::text[] NOT NULL,
    byte_size integer,
    attachments integer DEFAULT 0 NOT NULL,
    faults text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT emails_attachments_check CHECK ((attachments >= 0)),
    CONSTRAINT emails_byte_size_check CHECK ((byte_size >= 0)),
    CONSTRAINT emails_gmail_message_id_check CHECK (((length(gmail_message_id) >= 1) AND (length(gmail_message_id) <= 255)))
);

ALTER TABLE ONLY public.emails FORCE ROW LEVEL SECURITY;

ALTER TABLE public.emails OWNER TO fairlead_owner;

--
-- Name: COLUMN emails.gmail_message_id; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.emails.gmail_message_id IS 'The provider''s id of the mail; for IMAP and imports its Message-ID.';

--
-- Name: COLUMN emails.body_text; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.emails.body_text IS 'The text of the mail as decoded, quotes and signature included; who summarises it trims them.';

--
-- Name: COLUMN emails.message_references; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.emails.message_references IS 'Message-IDs of the mails it answers, oldest first.';

--
-- Name: COLUMN emails.byte_size; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.emails.byte_size IS 'Bytes of the mail as it came; null where that is not known.';

--
-- Name: COLUMN emails.attachments; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.emails.attachments IS 'How many attachments it had. They are not stored.';

--
-- Name: COLUMN emails.faults; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.emails.faults IS 'Codes of what could not be read of it (docs/mail.md); empty for a mail that was read whole.';

--
-- Name: embedding_migration_ranges; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.embedding_migration_ranges (
    tenant_id uuid NOT NULL,
    migration_id uuid NOT NULL,
    source_table public.embedded_table NOT NULL,
    range_no integer NOT NULL,
    first_id uuid NOT NULL,
    last_id uuid NOT NULL,
    done_to_id uuid,
    state text DEFAULT 'waiting'::text NOT NULL,
    lease bigint DEFAULT 0 NOT NULL,
    locked_by text,
    heartbeat_at timestamp with time zone,
    rows_done bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT embedding_migration_ranges_check CHECK ((first_id <= last_id)),
    CONSTRAINT embedding_migration_ranges_range_no_check CHECK ((range_no >= 0)),
    CONSTRAINT embedding_migration_ranges_rows_done_check CHECK ((rows_done >= 0)),
    CONSTRAINT embedding_migration_ranges_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text])))
);

ALTER TABLE ONLY public.embedding_migration_ranges FORCE ROW LEVEL SECURITY;

ALTER TABLE public.embedding_migration_ranges OWNER TO fairlead_owner;

--
-- Name: COLUMN embedding_migration_ranges.done_to_id; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.embedding_migration_ranges.done_to_id IS 'Checkpoint: every row up to this id is done; null before the first.';

--
-- Name: embedding_migrations; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.embedding_migrations (
    migration_id uuid DEFAULT gen_random_uuid() NOT NULL,
    from_model_version_id integer NOT NULL,
    to_model_version_id integer NOT NULL,
    store text NOT NULL,
    state text DEFAULT 'planned'::text NOT NULL,
    paused_from text,
    rows_per_second numeric(10,2) DEFAULT 10 NOT NULL,
    verification jsonb,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT embedding_migrations_check CHECK ((from_model_version_id <> to_model_version_id)),
    CONSTRAINT embedding_migrations_check1 CHECK (((state = 'paused'::text) = (paused_from IS NOT NULL))),
    CONSTRAINT embedding_migrations_paused_from_check CHECK ((paused_from = ANY (ARRAY['dual_write'::text, 'backfill'::text, 'verify'::text, 'ready'::text, 'cut_over'::text]))),
    CONSTRAINT embedding_migrations_rows_per_second_check CHECK ((rows_per_second > (0)::numeric)),
    CONSTRAINT embedding_migrations_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'dual_write'::text, 'backfill'::text, 'verify'::text, 'ready'::text, 'cut_over'::text, 'cleaned'::text, 'paused'::text, 'rolled_back'::text]))),
    CONSTRAINT embedding_migrations_store_check CHECK ((store = ANY (ARRAY['pgvector'::text, 'qdrant'::text])))
);

ALTER TABLE ONLY public.embedding_migrations FORCE ROW LEVEL SECURITY;

ALTER TABLE public.embedding_migrations OWNER TO fairlead_owner;

--
-- Name: TABLE embedding_migrations; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.embedding_migrations IS 'A move of all tenants from one model version to another. Which state may follow which is the core''s rule.';

--
-- Name: embedding_models; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.embedding_models (
    model_version_id integer NOT NULL,
    embedding_model_id text NOT NULL,
    embedding_dimensions integer NOT NULL,
    embedding_version text NOT NULL,
    label text GENERATED ALWAYS AS (((((embedding_model_id || '/'::text) || (embedding_dimensions)::text) || '/'::text) || embedding_version)) STORED NOT NULL,
    price_per_million_tokens numeric(12,6) DEFAULT 0 NOT NULL,
    max_input_tokens integer,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    retired_at timestamp with time zone,
    CONSTRAINT embedding_models_embedding_dimensions_check CHECK (((embedding_dimensions >= 1) AND (embedding_dimensions <= 4000))),
    CONSTRAINT embedding_models_embedding_model_id_check CHECK (((length(embedding_model_id) >= 1) AND (length(embedding_model_id) <= 200))),
    CONSTRAINT embedding_models_embedding_version_check CHECK (((length(embedding_version) >= 1) AND (length(embedding_version) <= 80))),
    CONSTRAINT embedding_models_max_input_tokens_check CHECK ((max_input_tokens > 0)),
    CONSTRAINT embedding_models_price_per_million_tokens_check CHECK ((price_per_million_tokens >= (0)::numeric))
);

ALTER TABLE ONLY public.embedding_models FORCE ROW LEVEL SECURITY;

ALTER TABLE public.embedding_models OWNER TO fairlead_owner;

--
-- Name: TABLE embedding_models; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.embedding_models IS 'Every model version that vectors were made with: the triple of model id, dimensions and version. It belongs to no tenant.';

--
-- Name: COLUMN embedding_models.label; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.embedding_models.label IS 'The triple as one text, id/dimensions/version: what source rows carry as embedding_model.';

--
-- Name: embedding_models_model_version_id_seq; Type: SEQUENCE; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.embedding_models ALTER COLUMN model_version_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.embedding_models_model_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: embedding_runs; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.embedding_runs (
    tenant_id uuid NOT NULL,
    run_id uuid DEFAULT gen_random_uuid() NOT NULL,
    model_version_id integer NOT NULL,
    status text DEFAULT 'running'::text NOT NULL,
    plan jsonb NOT NULL,
    actual jsonb DEFAULT '{}'::jsonb NOT NULL,
    planned_cost_usd numeric(14,6) DEFAULT 0 NOT NULL,
    actual_cost_usd numeric(14,6) DEFAULT 0 NOT NULL,
    error_code text,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    finished_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT embedding_runs_actual_check CHECK ((jsonb_typeof(actual) = 'object'::text)),
    CONSTRAINT embedding_runs_actual_cost_usd_check CHECK ((actual_cost_usd >= (0)::numeric)),
    CONSTRAINT embedding_runs_plan_check CHECK ((jsonb_typeof(plan) = 'object'::text)),
    CONSTRAINT embedding_runs_planned_cost_usd_check CHECK ((planned_cost_usd >= (0)::numeric)),
    CONSTRAINT embedding_runs_status_check CHECK ((status = ANY (ARRAY['running'::text, 'succeeded'::text, 'partial'::text, 'failed'::text]))),
    CONSTRAINT finished_when_so CHECK (((status = 'running'::text) = (finished_at IS NULL)))
);

ALTER TABLE ONLY public.embedding_runs FORCE ROW LEVEL SECURITY;

ALTER TABLE public.embedding_runs OWNER TO fairlead_owner;

--
-- Name: TABLE embedding_runs; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.embedding_runs IS 'What each run of the embedding worker planned for a tenant, and what came of it. A run over many tenants has a row for each under one run_id.';

--
-- Name: embedding_serving; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.embedding_serving (
    tenant_id uuid NOT NULL,
    model_version_id integer NOT NULL,
    previous_model_version_id integer,
    cut_over_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE ONLY public.embedding_serving FORCE ROW LEVEL SECURITY;

ALTER TABLE public.embedding_serving OWNER TO fairlead_owner;

--
-- Name: TABLE embedding_serving; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.embedding_serving IS 'The model version that serves a tenant''s searches; changing this one row is the cut-over.';

--
-- Name: embedding_tombstones; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.embedding_tombstones (
    tenant_id uuid NOT NULL,
    source_table public.embedded_table NOT NULL,
    source_id uuid NOT NULL,
    deleted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE ONLY public.embedding_tombstones FORCE ROW LEVEL SECURITY;

ALTER TABLE public.embedding_tombstones OWNER TO fairlead_owner;

--
-- Name: TABLE embedding_tombstones; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.embedding_tombstones IS 'Source rows that are gone or put away, so that no late write brings their vectors back, in either store.';

--
-- Name: embedding_vectors; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.embedding_vectors (
    tenant_id uuid NOT NULL,
    source_table public.embedded_table NOT NULL,
    source_id uuid NOT NULL,
    chunk integer DEFAULT 0 NOT NULL,
    model_version_id integer NOT NULL,
    embedding public.vector NOT NULL,
    embedding_model_id text NOT NULL,
    embedding_dimensions integer NOT NULL,
    embedding_version text NOT NULL,
    content_hash text NOT NULL,
    source_updated_at timestamp with time zone NOT NULL,
    doc_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT dimensions_hold CHECK ((public.vector_dims(embedding) = embedding_dimensions)),
    CONSTRAINT embedding_vectors_chunk_check CHECK ((chunk >= 0)),
    CONSTRAINT embedding_vectors_content_hash_check CHECK ((content_hash ~ '^[0-9a-f]{64}$'::text))
);

ALTER TABLE ONLY public.embedding_vectors FORCE ROW LEVEL SECURITY;

ALTER TABLE public.embedding_vectors OWNER TO fairlead_owner;

--
-- Name: TABLE embedding_vectors; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.embedding_vectors IS 'The vector store in PostgreSQL: one point for each row, chunk and model version, so that two models can be live at once. Each live model has an HNSW index of its own (embedding_index_statement).';

--
-- Name: COLUMN embedding_vectors.source_updated_at; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.embedding_vectors.source_updated_at IS 'updated_at of the source row as it was read for this vector.';

--
-- Name: COLUMN embedding_vectors.doc_id; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.embedding_vectors.doc_id IS 'What two versions of a document have in common; the row''s own id, or its source''s for chunks.';

--
-- Name: feature_flags; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.feature_flags (
    tenant_id uuid NOT NULL,
    flag_name text NOT NULL,
    enabled boolean DEFAULT false NOT NULL,
    canary_percentage numeric(5,2) DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT feature_flags_canary_percentage_check CHECK (((canary_percentage >= (0)::numeric) AND (canary_percentage <= (100)::numeric))),
    CONSTRAINT feature_flags_flag_name_check CHECK ((flag_name ~ '^[a-z][a-z0-9_]{1,62}$'::text))
);

ALTER TABLE ONLY public.feature_flags FORCE ROW LEVEL SECURITY;

ALTER TABLE public.feature_flags OWNER TO fairlead_owner;

--
-- Name: COLUMN feature_flags.canary_percentage; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.feature_flags.canary_percentage IS 'Share of subjects for whom an enabled flag is on, in steps of the bucket rule (0.01 %).';

--
-- Name: graph_edges; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.graph_edges (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    twin_id uuid NOT NULL,
    from_node_id uuid NOT NULL,
    to_node_id uuid NOT NULL,
    relation text NOT NULL,
    mentions integer DEFAULT 1 NOT NULL,
    conversation_id uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT graph_edges_mentions_check CHECK ((mentions > 0)),
    CONSTRAINT graph_edges_relation_check CHECK (((length(relation) >= 1) AND (length(relation) <= 80)))
);

ALTER TABLE ONLY public.graph_edges FORCE ROW LEVEL SECURITY;

ALTER TABLE public.graph_edges OWNER TO fairlead_owner;

--
-- Name: COLUMN graph_edges.mentions; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.graph_edges.mentions IS 'In how many texts it was said.';

--
-- Name: graph_extractions; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.graph_extractions (
    tenant_id uuid NOT NULL,
    source_kind text NOT NULL,
    source_id uuid NOT NULL,
    twin_id uuid NOT NULL,
    prompt_version text NOT NULL,
    model text NOT NULL,
    prompt_tokens integer NOT NULL,
    completion_tokens integer NOT NULL,
    cost_usd double precision NOT NULL,
    asks smallint NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT graph_extractions_asks_check CHECK (((asks >= 1) AND (asks <= 2))),
    CONSTRAINT graph_extractions_completion_tokens_check CHECK ((completion_tokens >= 0)),
    CONSTRAINT graph_extractions_cost_usd_check CHECK ((cost_usd >= (0)::double precision)),
    CONSTRAINT graph_extractions_model_check CHECK (((length(model) >= 1) AND (length(model) <= 200))),
    CONSTRAINT graph_extractions_prompt_tokens_check CHECK ((prompt_tokens >= 0)),
    CONSTRAINT graph_extractions_prompt_version_check CHECK (((length(prompt_version) >= 1) AND (length(prompt_version) <= 40))),
    CONSTRAINT graph_extractions_source_kind_check CHECK ((source_kind = ANY (ARRAY['message'::text, 'chunk'::text])))
);

ALTER TABLE ONLY public.graph_extractions FORCE ROW LEVEL SECURITY;

ALTER TABLE public.graph_extractions OWNER TO fairlead_owner;

--
-- Name: TABLE graph_extractions; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.graph_extractions IS 'Which texts were read for a twin''s graph, by what, at what cost. A text read again raises no mentions.';

--
-- Name: graph_nodes; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.graph_nodes (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    twin_id uuid NOT NULL,
    kind text NOT NULL,
    label text NOT NULL,
    conversation_id uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    name_key text GENERATED ALWAYS AS (public.normalised_name(label)) STORED,
    mentions integer DEFAULT 1 NOT NULL,
    CONSTRAINT graph_nodes_kind_check CHECK (((length(kind) >= 1) AND (length(kind) <= 80))),
    CONSTRAINT graph_nodes_label_check CHECK (((length(label) >= 1) AND (length(label) <= 200))),
    CONSTRAINT graph_nodes_mentions_check CHECK ((mentions > 0))
);

ALTER TABLE ONLY public.graph_nodes FORCE ROW LEVEL SECURITY;

ALTER TABLE public.graph_nodes OWNER TO fairlead_owner;

--
-- Name: COLUMN graph_nodes.label; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.graph_nodes.label IS 'The name as it was first written.';

--
-- Name: COLUMN graph_nodes.conversation_id; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.graph_nodes.conversation_id IS 'The conversation it was first named in.';

--
-- Name: COLUMN graph_nodes.mentions; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.graph_nodes.mentions IS 'In how many texts it was named.';

--
-- Name: idempotency_keys; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.idempotency_keys (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    action text NOT NULL,
    key text NOT NULL,
    user_id uuid DEFAULT public.claimed_user() NOT NULL,
    payload_hash text NOT NULL,
    status smallint,
    result jsonb,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT idempotency_keys_action_check CHECK (((length(action) >= 1) AND (length(action) <= 80))),
    CONSTRAINT idempotency_keys_check CHECK (((status IS NULL) = (result IS NULL))),
    CONSTRAINT idempotency_keys_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255))),
    CONSTRAINT idempotency_keys_payload_hash_check CHECK ((payload_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT idempotency_keys_status_check CHECK (((status >= 200) AND (status <= 299)))
);

ALTER TABLE ONLY public.idempotency_keys FORCE ROW LEVEL SECURITY;

ALTER TABLE public.idempotency_keys OWNER TO fairlead_owner;

--
-- Name: TABLE idempotency_keys; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.idempotency_keys IS 'One row an action done under a key; made in that action''s own transaction, so a failed action leaves none.';

--
-- Name: COLUMN idempotency_keys.payload_hash; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.idempotency_keys.payload_hash IS 'SHA-256 (hex) of the canonical form of {entity_id, payload}, to tell a repeated request from another one under the same key.';

--
-- Name: job_checkpoints; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.job_checkpoints (
    tenant_id uuid NOT NULL,
    job_id bigint NOT NULL,
    step text NOT NULL,
    lease bigint NOT NULL,
    state jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT job_checkpoints_step_check CHECK (((length(step) >= 1) AND (length(step) <= 80)))
);

ALTER TABLE ONLY public.job_checkpoints FORCE ROW LEVEL SECURITY;

ALTER TABLE public.job_checkpoints OWNER TO fairlead_owner;

--
-- Name: TABLE job_checkpoints; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.job_checkpoints IS 'How far a long job has come, so that the next holder goes on from there.';

--
-- Name: mail_folders; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.mail_folders (
    tenant_id uuid NOT NULL,
    account_id uuid NOT NULL,
    folder text NOT NULL,
    uid_validity bigint NOT NULL,
    last_uid bigint NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT mail_folders_folder_check CHECK (((length(folder) >= 1) AND (length(folder) <= 1000))),
    CONSTRAINT mail_folders_last_uid_check CHECK (((last_uid >= 0) AND (last_uid <= '4294967295'::bigint))),
    CONSTRAINT mail_folders_uid_validity_check CHECK (((uid_validity >= 1) AND (uid_validity <= '4294967295'::bigint)))
);

ALTER TABLE ONLY public.mail_folders FORCE ROW LEVEL SECURITY;

ALTER TABLE public.mail_folders OWNER TO fairlead_owner;

--
-- Name: TABLE mail_folders; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.mail_folders IS 'How far each IMAP folder was read, so that the next import asks only for what is new (RFC 9051, section 2.3.1.1).';

--
-- Name: COLUMN mail_folders.uid_validity; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.mail_folders.uid_validity IS 'UIDVALIDITY of the folder when it was read. Another one means that last_uid says nothing any more.';

--
-- Name: memberships; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.memberships (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    display_name text NOT NULL,
    role text NOT NULL,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT memberships_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 120))),
    CONSTRAINT memberships_role_check CHECK ((role = ANY (ARRAY['crew'::text, 'chief_engineer'::text, 'chief_officer'::text, 'chief_steward'::text, 'purser'::text, 'captain'::text, 'manager'::text])))
);

ALTER TABLE ONLY public.memberships FORCE ROW LEVEL SECURITY;

ALTER TABLE public.memberships OWNER TO fairlead_owner;

--
-- Name: TABLE memberships; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.memberships IS 'Who belongs to a tenant, and as what. Never deleted, since ledgers and audit name members: revoked.';

--
-- Name: messages; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.messages (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    conversation_id uuid NOT NULL,
    message_no integer NOT NULL,
    author text NOT NULL,
    body text NOT NULL,
    answered_by text,
    citations jsonb DEFAULT '[]'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT answers_say_how CHECK (((author = 'twin'::text) = (answered_by IS NOT NULL))),
    CONSTRAINT messages_answered_by_check CHECK ((answered_by = ANY (ARRAY['verified_answer'::text, 'retrieval'::text, 'nothing_found'::text]))),
    CONSTRAINT messages_author_check CHECK ((author = ANY (ARRAY['member'::text, 'twin'::text]))),
    CONSTRAINT messages_body_check CHECK ((length(body) > 0)),
    CONSTRAINT messages_citations_check CHECK ((jsonb_typeof(citations) = 'array'::text)),
    CONSTRAINT messages_message_no_check CHECK ((message_no > 0))
);

ALTER TABLE ONLY public.messages FORCE ROW LEVEL SECURITY;

ALTER TABLE public.messages OWNER TO fairlead_owner;

--
-- Name: COLUMN messages.citations; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.messages.citations IS 'The chunks an answer rests on: [{source_id, chunk_id, title}].';

--
-- Name: pms_attachments; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.pms_attachments (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    work_order_id uuid,
    equipment_id uuid,
    part_id uuid,
    file_name text NOT NULL,
    caption text DEFAULT ''::text NOT NULL,
    content_type text NOT NULL,
    byte_size bigint NOT NULL,
    storage_path text NOT NULL,
    uploaded_by uuid DEFAULT public.claimed_user() NOT NULL,
    deleted_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    embedding_model text,
    embedding_content_hash text,
    embedding_updated_at timestamp with time zone,
    CONSTRAINT about_one_thing CHECK ((num_nonnulls(work_order_id, equipment_id, part_id) = 1)),
    CONSTRAINT pms_attachments_byte_size_check CHECK ((byte_size >= 0)),
    CONSTRAINT pms_attachments_caption_check CHECK ((length(caption) <= 2000)),
    CONSTRAINT pms_attachments_content_type_check CHECK ((content_type ~ '^[a-z]+/[a-z0-9.+-]+$'::text)),
    CONSTRAINT pms_attachments_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 255))),
    CONSTRAINT stored_under_tenant CHECK (starts_with(storage_path, ((tenant_id)::text || '/'::text)))
);

ALTER TABLE ONLY public.pms_attachments FORCE ROW LEVEL SECURITY;

ALTER TABLE public.pms_attachments OWNER TO fairlead_owner;

--
-- Name: COLUMN pms_attachments.deleted_at; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.pms_attachments.deleted_at IS 'Soft delete: when it was put away. The file is then shown nowhere.';

--
-- Name: pms_equipment; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.pms_equipment (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    system text DEFAULT ''::text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    manufacturer text DEFAULT ''::text NOT NULL,
    model text DEFAULT ''::text NOT NULL,
    serial_number text DEFAULT ''::text NOT NULL,
    location text DEFAULT ''::text NOT NULL,
    installed_on date,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    embedding_model text,
    embedding_content_hash text,
    embedding_updated_at timestamp with time zone,
    CONSTRAINT pms_equipment_description_check CHECK ((length(description) <= 8000)),
    CONSTRAINT pms_equipment_location_check CHECK ((length(location) <= 200)),
    CONSTRAINT pms_equipment_manufacturer_check CHECK ((length(manufacturer) <= 120)),
    CONSTRAINT pms_equipment_model_check CHECK ((length(model) <= 120)),
    CONSTRAINT pms_equipment_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT pms_equipment_serial_number_check CHECK ((length(serial_number) <= 120)),
    CONSTRAINT pms_equipment_system_check CHECK ((length(system) <= 80))
);

ALTER TABLE ONLY public.pms_equipment FORCE ROW LEVEL SECURITY;

ALTER TABLE public.pms_equipment OWNER TO fairlead_owner;

--
-- Name: pms_faults; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.pms_faults (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    equipment_id uuid NOT NULL,
    work_order_id uuid,
    title text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    severity text NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    seen_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    resolved_at timestamp with time zone,
    reported_by uuid DEFAULT public.claimed_user() NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    embedding_model text,
    embedding_content_hash text,
    embedding_updated_at timestamp with time zone,
    CONSTRAINT pms_faults_description_check CHECK ((length(description) <= 8000)),
    CONSTRAINT pms_faults_severity_check CHECK ((severity = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text]))),
    CONSTRAINT pms_faults_status_check CHECK ((status = ANY (ARRAY['open'::text, 'resolved'::text]))),
    CONSTRAINT pms_faults_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
    CONSTRAINT resolved_when_so CHECK (((status = 'resolved'::text) = (resolved_at IS NOT NULL)))
);

ALTER TABLE ONLY public.pms_faults FORCE ROW LEVEL SECURITY;

ALTER TABLE public.pms_faults OWNER TO fairlead_owner;

--
-- Name: pms_inventory_transactions; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.pms_inventory_transactions (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    part_id uuid NOT NULL,
    entry_no integer NOT NULL,
    kind text NOT NULL,
    quantity integer NOT NULL,
    cause text,
    note text,
    reference text,
    happened_on date,
    work_order_id uuid,
    actor_id uuid DEFAULT public.claimed_user() NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT adjustment_has_cause CHECK (((kind = 'adjustment'::text) = (cause IS NOT NULL))),
    CONSTRAINT pms_inventory_transactions_cause_check CHECK (((length(cause) >= 1) AND (length(cause) <= 40))),
    CONSTRAINT pms_inventory_transactions_kind_check CHECK ((kind = ANY (ARRAY['receipt'::text, 'consumption'::text, 'adjustment'::text]))),
    CONSTRAINT pms_inventory_transactions_note_check CHECK (((length(note) >= 1) AND (length(note) <= 500))),
    CONSTRAINT pms_inventory_transactions_quantity_check CHECK (((quantity >= '-1000000'::integer) AND (quantity <= 1000000))),
    CONSTRAINT pms_inventory_transactions_reference_check CHECK (((length(reference) >= 1) AND (length(reference) <= 80))),
    CONSTRAINT quantity_fits_kind CHECK (((kind = 'adjustment'::text) OR ((quantity <> 0) AND ((kind = 'receipt'::text) = (quantity > 0)))))
);

ALTER TABLE ONLY public.pms_inventory_transactions FORCE ROW LEVEL SECURITY;

ALTER TABLE public.pms_inventory_transactions OWNER TO fairlead_owner;

--
-- Name: TABLE pms_inventory_transactions; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.pms_inventory_transactions IS 'The stock ledger. Rows are never changed or removed, whoever asks; a wrong one is corrected by an adjustment.';

--
-- Name: COLUMN pms_inventory_transactions.entry_no; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.pms_inventory_transactions.entry_no IS 'Place in the part''s line, from 1, given by the trigger.';

--
-- Name: COLUMN pms_inventory_transactions.quantity; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.pms_inventory_transactions.quantity IS 'Change of stock in the part''s unit: receipts above 0, consumption below, an adjustment either way or 0 (counted and found right).';

--
-- Name: COLUMN pms_inventory_transactions.cause; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.pms_inventory_transactions.cause IS 'Why book and shelf differed; for adjustments only.';

--
-- Name: COLUMN pms_inventory_transactions.happened_on; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.pms_inventory_transactions.happened_on IS 'The day it came aboard or was used, where that is not the day it was written down.';

--
-- Name: pms_notes; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.pms_notes (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    work_order_id uuid,
    equipment_id uuid,
    part_id uuid,
    body text NOT NULL,
    author_id uuid DEFAULT public.claimed_user() NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    embedding_model text,
    embedding_content_hash text,
    embedding_updated_at timestamp with time zone,
    CONSTRAINT about_one_thing CHECK ((num_nonnulls(work_order_id, equipment_id, part_id) = 1)),
    CONSTRAINT pms_notes_body_check CHECK (((length(body) >= 1) AND (length(body) <= 8000)))
);

ALTER TABLE ONLY public.pms_notes FORCE ROW LEVEL SECURITY;

ALTER TABLE public.pms_notes OWNER TO fairlead_owner;

--
-- Name: pms_parts; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.pms_parts (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    part_number text NOT NULL,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    category text DEFAULT ''::text NOT NULL,
    manufacturer text DEFAULT ''::text NOT NULL,
    location text DEFAULT ''::text NOT NULL,
    unit text DEFAULT 'each'::text NOT NULL,
    min_level integer DEFAULT 0 NOT NULL,
    equipment_id uuid,
    search_text text GENERATED ALWAYS AS (lower(((((((((((part_number || ' '::text) || name) || ' '::text) || description) || ' '::text) || category) || ' '::text) || manufacturer) || ' '::text) || location))) STORED NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    embedding_model text,
    embedding_content_hash text,
    embedding_updated_at timestamp with time zone,
    CONSTRAINT pms_parts_category_check CHECK ((length(category) <= 80)),
    CONSTRAINT pms_parts_description_check CHECK ((length(description) <= 8000)),
    CONSTRAINT pms_parts_location_check CHECK ((length(location) <= 200)),
    CONSTRAINT pms_parts_manufacturer_check CHECK ((length(manufacturer) <= 120)),
    CONSTRAINT pms_parts_min_level_check CHECK (((min_level >= 0) AND (min_level <= 1000000))),
    CONSTRAINT pms_parts_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT pms_parts_part_number_check CHECK (((length(part_number) >= 1) AND (length(part_number) <= 80))),
    CONSTRAINT pms_parts_unit_check CHECK (((length(unit) >= 1) AND (length(unit) <= 20)))
);

ALTER TABLE ONLY public.pms_parts FORCE ROW LEVEL SECURITY;

ALTER TABLE public.pms_parts OWNER TO fairlead_owner;

--
-- Name: COLUMN pms_parts.unit; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.pms_parts.unit IS 'What one of it is: each, set, litre, metre. Stock is counted in whole units.';

--
-- Name: COLUMN pms_parts.min_level; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.pms_parts.min_level IS 'Below this the part is low in stock; 0 means never.';

--
-- Name: COLUMN pms_parts.equipment_id; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.pms_parts.equipment_id IS 'The equipment it is a spare for, if for one alone.';

--
-- Name: v_stock_from_transactions; Type: VIEW; Schema: public; Owner: fairlead_owner
--

CREATE VIEW public.v_stock_from_transactions WITH (security_invoker='true') AS
 SELECT pms_inventory_transactions.tenant_id,
    pms_inventory_transactions.part_id,
    (sum(pms_inventory_transactions.quantity))::integer AS stock,
    (count(*))::integer AS entries,
    max(pms_inventory_transactions.created_at) AS last_moved_at
   FROM public.pms_inventory_transactions
  GROUP BY pms_inventory_transactions.tenant_id, pms_inventory_transactions.part_id;

ALTER TABLE public.v_stock_from_transactions OWNER TO fairlead_owner;

--
-- Name: VIEW v_stock_from_transactions; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON VIEW public.v_stock_from_transactions IS 'The sum of the ledger for each part that has entries.';

--
-- Name: pms_part_stock; Type: VIEW; Schema: public; Owner: fairlead_owner
--

CREATE VIEW public.pms_part_stock WITH (security_invoker='true') AS
 SELECT p.tenant_id,
    p.id AS part_id,
    p.part_number,
    p.name,
    p.category,
    p.location,
    p.unit,
    p.min_level,
    COALESCE(s.stock, 0) AS stock,
    s.last_moved_at
   FROM (public.pms_parts p
     LEFT JOIN public.v_stock_from_transactions s ON (((s.tenant_id = p.tenant_id) AND (s.part_id = p.id))));

ALTER TABLE public.pms_part_stock OWNER TO fairlead_owner;

--
-- Name: VIEW pms_part_stock; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON VIEW public.pms_part_stock IS 'Every part with its stock, 0 where the ledger has no entry: the one place that stock is read from.';

--
-- Name: pms_work_order_parts; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.pms_work_order_parts (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    work_order_id uuid NOT NULL,
    part_id uuid NOT NULL,
    quantity integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pms_work_order_parts_quantity_check CHECK (((quantity >= 1) AND (quantity <= 1000000)))
);

ALTER TABLE ONLY public.pms_work_order_parts FORCE ROW LEVEL SECURITY;

ALTER TABLE public.pms_work_order_parts OWNER TO fairlead_owner;

--
-- Name: TABLE pms_work_order_parts; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.pms_work_order_parts IS 'Parts to have ready for a work order. What was used stands in the ledger.';

--
-- Name: pms_work_orders; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.pms_work_orders (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    number integer NOT NULL,
    title text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    priority text DEFAULT 'normal'::text NOT NULL,
    equipment_id uuid,
    assigned_to uuid,
    due_on date,
    hours_worked numeric(7,2),
    created_by uuid DEFAULT public.claimed_user() NOT NULL,
    closed_by uuid,
    closed_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    embedding_model text,
    embedding_content_hash text,
    embedding_updated_at timestamp with time zone,
    CONSTRAINT closed_when_done CHECK (((status = ANY (ARRAY['completed'::text, 'cancelled'::text])) = (closed_at IS NOT NULL))),
    CONSTRAINT pms_work_orders_description_check CHECK ((length(description) <= 8000)),
    CONSTRAINT pms_work_orders_hours_worked_check CHECK ((hours_worked >= (0)::numeric)),
    CONSTRAINT pms_work_orders_number_check CHECK ((number > 0)),
    CONSTRAINT pms_work_orders_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text]))),
    CONSTRAINT pms_work_orders_status_check CHECK ((status = ANY (ARRAY['open'::text, 'in_progress'::text, 'on_hold'::text, 'completed'::text, 'cancelled'::text]))),
    CONSTRAINT pms_work_orders_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);

ALTER TABLE ONLY public.pms_work_orders FORCE ROW LEVEL SECURITY;

ALTER TABLE public.pms_work_orders OWNER TO fairlead_owner;

--
-- Name: COLUMN pms_work_orders.number; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.pms_work_orders.number IS 'What people call it by: counted up within the tenant, given by a trigger where left out.';

--
-- Name: provider_state; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.provider_state (
    provider text NOT NULL,
    breaker text DEFAULT 'closed'::text NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    window_began timestamp with time zone,
    opened_at timestamp with time zone,
    retry_at timestamp with time zone,
    probes integer DEFAULT 0 NOT NULL,
    quota_reset_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    openings integer DEFAULT 0 NOT NULL,
    bucket_parts bigint,
    bucket_at timestamp with time zone,
    CONSTRAINT provider_state_breaker_check CHECK ((breaker = ANY (ARRAY['closed'::text, 'open'::text, 'half_open'::text]))),
    CONSTRAINT provider_state_failures_check CHECK ((failures >= 0)),
    CONSTRAINT provider_state_openings_check CHECK ((openings >= 0)),
    CONSTRAINT provider_state_probes_check CHECK ((probes >= 0)),
    CONSTRAINT provider_state_provider_check CHECK (((length(provider) >= 1) AND (length(provider) <= 80)))
);

ALTER TABLE ONLY public.provider_state FORCE ROW LEVEL SECURITY;

ALTER TABLE public.provider_state OWNER TO fairlead_owner;

--
-- Name: TABLE provider_state; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.provider_state IS 'Breaker and quota of each model provider, shared by all workers. It belongs to no tenant.';

--
-- Name: COLUMN provider_state.openings; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.provider_state.openings IS 'How often in a row the breaker opened for failures; each time it stays open longer.';

--
-- Name: COLUMN provider_state.bucket_parts; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.provider_state.bucket_parts IS 'What the token bucket held at bucket_at, in parts of a token (core/job/token_bucket.h); null is a full one.';

--
-- Name: schema_version; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.schema_version (
    version integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE public.schema_version OWNER TO fairlead_owner;

--
-- Name: signature_nonces; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.signature_nonces (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    nonce text NOT NULL,
    signer_id uuid DEFAULT public.claimed_user() NOT NULL,
    action text NOT NULL,
    used_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT signature_nonces_action_check CHECK (((length(action) >= 1) AND (length(action) <= 80))),
    CONSTRAINT signature_nonces_nonce_check CHECK (((length(nonce) >= 16) AND (length(nonce) <= 128)))
);

ALTER TABLE ONLY public.signature_nonces FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signature_nonces OWNER TO fairlead_owner;

--
-- Name: TABLE signature_nonces; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.signature_nonces IS 'Nonces that a signature has used up. One older than the longest max_age_s may go: the signature is stale by then.';

--
-- Name: signing_keys; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.signing_keys (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    key_id text NOT NULL,
    user_id uuid DEFAULT public.claimed_user() NOT NULL,
    public_key text NOT NULL,
    label text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT signing_keys_key_id_check CHECK ((key_id ~ '^[A-Za-z0-9_-]{8,64}$'::text)),
    CONSTRAINT signing_keys_label_check CHECK ((length(label) <= 80)),
    CONSTRAINT signing_keys_public_key_check CHECK ((public_key ~ '^[A-Za-z0-9_-]{43}$'::text))
);

ALTER TABLE ONLY public.signing_keys FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signing_keys OWNER TO fairlead_owner;

--
-- Name: TABLE signing_keys; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.signing_keys IS 'Device keys of members for SIGNED actions. A revoked key stays, so that old signatures can be checked.';

--
-- Name: COLUMN signing_keys.public_key; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.signing_keys.public_key IS 'Ed25519, 32 bytes as base64url without padding. One key belongs to one member.';

--
-- Name: source_chunks; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.source_chunks (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    source_id uuid NOT NULL,
    chunk_no integer NOT NULL,
    chunk_hash text NOT NULL,
    body text NOT NULL,
    tokens integer NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    embedding_model text,
    embedding_content_hash text,
    embedding_updated_at timestamp with time zone,
    CONSTRAINT source_chunks_body_check CHECK ((length(body) > 0)),
    CONSTRAINT source_chunks_chunk_hash_check CHECK ((chunk_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT source_chunks_chunk_no_check CHECK ((chunk_no >= 0)),
    CONSTRAINT source_chunks_tokens_check CHECK ((tokens >= 0))
);

ALTER TABLE ONLY public.source_chunks FORCE ROW LEVEL SECURITY;

ALTER TABLE public.source_chunks OWNER TO fairlead_owner;

--
-- Name: COLUMN source_chunks.chunk_hash; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.source_chunks.chunk_hash IS 'The chunk''s stable id: the same text in the same source gives the same one.';

--
-- Name: source_logs; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.source_logs (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    id bigint NOT NULL,
    source_id uuid NOT NULL,
    level text NOT NULL,
    event text NOT NULL,
    message text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT source_logs_event_check CHECK ((event ~ '^[a-z][a-z0-9_]{0,62}$'::text)),
    CONSTRAINT source_logs_level_check CHECK ((level = ANY (ARRAY['info'::text, 'warning'::text, 'error'::text]))),
    CONSTRAINT source_logs_message_check CHECK ((length(message) <= 2000))
);

ALTER TABLE ONLY public.source_logs FORCE ROW LEVEL SECURITY;

ALTER TABLE public.source_logs OWNER TO fairlead_owner;

--
-- Name: source_logs_id_seq; Type: SEQUENCE; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.source_logs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.source_logs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: sources; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.sources (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    twin_id uuid NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    location text DEFAULT ''::text NOT NULL,
    body_text text,
    content_hash text,
    status text DEFAULT 'pending'::text NOT NULL,
    error_code text,
    decided_by uuid,
    decided_at timestamp with time zone,
    deleted_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT sources_content_hash_check CHECK ((content_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT sources_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'file'::text, 'url'::text]))),
    CONSTRAINT sources_location_check CHECK ((length(location) <= 2000)),
    CONSTRAINT sources_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'approved'::text, 'processing'::text, 'ready'::text, 'rejected'::text, 'failed'::text]))),
    CONSTRAINT sources_title_check CHECK (((length(title) >= 1) AND (length(title) <= 300)))
);

ALTER TABLE ONLY public.sources FORCE ROW LEVEL SECURITY;

ALTER TABLE public.sources OWNER TO fairlead_owner;

--
-- Name: COLUMN sources.location; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.sources.location IS 'Where it came from: a file''s storage path or a URL.';

--
-- Name: COLUMN sources.body_text; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.sources.body_text IS 'Its text as extracted; null until then and after a deep scrub.';

--
-- Name: tenants; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.tenants (
    tenant_id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    related_alpha double precision DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    job_weight integer DEFAULT 1 NOT NULL,
    job_limit integer,
    CONSTRAINT tenants_job_limit_check CHECK ((job_limit > 0)),
    CONSTRAINT tenants_job_weight_check CHECK (((job_weight >= 1) AND (job_weight <= 1000))),
    CONSTRAINT tenants_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
    CONSTRAINT tenants_related_alpha_check CHECK (((related_alpha >= (0)::double precision) AND (related_alpha <= (1)::double precision)))
);

ALTER TABLE ONLY public.tenants FORCE ROW LEVEL SECURITY;

ALTER TABLE public.tenants OWNER TO fairlead_owner;

--
-- Name: TABLE tenants; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON TABLE public.tenants IS 'One row a customer: a yacht. In PMS routes tenant_id is also called yacht_id.';

--
-- Name: COLUMN tenants.related_alpha; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.tenants.related_alpha IS 'How much likeness of meaning counts when related items are ranked: 0 is foreign-key order alone.';

--
-- Name: COLUMN tenants.job_weight; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.tenants.job_weight IS 'The tenant''s share of the workers, relative to others that wait.';

--
-- Name: COLUMN tenants.job_limit; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON COLUMN public.tenants.job_limit IS 'How many of its jobs of one type may run at once; null is no limit.';

--
-- Name: twins; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.twins (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    owner_id uuid DEFAULT public.claimed_user() NOT NULL,
    name text NOT NULL,
    purpose text DEFAULT ''::text NOT NULL,
    onboarded_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT twins_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
    CONSTRAINT twins_purpose_check CHECK ((length(purpose) <= 2000))
);

ALTER TABLE ONLY public.twins FORCE ROW LEVEL SECURITY;

ALTER TABLE public.twins OWNER TO fairlead_owner;

--
-- Name: v_entities; Type: VIEW; Schema: public; Owner: fairlead_owner
--

CREATE VIEW public.v_entities WITH (security_invoker='true') AS
 SELECT pms_equipment.tenant_id,
    'equipment'::text AS entity_type,
    'pms_equipment'::text AS source_table,
    pms_equipment.id AS entity_id,
    pms_equipment.name AS title,
    concat_ws(', '::text, NULLIF(((pms_equipment.manufacturer || ' '::text) || pms_equipment.model), ' '::text), NULLIF(pms_equipment.location, ''::text)) AS detail,
    pms_equipment.created_at
   FROM public.pms_equipment
UNION ALL
 SELECT pms_faults.tenant_id,
    'fault'::text AS entity_type,
    'pms_faults'::text AS source_table,
    pms_faults.id AS entity_id,
    pms_faults.title,
    concat_ws(', '::text, (pms_faults.severity || ' severity'::text), pms_faults.status) AS detail,
    pms_faults.created_at
   FROM public.pms_faults
UNION ALL
 SELECT pms_parts.tenant_id,
    'part'::text AS entity_type,
    'pms_parts'::text AS source_table,
    pms_parts.id AS entity_id,
    pms_parts.name AS title,
    concat_ws(', '::text, pms_parts.part_number, NULLIF(pms_parts.location, ''::text)) AS detail,
    pms_parts.created_at
   FROM public.pms_parts
UNION ALL
 SELECT pms_notes.tenant_id,
    'note'::text AS entity_type,
    'pms_notes'::text AS source_table,
    pms_notes.id AS entity_id,
    "left"(pms_notes.body, 120) AS title,
    ''::text AS detail,
    pms_notes.created_at
   FROM public.pms_notes
UNION ALL
 SELECT pms_attachments.tenant_id,
    'file'::text AS entity_type,
    'pms_attachments'::text AS source_table,
    pms_attachments.id AS entity_id,
    pms_attachments.file_name AS title,
    pms_attachments.caption AS detail,
    pms_attachments.created_at
   FROM public.pms_attachments
UNION ALL
 SELECT pms_work_orders.tenant_id,
    'work_order'::text AS entity_type,
    'pms_work_orders'::text AS source_table,
    pms_work_orders.id AS entity_id,
    ((('#'::text || pms_work_orders.number) || ' '::text) || pms_work_orders.title) AS title,
    concat_ws(', '::text, replace(pms_work_orders.status, '_'::text, ' '::text), (pms_work_orders.priority || ' priority'::text)) AS detail,
    pms_work_orders.created_at
   FROM public.pms_work_orders;

ALTER TABLE public.v_entities OWNER TO fairlead_owner;

--
-- Name: VIEW v_entities; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON VIEW public.v_entities IS 'Everything that can stand in a list of related items, with a title and a line of detail. Files that were put away are here too: a condition in one branch would keep the planner from looking ids up in it.';

--
-- Name: v_low_stock; Type: VIEW; Schema: public; Owner: fairlead_owner
--

CREATE VIEW public.v_low_stock WITH (security_invoker='true') AS
 SELECT pms_part_stock.tenant_id,
    pms_part_stock.part_id,
    pms_part_stock.part_number,
    pms_part_stock.name,
    pms_part_stock.category,
    pms_part_stock.location,
    pms_part_stock.unit,
    pms_part_stock.min_level,
    pms_part_stock.stock,
    (pms_part_stock.min_level - pms_part_stock.stock) AS shortage,
    pms_part_stock.last_moved_at
   FROM public.pms_part_stock
  WHERE ((pms_part_stock.stock < pms_part_stock.min_level) AND (pms_part_stock.min_level > 0));

ALTER TABLE public.v_low_stock OWNER TO fairlead_owner;

--
-- Name: VIEW v_low_stock; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON VIEW public.v_low_stock IS 'Parts below their minimum; none with a minimum of 0.';

--
-- Name: v_part_ledger; Type: VIEW; Schema: public; Owner: fairlead_owner
--

CREATE VIEW public.v_part_ledger WITH (security_invoker='true') AS
 SELECT t.tenant_id,
    t.part_id,
    t.id AS transaction_id,
    t.entry_no,
    t.kind,
    t.quantity,
    (sum(t.quantity) OVER (PARTITION BY t.tenant_id, t.part_id ORDER BY t.entry_no))::integer AS balance,
    t.cause,
    t.note,
    t.reference,
    t.happened_on,
    t.work_order_id,
    t.actor_id,
    m.display_name AS actor_name,
    t.created_at
   FROM (public.pms_inventory_transactions t
     LEFT JOIN public.memberships m ON (((m.tenant_id = t.tenant_id) AND (m.user_id = t.actor_id))));

ALTER TABLE public.v_part_ledger OWNER TO fairlead_owner;

--
-- Name: VIEW v_part_ledger; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON VIEW public.v_part_ledger IS 'The ledger as people read it: each entry with the stock after it and the name of who made it.';

--
-- Name: v_work_order_links; Type: VIEW; Schema: public; Owner: fairlead_owner
--

CREATE VIEW public.v_work_order_links WITH (security_invoker='true') AS
 SELECT w.tenant_id,
    w.id AS work_order_id,
    'equipment'::text AS entity_type,
    w.equipment_id AS entity_id,
    'equipment'::text AS relation,
    (1.0)::double precision AS fk
   FROM public.pms_work_orders w
  WHERE (w.equipment_id IS NOT NULL)
UNION ALL
 SELECT f.tenant_id,
    f.work_order_id,
    'fault'::text AS entity_type,
    f.id AS entity_id,
    'fault'::text AS relation,
    0.9 AS fk
   FROM public.pms_faults f
  WHERE (f.work_order_id IS NOT NULL)
UNION ALL
 SELECT n.tenant_id,
    n.work_order_id,
    'part'::text AS entity_type,
    n.part_id AS entity_id,
    'part_needed'::text AS relation,
    0.8 AS fk
   FROM public.pms_work_order_parts n
UNION ALL
 SELECT t.tenant_id,
    t.work_order_id,
    'part'::text AS entity_type,
    t.part_id AS entity_id,
    'part_used'::text AS relation,
    0.8 AS fk
   FROM public.pms_inventory_transactions t
  WHERE (t.work_order_id IS NOT NULL)
UNION ALL
 SELECT n.tenant_id,
    n.work_order_id,
    'note'::text AS entity_type,
    n.id AS entity_id,
    'note'::text AS relation,
    0.7 AS fk
   FROM public.pms_notes n
  WHERE (n.work_order_id IS NOT NULL)
UNION ALL
 SELECT a.tenant_id,
    a.work_order_id,
    'file'::text AS entity_type,
    a.id AS entity_id,
    'file'::text AS relation,
    0.6 AS fk
   FROM public.pms_attachments a
  WHERE ((a.work_order_id IS NOT NULL) AND (a.deleted_at IS NULL))
UNION ALL
 SELECT w.tenant_id,
    w.id AS work_order_id,
    'part'::text AS entity_type,
    p.id AS entity_id,
    'spare_of_equipment'::text AS relation,
    0.5 AS fk
   FROM (public.pms_work_orders w
     JOIN public.pms_parts p USING (tenant_id, equipment_id))
UNION ALL
 SELECT w.tenant_id,
    w.id AS work_order_id,
    'fault'::text AS entity_type,
    f.id AS entity_id,
    'fault_of_equipment'::text AS relation,
    0.4 AS fk
   FROM (public.pms_work_orders w
     JOIN public.pms_faults f USING (tenant_id, equipment_id))
UNION ALL
 SELECT w.tenant_id,
    w.id AS work_order_id,
    'file'::text AS entity_type,
    a.id AS entity_id,
    'file_of_equipment'::text AS relation,
    0.3 AS fk
   FROM (public.pms_work_orders w
     JOIN public.pms_attachments a USING (tenant_id, equipment_id))
  WHERE (a.deleted_at IS NULL)
UNION ALL
 SELECT w.tenant_id,
    w.id AS work_order_id,
    'note'::text AS entity_type,
    n.id AS entity_id,
    'note_of_equipment'::text AS relation,
    0.3 AS fk
   FROM (public.pms_work_orders w
     JOIN public.pms_notes n USING (tenant_id, equipment_id))
UNION ALL
 SELECT w.tenant_id,
    w.id AS work_order_id,
    'work_order'::text AS entity_type,
    o.id AS entity_id,
    'work_order_of_equipment'::text AS relation,
    0.2 AS fk
   FROM (public.pms_work_orders w
     JOIN public.pms_work_orders o USING (tenant_id, equipment_id))
  WHERE (o.id <> w.id);

ALTER TABLE public.v_work_order_links OWNER TO fairlead_owner;

--
-- Name: VIEW v_work_order_links; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON VIEW public.v_work_order_links IS 'Each thing that foreign keys tie to a work order, with how closely (fk, 1 the closest). A thing tied in two ways stands here twice.';

--
-- Name: verified_answers; Type: TABLE; Schema: public; Owner: fairlead_owner
--

CREATE TABLE public.verified_answers (
    tenant_id uuid DEFAULT public.claimed_tenant() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    twin_id uuid NOT NULL,
    question text NOT NULL,
    answer text NOT NULL,
    verified_by uuid DEFAULT public.claimed_user() NOT NULL,
    deleted_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT verified_answers_answer_check CHECK (((length(answer) >= 1) AND (length(answer) <= 8000))),
    CONSTRAINT verified_answers_question_check CHECK (((length(question) >= 1) AND (length(question) <= 2000)))
);

ALTER TABLE ONLY public.verified_answers FORCE ROW LEVEL SECURITY;

ALTER TABLE public.verified_answers OWNER TO fairlead_owner;

--
-- Name: ai_cron ai_cron_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.ai_cron
    ADD CONSTRAINT ai_cron_pkey PRIMARY KEY (tenant_id, name);

--
-- Name: ai_jobs ai_jobs_dedupe_uq; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.ai_jobs
    ADD CONSTRAINT ai_jobs_dedupe_uq UNIQUE (dedupe_key, job_type, tenant_id);

--
-- Name: ai_jobs ai_jobs_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.ai_jobs
    ADD CONSTRAINT ai_jobs_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: ai_jobs ai_jobs_uq; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.ai_jobs
    ADD CONSTRAINT ai_jobs_uq UNIQUE (job_type, account_id, gmail_message_id);

--
-- Name: ai_leaders ai_leaders_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.ai_leaders
    ADD CONSTRAINT ai_leaders_pkey PRIMARY KEY (what);

--
-- Name: ai_ready ai_ready_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.ai_ready
    ADD CONSTRAINT ai_ready_pkey PRIMARY KEY (tenant_id, job_type, priority, run_after, id);

--
-- Name: ai_running ai_running_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.ai_running
    ADD CONSTRAINT ai_running_pkey PRIMARY KEY (tenant_id, id, lease);

--
-- Name: ai_shares ai_shares_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.ai_shares
    ADD CONSTRAINT ai_shares_pkey PRIMARY KEY (tenant_id, job_type);

--
-- Name: ai_spending ai_spending_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.ai_spending
    ADD CONSTRAINT ai_spending_pkey PRIMARY KEY (tenant_id, job_id, lease);

--
-- Name: ai_turns ai_turns_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.ai_turns
    ADD CONSTRAINT ai_turns_pkey PRIMARY KEY (job_type);

--
-- Name: audit_heads audit_heads_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.audit_heads
    ADD CONSTRAINT audit_heads_pkey PRIMARY KEY (tenant_id);

--
-- Name: conversations conversations_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: credentials credentials_account_id_key; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.credentials
    ADD CONSTRAINT credentials_account_id_key UNIQUE (account_id);

--
-- Name: credentials credentials_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.credentials
    ADD CONSTRAINT credentials_pkey PRIMARY KEY (tenant_id, account_id);

--
-- Name: email_ai_summaries email_ai_summaries_account_id_gmail_message_id_prompt_versi_key; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.email_ai_summaries
    ADD CONSTRAINT email_ai_summaries_account_id_gmail_message_id_prompt_versi_key UNIQUE (account_id, gmail_message_id, prompt_version);

--
-- Name: email_ai_summaries email_ai_summaries_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.email_ai_summaries
    ADD CONSTRAINT email_ai_summaries_pkey PRIMARY KEY (tenant_id, account_id, gmail_message_id, prompt_version);

--
-- Name: emails emails_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.emails
    ADD CONSTRAINT emails_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: emails emails_tenant_id_account_id_gmail_message_id_key; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.emails
    ADD CONSTRAINT emails_tenant_id_account_id_gmail_message_id_key UNIQUE (tenant_id, account_id, gmail_message_id);

--
-- Name: embedding_migration_ranges embedding_migration_ranges_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_migration_ranges
    ADD CONSTRAINT embedding_migration_ranges_pkey PRIMARY KEY (tenant_id, migration_id, source_table, range_no);

--
-- Name: embedding_migrations embedding_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_migrations
    ADD CONSTRAINT embedding_migrations_pkey PRIMARY KEY (migration_id);

--
-- Name: embedding_models embedding_models_embedding_model_id_embedding_dimensions_em_key; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_models
    ADD CONSTRAINT embedding_models_embedding_model_id_embedding_dimensions_em_key UNIQUE (embedding_model_id, embedding_dimensions, embedding_version);

--
-- Name: embedding_models embedding_models_label_key; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_models
    ADD CONSTRAINT embedding_models_label_key UNIQUE (label);

--
-- Name: embedding_models embedding_models_model_version_id_embedding_model_id_embedd_key; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_models
    ADD CONSTRAINT embedding_models_model_version_id_embedding_model_id_embedd_key UNIQUE (model_version_id, embedding_model_id, embedding_dimensions, embedding_version);

--
-- Name: embedding_models embedding_models_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_models
    ADD CONSTRAINT embedding_models_pkey PRIMARY KEY (model_version_id);

--
-- Name: embedding_runs embedding_runs_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_runs
    ADD CONSTRAINT embedding_runs_pkey PRIMARY KEY (tenant_id, run_id);

--
-- Name: embedding_serving embedding_serving_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_serving
    ADD CONSTRAINT embedding_serving_pkey PRIMARY KEY (tenant_id);

--
-- Name: embedding_tombstones embedding_tombstones_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_tombstones
    ADD CONSTRAINT embedding_tombstones_pkey PRIMARY KEY (tenant_id, source_table, source_id);

--
-- Name: embedding_vectors embedding_vectors_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_vectors
    ADD CONSTRAINT embedding_vectors_pkey PRIMARY KEY (tenant_id, source_table, source_id, model_version_id, chunk);

--
-- Name: feature_flags feature_flags_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.feature_flags
    ADD CONSTRAINT feature_flags_pkey PRIMARY KEY (tenant_id, flag_name);

--
-- Name: graph_edges graph_edges_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.graph_edges
    ADD CONSTRAINT graph_edges_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: graph_edges graph_edges_tenant_id_from_node_id_to_node_id_relation_key; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.graph_edges
    ADD CONSTRAINT graph_edges_tenant_id_from_node_id_to_node_id_relation_key UNIQUE (tenant_id, from_node_id, to_node_id, relation);

--
-- Name: graph_extractions graph_extractions_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.graph_extractions
    ADD CONSTRAINT graph_extractions_pkey PRIMARY KEY (tenant_id, source_kind, source_id);

--
-- Name: graph_nodes graph_nodes_name_uq; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.graph_nodes
    ADD CONSTRAINT graph_nodes_name_uq UNIQUE (tenant_id, twin_id, kind, name_key);

--
-- Name: graph_nodes graph_nodes_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.graph_nodes
    ADD CONSTRAINT graph_nodes_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: idempotency_keys idempotency_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (tenant_id, action, key);

--
-- Name: job_checkpoints job_checkpoints_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.job_checkpoints
    ADD CONSTRAINT job_checkpoints_pkey PRIMARY KEY (tenant_id, job_id, step);

--
-- Name: mail_folders mail_folders_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.mail_folders
    ADD CONSTRAINT mail_folders_pkey PRIMARY KEY (tenant_id, account_id, folder);

--
-- Name: memberships memberships_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_pkey PRIMARY KEY (tenant_id, user_id);

--
-- Name: messages messages_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: messages messages_tenant_id_conversation_id_message_no_key; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_tenant_id_conversation_id_message_no_key UNIQUE (tenant_id, conversation_id, message_no);

--
-- Name: pms_attachments pms_attachments_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_attachments
    ADD CONSTRAINT pms_attachments_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: pms_attachments pms_attachments_tenant_id_storage_path_key; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_attachments
    ADD CONSTRAINT pms_attachments_tenant_id_storage_path_key UNIQUE (tenant_id, storage_path);

--
-- Name: pms_audit_log pms_audit_log_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_audit_log
    ADD CONSTRAINT pms_audit_log_pkey PRIMARY KEY (tenant_id, seq);

--
-- Name: pms_equipment pms_equipment_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_equipment
    ADD CONSTRAINT pms_equipment_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: pms_faults pms_faults_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_faults
    ADD CONSTRAINT pms_faults_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: pms_inventory_transactions pms_inventory_transactions_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_inventory_transactions
    ADD CONSTRAINT pms_inventory_transactions_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: pms_notes pms_notes_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_notes
    ADD CONSTRAINT pms_notes_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: pms_parts pms_parts_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_parts
    ADD CONSTRAINT pms_parts_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: pms_parts pms_parts_tenant_id_part_number_key; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_parts
    ADD CONSTRAINT pms_parts_tenant_id_part_number_key UNIQUE (tenant_id, part_number);

--
-- Name: pms_work_order_parts pms_work_order_parts_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_work_order_parts
    ADD CONSTRAINT pms_work_order_parts_pkey PRIMARY KEY (tenant_id, work_order_id, part_id);

--
-- Name: pms_work_orders pms_work_orders_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_work_orders
    ADD CONSTRAINT pms_work_orders_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: pms_work_orders pms_work_orders_tenant_id_number_key; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_work_orders
    ADD CONSTRAINT pms_work_orders_tenant_id_number_key UNIQUE (tenant_id, number);

--
-- Name: provider_state provider_state_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.provider_state
    ADD CONSTRAINT provider_state_pkey PRIMARY KEY (provider);

--
-- Name: schema_version schema_version_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.schema_version
    ADD CONSTRAINT schema_version_pkey PRIMARY KEY (version);

--
-- Name: signature_nonces signature_nonces_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.signature_nonces
    ADD CONSTRAINT signature_nonces_pkey PRIMARY KEY (tenant_id, nonce);

--
-- Name: signing_keys signing_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.signing_keys
    ADD CONSTRAINT signing_keys_pkey PRIMARY KEY (tenant_id, key_id);

--
-- Name: signing_keys signing_keys_tenant_id_public_key_key; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.signing_keys
    ADD CONSTRAINT signing_keys_tenant_id_public_key_key UNIQUE (tenant_id, public_key);

--
-- Name: source_chunks source_chunks_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.source_chunks
    ADD CONSTRAINT source_chunks_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: source_chunks source_chunks_tenant_id_source_id_chunk_no_key; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.source_chunks
    ADD CONSTRAINT source_chunks_tenant_id_source_id_chunk_no_key UNIQUE (tenant_id, source_id, chunk_no);

--
-- Name: source_logs source_logs_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.source_logs
    ADD CONSTRAINT source_logs_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: sources sources_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.sources
    ADD CONSTRAINT sources_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: tenants tenants_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.tenants
    ADD CONSTRAINT tenants_pkey PRIMARY KEY (tenant_id);

--
-- Name: twins twins_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.twins
    ADD CONSTRAINT twins_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: verified_answers verified_answers_pkey; Type: CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.verified_answers
    ADD CONSTRAINT verified_answers_pkey PRIMARY KEY (tenant_id, id);

--
-- Name: ai_jobs_by_age; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX ai_jobs_by_age ON public.ai_jobs USING brin (created_at) WITH (pages_per_range='32');

--
-- Name: ai_jobs_failed; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX ai_jobs_failed ON public.ai_jobs USING btree (last_error_at) WHERE (last_error_at IS NOT NULL);

--
-- Name: INDEX ai_jobs_failed; Type: COMMENT; Schema: public; Owner: fairlead_owner
--

COMMENT ON INDEX public.ai_jobs_failed IS 'The jobs that ever failed, dead ones among them. An index by status would be written anew at each claim.';

--
-- Name: ai_jobs_of_twin; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX ai_jobs_of_twin ON public.ai_jobs USING btree (tenant_id, twin_id, id) WHERE (twin_id IS NOT NULL);

--
-- Name: ai_spending_by_time; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX ai_spending_by_time ON public.ai_spending USING btree (tenant_id, created_at);

--
-- Name: conversations_by_twin; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX conversations_by_twin ON public.conversations USING btree (tenant_id, twin_id, updated_at DESC);

--
-- Name: credentials_live; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE UNIQUE INDEX credentials_live ON public.credentials USING btree (tenant_id, provider, lower(address)) WHERE (revoked_at IS NULL);

--
-- Name: emails_by_time; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX emails_by_time ON public.emails USING btree (tenant_id, received_at DESC, id DESC);

--
-- Name: embedding_migration_ranges_open; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX embedding_migration_ranges_open ON public.embedding_migration_ranges USING btree (migration_id, state, heartbeat_at) WHERE (state <> 'done'::text);

--
-- Name: embedding_runs_by_time; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX embedding_runs_by_time ON public.embedding_runs USING btree (tenant_id, started_at DESC);

--
-- Name: graph_edges_by_target; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX graph_edges_by_target ON public.graph_edges USING btree (tenant_id, to_node_id);

--
-- Name: graph_edges_by_twin; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX graph_edges_by_twin ON public.graph_edges USING btree (tenant_id, twin_id);

--
-- Name: pms_attachments_by_equipment; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_attachments_by_equipment ON public.pms_attachments USING btree (tenant_id, equipment_id) WHERE (equipment_id IS NOT NULL);

--
-- Name: pms_attachments_by_part; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_attachments_by_part ON public.pms_attachments USING btree (tenant_id, part_id) WHERE (part_id IS NOT NULL);

--
-- Name: pms_attachments_by_work_order; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_attachments_by_work_order ON public.pms_attachments USING btree (tenant_id, work_order_id) WHERE (work_order_id IS NOT NULL);

--
-- Name: pms_attachments_stale; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_attachments_stale ON public.pms_attachments USING btree (updated_at, tenant_id, id) WHERE ((deleted_at IS NULL) AND ((embedding_updated_at IS NULL) OR (updated_at > embedding_updated_at)));

--
-- Name: pms_audit_log_by_entity; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_audit_log_by_entity ON public.pms_audit_log USING btree (tenant_id, entity_id, seq) WHERE (entity_id IS NOT NULL);

--
-- Name: pms_equipment_by_name; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_equipment_by_name ON public.pms_equipment USING btree (tenant_id, name, id);

--
-- Name: pms_equipment_stale; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_equipment_stale ON public.pms_equipment USING btree (updated_at, tenant_id, id) WHERE ((embedding_updated_at IS NULL) OR (updated_at > embedding_updated_at));

--
-- Name: pms_faults_by_equipment; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_faults_by_equipment ON public.pms_faults USING btree (tenant_id, equipment_id);

--
-- Name: pms_faults_by_work_order; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_faults_by_work_order ON public.pms_faults USING btree (tenant_id, work_order_id) WHERE (work_order_id IS NOT NULL);

--
-- Name: pms_faults_stale; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_faults_stale ON public.pms_faults USING btree (updated_at, tenant_id, id) WHERE ((embedding_updated_at IS NULL) OR (updated_at > embedding_updated_at));

--
-- Name: pms_inventory_transactions_by_work_order; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_inventory_transactions_by_work_order ON public.pms_inventory_transactions USING btree (tenant_id, work_order_id, part_id) WHERE (work_order_id IS NOT NULL);

--
-- Name: pms_inventory_transactions_line; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE UNIQUE INDEX pms_inventory_transactions_line ON public.pms_inventory_transactions USING btree (tenant_id, part_id, entry_no) INCLUDE (quantity, created_at);

--
-- Name: pms_notes_by_equipment; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_notes_by_equipment ON public.pms_notes USING btree (tenant_id, equipment_id) WHERE (equipment_id IS NOT NULL);

--
-- Name: pms_notes_by_part; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_notes_by_part ON public.pms_notes USING btree (tenant_id, part_id) WHERE (part_id IS NOT NULL);

--
-- Name: pms_notes_by_work_order; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_notes_by_work_order ON public.pms_notes USING btree (tenant_id, work_order_id, created_at) WHERE (work_order_id IS NOT NULL);

--
-- Name: pms_notes_stale; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_notes_stale ON public.pms_notes USING btree (updated_at, tenant_id, id) WHERE ((embedding_updated_at IS NULL) OR (updated_at > embedding_updated_at));

--
-- Name: pms_parts_by_equipment; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_parts_by_equipment ON public.pms_parts USING btree (tenant_id, equipment_id) WHERE (equipment_id IS NOT NULL);

--
-- Name: pms_parts_by_name; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_parts_by_name ON public.pms_parts USING btree (tenant_id, name, id);

--
-- Name: pms_parts_stale; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_parts_stale ON public.pms_parts USING btree (updated_at, tenant_id, id) WHERE ((embedding_updated_at IS NULL) OR (updated_at > embedding_updated_at));

--
-- Name: pms_work_order_parts_by_part; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_work_order_parts_by_part ON public.pms_work_order_parts USING btree (tenant_id, part_id);

--
-- Name: pms_work_orders_by_change; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_work_orders_by_change ON public.pms_work_orders USING btree (tenant_id, updated_at DESC, id DESC);

--
-- Name: pms_work_orders_by_equipment; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_work_orders_by_equipment ON public.pms_work_orders USING btree (tenant_id, equipment_id);

--
-- Name: pms_work_orders_stale; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX pms_work_orders_stale ON public.pms_work_orders USING btree (updated_at, tenant_id, id) WHERE ((embedding_updated_at IS NULL) OR (updated_at > embedding_updated_at));

--
-- Name: signature_nonces_by_age; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX signature_nonces_by_age ON public.signature_nonces USING btree (used_at);

--
-- Name: signing_keys_by_user; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX signing_keys_by_user ON public.signing_keys USING btree (tenant_id, user_id);

--
-- Name: source_chunks_stale; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX source_chunks_stale ON public.source_chunks USING btree (updated_at, tenant_id, id) WHERE ((embedding_updated_at IS NULL) OR (updated_at > embedding_updated_at));

--
-- Name: source_logs_by_source; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX source_logs_by_source ON public.source_logs USING btree (tenant_id, source_id, id);

--
-- Name: sources_by_twin; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX sources_by_twin ON public.sources USING btree (tenant_id, twin_id, status);

--
-- Name: twins_by_owner; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX twins_by_owner ON public.twins USING btree (tenant_id, owner_id);

--
-- Name: verified_answers_by_twin; Type: INDEX; Schema: public; Owner: fairlead_owner
--

CREATE INDEX verified_answers_by_twin ON public.verified_answers USING btree (tenant_id, twin_id) WHERE (deleted_at IS NULL);

--
-- Name: pms_attachments bury_embedding; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER bury_embedding AFTER DELETE ON public.pms_attachments FOR EACH ROW EXECUTE FUNCTION public.bury_embedding();

--
-- Name: pms_equipment bury_embedding; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER bury_embedding AFTER DELETE ON public.pms_equipment FOR EACH ROW EXECUTE FUNCTION public.bury_embedding();

--
-- Name: pms_faults bury_embedding; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER bury_embedding AFTER DELETE ON public.pms_faults FOR EACH ROW EXECUTE FUNCTION public.bury_embedding();

--
-- Name: pms_notes bury_embedding; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER bury_embedding AFTER DELETE ON public.pms_notes FOR EACH ROW EXECUTE FUNCTION public.bury_embedding();

--
-- Name: pms_parts bury_embedding; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER bury_embedding AFTER DELETE ON public.pms_parts FOR EACH ROW EXECUTE FUNCTION public.bury_embedding();

--
-- Name: pms_work_orders bury_embedding; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER bury_embedding AFTER DELETE ON public.pms_work_orders FOR EACH ROW EXECUTE FUNCTION public.bury_embedding();

--
-- Name: source_chunks bury_embedding; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER bury_embedding AFTER DELETE ON public.source_chunks FOR EACH ROW EXECUTE FUNCTION public.bury_embedding();

--
-- Name: pms_attachments bury_embedding_put_away; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER bury_embedding_put_away AFTER UPDATE ON public.pms_attachments FOR EACH ROW WHEN (((old.deleted_at IS NULL) AND (new.deleted_at IS NOT NULL))) EXECUTE FUNCTION public.bury_embedding();

--
-- Name: ai_jobs complete_job; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER complete_job BEFORE INSERT ON public.ai_jobs FOR EACH ROW EXECUTE FUNCTION public.complete_job();

--
-- Name: pms_audit_log enter_in_audit; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER enter_in_audit AFTER INSERT ON public.pms_audit_log FOR EACH ROW EXECUTE FUNCTION public.enter_in_audit();

--
-- Name: pms_inventory_transactions enter_in_ledger; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER enter_in_ledger BEFORE INSERT ON public.pms_inventory_transactions FOR EACH ROW EXECUTE FUNCTION public.enter_in_ledger();

--
-- Name: ai_jobs keep_line; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER keep_line AFTER UPDATE ON public.ai_jobs FOR EACH ROW WHEN (((new.status = 'queued'::text) OR ((old.status = 'queued'::text) AND (new.status <> 'running'::text)))) EXECUTE FUNCTION public.ai_keep_line();

--
-- Name: ai_jobs leave_line; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER leave_line AFTER DELETE ON public.ai_jobs FOR EACH ROW WHEN ((old.status = 'queued'::text)) EXECUTE FUNCTION public.ai_keep_line();

--
-- Name: ai_jobs line_up; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER line_up AFTER INSERT ON public.ai_jobs REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION public.ai_line_up();

--
-- Name: ai_jobs name_twin; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER name_twin BEFORE INSERT ON public.ai_jobs FOR EACH ROW WHEN (((new.job_type = 'graph_extraction'::text) AND (new.twin_id IS NULL))) EXECUTE FUNCTION public.ai_name_twin();

--
-- Name: pms_work_orders number_work_order; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER number_work_order BEFORE INSERT ON public.pms_work_orders FOR EACH ROW WHEN ((new.number IS NULL)) EXECUTE FUNCTION public.number_work_order();

--
-- Name: embedding_vectors refuse_buried_vector; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER refuse_buried_vector BEFORE INSERT ON public.embedding_vectors FOR EACH ROW EXECUTE FUNCTION public.refuse_buried_vector();

--
-- Name: pms_audit_log refuse_change; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON public.pms_audit_log FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

--
-- Name: pms_inventory_transactions refuse_change; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON public.pms_inventory_transactions FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

--
-- Name: pms_audit_log refuse_truncate; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.pms_audit_log FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

--
-- Name: pms_inventory_transactions refuse_truncate; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.pms_inventory_transactions FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

--
-- Name: ai_cron set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.ai_cron FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: conversations set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.conversations FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: credentials set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.credentials FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: email_ai_summaries set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.email_ai_summaries FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: emails set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.emails FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: embedding_migration_ranges set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.embedding_migration_ranges FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: embedding_migrations set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.embedding_migrations FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: embedding_runs set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.embedding_runs FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: embedding_serving set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.embedding_serving FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: embedding_vectors set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.embedding_vectors FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: feature_flags set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.feature_flags FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: graph_edges set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.graph_edges FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: graph_extractions set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.graph_extractions FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: graph_nodes set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.graph_nodes FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: job_checkpoints set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.job_checkpoints FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: mail_folders set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.mail_folders FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: memberships set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.memberships FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: pms_attachments set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.pms_attachments FOR EACH ROW WHEN ((((((((((((old.work_order_id IS DISTINCT FROM new.work_order_id) OR (old.equipment_id IS DISTINCT FROM new.equipment_id)) OR (old.part_id IS DISTINCT FROM new.part_id)) OR (old.file_name IS DISTINCT FROM new.file_name)) OR (old.caption IS DISTINCT FROM new.caption)) OR (old.content_type IS DISTINCT FROM new.content_type)) OR (old.byte_size IS DISTINCT FROM new.byte_size)) OR (old.storage_path IS DISTINCT FROM new.storage_path)) OR (old.uploaded_by IS DISTINCT FROM new.uploaded_by)) OR (old.deleted_at IS DISTINCT FROM new.deleted_at)) OR (old.created_at IS DISTINCT FROM new.created_at))) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: pms_equipment set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.pms_equipment FOR EACH ROW WHEN ((((((((((old.name IS DISTINCT FROM new.name) OR (old.system IS DISTINCT FROM new.system)) OR (old.description IS DISTINCT FROM new.description)) OR (old.manufacturer IS DISTINCT FROM new.manufacturer)) OR (old.model IS DISTINCT FROM new.model)) OR (old.serial_number IS DISTINCT FROM new.serial_number)) OR (old.location IS DISTINCT FROM new.location)) OR (old.installed_on IS DISTINCT FROM new.installed_on)) OR (old.created_at IS DISTINCT FROM new.created_at))) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: pms_faults set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.pms_faults FOR EACH ROW WHEN (((((((((((old.equipment_id IS DISTINCT FROM new.equipment_id) OR (old.work_order_id IS DISTINCT FROM new.work_order_id)) OR (old.title IS DISTINCT FROM new.title)) OR (old.description IS DISTINCT FROM new.description)) OR (old.severity IS DISTINCT FROM new.severity)) OR (old.status IS DISTINCT FROM new.status)) OR (old.seen_at IS DISTINCT FROM new.seen_at)) OR (old.resolved_at IS DISTINCT FROM new.resolved_at)) OR (old.reported_by IS DISTINCT FROM new.reported_by)) OR (old.created_at IS DISTINCT FROM new.created_at))) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: pms_notes set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.pms_notes FOR EACH ROW WHEN (((((((old.work_order_id IS DISTINCT FROM new.work_order_id) OR (old.equipment_id IS DISTINCT FROM new.equipment_id)) OR (old.part_id IS DISTINCT FROM new.part_id)) OR (old.body IS DISTINCT FROM new.body)) OR (old.author_id IS DISTINCT FROM new.author_id)) OR (old.created_at IS DISTINCT FROM new.created_at))) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: pms_parts set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.pms_parts FOR EACH ROW WHEN (((((((((((old.part_number IS DISTINCT FROM new.part_number) OR (old.name IS DISTINCT FROM new.name)) OR (old.description IS DISTINCT FROM new.description)) OR (old.category IS DISTINCT FROM new.category)) OR (old.manufacturer IS DISTINCT FROM new.manufacturer)) OR (old.location IS DISTINCT FROM new.location)) OR (old.unit IS DISTINCT FROM new.unit)) OR (old.min_level IS DISTINCT FROM new.min_level)) OR (old.equipment_id IS DISTINCT FROM new.equipment_id)) OR (old.created_at IS DISTINCT FROM new.created_at))) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: pms_work_orders set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.pms_work_orders FOR EACH ROW WHEN ((((((((((((((old.number IS DISTINCT FROM new.number) OR (old.title IS DISTINCT FROM new.title)) OR (old.description IS DISTINCT FROM new.description)) OR (old.status IS DISTINCT FROM new.status)) OR (old.priority IS DISTINCT FROM new.priority)) OR (old.equipment_id IS DISTINCT FROM new.equipment_id)) OR (old.assigned_to IS DISTINCT FROM new.assigned_to)) OR (old.due_on IS DISTINCT FROM new.due_on)) OR (old.hours_worked IS DISTINCT FROM new.hours_worked)) OR (old.created_by IS DISTINCT FROM new.created_by)) OR (old.closed_by IS DISTINCT FROM new.closed_by)) OR (old.closed_at IS DISTINCT FROM new.closed_at)) OR (old.created_at IS DISTINCT FROM new.created_at))) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: provider_state set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.provider_state FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: source_chunks set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.source_chunks FOR EACH ROW WHEN (((((((old.source_id IS DISTINCT FROM new.source_id) OR (old.chunk_no IS DISTINCT FROM new.chunk_no)) OR (old.chunk_hash IS DISTINCT FROM new.chunk_hash)) OR (old.body IS DISTINCT FROM new.body)) OR (old.tokens IS DISTINCT FROM new.tokens)) OR (old.created_at IS DISTINCT FROM new.created_at))) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: sources set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.sources FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: tenants set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.tenants FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: twins set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.twins FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: verified_answers set_updated_at; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.verified_answers FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.set_updated_at();

--
-- Name: pms_attachments touch_work_order; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER touch_work_order AFTER INSERT OR DELETE ON public.pms_attachments FOR EACH ROW EXECUTE FUNCTION public.touch_work_orders();

--
-- Name: pms_faults touch_work_order; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER touch_work_order AFTER INSERT OR DELETE ON public.pms_faults FOR EACH ROW EXECUTE FUNCTION public.touch_work_orders();

--
-- Name: pms_notes touch_work_order; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER touch_work_order AFTER INSERT OR DELETE ON public.pms_notes FOR EACH ROW EXECUTE FUNCTION public.touch_work_orders();

--
-- Name: pms_attachments touch_work_order_of_change; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER touch_work_order_of_change AFTER UPDATE ON public.pms_attachments FOR EACH ROW WHEN (((((old.work_order_id IS DISTINCT FROM new.work_order_id) OR (old.file_name IS DISTINCT FROM new.file_name)) OR (old.caption IS DISTINCT FROM new.caption)) OR (old.deleted_at IS DISTINCT FROM new.deleted_at))) EXECUTE FUNCTION public.touch_work_orders();

--
-- Name: pms_faults touch_work_order_of_change; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER touch_work_order_of_change AFTER UPDATE ON public.pms_faults FOR EACH ROW WHEN ((((old.work_order_id IS DISTINCT FROM new.work_order_id) OR (old.title IS DISTINCT FROM new.title)) OR (old.description IS DISTINCT FROM new.description))) EXECUTE FUNCTION public.touch_work_orders();

--
-- Name: pms_notes touch_work_order_of_change; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER touch_work_order_of_change AFTER UPDATE ON public.pms_notes FOR EACH ROW WHEN (((old.work_order_id IS DISTINCT FROM new.work_order_id) OR (old.body IS DISTINCT FROM new.body))) EXECUTE FUNCTION public.touch_work_orders();

--
-- Name: pms_attachments unearth_embedding; Type: TRIGGER; Schema: public; Owner: fairlead_owner
--

CREATE TRIGGER unearth_embedding AFTER UPDATE ON public.pms_attachments FOR EACH ROW WHEN (((old.deleted_at IS NOT NULL) AND (new.deleted_at IS NULL))) EXECUTE FUNCTION public.unearth_embedding();

--
-- Name: ai_cron ai_cron_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.ai_cron
    ADD CONSTRAINT ai_cron_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: ai_jobs ai_jobs_tenant_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.ai_jobs
    ADD CONSTRAINT ai_jobs_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES public.credentials(tenant_id, account_id);

--
-- Name: ai_jobs ai_jobs_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.ai_jobs
    ADD CONSTRAINT ai_jobs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: ai_jobs ai_jobs_twin_fk; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.ai_jobs
    ADD CONSTRAINT ai_jobs_twin_fk FOREIGN KEY (tenant_id, twin_id) REFERENCES public.twins(tenant_id, id);

--
-- Name: ai_shares ai_shares_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.ai_shares
    ADD CONSTRAINT ai_shares_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: ai_spending ai_spending_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.ai_spending
    ADD CONSTRAINT ai_spending_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: audit_heads audit_heads_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.audit_heads
    ADD CONSTRAINT audit_heads_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: conversations conversations_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: conversations conversations_tenant_id_twin_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_tenant_id_twin_id_fkey FOREIGN KEY (tenant_id, twin_id) REFERENCES public.twins(tenant_id, id);

--
-- Name: conversations conversations_tenant_id_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.memberships(tenant_id, user_id);

--
-- Name: credentials credentials_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.credentials
    ADD CONSTRAINT credentials_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: email_ai_summaries email_ai_summaries_tenant_id_account_id_gmail_message_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.email_ai_summaries
    ADD CONSTRAINT email_ai_summaries_tenant_id_account_id_gmail_message_id_fkey FOREIGN KEY (tenant_id, account_id, gmail_message_id) REFERENCES public.emails(tenant_id, account_id, gmail_message_id);

--
-- Name: email_ai_summaries email_ai_summaries_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.email_ai_summaries
    ADD CONSTRAINT email_ai_summaries_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: emails emails_tenant_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.emails
    ADD CONSTRAINT emails_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES public.credentials(tenant_id, account_id);

--
-- Name: emails emails_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.emails
    ADD CONSTRAINT emails_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: embedding_migration_ranges embedding_migration_ranges_migration_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_migration_ranges
    ADD CONSTRAINT embedding_migration_ranges_migration_id_fkey FOREIGN KEY (migration_id) REFERENCES public.embedding_migrations(migration_id);

--
-- Name: embedding_migration_ranges embedding_migration_ranges_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_migration_ranges
    ADD CONSTRAINT embedding_migration_ranges_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: embedding_migrations embedding_migrations_from_model_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_migrations
    ADD CONSTRAINT embedding_migrations_from_model_version_id_fkey FOREIGN KEY (from_model_version_id) REFERENCES public.embedding_models(model_version_id);

--
-- Name: embedding_migrations embedding_migrations_to_model_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_migrations
    ADD CONSTRAINT embedding_migrations_to_model_version_id_fkey FOREIGN KEY (to_model_version_id) REFERENCES public.embedding_models(model_version_id);

--
-- Name: embedding_runs embedding_runs_model_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_runs
    ADD CONSTRAINT embedding_runs_model_version_id_fkey FOREIGN KEY (model_version_id) REFERENCES public.embedding_models(model_version_id);

--
-- Name: embedding_runs embedding_runs_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_runs
    ADD CONSTRAINT embedding_runs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: embedding_serving embedding_serving_model_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_serving
    ADD CONSTRAINT embedding_serving_model_version_id_fkey FOREIGN KEY (model_version_id) REFERENCES public.embedding_models(model_version_id);

--
-- Name: embedding_serving embedding_serving_previous_model_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_serving
    ADD CONSTRAINT embedding_serving_previous_model_version_id_fkey FOREIGN KEY (previous_model_version_id) REFERENCES public.embedding_models(model_version_id);

--
-- Name: embedding_serving embedding_serving_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_serving
    ADD CONSTRAINT embedding_serving_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: embedding_tombstones embedding_tombstones_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_tombstones
    ADD CONSTRAINT embedding_tombstones_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: embedding_vectors embedding_vectors_model_version_id_embedding_model_id_embe_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_vectors
    ADD CONSTRAINT embedding_vectors_model_version_id_embedding_model_id_embe_fkey FOREIGN KEY (model_version_id, embedding_model_id, embedding_dimensions, embedding_version) REFERENCES public.embedding_models(model_version_id, embedding_model_id, embedding_dimensions, embedding_version);

--
-- Name: embedding_vectors embedding_vectors_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.embedding_vectors
    ADD CONSTRAINT embedding_vectors_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: feature_flags feature_flags_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.feature_flags
    ADD CONSTRAINT feature_flags_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: graph_edges graph_edges_tenant_id_conversation_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.graph_edges
    ADD CONSTRAINT graph_edges_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES public.conversations(tenant_id, id);

--
-- Name: graph_edges graph_edges_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.graph_edges
    ADD CONSTRAINT graph_edges_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: graph_edges graph_edges_tenant_id_from_node_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.graph_edges
    ADD CONSTRAINT graph_edges_tenant_id_from_node_id_fkey FOREIGN KEY (tenant_id, from_node_id) REFERENCES public.graph_nodes(tenant_id, id);

--
-- Name: graph_edges graph_edges_tenant_id_to_node_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.graph_edges
    ADD CONSTRAINT graph_edges_tenant_id_to_node_id_fkey FOREIGN KEY (tenant_id, to_node_id) REFERENCES public.graph_nodes(tenant_id, id);

--
-- Name: graph_edges graph_edges_tenant_id_twin_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.graph_edges
    ADD CONSTRAINT graph_edges_tenant_id_twin_id_fkey FOREIGN KEY (tenant_id, twin_id) REFERENCES public.twins(tenant_id, id);

--
-- Name: graph_extractions graph_extractions_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.graph_extractions
    ADD CONSTRAINT graph_extractions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: graph_extractions graph_extractions_tenant_id_twin_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.graph_extractions
    ADD CONSTRAINT graph_extractions_tenant_id_twin_id_fkey FOREIGN KEY (tenant_id, twin_id) REFERENCES public.twins(tenant_id, id);

--
-- Name: graph_nodes graph_nodes_tenant_id_conversation_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.graph_nodes
    ADD CONSTRAINT graph_nodes_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES public.conversations(tenant_id, id);

--
-- Name: graph_nodes graph_nodes_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.graph_nodes
    ADD CONSTRAINT graph_nodes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: graph_nodes graph_nodes_tenant_id_twin_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.graph_nodes
    ADD CONSTRAINT graph_nodes_tenant_id_twin_id_fkey FOREIGN KEY (tenant_id, twin_id) REFERENCES public.twins(tenant_id, id);

--
-- Name: idempotency_keys idempotency_keys_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: job_checkpoints job_checkpoints_tenant_id_job_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.job_checkpoints
    ADD CONSTRAINT job_checkpoints_tenant_id_job_id_fkey FOREIGN KEY (tenant_id, job_id) REFERENCES public.ai_jobs(tenant_id, id) ON DELETE CASCADE;

--
-- Name: mail_folders mail_folders_tenant_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.mail_folders
    ADD CONSTRAINT mail_folders_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES public.credentials(tenant_id, account_id);

--
-- Name: mail_folders mail_folders_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.mail_folders
    ADD CONSTRAINT mail_folders_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: memberships memberships_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: messages messages_tenant_id_conversation_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES public.conversations(tenant_id, id);

--
-- Name: messages messages_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: pms_attachments pms_attachments_tenant_id_equipment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_attachments
    ADD CONSTRAINT pms_attachments_tenant_id_equipment_id_fkey FOREIGN KEY (tenant_id, equipment_id) REFERENCES public.pms_equipment(tenant_id, id);

--
-- Name: pms_attachments pms_attachments_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_attachments
    ADD CONSTRAINT pms_attachments_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: pms_attachments pms_attachments_tenant_id_part_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_attachments
    ADD CONSTRAINT pms_attachments_tenant_id_part_id_fkey FOREIGN KEY (tenant_id, part_id) REFERENCES public.pms_parts(tenant_id, id);

--
-- Name: pms_attachments pms_attachments_tenant_id_uploaded_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_attachments
    ADD CONSTRAINT pms_attachments_tenant_id_uploaded_by_fkey FOREIGN KEY (tenant_id, uploaded_by) REFERENCES public.memberships(tenant_id, user_id);

--
-- Name: pms_attachments pms_attachments_tenant_id_work_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_attachments
    ADD CONSTRAINT pms_attachments_tenant_id_work_order_id_fkey FOREIGN KEY (tenant_id, work_order_id) REFERENCES public.pms_work_orders(tenant_id, id);

--
-- Name: pms_audit_log pms_audit_log_tenant_id_actor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_audit_log
    ADD CONSTRAINT pms_audit_log_tenant_id_actor_id_fkey FOREIGN KEY (tenant_id, actor_id) REFERENCES public.memberships(tenant_id, user_id);

--
-- Name: pms_audit_log pms_audit_log_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_audit_log
    ADD CONSTRAINT pms_audit_log_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: pms_equipment pms_equipment_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_equipment
    ADD CONSTRAINT pms_equipment_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: pms_faults pms_faults_tenant_id_equipment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_faults
    ADD CONSTRAINT pms_faults_tenant_id_equipment_id_fkey FOREIGN KEY (tenant_id, equipment_id) REFERENCES public.pms_equipment(tenant_id, id);

--
-- Name: pms_faults pms_faults_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_faults
    ADD CONSTRAINT pms_faults_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: pms_faults pms_faults_tenant_id_reported_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_faults
    ADD CONSTRAINT pms_faults_tenant_id_reported_by_fkey FOREIGN KEY (tenant_id, reported_by) REFERENCES public.memberships(tenant_id, user_id);

--
-- Name: pms_faults pms_faults_tenant_id_work_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_faults
    ADD CONSTRAINT pms_faults_tenant_id_work_order_id_fkey FOREIGN KEY (tenant_id, work_order_id) REFERENCES public.pms_work_orders(tenant_id, id);

--
-- Name: pms_inventory_transactions pms_inventory_transactions_tenant_id_actor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_inventory_transactions
    ADD CONSTRAINT pms_inventory_transactions_tenant_id_actor_id_fkey FOREIGN KEY (tenant_id, actor_id) REFERENCES public.memberships(tenant_id, user_id);

--
-- Name: pms_inventory_transactions pms_inventory_transactions_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_inventory_transactions
    ADD CONSTRAINT pms_inventory_transactions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: pms_inventory_transactions pms_inventory_transactions_tenant_id_part_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_inventory_transactions
    ADD CONSTRAINT pms_inventory_transactions_tenant_id_part_id_fkey FOREIGN KEY (tenant_id, part_id) REFERENCES public.pms_parts(tenant_id, id);

--
-- Name: pms_inventory_transactions pms_inventory_transactions_tenant_id_work_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_inventory_transactions
    ADD CONSTRAINT pms_inventory_transactions_tenant_id_work_order_id_fkey FOREIGN KEY (tenant_id, work_order_id) REFERENCES public.pms_work_orders(tenant_id, id);

--
-- Name: pms_notes pms_notes_tenant_id_author_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_notes
    ADD CONSTRAINT pms_notes_tenant_id_author_id_fkey FOREIGN KEY (tenant_id, author_id) REFERENCES public.memberships(tenant_id, user_id);

--
-- Name: pms_notes pms_notes_tenant_id_equipment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_notes
    ADD CONSTRAINT pms_notes_tenant_id_equipment_id_fkey FOREIGN KEY (tenant_id, equipment_id) REFERENCES public.pms_equipment(tenant_id, id);

--
-- Name: pms_notes pms_notes_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_notes
    ADD CONSTRAINT pms_notes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: pms_notes pms_notes_tenant_id_part_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_notes
    ADD CONSTRAINT pms_notes_tenant_id_part_id_fkey FOREIGN KEY (tenant_id, part_id) REFERENCES public.pms_parts(tenant_id, id);

--
-- Name: pms_notes pms_notes_tenant_id_work_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_notes
    ADD CONSTRAINT pms_notes_tenant_id_work_order_id_fkey FOREIGN KEY (tenant_id, work_order_id) REFERENCES public.pms_work_orders(tenant_id, id);

--
-- Name: pms_parts pms_parts_tenant_id_equipment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_parts
    ADD CONSTRAINT pms_parts_tenant_id_equipment_id_fkey FOREIGN KEY (tenant_id, equipment_id) REFERENCES public.pms_equipment(tenant_id, id);

--
-- Name: pms_parts pms_parts_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_parts
    ADD CONSTRAINT pms_parts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: pms_work_order_parts pms_work_order_parts_tenant_id_part_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_work_order_parts
    ADD CONSTRAINT pms_work_order_parts_tenant_id_part_id_fkey FOREIGN KEY (tenant_id, part_id) REFERENCES public.pms_parts(tenant_id, id);

--
-- Name: pms_work_order_parts pms_work_order_parts_tenant_id_work_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_work_order_parts
    ADD CONSTRAINT pms_work_order_parts_tenant_id_work_order_id_fkey FOREIGN KEY (tenant_id, work_order_id) REFERENCES public.pms_work_orders(tenant_id, id) ON DELETE CASCADE;

--
-- Name: pms_work_orders pms_work_orders_tenant_id_assigned_to_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_work_orders
    ADD CONSTRAINT pms_work_orders_tenant_id_assigned_to_fkey FOREIGN KEY (tenant_id, assigned_to) REFERENCES public.memberships(tenant_id, user_id);

--
-- Name: pms_work_orders pms_work_orders_tenant_id_closed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_work_orders
    ADD CONSTRAINT pms_work_orders_tenant_id_closed_by_fkey FOREIGN KEY (tenant_id, closed_by) REFERENCES public.memberships(tenant_id, user_id);

--
-- Name: pms_work_orders pms_work_orders_tenant_id_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_work_orders
    ADD CONSTRAINT pms_work_orders_tenant_id_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES public.memberships(tenant_id, user_id);

--
-- Name: pms_work_orders pms_work_orders_tenant_id_equipment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_work_orders
    ADD CONSTRAINT pms_work_orders_tenant_id_equipment_id_fkey FOREIGN KEY (tenant_id, equipment_id) REFERENCES public.pms_equipment(tenant_id, id);

--
-- Name: pms_work_orders pms_work_orders_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.pms_work_orders
    ADD CONSTRAINT pms_work_orders_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: signature_nonces signature_nonces_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.signature_nonces
    ADD CONSTRAINT signature_nonces_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: signing_keys signing_keys_tenant_id_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.signing_keys
    ADD CONSTRAINT signing_keys_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.memberships(tenant_id, user_id);

--
-- Name: source_chunks source_chunks_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.source_chunks
    ADD CONSTRAINT source_chunks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: source_chunks source_chunks_tenant_id_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.source_chunks
    ADD CONSTRAINT source_chunks_tenant_id_source_id_fkey FOREIGN KEY (tenant_id, source_id) REFERENCES public.sources(tenant_id, id);

--
-- Name: source_logs source_logs_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.source_logs
    ADD CONSTRAINT source_logs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: source_logs source_logs_tenant_id_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.source_logs
    ADD CONSTRAINT source_logs_tenant_id_source_id_fkey FOREIGN KEY (tenant_id, source_id) REFERENCES public.sources(tenant_id, id);

--
-- Name: sources sources_tenant_id_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.sources
    ADD CONSTRAINT sources_tenant_id_decided_by_fkey FOREIGN KEY (tenant_id, decided_by) REFERENCES public.memberships(tenant_id, user_id);

--
-- Name: sources sources_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.sources
    ADD CONSTRAINT sources_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: sources sources_tenant_id_twin_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.sources
    ADD CONSTRAINT sources_tenant_id_twin_id_fkey FOREIGN KEY (tenant_id, twin_id) REFERENCES public.twins(tenant_id, id);

--
-- Name: twins twins_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.twins
    ADD CONSTRAINT twins_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: twins twins_tenant_id_owner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.twins
    ADD CONSTRAINT twins_tenant_id_owner_id_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES public.memberships(tenant_id, user_id);

--
-- Name: verified_answers verified_answers_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.verified_answers
    ADD CONSTRAINT verified_answers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);

--
-- Name: verified_answers verified_answers_tenant_id_twin_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.verified_answers
    ADD CONSTRAINT verified_answers_tenant_id_twin_id_fkey FOREIGN KEY (tenant_id, twin_id) REFERENCES public.twins(tenant_id, id);

--
-- Name: verified_answers verified_answers_tenant_id_verified_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: fairlead_owner
--

ALTER TABLE ONLY public.verified_answers
    ADD CONSTRAINT verified_answers_tenant_id_verified_by_fkey FOREIGN KEY (tenant_id, verified_by) REFERENCES public.memberships(tenant_id, user_id);

--
-- Name: ai_cron; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.ai_cron ENABLE ROW LEVEL SECURITY;

--
-- Name: ai_jobs; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.ai_jobs ENABLE ROW LEVEL SECURITY;

--
-- Name: ai_leaders; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.ai_leaders ENABLE ROW LEVEL SECURITY;

--
-- Name: ai_ready; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.ai_ready ENABLE ROW LEVEL SECURITY;

--
-- Name: ai_running; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.ai_running ENABLE ROW LEVEL SECURITY;

--
-- Name: ai_shares; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.ai_shares ENABLE ROW LEVEL SECURITY;

--
-- Name: ai_spending; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.ai_spending ENABLE ROW LEVEL SECURITY;

--
-- Name: ai_turns; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.ai_turns ENABLE ROW LEVEL SECURITY;

--
-- Name: ai_jobs asked_again; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY asked_again ON public.ai_jobs TO fairlead_definer USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: job_checkpoints asked_again; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY asked_again ON public.job_checkpoints TO fairlead_definer USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: audit_heads; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.audit_heads ENABLE ROW LEVEL SECURITY;

--
-- Name: conversations; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.conversations ENABLE ROW LEVEL SECURITY;

--
-- Name: credentials; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.credentials ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_heads definer; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY definer ON public.audit_heads TO fairlead_definer USING (true) WITH CHECK (true);

--
-- Name: embedding_tombstones definer; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY definer ON public.embedding_tombstones TO fairlead_definer USING (true) WITH CHECK (true);

--
-- Name: embedding_vectors definer; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY definer ON public.embedding_vectors TO fairlead_definer USING (true) WITH CHECK (true);

--
-- Name: memberships definer; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY definer ON public.memberships FOR SELECT TO fairlead_definer USING (true);

--
-- Name: pms_work_orders definer; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY definer ON public.pms_work_orders TO fairlead_definer USING (true) WITH CHECK (true);

--
-- Name: signing_keys definer; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY definer ON public.signing_keys FOR SELECT TO fairlead_definer USING (true);

--
-- Name: tenants definer; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY definer ON public.tenants FOR SELECT TO fairlead_definer USING (true);

--
-- Name: email_ai_summaries; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.email_ai_summaries ENABLE ROW LEVEL SECURITY;

--
-- Name: emails; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.emails ENABLE ROW LEVEL SECURITY;

--
-- Name: embedding_migration_ranges; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.embedding_migration_ranges ENABLE ROW LEVEL SECURITY;

--
-- Name: embedding_migrations; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.embedding_migrations ENABLE ROW LEVEL SECURITY;

--
-- Name: embedding_models; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.embedding_models ENABLE ROW LEVEL SECURITY;

--
-- Name: embedding_runs; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.embedding_runs ENABLE ROW LEVEL SECURITY;

--
-- Name: embedding_serving; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.embedding_serving ENABLE ROW LEVEL SECURITY;

--
-- Name: embedding_tombstones; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.embedding_tombstones ENABLE ROW LEVEL SECURITY;

--
-- Name: embedding_vectors; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.embedding_vectors ENABLE ROW LEVEL SECURITY;

--
-- Name: feature_flags; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.feature_flags ENABLE ROW LEVEL SECURITY;

--
-- Name: graph_edges; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.graph_edges ENABLE ROW LEVEL SECURITY;

--
-- Name: graph_extractions; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.graph_extractions ENABLE ROW LEVEL SECURITY;

--
-- Name: graph_nodes; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.graph_nodes ENABLE ROW LEVEL SECURITY;

--
-- Name: idempotency_keys; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.idempotency_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: job_checkpoints; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.job_checkpoints ENABLE ROW LEVEL SECURITY;

--
-- Name: ai_ready line; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY line ON public.ai_ready TO fairlead_definer USING (true) WITH CHECK (true);

--
-- Name: mail_folders; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.mail_folders ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_heads members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.audit_heads TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: conversations members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.conversations TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: credentials members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.credentials FOR SELECT TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: email_ai_summaries members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.email_ai_summaries TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: emails members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.emails TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: embedding_migrations members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.embedding_migrations FOR SELECT TO authenticated USING ((( SELECT public.principal_tenant() AS principal_tenant) IS NOT NULL));

--
-- Name: embedding_models members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.embedding_models FOR SELECT TO authenticated USING ((( SELECT public.principal_tenant() AS principal_tenant) IS NOT NULL));

--
-- Name: embedding_runs members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.embedding_runs TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: embedding_serving members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.embedding_serving TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: embedding_vectors members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.embedding_vectors TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: feature_flags members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.feature_flags TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: graph_edges members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.graph_edges TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: graph_extractions members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.graph_extractions TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: graph_nodes members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.graph_nodes TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: idempotency_keys members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.idempotency_keys TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: memberships members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.memberships TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: messages members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.messages TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: pms_attachments members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.pms_attachments TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: pms_audit_log members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.pms_audit_log TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: pms_equipment members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.pms_equipment TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: pms_faults members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.pms_faults TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: pms_inventory_transactions members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.pms_inventory_transactions TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: pms_notes members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.pms_notes TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: pms_parts members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.pms_parts TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: pms_work_order_parts members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.pms_work_order_parts TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: pms_work_orders members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.pms_work_orders TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: signature_nonces members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.signature_nonces TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: source_chunks members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.source_chunks TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: source_logs members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.source_logs TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: sources members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.sources TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: tenants members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.tenants TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: twins members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.twins TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: verified_answers members; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members ON public.verified_answers TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant))) WITH CHECK ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: ai_jobs members_ask; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members_ask ON public.ai_jobs FOR INSERT TO authenticated WITH CHECK (((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)) AND (status = 'queued'::text)));

--
-- Name: signing_keys members_enrol; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members_enrol ON public.signing_keys FOR INSERT TO authenticated WITH CHECK (((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)) AND (user_id = ( SELECT public.claimed_user() AS claimed_user))));

--
-- Name: ai_jobs members_read; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members_read ON public.ai_jobs FOR SELECT TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: signing_keys members_read; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members_read ON public.signing_keys FOR SELECT TO authenticated USING ((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)));

--
-- Name: signing_keys members_revoke; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY members_revoke ON public.signing_keys FOR UPDATE TO authenticated USING (((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)) AND (user_id = ( SELECT public.claimed_user() AS claimed_user)) AND (revoked_at IS NULL))) WITH CHECK (((tenant_id = ( SELECT public.principal_tenant() AS principal_tenant)) AND (user_id = ( SELECT public.claimed_user() AS claimed_user)) AND (revoked_at IS NOT NULL)));

--
-- Name: memberships; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.memberships ENABLE ROW LEVEL SECURITY;

--
-- Name: messages; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.messages ENABLE ROW LEVEL SECURITY;

--
-- Name: pms_attachments; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.pms_attachments ENABLE ROW LEVEL SECURITY;

--
-- Name: pms_audit_log; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.pms_audit_log ENABLE ROW LEVEL SECURITY;

--
-- Name: pms_equipment; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.pms_equipment ENABLE ROW LEVEL SECURITY;

--
-- Name: pms_faults; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.pms_faults ENABLE ROW LEVEL SECURITY;

--
-- Name: pms_inventory_transactions; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.pms_inventory_transactions ENABLE ROW LEVEL SECURITY;

--
-- Name: pms_notes; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.pms_notes ENABLE ROW LEVEL SECURITY;

--
-- Name: pms_parts; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.pms_parts ENABLE ROW LEVEL SECURITY;

--
-- Name: pms_work_order_parts; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.pms_work_order_parts ENABLE ROW LEVEL SECURITY;

--
-- Name: pms_work_orders; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.pms_work_orders ENABLE ROW LEVEL SECURITY;

--
-- Name: provider_state; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.provider_state ENABLE ROW LEVEL SECURITY;

--
-- Name: ai_cron provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.ai_cron TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: ai_jobs provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.ai_jobs TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: ai_leaders provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.ai_leaders TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: ai_ready provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.ai_ready TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: ai_running provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.ai_running TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: ai_shares provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.ai_shares TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: ai_spending provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.ai_spending TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: ai_turns provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.ai_turns TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: audit_heads provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.audit_heads TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: conversations provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.conversations TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: credentials provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.credentials TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: email_ai_summaries provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.email_ai_summaries TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: emails provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.emails TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: embedding_migration_ranges provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.embedding_migration_ranges TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: embedding_migrations provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.embedding_migrations TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: embedding_models provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.embedding_models TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: embedding_runs provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.embedding_runs TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: embedding_serving provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.embedding_serving TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: embedding_tombstones provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.embedding_tombstones TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: embedding_vectors provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.embedding_vectors TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: feature_flags provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.feature_flags TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: graph_edges provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.graph_edges TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: graph_extractions provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.graph_extractions TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: graph_nodes provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.graph_nodes TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: idempotency_keys provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.idempotency_keys TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: job_checkpoints provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.job_checkpoints TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: mail_folders provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.mail_folders TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: memberships provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.memberships TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: messages provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.messages TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: pms_attachments provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.pms_attachments TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: pms_audit_log provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.pms_audit_log TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: pms_equipment provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.pms_equipment TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: pms_faults provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.pms_faults TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: pms_inventory_transactions provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.pms_inventory_transactions TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: pms_notes provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.pms_notes TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: pms_parts provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.pms_parts TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: pms_work_order_parts provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.pms_work_order_parts TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: pms_work_orders provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.pms_work_orders TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: provider_state provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.provider_state TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: signature_nonces provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.signature_nonces TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: signing_keys provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.signing_keys TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: source_chunks provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.source_chunks TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: source_logs provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.source_logs TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: sources provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.sources TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: tenants provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.tenants TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: twins provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.twins TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: verified_answers provisioning; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY provisioning ON public.verified_answers TO fairlead_admin USING (true) WITH CHECK (true);

--
-- Name: signature_nonces; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.signature_nonces ENABLE ROW LEVEL SECURITY;

--
-- Name: signing_keys; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.signing_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: source_chunks; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.source_chunks ENABLE ROW LEVEL SECURITY;

--
-- Name: source_logs; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.source_logs ENABLE ROW LEVEL SECURITY;

--
-- Name: sources; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.sources ENABLE ROW LEVEL SECURITY;

--
-- Name: tenants; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.tenants ENABLE ROW LEVEL SECURITY;

--
-- Name: twins; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.twins ENABLE ROW LEVEL SECURITY;

--
-- Name: verified_answers; Type: ROW SECURITY; Schema: public; Owner: fairlead_owner
--

ALTER TABLE public.verified_answers ENABLE ROW LEVEL SECURITY;

--
-- Name: ai_cron workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.ai_cron TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: ai_jobs workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.ai_jobs TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: ai_leaders workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.ai_leaders TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: ai_ready workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.ai_ready TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: ai_running workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.ai_running TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: ai_shares workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.ai_shares TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: ai_spending workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.ai_spending TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: ai_turns workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.ai_turns TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: conversations workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.conversations TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: credentials workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.credentials TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: email_ai_summaries workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.email_ai_summaries TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: emails workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.emails TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: embedding_migration_ranges workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.embedding_migration_ranges TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: embedding_migrations workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.embedding_migrations TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: embedding_models workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.embedding_models TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: embedding_runs workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.embedding_runs TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: embedding_serving workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.embedding_serving TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: embedding_tombstones workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.embedding_tombstones TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: embedding_vectors workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.embedding_vectors TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: graph_edges workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.graph_edges TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: graph_extractions workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.graph_extractions TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: graph_nodes workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.graph_nodes TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: job_checkpoints workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.job_checkpoints TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: mail_folders workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.mail_folders TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: messages workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.messages TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: pms_attachments workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.pms_attachments TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: pms_equipment workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.pms_equipment TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: pms_faults workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.pms_faults TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: pms_inventory_transactions workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.pms_inventory_transactions TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: pms_notes workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.pms_notes TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: pms_parts workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.pms_parts TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: pms_work_order_parts workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.pms_work_order_parts TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: pms_work_orders workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.pms_work_orders TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: provider_state workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.provider_state TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: source_chunks workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.source_chunks TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: source_logs workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.source_logs TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: sources workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.sources TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: tenants workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.tenants TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: twins workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.twins TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: verified_answers workers; Type: POLICY; Schema: public; Owner: fairlead_owner
--

CREATE POLICY workers ON public.verified_answers TO fairlead_worker USING (true) WITH CHECK (true);

--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: pg_database_owner
--

REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO authenticated;
GRANT USAGE ON SCHEMA public TO anon;
GRANT USAGE ON SCHEMA public TO fairlead_edge;
GRANT USAGE ON SCHEMA public TO fairlead_worker;
GRANT USAGE ON SCHEMA public TO fairlead_admin;
GRANT USAGE ON SCHEMA public TO fairlead_definer;

--
-- Name: TYPE embedded_table; Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON TYPE public.embedded_table FROM PUBLIC;

--
-- Name: FUNCTION adjust_stock(p_part_id uuid, p_new_quantity integer, p_cause text, p_note text); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.adjust_stock(p_part_id uuid, p_new_quantity integer, p_cause text, p_note text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.adjust_stock(p_part_id uuid, p_new_quantity integer, p_cause text, p_note text) TO authenticated;

--
-- Name: PROCEDURE admit_members(VARIADIC p_tables regclass[]); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON PROCEDURE public.admit_members(VARIADIC p_tables regclass[]) FROM PUBLIC;

--
-- Name: PROCEDURE admit_workers(VARIADIC p_tables regclass[]); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON PROCEDURE public.admit_workers(VARIADIC p_tables regclass[]) FROM PUBLIC;

--
-- Name: FUNCTION ai_ask_again(p_id bigint, p_payload jsonb, p_trace_parent text); Type: ACL; Schema: public; Owner: fairlead_definer
--

REVOKE ALL ON FUNCTION public.ai_ask_again(p_id bigint, p_payload jsonb, p_trace_parent text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ai_ask_again(p_id bigint, p_payload jsonb, p_trace_parent text) TO authenticated;

--
-- Name: FUNCTION is_job_state(p_status text, p_finished_at timestamp with time zone, p_locked_by text, p_claimed_at timestamp with time zone, p_heartbeat_at timestamp with time zone); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.is_job_state(p_status text, p_finished_at timestamp with time zone, p_locked_by text, p_claimed_at timestamp with time zone, p_heartbeat_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.is_job_state(p_status text, p_finished_at timestamp with time zone, p_locked_by text, p_claimed_at timestamp with time zone, p_heartbeat_at timestamp with time zone) TO authenticated;
GRANT ALL ON FUNCTION public.is_job_state(p_status text, p_finished_at timestamp with time zone, p_locked_by text, p_claimed_at timestamp with time zone, p_heartbeat_at timestamp with time zone) TO fairlead_worker;
GRANT ALL ON FUNCTION public.is_job_state(p_status text, p_finished_at timestamp with time zone, p_locked_by text, p_claimed_at timestamp with time zone, p_heartbeat_at timestamp with time zone) TO fairlead_admin;
GRANT ALL ON FUNCTION public.is_job_state(p_status text, p_finished_at timestamp with time zone, p_locked_by text, p_claimed_at timestamp with time zone, p_heartbeat_at timestamp with time zone) TO fairlead_definer;

--
-- Name: FUNCTION is_trace_parent(p_text text); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.is_trace_parent(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.is_trace_parent(p_text text) TO authenticated;
GRANT ALL ON FUNCTION public.is_trace_parent(p_text text) TO fairlead_worker;
GRANT ALL ON FUNCTION public.is_trace_parent(p_text text) TO fairlead_admin;
GRANT ALL ON FUNCTION public.is_trace_parent(p_text text) TO fairlead_definer;

--
-- Name: TABLE ai_jobs; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.ai_jobs TO fairlead_admin;
GRANT SELECT,DELETE ON TABLE public.ai_jobs TO fairlead_worker;
GRANT SELECT ON TABLE public.ai_jobs TO authenticated;
GRANT SELECT ON TABLE public.ai_jobs TO fairlead_definer;

--
-- Name: COLUMN ai_jobs.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.ai_jobs TO fairlead_worker;

--
-- Name: COLUMN ai_jobs.job_type; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(job_type) ON TABLE public.ai_jobs TO authenticated;
GRANT INSERT(job_type) ON TABLE public.ai_jobs TO fairlead_worker;

--
-- Name: COLUMN ai_jobs.dedupe_key; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(dedupe_key) ON TABLE public.ai_jobs TO authenticated;
GRANT INSERT(dedupe_key) ON TABLE public.ai_jobs TO fairlead_worker;

--
-- Name: COLUMN ai_jobs.payload; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(payload) ON TABLE public.ai_jobs TO authenticated;
GRANT INSERT(payload),UPDATE(payload) ON TABLE public.ai_jobs TO fairlead_worker;
GRANT UPDATE(payload) ON TABLE public.ai_jobs TO fairlead_definer;

--
-- Name: COLUMN ai_jobs.priority; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(priority) ON TABLE public.ai_jobs TO authenticated;
GRANT INSERT(priority),UPDATE(priority) ON TABLE public.ai_jobs TO fairlead_worker;

--
-- Name: COLUMN ai_jobs.status; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(status) ON TABLE public.ai_jobs TO authenticated;
GRANT INSERT(status),UPDATE(status) ON TABLE public.ai_jobs TO fairlead_worker;
GRANT UPDATE(status) ON TABLE public.ai_jobs TO fairlead_definer;

--
-- Name: COLUMN ai_jobs.attempts; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(attempts) ON TABLE public.ai_jobs TO fairlead_worker;
GRANT UPDATE(attempts) ON TABLE public.ai_jobs TO fairlead_definer;

--
-- Name: COLUMN ai_jobs.losses; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(losses) ON TABLE public.ai_jobs TO fairlead_worker;
GRANT UPDATE(losses) ON TABLE public.ai_jobs TO fairlead_definer;

--
-- Name: COLUMN ai_jobs.lease; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(lease) ON TABLE public.ai_jobs TO fairlead_worker;

--
-- Name: COLUMN ai_jobs.run_after; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(run_after) ON TABLE public.ai_jobs TO authenticated;
GRANT INSERT(run_after),UPDATE(run_after) ON TABLE public.ai_jobs TO fairlead_worker;
GRANT UPDATE(run_after) ON TABLE public.ai_jobs TO fairlead_definer;

--
-- Name: COLUMN ai_jobs.heartbeat_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(heartbeat_at) ON TABLE public.ai_jobs TO fairlead_worker;

--
-- Name: COLUMN ai_jobs.locked_by; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(locked_by) ON TABLE public.ai_jobs TO fairlead_worker;

--
-- Name: COLUMN ai_jobs.last_error_code; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(last_error_code) ON TABLE public.ai_jobs TO fairlead_worker;

--
-- Name: COLUMN ai_jobs.last_error_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(last_error_at) ON TABLE public.ai_jobs TO fairlead_worker;

--
-- Name: COLUMN ai_jobs.trace_parent; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(trace_parent) ON TABLE public.ai_jobs TO authenticated;
GRANT INSERT(trace_parent),UPDATE(trace_parent) ON TABLE public.ai_jobs TO fairlead_worker;
GRANT UPDATE(trace_parent) ON TABLE public.ai_jobs TO fairlead_definer;

--
-- Name: COLUMN ai_jobs.account_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(account_id) ON TABLE public.ai_jobs TO authenticated;
GRANT INSERT(account_id) ON TABLE public.ai_jobs TO fairlead_worker;

--
-- Name: COLUMN ai_jobs.gmail_message_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(gmail_message_id) ON TABLE public.ai_jobs TO authenticated;
GRANT INSERT(gmail_message_id) ON TABLE public.ai_jobs TO fairlead_worker;

--
-- Name: COLUMN ai_jobs.updated_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(updated_at) ON TABLE public.ai_jobs TO fairlead_worker;
GRANT UPDATE(updated_at) ON TABLE public.ai_jobs TO fairlead_definer;

--
-- Name: COLUMN ai_jobs.finished_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(finished_at) ON TABLE public.ai_jobs TO fairlead_worker;
GRANT UPDATE(finished_at) ON TABLE public.ai_jobs TO fairlead_definer;

--
-- Name: COLUMN ai_jobs.claimed_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(claimed_at) ON TABLE public.ai_jobs TO fairlead_worker;

--
-- Name: COLUMN ai_jobs.deferrals; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(deferrals) ON TABLE public.ai_jobs TO fairlead_worker;
GRANT UPDATE(deferrals) ON TABLE public.ai_jobs TO fairlead_definer;

--
-- Name: COLUMN ai_jobs.twin_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(twin_id) ON TABLE public.ai_jobs TO authenticated;
GRANT INSERT(twin_id) ON TABLE public.ai_jobs TO fairlead_worker;

--
-- Name: FUNCTION ai_claim_jobs(p_job_type text, p_limit integer, p_worker_id text); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.ai_claim_jobs(p_job_type text, p_limit integer, p_worker_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ai_claim_jobs(p_job_type text, p_limit integer, p_worker_id text) TO fairlead_worker;

--
-- Name: FUNCTION ai_claim_jobs_of(p_job_type text, p_worker_id text, p_tenants uuid[], p_slots integer[], p_priorities smallint[], p_run_after bigint[], p_ids bigint[]); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.ai_claim_jobs_of(p_job_type text, p_worker_id text, p_tenants uuid[], p_slots integer[], p_priorities smallint[], p_run_after bigint[], p_ids bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ai_claim_jobs_of(p_job_type text, p_worker_id text, p_tenants uuid[], p_slots integer[], p_priorities smallint[], p_run_after bigint[], p_ids bigint[]) TO fairlead_worker;

--
-- Name: FUNCTION ai_complete_jobs(p_tenants uuid[], p_ids bigint[], p_leases bigint[]); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.ai_complete_jobs(p_tenants uuid[], p_ids bigint[], p_leases bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ai_complete_jobs(p_tenants uuid[], p_ids bigint[], p_leases bigint[]) TO fairlead_worker;

--
-- Name: FUNCTION ai_enqueue(p_job_type text, p_dedupe_key text, p_payload jsonb, p_priority integer, p_run_after timestamp with time zone, p_account_id uuid, p_gmail_message_id text, p_trace_parent text, p_tenant_id uuid); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.ai_enqueue(p_job_type text, p_dedupe_key text, p_payload jsonb, p_priority integer, p_run_after timestamp with time zone, p_account_id uuid, p_gmail_message_id text, p_trace_parent text, p_tenant_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ai_enqueue(p_job_type text, p_dedupe_key text, p_payload jsonb, p_priority integer, p_run_after timestamp with time zone, p_account_id uuid, p_gmail_message_id text, p_trace_parent text, p_tenant_id uuid) TO authenticated;
GRANT ALL ON FUNCTION public.ai_enqueue(p_job_type text, p_dedupe_key text, p_payload jsonb, p_priority integer, p_run_after timestamp with time zone, p_account_id uuid, p_gmail_message_id text, p_trace_parent text, p_tenant_id uuid) TO fairlead_worker;

--
-- Name: FUNCTION ai_heartbeat(p_tenants uuid[], p_ids bigint[], p_leases bigint[]); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.ai_heartbeat(p_tenants uuid[], p_ids bigint[], p_leases bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ai_heartbeat(p_tenants uuid[], p_ids bigint[], p_leases bigint[]) TO fairlead_worker;

--
-- Name: FUNCTION ai_keep_line(); Type: ACL; Schema: public; Owner: fairlead_definer
--

REVOKE ALL ON FUNCTION public.ai_keep_line() FROM PUBLIC;

--
-- Name: FUNCTION ai_lead(p_what text, p_holder text, p_time interval); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.ai_lead(p_what text, p_holder text, p_time interval) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ai_lead(p_what text, p_holder text, p_time interval) TO fairlead_worker;

--
-- Name: FUNCTION ai_line_up(); Type: ACL; Schema: public; Owner: fairlead_definer
--

REVOKE ALL ON FUNCTION public.ai_line_up() FROM PUBLIC;

--
-- Name: FUNCTION ai_name_twin(); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.ai_name_twin() FROM PUBLIC;

--
-- Name: FUNCTION ai_save_checkpoint(p_tenant uuid, p_id bigint, p_lease bigint, p_step text, p_state jsonb); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.ai_save_checkpoint(p_tenant uuid, p_id bigint, p_lease bigint, p_step text, p_state jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ai_save_checkpoint(p_tenant uuid, p_id bigint, p_lease bigint, p_step text, p_state jsonb) TO fairlead_worker;

--
-- Name: FUNCTION ai_settle_jobs(p_decided jsonb); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.ai_settle_jobs(p_decided jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ai_settle_jobs(p_decided jsonb) TO fairlead_worker;

--
-- Name: FUNCTION ai_waiting(p_job_type text); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.ai_waiting(p_job_type text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ai_waiting(p_job_type text) TO fairlead_worker;

--
-- Name: FUNCTION claimed_tenant(); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.claimed_tenant() FROM PUBLIC;
GRANT ALL ON FUNCTION public.claimed_tenant() TO authenticated;
GRANT ALL ON FUNCTION public.claimed_tenant() TO fairlead_worker;
GRANT ALL ON FUNCTION public.claimed_tenant() TO fairlead_admin;
GRANT ALL ON FUNCTION public.claimed_tenant() TO fairlead_definer;

--
-- Name: TABLE pms_audit_log; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.pms_audit_log TO fairlead_admin;
GRANT SELECT ON TABLE public.pms_audit_log TO authenticated;

--
-- Name: COLUMN pms_audit_log.seq; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(seq) ON TABLE public.pms_audit_log TO authenticated;

--
-- Name: COLUMN pms_audit_log.actor_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(actor_id) ON TABLE public.pms_audit_log TO authenticated;

--
-- Name: COLUMN pms_audit_log.role; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(role) ON TABLE public.pms_audit_log TO authenticated;

--
-- Name: COLUMN pms_audit_log.action; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(action) ON TABLE public.pms_audit_log TO authenticated;

--
-- Name: COLUMN pms_audit_log.entity_type; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(entity_type) ON TABLE public.pms_audit_log TO authenticated;

--
-- Name: COLUMN pms_audit_log.entity_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(entity_id) ON TABLE public.pms_audit_log TO authenticated;

--
-- Name: COLUMN pms_audit_log.before_hash; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(before_hash) ON TABLE public.pms_audit_log TO authenticated;

--
-- Name: COLUMN pms_audit_log.after_hash; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(after_hash) ON TABLE public.pms_audit_log TO authenticated;

--
-- Name: COLUMN pms_audit_log.signature; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(signature) ON TABLE public.pms_audit_log TO authenticated;

--
-- Name: COLUMN pms_audit_log.request_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(request_id) ON TABLE public.pms_audit_log TO authenticated;

--
-- Name: COLUMN pms_audit_log.at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(at) ON TABLE public.pms_audit_log TO authenticated;

--
-- Name: COLUMN pms_audit_log.previous_hash; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(previous_hash) ON TABLE public.pms_audit_log TO authenticated;

--
-- Name: COLUMN pms_audit_log.entry_hash; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(entry_hash) ON TABLE public.pms_audit_log TO authenticated;

--
-- Name: FUNCTION audit_entry(p_entry public.pms_audit_log); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.audit_entry(p_entry public.pms_audit_log) FROM PUBLIC;
GRANT ALL ON FUNCTION public.audit_entry(p_entry public.pms_audit_log) TO authenticated;

--
-- Name: FUNCTION bury_embedding(); Type: ACL; Schema: public; Owner: fairlead_definer
--

REVOKE ALL ON FUNCTION public.bury_embedding() FROM PUBLIC;

--
-- Name: FUNCTION claim_idempotency_key(p_action text, p_key text, p_payload_hash text); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.claim_idempotency_key(p_action text, p_key text, p_payload_hash text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.claim_idempotency_key(p_action text, p_key text, p_payload_hash text) TO authenticated;

--
-- Name: FUNCTION claimed_user(); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.claimed_user() FROM PUBLIC;
GRANT ALL ON FUNCTION public.claimed_user() TO authenticated;
GRANT ALL ON FUNCTION public.claimed_user() TO fairlead_worker;
GRANT ALL ON FUNCTION public.claimed_user() TO fairlead_admin;
GRANT ALL ON FUNCTION public.claimed_user() TO fairlead_definer;

--
-- Name: FUNCTION claims(); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.claims() FROM PUBLIC;
GRANT ALL ON FUNCTION public.claims() TO authenticated;
GRANT ALL ON FUNCTION public.claims() TO fairlead_worker;
GRANT ALL ON FUNCTION public.claims() TO fairlead_admin;
GRANT ALL ON FUNCTION public.claims() TO fairlead_definer;

--
-- Name: FUNCTION complete_job(); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.complete_job() FROM PUBLIC;

--
-- Name: FUNCTION current_principal(); Type: ACL; Schema: public; Owner: fairlead_definer
--

REVOKE ALL ON FUNCTION public.current_principal() FROM PUBLIC;
GRANT ALL ON FUNCTION public.current_principal() TO authenticated;

--
-- Name: FUNCTION embedding_index_statement(p_model_version_id integer); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.embedding_index_statement(p_model_version_id integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.embedding_index_statement(p_model_version_id integer) TO fairlead_worker;

--
-- Name: FUNCTION enter_in_audit(); Type: ACL; Schema: public; Owner: fairlead_definer
--

REVOKE ALL ON FUNCTION public.enter_in_audit() FROM PUBLIC;

--
-- Name: FUNCTION enter_in_ledger(); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.enter_in_ledger() FROM PUBLIC;

--
-- Name: FUNCTION from_micros(p_micros bigint); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.from_micros(p_micros bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.from_micros(p_micros bigint) TO authenticated;
GRANT ALL ON FUNCTION public.from_micros(p_micros bigint) TO fairlead_worker;
GRANT ALL ON FUNCTION public.from_micros(p_micros bigint) TO fairlead_admin;
GRANT ALL ON FUNCTION public.from_micros(p_micros bigint) TO fairlead_definer;

--
-- Name: PROCEDURE give_to_definer(VARIADIC p_functions regprocedure[]); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON PROCEDURE public.give_to_definer(VARIADIC p_functions regprocedure[]) FROM PUBLIC;

--
-- Name: FUNCTION is_ahead(p_at timestamp with time zone); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.is_ahead(p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.is_ahead(p_at timestamp with time zone) TO fairlead_worker;

--
-- Name: PROCEDURE isolate_tenants(VARIADIC p_tables regclass[]); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON PROCEDURE public.isolate_tenants(VARIADIC p_tables regclass[]) FROM PUBLIC;

--
-- Name: FUNCTION name_uuid(p_name text); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.name_uuid(p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.name_uuid(p_name text) TO authenticated;
GRANT ALL ON FUNCTION public.name_uuid(p_name text) TO fairlead_worker;
GRANT ALL ON FUNCTION public.name_uuid(p_name text) TO fairlead_admin;
GRANT ALL ON FUNCTION public.name_uuid(p_name text) TO fairlead_definer;

--
-- Name: FUNCTION next_audit_entry(); Type: ACL; Schema: public; Owner: fairlead_definer
--

REVOKE ALL ON FUNCTION public.next_audit_entry() FROM PUBLIC;
GRANT ALL ON FUNCTION public.next_audit_entry() TO authenticated;

--
-- Name: FUNCTION next_updated_at(p_before timestamp with time zone); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.next_updated_at(p_before timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.next_updated_at(p_before timestamp with time zone) TO authenticated;
GRANT ALL ON FUNCTION public.next_updated_at(p_before timestamp with time zone) TO fairlead_worker;
GRANT ALL ON FUNCTION public.next_updated_at(p_before timestamp with time zone) TO fairlead_admin;
GRANT ALL ON FUNCTION public.next_updated_at(p_before timestamp with time zone) TO fairlead_definer;

--
-- Name: FUNCTION normalised_name(p_name text); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.normalised_name(p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.normalised_name(p_name text) TO authenticated;
GRANT ALL ON FUNCTION public.normalised_name(p_name text) TO fairlead_worker;
GRANT ALL ON FUNCTION public.normalised_name(p_name text) TO fairlead_admin;
GRANT ALL ON FUNCTION public.normalised_name(p_name text) TO fairlead_definer;

--
-- Name: FUNCTION normalised_text(p_text text); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.normalised_text(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.normalised_text(p_text text) TO authenticated;
GRANT ALL ON FUNCTION public.normalised_text(p_text text) TO fairlead_worker;
GRANT ALL ON FUNCTION public.normalised_text(p_text text) TO fairlead_admin;
GRANT ALL ON FUNCTION public.normalised_text(p_text text) TO fairlead_definer;

--
-- Name: FUNCTION number_work_order(); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.number_work_order() FROM PUBLIC;

--
-- Name: FUNCTION principal_tenant(); Type: ACL; Schema: public; Owner: fairlead_definer
--

REVOKE ALL ON FUNCTION public.principal_tenant() FROM PUBLIC;
GRANT ALL ON FUNCTION public.principal_tenant() TO authenticated;

--
-- Name: FUNCTION refuse_buried_vector(); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.refuse_buried_vector() FROM PUBLIC;

--
-- Name: FUNCTION refuse_change(); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.refuse_change() FROM PUBLIC;

--
-- Name: FUNCTION related_to_work_order(p_work_order_id uuid, p_limit integer); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.related_to_work_order(p_work_order_id uuid, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.related_to_work_order(p_work_order_id uuid, p_limit integer) TO authenticated;

--
-- Name: FUNCTION search_parts(p_query text, p_limit integer, p_after_name text, p_after_id uuid); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.search_parts(p_query text, p_limit integer, p_after_name text, p_after_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.search_parts(p_query text, p_limit integer, p_after_name text, p_after_id uuid) TO authenticated;

--
-- Name: FUNCTION serving_vector(p_source_table text, p_source_id uuid); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.serving_vector(p_source_table text, p_source_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.serving_vector(p_source_table text, p_source_id uuid) TO authenticated;

--
-- Name: FUNCTION set_updated_at(); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.set_updated_at() FROM PUBLIC;

--
-- Name: FUNCTION settle_idempotency_key(p_action text, p_key text, p_status integer, p_result jsonb); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.settle_idempotency_key(p_action text, p_key text, p_status integer, p_result jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.settle_idempotency_key(p_action text, p_key text, p_status integer, p_result jsonb) TO authenticated;

--
-- Name: FUNCTION spend_nonce(p_nonce text, p_action text); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.spend_nonce(p_nonce text, p_action text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.spend_nonce(p_nonce text, p_action text) TO authenticated;

--
-- Name: FUNCTION to_micros(p_at timestamp with time zone); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.to_micros(p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.to_micros(p_at timestamp with time zone) TO authenticated;
GRANT ALL ON FUNCTION public.to_micros(p_at timestamp with time zone) TO fairlead_worker;
GRANT ALL ON FUNCTION public.to_micros(p_at timestamp with time zone) TO fairlead_admin;
GRANT ALL ON FUNCTION public.to_micros(p_at timestamp with time zone) TO fairlead_definer;

--
-- Name: FUNCTION touch_work_orders(); Type: ACL; Schema: public; Owner: fairlead_definer
--

REVOKE ALL ON FUNCTION public.touch_work_orders() FROM PUBLIC;

--
-- Name: FUNCTION unearth_embedding(); Type: ACL; Schema: public; Owner: fairlead_definer
--

REVOKE ALL ON FUNCTION public.unearth_embedding() FROM PUBLIC;

--
-- Name: FUNCTION uuid_or_null(p_text text); Type: ACL; Schema: public; Owner: fairlead_owner
--

REVOKE ALL ON FUNCTION public.uuid_or_null(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.uuid_or_null(p_text text) TO authenticated;
GRANT ALL ON FUNCTION public.uuid_or_null(p_text text) TO fairlead_worker;
GRANT ALL ON FUNCTION public.uuid_or_null(p_text text) TO fairlead_admin;
GRANT ALL ON FUNCTION public.uuid_or_null(p_text text) TO fairlead_definer;

--
-- Name: TABLE ai_cron; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.ai_cron TO fairlead_admin;
GRANT SELECT,DELETE ON TABLE public.ai_cron TO fairlead_worker;

--
-- Name: COLUMN ai_cron.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.ai_cron TO fairlead_worker;

--
-- Name: COLUMN ai_cron.name; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(name) ON TABLE public.ai_cron TO fairlead_worker;

--
-- Name: COLUMN ai_cron.schedule; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(schedule),UPDATE(schedule) ON TABLE public.ai_cron TO fairlead_worker;

--
-- Name: COLUMN ai_cron.job_type; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(job_type),UPDATE(job_type) ON TABLE public.ai_cron TO fairlead_worker;

--
-- Name: COLUMN ai_cron.payload; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(payload),UPDATE(payload) ON TABLE public.ai_cron TO fairlead_worker;

--
-- Name: COLUMN ai_cron.priority; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(priority),UPDATE(priority) ON TABLE public.ai_cron TO fairlead_worker;

--
-- Name: COLUMN ai_cron.enabled; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(enabled),UPDATE(enabled) ON TABLE public.ai_cron TO fairlead_worker;

--
-- Name: COLUMN ai_cron.last_fired_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(last_fired_at) ON TABLE public.ai_cron TO fairlead_worker;

--
-- Name: TABLE ai_leaders; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.ai_leaders TO fairlead_admin;
GRANT SELECT,INSERT ON TABLE public.ai_leaders TO fairlead_worker;

--
-- Name: COLUMN ai_leaders.holder; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(holder) ON TABLE public.ai_leaders TO fairlead_worker;

--
-- Name: COLUMN ai_leaders.until; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(until) ON TABLE public.ai_leaders TO fairlead_worker;

--
-- Name: TABLE ai_ready; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.ai_ready TO fairlead_admin;
GRANT SELECT,DELETE ON TABLE public.ai_ready TO fairlead_worker;
GRANT SELECT,INSERT,DELETE ON TABLE public.ai_ready TO fairlead_definer;

--
-- Name: COLUMN ai_ready.priority; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(priority) ON TABLE public.ai_ready TO fairlead_worker;
GRANT UPDATE(priority) ON TABLE public.ai_ready TO fairlead_definer;

--
-- Name: TABLE ai_running; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.ai_running TO fairlead_admin;
GRANT SELECT,INSERT,DELETE ON TABLE public.ai_running TO fairlead_worker;

--
-- Name: TABLE ai_shares; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.ai_shares TO fairlead_admin;
GRANT SELECT ON TABLE public.ai_shares TO fairlead_worker;

--
-- Name: COLUMN ai_shares.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.ai_shares TO fairlead_worker;

--
-- Name: COLUMN ai_shares.job_type; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(job_type) ON TABLE public.ai_shares TO fairlead_worker;

--
-- Name: COLUMN ai_shares.pass; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(pass),UPDATE(pass) ON TABLE public.ai_shares TO fairlead_worker;

--
-- Name: TABLE ai_spending; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.ai_spending TO fairlead_admin;
GRANT SELECT ON TABLE public.ai_spending TO fairlead_worker;

--
-- Name: COLUMN ai_spending.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.ai_spending TO fairlead_worker;

--
-- Name: COLUMN ai_spending.job_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(job_id) ON TABLE public.ai_spending TO fairlead_worker;

--
-- Name: COLUMN ai_spending.lease; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(lease) ON TABLE public.ai_spending TO fairlead_worker;

--
-- Name: COLUMN ai_spending.job_type; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(job_type) ON TABLE public.ai_spending TO fairlead_worker;

--
-- Name: COLUMN ai_spending.provider; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(provider) ON TABLE public.ai_spending TO fairlead_worker;

--
-- Name: COLUMN ai_spending.model; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(model) ON TABLE public.ai_spending TO fairlead_worker;

--
-- Name: COLUMN ai_spending.asks; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(asks) ON TABLE public.ai_spending TO fairlead_worker;

--
-- Name: COLUMN ai_spending.prompt_tokens; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(prompt_tokens) ON TABLE public.ai_spending TO fairlead_worker;

--
-- Name: COLUMN ai_spending.completion_tokens; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(completion_tokens) ON TABLE public.ai_spending TO fairlead_worker;

--
-- Name: COLUMN ai_spending.cost_usd; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(cost_usd) ON TABLE public.ai_spending TO fairlead_worker;

--
-- Name: COLUMN ai_spending.code; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(code) ON TABLE public.ai_spending TO fairlead_worker;

--
-- Name: TABLE ai_turns; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.ai_turns TO fairlead_admin;
GRANT SELECT ON TABLE public.ai_turns TO fairlead_worker;

--
-- Name: COLUMN ai_turns.job_type; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(job_type) ON TABLE public.ai_turns TO fairlead_worker;

--
-- Name: COLUMN ai_turns.pass; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(pass) ON TABLE public.ai_turns TO fairlead_worker;

--
-- Name: TABLE audit_heads; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.audit_heads TO fairlead_admin;
GRANT SELECT ON TABLE public.audit_heads TO authenticated;
GRANT SELECT ON TABLE public.audit_heads TO fairlead_definer;

--
-- Name: COLUMN audit_heads.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.audit_heads TO fairlead_definer;

--
-- Name: COLUMN audit_heads.seq; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(seq) ON TABLE public.audit_heads TO fairlead_definer;

--
-- Name: COLUMN audit_heads.entry_hash; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(entry_hash) ON TABLE public.audit_heads TO fairlead_definer;

--
-- Name: COLUMN audit_heads.updated_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(updated_at) ON TABLE public.audit_heads TO fairlead_definer;

--
-- Name: TABLE conversations; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.conversations TO fairlead_admin;
GRANT SELECT ON TABLE public.conversations TO authenticated;
GRANT SELECT ON TABLE public.conversations TO fairlead_worker;

--
-- Name: COLUMN conversations.id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(id) ON TABLE public.conversations TO authenticated;

--
-- Name: COLUMN conversations.twin_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(twin_id) ON TABLE public.conversations TO authenticated;

--
-- Name: COLUMN conversations.title; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(title),UPDATE(title) ON TABLE public.conversations TO authenticated;

--
-- Name: TABLE credentials; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.credentials TO fairlead_admin;
GRANT SELECT ON TABLE public.credentials TO fairlead_worker;

--
-- Name: COLUMN credentials.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT(tenant_id) ON TABLE public.credentials TO authenticated;
GRANT INSERT(tenant_id) ON TABLE public.credentials TO fairlead_worker;

--
-- Name: COLUMN credentials.account_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT(account_id) ON TABLE public.credentials TO authenticated;

--
-- Name: COLUMN credentials.provider; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT(provider) ON TABLE public.credentials TO authenticated;
GRANT INSERT(provider) ON TABLE public.credentials TO fairlead_worker;

--
-- Name: COLUMN credentials.address; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT(address) ON TABLE public.credentials TO authenticated;
GRANT INSERT(address) ON TABLE public.credentials TO fairlead_worker;

--
-- Name: COLUMN credentials.token_encrypted; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(token_encrypted),UPDATE(token_encrypted) ON TABLE public.credentials TO fairlead_worker;

--
-- Name: COLUMN credentials.created_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT(created_at) ON TABLE public.credentials TO authenticated;

--
-- Name: COLUMN credentials.revoked_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT(revoked_at) ON TABLE public.credentials TO authenticated;
GRANT UPDATE(revoked_at) ON TABLE public.credentials TO fairlead_worker;

--
-- Name: TABLE email_ai_summaries; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.email_ai_summaries TO fairlead_admin;
GRANT SELECT ON TABLE public.email_ai_summaries TO authenticated;
GRANT SELECT ON TABLE public.email_ai_summaries TO fairlead_worker;

--
-- Name: COLUMN email_ai_summaries.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.email_ai_summaries TO fairlead_worker;

--
-- Name: COLUMN email_ai_summaries.account_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(account_id) ON TABLE public.email_ai_summaries TO fairlead_worker;

--
-- Name: COLUMN email_ai_summaries.gmail_message_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(gmail_message_id) ON TABLE public.email_ai_summaries TO fairlead_worker;

--
-- Name: COLUMN email_ai_summaries.prompt_version; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(prompt_version) ON TABLE public.email_ai_summaries TO fairlead_worker;

--
-- Name: COLUMN email_ai_summaries.summary_json; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(summary_json),UPDATE(summary_json) ON TABLE public.email_ai_summaries TO fairlead_worker;

--
-- Name: COLUMN email_ai_summaries.model; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(model),UPDATE(model) ON TABLE public.email_ai_summaries TO fairlead_worker;

--
-- Name: COLUMN email_ai_summaries.tokens; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tokens),UPDATE(tokens) ON TABLE public.email_ai_summaries TO fairlead_worker;

--
-- Name: COLUMN email_ai_summaries.prompt_tokens; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(prompt_tokens),UPDATE(prompt_tokens) ON TABLE public.email_ai_summaries TO fairlead_worker;

--
-- Name: COLUMN email_ai_summaries.completion_tokens; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(completion_tokens),UPDATE(completion_tokens) ON TABLE public.email_ai_summaries TO fairlead_worker;

--
-- Name: COLUMN email_ai_summaries.cost_usd; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(cost_usd),UPDATE(cost_usd) ON TABLE public.email_ai_summaries TO fairlead_worker;

--
-- Name: COLUMN email_ai_summaries.asks; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(asks),UPDATE(asks) ON TABLE public.email_ai_summaries TO fairlead_worker;

--
-- Name: TABLE emails; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.emails TO fairlead_admin;
GRANT SELECT ON TABLE public.emails TO authenticated;
GRANT SELECT ON TABLE public.emails TO fairlead_worker;

--
-- Name: COLUMN emails.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.emails TO fairlead_worker;

--
-- Name: COLUMN emails.account_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(account_id) ON TABLE public.emails TO fairlead_worker;

--
-- Name: COLUMN emails.gmail_message_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(gmail_message_id) ON TABLE public.emails TO fairlead_worker;

--
-- Name: COLUMN emails.thread_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(thread_id) ON TABLE public.emails TO fairlead_worker;

--
-- Name: COLUMN emails.from_name; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(from_name) ON TABLE public.emails TO fairlead_worker;

--
-- Name: COLUMN emails.from_address; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(from_address) ON TABLE public.emails TO fairlead_worker;

--
-- Name: COLUMN emails.to_addresses; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(to_addresses) ON TABLE public.emails TO fairlead_worker;

--
-- Name: COLUMN emails.subject; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(subject) ON TABLE public.emails TO fairlead_worker;

--
-- Name: COLUMN emails.body_text; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(body_text) ON TABLE public.emails TO fairlead_worker;

--
-- Name: COLUMN emails.received_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(received_at) ON TABLE public.emails TO fairlead_worker;

--
-- Name: COLUMN emails.message_references; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(message_references) ON TABLE public.emails TO fairlead_worker;

--
-- Name: COLUMN emails.byte_size; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(byte_size) ON TABLE public.emails TO fairlead_worker;

--
-- Name: COLUMN emails.attachments; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(attachments) ON TABLE public.emails TO fairlead_worker;

--
-- Name: COLUMN emails.faults; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(faults) ON TABLE public.emails TO fairlead_worker;

--
-- Name: TABLE embedding_migration_ranges; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.embedding_migration_ranges TO fairlead_admin;
GRANT SELECT ON TABLE public.embedding_migration_ranges TO fairlead_worker;

--
-- Name: COLUMN embedding_migration_ranges.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.embedding_migration_ranges TO fairlead_worker;

--
-- Name: COLUMN embedding_migration_ranges.migration_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(migration_id) ON TABLE public.embedding_migration_ranges TO fairlead_worker;

--
-- Name: COLUMN embedding_migration_ranges.source_table; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(source_table) ON TABLE public.embedding_migration_ranges TO fairlead_worker;

--
-- Name: COLUMN embedding_migration_ranges.range_no; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(range_no) ON TABLE public.embedding_migration_ranges TO fairlead_worker;

--
-- Name: COLUMN embedding_migration_ranges.first_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(first_id) ON TABLE public.embedding_migration_ranges TO fairlead_worker;

--
-- Name: COLUMN embedding_migration_ranges.last_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(last_id) ON TABLE public.embedding_migration_ranges TO fairlead_worker;

--
-- Name: COLUMN embedding_migration_ranges.done_to_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(done_to_id) ON TABLE public.embedding_migration_ranges TO fairlead_worker;

--
-- Name: COLUMN embedding_migration_ranges.state; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(state) ON TABLE public.embedding_migration_ranges TO fairlead_worker;

--
-- Name: COLUMN embedding_migration_ranges.lease; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(lease) ON TABLE public.embedding_migration_ranges TO fairlead_worker;

--
-- Name: COLUMN embedding_migration_ranges.locked_by; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(locked_by) ON TABLE public.embedding_migration_ranges TO fairlead_worker;

--
-- Name: COLUMN embedding_migration_ranges.heartbeat_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(heartbeat_at) ON TABLE public.embedding_migration_ranges TO fairlead_worker;

--
-- Name: COLUMN embedding_migration_ranges.rows_done; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(rows_done) ON TABLE public.embedding_migration_ranges TO fairlead_worker;

--
-- Name: TABLE embedding_migrations; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.embedding_migrations TO fairlead_admin;
GRANT SELECT ON TABLE public.embedding_migrations TO fairlead_worker;
GRANT SELECT ON TABLE public.embedding_migrations TO authenticated;

--
-- Name: COLUMN embedding_migrations.from_model_version_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(from_model_version_id) ON TABLE public.embedding_migrations TO fairlead_worker;

--
-- Name: COLUMN embedding_migrations.to_model_version_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(to_model_version_id) ON TABLE public.embedding_migrations TO fairlead_worker;

--
-- Name: COLUMN embedding_migrations.store; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(store) ON TABLE public.embedding_migrations TO fairlead_worker;

--
-- Name: COLUMN embedding_migrations.state; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(state),UPDATE(state) ON TABLE public.embedding_migrations TO fairlead_worker;

--
-- Name: COLUMN embedding_migrations.paused_from; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(paused_from) ON TABLE public.embedding_migrations TO fairlead_worker;

--
-- Name: COLUMN embedding_migrations.rows_per_second; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(rows_per_second),UPDATE(rows_per_second) ON TABLE public.embedding_migrations TO fairlead_worker;

--
-- Name: COLUMN embedding_migrations.verification; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(verification) ON TABLE public.embedding_migrations TO fairlead_worker;

--
-- Name: TABLE embedding_models; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.embedding_models TO fairlead_admin;
GRANT SELECT ON TABLE public.embedding_models TO fairlead_worker;
GRANT SELECT ON TABLE public.embedding_models TO authenticated;

--
-- Name: COLUMN embedding_models.embedding_model_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(embedding_model_id) ON TABLE public.embedding_models TO fairlead_worker;

--
-- Name: COLUMN embedding_models.embedding_dimensions; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(embedding_dimensions) ON TABLE public.embedding_models TO fairlead_worker;

--
-- Name: COLUMN embedding_models.embedding_version; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(embedding_version) ON TABLE public.embedding_models TO fairlead_worker;

--
-- Name: COLUMN embedding_models.price_per_million_tokens; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(price_per_million_tokens),UPDATE(price_per_million_tokens) ON TABLE public.embedding_models TO fairlead_worker;

--
-- Name: COLUMN embedding_models.max_input_tokens; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(max_input_tokens),UPDATE(max_input_tokens) ON TABLE public.embedding_models TO fairlead_worker;

--
-- Name: COLUMN embedding_models.retired_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(retired_at) ON TABLE public.embedding_models TO fairlead_worker;

--
-- Name: TABLE embedding_runs; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.embedding_runs TO fairlead_admin;
GRANT SELECT ON TABLE public.embedding_runs TO authenticated;
GRANT SELECT ON TABLE public.embedding_runs TO fairlead_worker;

--
-- Name: COLUMN embedding_runs.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.embedding_runs TO fairlead_worker;

--
-- Name: COLUMN embedding_runs.run_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(run_id) ON TABLE public.embedding_runs TO fairlead_worker;

--
-- Name: COLUMN embedding_runs.model_version_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(model_version_id) ON TABLE public.embedding_runs TO fairlead_worker;

--
-- Name: COLUMN embedding_runs.status; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(status),UPDATE(status) ON TABLE public.embedding_runs TO fairlead_worker;

--
-- Name: COLUMN embedding_runs.plan; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(plan) ON TABLE public.embedding_runs TO fairlead_worker;

--
-- Name: COLUMN embedding_runs.actual; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(actual),UPDATE(actual) ON TABLE public.embedding_runs TO fairlead_worker;

--
-- Name: COLUMN embedding_runs.planned_cost_usd; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(planned_cost_usd) ON TABLE public.embedding_runs TO fairlead_worker;

--
-- Name: COLUMN embedding_runs.actual_cost_usd; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(actual_cost_usd),UPDATE(actual_cost_usd) ON TABLE public.embedding_runs TO fairlead_worker;

--
-- Name: COLUMN embedding_runs.error_code; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(error_code),UPDATE(error_code) ON TABLE public.embedding_runs TO fairlead_worker;

--
-- Name: COLUMN embedding_runs.finished_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(finished_at),UPDATE(finished_at) ON TABLE public.embedding_runs TO fairlead_worker;

--
-- Name: TABLE embedding_serving; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.embedding_serving TO fairlead_admin;
GRANT SELECT ON TABLE public.embedding_serving TO authenticated;
GRANT SELECT ON TABLE public.embedding_serving TO fairlead_worker;

--
-- Name: COLUMN embedding_serving.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.embedding_serving TO fairlead_worker;

--
-- Name: COLUMN embedding_serving.model_version_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(model_version_id),UPDATE(model_version_id) ON TABLE public.embedding_serving TO fairlead_worker;

--
-- Name: COLUMN embedding_serving.previous_model_version_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(previous_model_version_id),UPDATE(previous_model_version_id) ON TABLE public.embedding_serving TO fairlead_worker;

--
-- Name: COLUMN embedding_serving.cut_over_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(cut_over_at) ON TABLE public.embedding_serving TO fairlead_worker;

--
-- Name: TABLE embedding_tombstones; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.embedding_tombstones TO fairlead_admin;
GRANT SELECT,DELETE ON TABLE public.embedding_tombstones TO fairlead_worker;
GRANT SELECT,INSERT,DELETE ON TABLE public.embedding_tombstones TO fairlead_definer;

--
-- Name: TABLE embedding_vectors; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.embedding_vectors TO fairlead_admin;
GRANT SELECT ON TABLE public.embedding_vectors TO authenticated;
GRANT SELECT,DELETE ON TABLE public.embedding_vectors TO fairlead_worker;
GRANT DELETE ON TABLE public.embedding_vectors TO fairlead_definer;

--
-- Name: COLUMN embedding_vectors.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.embedding_vectors TO fairlead_worker;
GRANT SELECT(tenant_id) ON TABLE public.embedding_vectors TO fairlead_definer;

--
-- Name: COLUMN embedding_vectors.source_table; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(source_table) ON TABLE public.embedding_vectors TO fairlead_worker;
GRANT SELECT(source_table) ON TABLE public.embedding_vectors TO fairlead_definer;

--
-- Name: COLUMN embedding_vectors.source_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(source_id) ON TABLE public.embedding_vectors TO fairlead_worker;
GRANT SELECT(source_id) ON TABLE public.embedding_vectors TO fairlead_definer;

--
-- Name: COLUMN embedding_vectors.chunk; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(chunk) ON TABLE public.embedding_vectors TO fairlead_worker;

--
-- Name: COLUMN embedding_vectors.model_version_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(model_version_id) ON TABLE public.embedding_vectors TO fairlead_worker;

--
-- Name: COLUMN embedding_vectors.embedding; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(embedding),UPDATE(embedding) ON TABLE public.embedding_vectors TO fairlead_worker;

--
-- Name: COLUMN embedding_vectors.embedding_model_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(embedding_model_id) ON TABLE public.embedding_vectors TO fairlead_worker;

--
-- Name: COLUMN embedding_vectors.embedding_dimensions; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(embedding_dimensions) ON TABLE public.embedding_vectors TO fairlead_worker;

--
-- Name: COLUMN embedding_vectors.embedding_version; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(embedding_version) ON TABLE public.embedding_vectors TO fairlead_worker;

--
-- Name: COLUMN embedding_vectors.content_hash; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(content_hash),UPDATE(content_hash) ON TABLE public.embedding_vectors TO fairlead_worker;

--
-- Name: COLUMN embedding_vectors.source_updated_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(source_updated_at),UPDATE(source_updated_at) ON TABLE public.embedding_vectors TO fairlead_worker;

--
-- Name: COLUMN embedding_vectors.doc_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(doc_id),UPDATE(doc_id) ON TABLE public.embedding_vectors TO fairlead_worker;

--
-- Name: TABLE feature_flags; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.feature_flags TO fairlead_admin;
GRANT SELECT ON TABLE public.feature_flags TO authenticated;

--
-- Name: COLUMN feature_flags.enabled; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(enabled) ON TABLE public.feature_flags TO fairlead_admin;

--
-- Name: COLUMN feature_flags.canary_percentage; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(canary_percentage) ON TABLE public.feature_flags TO fairlead_admin;

--
-- Name: TABLE graph_edges; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.graph_edges TO fairlead_admin;
GRANT SELECT ON TABLE public.graph_edges TO authenticated;
GRANT SELECT,DELETE ON TABLE public.graph_edges TO fairlead_worker;

--
-- Name: COLUMN graph_edges.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.graph_edges TO fairlead_worker;

--
-- Name: COLUMN graph_edges.id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(id) ON TABLE public.graph_edges TO fairlead_worker;

--
-- Name: COLUMN graph_edges.twin_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(twin_id) ON TABLE public.graph_edges TO fairlead_worker;

--
-- Name: COLUMN graph_edges.from_node_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(from_node_id) ON TABLE public.graph_edges TO fairlead_worker;

--
-- Name: COLUMN graph_edges.to_node_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(to_node_id) ON TABLE public.graph_edges TO fairlead_worker;

--
-- Name: COLUMN graph_edges.relation; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(relation) ON TABLE public.graph_edges TO fairlead_worker;

--
-- Name: COLUMN graph_edges.mentions; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(mentions),UPDATE(mentions) ON TABLE public.graph_edges TO fairlead_worker;

--
-- Name: COLUMN graph_edges.conversation_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(conversation_id) ON TABLE public.graph_edges TO fairlead_worker;

--
-- Name: TABLE graph_extractions; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.graph_extractions TO fairlead_admin;
GRANT SELECT ON TABLE public.graph_extractions TO authenticated;
GRANT SELECT ON TABLE public.graph_extractions TO fairlead_worker;

--
-- Name: COLUMN graph_extractions.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.graph_extractions TO fairlead_worker;

--
-- Name: COLUMN graph_extractions.source_kind; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(source_kind) ON TABLE public.graph_extractions TO fairlead_worker;

--
-- Name: COLUMN graph_extractions.source_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(source_id) ON TABLE public.graph_extractions TO fairlead_worker;

--
-- Name: COLUMN graph_extractions.twin_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(twin_id) ON TABLE public.graph_extractions TO fairlead_worker;

--
-- Name: COLUMN graph_extractions.prompt_version; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(prompt_version),UPDATE(prompt_version) ON TABLE public.graph_extractions TO fairlead_worker;

--
-- Name: COLUMN graph_extractions.model; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(model),UPDATE(model) ON TABLE public.graph_extractions TO fairlead_worker;

--
-- Name: COLUMN graph_extractions.prompt_tokens; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(prompt_tokens),UPDATE(prompt_tokens) ON TABLE public.graph_extractions TO fairlead_worker;

--
-- Name: COLUMN graph_extractions.completion_tokens; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(completion_tokens),UPDATE(completion_tokens) ON TABLE public.graph_extractions TO fairlead_worker;

--
-- Name: COLUMN graph_extractions.cost_usd; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(cost_usd),UPDATE(cost_usd) ON TABLE public.graph_extractions TO fairlead_worker;

--
-- Name: COLUMN graph_extractions.asks; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(asks),UPDATE(asks) ON TABLE public.graph_extractions TO fairlead_worker;

--
-- Name: TABLE graph_nodes; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.graph_nodes TO fairlead_admin;
GRANT SELECT ON TABLE public.graph_nodes TO authenticated;
GRANT SELECT,DELETE ON TABLE public.graph_nodes TO fairlead_worker;

--
-- Name: COLUMN graph_nodes.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.graph_nodes TO fairlead_worker;

--
-- Name: COLUMN graph_nodes.id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(id) ON TABLE public.graph_nodes TO fairlead_worker;

--
-- Name: COLUMN graph_nodes.twin_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(twin_id) ON TABLE public.graph_nodes TO fairlead_worker;

--
-- Name: COLUMN graph_nodes.kind; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(kind) ON TABLE public.graph_nodes TO fairlead_worker;

--
-- Name: COLUMN graph_nodes.label; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(label) ON TABLE public.graph_nodes TO fairlead_worker;

--
-- Name: COLUMN graph_nodes.conversation_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(conversation_id) ON TABLE public.graph_nodes TO fairlead_worker;

--
-- Name: COLUMN graph_nodes.mentions; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(mentions) ON TABLE public.graph_nodes TO fairlead_worker;

--
-- Name: TABLE idempotency_keys; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.idempotency_keys TO fairlead_admin;
GRANT SELECT ON TABLE public.idempotency_keys TO authenticated;

--
-- Name: COLUMN idempotency_keys.action; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(action) ON TABLE public.idempotency_keys TO authenticated;

--
-- Name: COLUMN idempotency_keys.key; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(key) ON TABLE public.idempotency_keys TO authenticated;

--
-- Name: COLUMN idempotency_keys.payload_hash; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(payload_hash) ON TABLE public.idempotency_keys TO authenticated;

--
-- Name: COLUMN idempotency_keys.status; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(status) ON TABLE public.idempotency_keys TO authenticated;

--
-- Name: COLUMN idempotency_keys.result; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(result) ON TABLE public.idempotency_keys TO authenticated;

--
-- Name: TABLE job_checkpoints; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.job_checkpoints TO fairlead_admin;
GRANT SELECT,DELETE ON TABLE public.job_checkpoints TO fairlead_worker;
GRANT SELECT,DELETE ON TABLE public.job_checkpoints TO fairlead_definer;

--
-- Name: COLUMN job_checkpoints.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.job_checkpoints TO fairlead_worker;

--
-- Name: COLUMN job_checkpoints.job_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(job_id) ON TABLE public.job_checkpoints TO fairlead_worker;

--
-- Name: COLUMN job_checkpoints.step; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(step) ON TABLE public.job_checkpoints TO fairlead_worker;

--
-- Name: COLUMN job_checkpoints.lease; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(lease),UPDATE(lease) ON TABLE public.job_checkpoints TO fairlead_worker;

--
-- Name: COLUMN job_checkpoints.state; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(state),UPDATE(state) ON TABLE public.job_checkpoints TO fairlead_worker;

--
-- Name: TABLE mail_folders; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.mail_folders TO fairlead_admin;
GRANT SELECT ON TABLE public.mail_folders TO fairlead_worker;

--
-- Name: COLUMN mail_folders.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.mail_folders TO fairlead_worker;

--
-- Name: COLUMN mail_folders.account_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(account_id) ON TABLE public.mail_folders TO fairlead_worker;

--
-- Name: COLUMN mail_folders.folder; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(folder) ON TABLE public.mail_folders TO fairlead_worker;

--
-- Name: COLUMN mail_folders.uid_validity; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(uid_validity),UPDATE(uid_validity) ON TABLE public.mail_folders TO fairlead_worker;

--
-- Name: COLUMN mail_folders.last_uid; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(last_uid),UPDATE(last_uid) ON TABLE public.mail_folders TO fairlead_worker;

--
-- Name: TABLE memberships; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.memberships TO fairlead_admin;
GRANT SELECT ON TABLE public.memberships TO authenticated;
GRANT SELECT ON TABLE public.memberships TO fairlead_definer;

--
-- Name: COLUMN memberships.display_name; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(display_name) ON TABLE public.memberships TO fairlead_admin;

--
-- Name: COLUMN memberships.role; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(role) ON TABLE public.memberships TO fairlead_admin;

--
-- Name: COLUMN memberships.revoked_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(revoked_at) ON TABLE public.memberships TO fairlead_admin;

--
-- Name: TABLE messages; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.messages TO fairlead_admin;
GRANT SELECT ON TABLE public.messages TO authenticated;
GRANT SELECT ON TABLE public.messages TO fairlead_worker;

--
-- Name: COLUMN messages.id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(id) ON TABLE public.messages TO authenticated;

--
-- Name: COLUMN messages.conversation_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(conversation_id) ON TABLE public.messages TO authenticated;

--
-- Name: COLUMN messages.message_no; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(message_no) ON TABLE public.messages TO authenticated;

--
-- Name: COLUMN messages.author; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(author) ON TABLE public.messages TO authenticated;

--
-- Name: COLUMN messages.body; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(body) ON TABLE public.messages TO authenticated;

--
-- Name: COLUMN messages.answered_by; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(answered_by) ON TABLE public.messages TO authenticated;

--
-- Name: COLUMN messages.citations; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(citations) ON TABLE public.messages TO authenticated;

--
-- Name: TABLE pms_attachments; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.pms_attachments TO fairlead_admin;
GRANT SELECT ON TABLE public.pms_attachments TO authenticated;
GRANT SELECT ON TABLE public.pms_attachments TO fairlead_worker;

--
-- Name: COLUMN pms_attachments.id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(id) ON TABLE public.pms_attachments TO authenticated;

--
-- Name: COLUMN pms_attachments.work_order_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(work_order_id) ON TABLE public.pms_attachments TO authenticated;

--
-- Name: COLUMN pms_attachments.equipment_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(equipment_id) ON TABLE public.pms_attachments TO authenticated;

--
-- Name: COLUMN pms_attachments.part_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(part_id) ON TABLE public.pms_attachments TO authenticated;

--
-- Name: COLUMN pms_attachments.file_name; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(file_name),UPDATE(file_name) ON TABLE public.pms_attachments TO authenticated;

--
-- Name: COLUMN pms_attachments.caption; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(caption),UPDATE(caption) ON TABLE public.pms_attachments TO authenticated;

--
-- Name: COLUMN pms_attachments.content_type; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(content_type) ON TABLE public.pms_attachments TO authenticated;

--
-- Name: COLUMN pms_attachments.byte_size; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(byte_size) ON TABLE public.pms_attachments TO authenticated;

--
-- Name: COLUMN pms_attachments.storage_path; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(storage_path) ON TABLE public.pms_attachments TO authenticated;

--
-- Name: COLUMN pms_attachments.deleted_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(deleted_at) ON TABLE public.pms_attachments TO authenticated;

--
-- Name: COLUMN pms_attachments.embedding_model; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_model) ON TABLE public.pms_attachments TO fairlead_worker;

--
-- Name: COLUMN pms_attachments.embedding_content_hash; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_content_hash) ON TABLE public.pms_attachments TO fairlead_worker;

--
-- Name: COLUMN pms_attachments.embedding_updated_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_updated_at) ON TABLE public.pms_attachments TO fairlead_worker;

--
-- Name: TABLE pms_equipment; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.pms_equipment TO fairlead_admin;
GRANT SELECT ON TABLE public.pms_equipment TO authenticated;
GRANT SELECT ON TABLE public.pms_equipment TO fairlead_worker;

--
-- Name: COLUMN pms_equipment.id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(id) ON TABLE public.pms_equipment TO authenticated;

--
-- Name: COLUMN pms_equipment.name; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(name),UPDATE(name) ON TABLE public.pms_equipment TO authenticated;

--
-- Name: COLUMN pms_equipment.system; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(system),UPDATE(system) ON TABLE public.pms_equipment TO authenticated;

--
-- Name: COLUMN pms_equipment.description; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(description),UPDATE(description) ON TABLE public.pms_equipment TO authenticated;

--
-- Name: COLUMN pms_equipment.manufacturer; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(manufacturer),UPDATE(manufacturer) ON TABLE public.pms_equipment TO authenticated;

--
-- Name: COLUMN pms_equipment.model; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(model),UPDATE(model) ON TABLE public.pms_equipment TO authenticated;

--
-- Name: COLUMN pms_equipment.serial_number; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(serial_number),UPDATE(serial_number) ON TABLE public.pms_equipment TO authenticated;

--
-- Name: COLUMN pms_equipment.location; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(location),UPDATE(location) ON TABLE public.pms_equipment TO authenticated;

--
-- Name: COLUMN pms_equipment.installed_on; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(installed_on),UPDATE(installed_on) ON TABLE public.pms_equipment TO authenticated;

--
-- Name: COLUMN pms_equipment.embedding_model; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_model) ON TABLE public.pms_equipment TO fairlead_worker;

--
-- Name: COLUMN pms_equipment.embedding_content_hash; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_content_hash) ON TABLE public.pms_equipment TO fairlead_worker;

--
-- Name: COLUMN pms_equipment.embedding_updated_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_updated_at) ON TABLE public.pms_equipment TO fairlead_worker;

--
-- Name: TABLE pms_faults; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.pms_faults TO fairlead_admin;
GRANT SELECT ON TABLE public.pms_faults TO authenticated;
GRANT SELECT ON TABLE public.pms_faults TO fairlead_worker;

--
-- Name: COLUMN pms_faults.id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(id) ON TABLE public.pms_faults TO authenticated;

--
-- Name: COLUMN pms_faults.equipment_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(equipment_id),UPDATE(equipment_id) ON TABLE public.pms_faults TO authenticated;

--
-- Name: COLUMN pms_faults.work_order_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(work_order_id),UPDATE(work_order_id) ON TABLE public.pms_faults TO authenticated;

--
-- Name: COLUMN pms_faults.title; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(title),UPDATE(title) ON TABLE public.pms_faults TO authenticated;

--
-- Name: COLUMN pms_faults.description; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(description),UPDATE(description) ON TABLE public.pms_faults TO authenticated;

--
-- Name: COLUMN pms_faults.severity; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(severity),UPDATE(severity) ON TABLE public.pms_faults TO authenticated;

--
-- Name: COLUMN pms_faults.status; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(status) ON TABLE public.pms_faults TO authenticated;

--
-- Name: COLUMN pms_faults.seen_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(seen_at),UPDATE(seen_at) ON TABLE public.pms_faults TO authenticated;

--
-- Name: COLUMN pms_faults.resolved_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(resolved_at) ON TABLE public.pms_faults TO authenticated;

--
-- Name: COLUMN pms_faults.embedding_model; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_model) ON TABLE public.pms_faults TO fairlead_worker;

--
-- Name: COLUMN pms_faults.embedding_content_hash; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_content_hash) ON TABLE public.pms_faults TO fairlead_worker;

--
-- Name: COLUMN pms_faults.embedding_updated_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_updated_at) ON TABLE public.pms_faults TO fairlead_worker;

--
-- Name: TABLE pms_inventory_transactions; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.pms_inventory_transactions TO fairlead_admin;
GRANT SELECT ON TABLE public.pms_inventory_transactions TO authenticated;
GRANT SELECT ON TABLE public.pms_inventory_transactions TO fairlead_worker;

--
-- Name: COLUMN pms_inventory_transactions.id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(id) ON TABLE public.pms_inventory_transactions TO authenticated;

--
-- Name: COLUMN pms_inventory_transactions.part_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(part_id) ON TABLE public.pms_inventory_transactions TO authenticated;

--
-- Name: COLUMN pms_inventory_transactions.kind; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(kind) ON TABLE public.pms_inventory_transactions TO authenticated;

--
-- Name: COLUMN pms_inventory_transactions.quantity; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(quantity) ON TABLE public.pms_inventory_transactions TO authenticated;

--
-- Name: COLUMN pms_inventory_transactions.cause; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(cause) ON TABLE public.pms_inventory_transactions TO authenticated;

--
-- Name: COLUMN pms_inventory_transactions.note; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(note) ON TABLE public.pms_inventory_transactions TO authenticated;

--
-- Name: COLUMN pms_inventory_transactions.reference; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(reference) ON TABLE public.pms_inventory_transactions TO authenticated;

--
-- Name: COLUMN pms_inventory_transactions.happened_on; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(happened_on) ON TABLE public.pms_inventory_transactions TO authenticated;

--
-- Name: COLUMN pms_inventory_transactions.work_order_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(work_order_id) ON TABLE public.pms_inventory_transactions TO authenticated;

--
-- Name: TABLE pms_notes; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.pms_notes TO fairlead_admin;
GRANT SELECT ON TABLE public.pms_notes TO authenticated;
GRANT SELECT ON TABLE public.pms_notes TO fairlead_worker;

--
-- Name: COLUMN pms_notes.id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(id) ON TABLE public.pms_notes TO authenticated;

--
-- Name: COLUMN pms_notes.work_order_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(work_order_id) ON TABLE public.pms_notes TO authenticated;

--
-- Name: COLUMN pms_notes.equipment_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(equipment_id) ON TABLE public.pms_notes TO authenticated;

--
-- Name: COLUMN pms_notes.part_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(part_id) ON TABLE public.pms_notes TO authenticated;

--
-- Name: COLUMN pms_notes.body; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(body),UPDATE(body) ON TABLE public.pms_notes TO authenticated;

--
-- Name: COLUMN pms_notes.embedding_model; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_model) ON TABLE public.pms_notes TO fairlead_worker;

--
-- Name: COLUMN pms_notes.embedding_content_hash; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_content_hash) ON TABLE public.pms_notes TO fairlead_worker;

--
-- Name: COLUMN pms_notes.embedding_updated_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_updated_at) ON TABLE public.pms_notes TO fairlead_worker;

--
-- Name: TABLE pms_parts; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.pms_parts TO fairlead_admin;
GRANT SELECT ON TABLE public.pms_parts TO authenticated;
GRANT SELECT ON TABLE public.pms_parts TO fairlead_worker;

--
-- Name: COLUMN pms_parts.id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(id) ON TABLE public.pms_parts TO authenticated;

--
-- Name: COLUMN pms_parts.part_number; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(part_number),UPDATE(part_number) ON TABLE public.pms_parts TO authenticated;

--
-- Name: COLUMN pms_parts.name; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(name),UPDATE(name) ON TABLE public.pms_parts TO authenticated;

--
-- Name: COLUMN pms_parts.description; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(description),UPDATE(description) ON TABLE public.pms_parts TO authenticated;

--
-- Name: COLUMN pms_parts.category; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(category),UPDATE(category) ON TABLE public.pms_parts TO authenticated;

--
-- Name: COLUMN pms_parts.manufacturer; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(manufacturer),UPDATE(manufacturer) ON TABLE public.pms_parts TO authenticated;

--
-- Name: COLUMN pms_parts.location; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(location),UPDATE(location) ON TABLE public.pms_parts TO authenticated;

--
-- Name: COLUMN pms_parts.unit; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(unit),UPDATE(unit) ON TABLE public.pms_parts TO authenticated;

--
-- Name: COLUMN pms_parts.min_level; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(min_level),UPDATE(min_level) ON TABLE public.pms_parts TO authenticated;
GRANT UPDATE(min_level) ON TABLE public.pms_parts TO fairlead_admin;

--
-- Name: COLUMN pms_parts.equipment_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(equipment_id),UPDATE(equipment_id) ON TABLE public.pms_parts TO authenticated;

--
-- Name: COLUMN pms_parts.embedding_model; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_model) ON TABLE public.pms_parts TO fairlead_worker;

--
-- Name: COLUMN pms_parts.embedding_content_hash; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_content_hash) ON TABLE public.pms_parts TO fairlead_worker;

--
-- Name: COLUMN pms_parts.embedding_updated_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_updated_at) ON TABLE public.pms_parts TO fairlead_worker;

--
-- Name: TABLE v_stock_from_transactions; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT ON TABLE public.v_stock_from_transactions TO authenticated;
GRANT SELECT ON TABLE public.v_stock_from_transactions TO fairlead_worker;

--
-- Name: TABLE pms_part_stock; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT ON TABLE public.pms_part_stock TO authenticated;
GRANT SELECT ON TABLE public.pms_part_stock TO fairlead_worker;

--
-- Name: TABLE pms_work_order_parts; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.pms_work_order_parts TO fairlead_admin;
GRANT SELECT,DELETE ON TABLE public.pms_work_order_parts TO authenticated;
GRANT SELECT ON TABLE public.pms_work_order_parts TO fairlead_worker;

--
-- Name: COLUMN pms_work_order_parts.work_order_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(work_order_id) ON TABLE public.pms_work_order_parts TO authenticated;

--
-- Name: COLUMN pms_work_order_parts.part_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(part_id) ON TABLE public.pms_work_order_parts TO authenticated;

--
-- Name: COLUMN pms_work_order_parts.quantity; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(quantity),UPDATE(quantity) ON TABLE public.pms_work_order_parts TO authenticated;

--
-- Name: TABLE pms_work_orders; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.pms_work_orders TO fairlead_admin;
GRANT SELECT ON TABLE public.pms_work_orders TO authenticated;
GRANT SELECT ON TABLE public.pms_work_orders TO fairlead_worker;

--
-- Name: COLUMN pms_work_orders.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT(tenant_id) ON TABLE public.pms_work_orders TO fairlead_definer;

--
-- Name: COLUMN pms_work_orders.id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(id) ON TABLE public.pms_work_orders TO authenticated;
GRANT SELECT(id) ON TABLE public.pms_work_orders TO fairlead_definer;

--
-- Name: COLUMN pms_work_orders.title; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(title),UPDATE(title) ON TABLE public.pms_work_orders TO authenticated;

--
-- Name: COLUMN pms_work_orders.description; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(description),UPDATE(description) ON TABLE public.pms_work_orders TO authenticated;

--
-- Name: COLUMN pms_work_orders.status; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(status) ON TABLE public.pms_work_orders TO authenticated;

--
-- Name: COLUMN pms_work_orders.priority; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(priority),UPDATE(priority) ON TABLE public.pms_work_orders TO authenticated;

--
-- Name: COLUMN pms_work_orders.equipment_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(equipment_id),UPDATE(equipment_id) ON TABLE public.pms_work_orders TO authenticated;

--
-- Name: COLUMN pms_work_orders.assigned_to; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(assigned_to),UPDATE(assigned_to) ON TABLE public.pms_work_orders TO authenticated;

--
-- Name: COLUMN pms_work_orders.due_on; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(due_on),UPDATE(due_on) ON TABLE public.pms_work_orders TO authenticated;

--
-- Name: COLUMN pms_work_orders.hours_worked; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(hours_worked) ON TABLE public.pms_work_orders TO authenticated;

--
-- Name: COLUMN pms_work_orders.closed_by; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(closed_by) ON TABLE public.pms_work_orders TO authenticated;

--
-- Name: COLUMN pms_work_orders.closed_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(closed_at) ON TABLE public.pms_work_orders TO authenticated;

--
-- Name: COLUMN pms_work_orders.updated_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(updated_at) ON TABLE public.pms_work_orders TO fairlead_admin;
GRANT SELECT(updated_at),UPDATE(updated_at) ON TABLE public.pms_work_orders TO fairlead_definer;

--
-- Name: COLUMN pms_work_orders.embedding_model; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_model) ON TABLE public.pms_work_orders TO fairlead_worker;

--
-- Name: COLUMN pms_work_orders.embedding_content_hash; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_content_hash) ON TABLE public.pms_work_orders TO fairlead_worker;

--
-- Name: COLUMN pms_work_orders.embedding_updated_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_updated_at) ON TABLE public.pms_work_orders TO fairlead_worker;

--
-- Name: TABLE provider_state; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.provider_state TO fairlead_admin;
GRANT SELECT ON TABLE public.provider_state TO fairlead_worker;

--
-- Name: COLUMN provider_state.provider; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(provider) ON TABLE public.provider_state TO fairlead_worker;

--
-- Name: COLUMN provider_state.breaker; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(breaker),UPDATE(breaker) ON TABLE public.provider_state TO fairlead_worker;

--
-- Name: COLUMN provider_state.failures; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(failures),UPDATE(failures) ON TABLE public.provider_state TO fairlead_worker;

--
-- Name: COLUMN provider_state.window_began; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(window_began),UPDATE(window_began) ON TABLE public.provider_state TO fairlead_worker;

--
-- Name: COLUMN provider_state.opened_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(opened_at),UPDATE(opened_at) ON TABLE public.provider_state TO fairlead_worker;

--
-- Name: COLUMN provider_state.retry_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(retry_at),UPDATE(retry_at) ON TABLE public.provider_state TO fairlead_worker;

--
-- Name: COLUMN provider_state.probes; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(probes),UPDATE(probes) ON TABLE public.provider_state TO fairlead_worker;

--
-- Name: COLUMN provider_state.quota_reset_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(quota_reset_at),UPDATE(quota_reset_at) ON TABLE public.provider_state TO fairlead_worker;

--
-- Name: COLUMN provider_state.openings; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(openings),UPDATE(openings) ON TABLE public.provider_state TO fairlead_worker;

--
-- Name: COLUMN provider_state.bucket_parts; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(bucket_parts),UPDATE(bucket_parts) ON TABLE public.provider_state TO fairlead_worker;

--
-- Name: COLUMN provider_state.bucket_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(bucket_at),UPDATE(bucket_at) ON TABLE public.provider_state TO fairlead_worker;

--
-- Name: TABLE schema_version; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT ON TABLE public.schema_version TO authenticated;
GRANT SELECT ON TABLE public.schema_version TO anon;
GRANT SELECT ON TABLE public.schema_version TO fairlead_edge;
GRANT SELECT ON TABLE public.schema_version TO fairlead_worker;
GRANT SELECT ON TABLE public.schema_version TO fairlead_admin;

--
-- Name: TABLE signature_nonces; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.signature_nonces TO fairlead_admin;
GRANT SELECT ON TABLE public.signature_nonces TO authenticated;

--
-- Name: COLUMN signature_nonces.nonce; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(nonce) ON TABLE public.signature_nonces TO authenticated;

--
-- Name: COLUMN signature_nonces.action; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(action) ON TABLE public.signature_nonces TO authenticated;

--
-- Name: TABLE signing_keys; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.signing_keys TO fairlead_admin;
GRANT SELECT ON TABLE public.signing_keys TO authenticated;
GRANT SELECT ON TABLE public.signing_keys TO fairlead_definer;

--
-- Name: COLUMN signing_keys.key_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(key_id) ON TABLE public.signing_keys TO authenticated;

--
-- Name: COLUMN signing_keys.public_key; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(public_key) ON TABLE public.signing_keys TO authenticated;

--
-- Name: COLUMN signing_keys.label; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(label) ON TABLE public.signing_keys TO authenticated;

--
-- Name: COLUMN signing_keys.revoked_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(revoked_at) ON TABLE public.signing_keys TO authenticated;

--
-- Name: TABLE source_chunks; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.source_chunks TO fairlead_admin;
GRANT SELECT ON TABLE public.source_chunks TO authenticated;
GRANT SELECT,DELETE ON TABLE public.source_chunks TO fairlead_worker;

--
-- Name: COLUMN source_chunks.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.source_chunks TO fairlead_worker;

--
-- Name: COLUMN source_chunks.id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(id) ON TABLE public.source_chunks TO fairlead_worker;

--
-- Name: COLUMN source_chunks.source_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(source_id) ON TABLE public.source_chunks TO fairlead_worker;

--
-- Name: COLUMN source_chunks.chunk_no; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(chunk_no),UPDATE(chunk_no) ON TABLE public.source_chunks TO fairlead_worker;

--
-- Name: COLUMN source_chunks.chunk_hash; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(chunk_hash),UPDATE(chunk_hash) ON TABLE public.source_chunks TO fairlead_worker;

--
-- Name: COLUMN source_chunks.body; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(body),UPDATE(body) ON TABLE public.source_chunks TO fairlead_worker;

--
-- Name: COLUMN source_chunks.tokens; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tokens),UPDATE(tokens) ON TABLE public.source_chunks TO fairlead_worker;

--
-- Name: COLUMN source_chunks.embedding_model; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_model) ON TABLE public.source_chunks TO fairlead_worker;

--
-- Name: COLUMN source_chunks.embedding_content_hash; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_content_hash) ON TABLE public.source_chunks TO fairlead_worker;

--
-- Name: COLUMN source_chunks.embedding_updated_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(embedding_updated_at) ON TABLE public.source_chunks TO fairlead_worker;

--
-- Name: TABLE source_logs; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.source_logs TO fairlead_admin;
GRANT SELECT ON TABLE public.source_logs TO authenticated;
GRANT SELECT ON TABLE public.source_logs TO fairlead_worker;

--
-- Name: COLUMN source_logs.tenant_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(tenant_id) ON TABLE public.source_logs TO fairlead_worker;

--
-- Name: COLUMN source_logs.source_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(source_id) ON TABLE public.source_logs TO authenticated;
GRANT INSERT(source_id) ON TABLE public.source_logs TO fairlead_worker;

--
-- Name: COLUMN source_logs.level; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(level) ON TABLE public.source_logs TO authenticated;
GRANT INSERT(level) ON TABLE public.source_logs TO fairlead_worker;

--
-- Name: COLUMN source_logs.event; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(event) ON TABLE public.source_logs TO authenticated;
GRANT INSERT(event) ON TABLE public.source_logs TO fairlead_worker;

--
-- Name: COLUMN source_logs.message; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(message) ON TABLE public.source_logs TO authenticated;
GRANT INSERT(message) ON TABLE public.source_logs TO fairlead_worker;

--
-- Name: TABLE sources; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.sources TO fairlead_admin;
GRANT SELECT ON TABLE public.sources TO authenticated;
GRANT SELECT ON TABLE public.sources TO fairlead_worker;

--
-- Name: COLUMN sources.id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(id) ON TABLE public.sources TO authenticated;

--
-- Name: COLUMN sources.twin_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(twin_id) ON TABLE public.sources TO authenticated;

--
-- Name: COLUMN sources.kind; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(kind) ON TABLE public.sources TO authenticated;

--
-- Name: COLUMN sources.title; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(title),UPDATE(title) ON TABLE public.sources TO authenticated;

--
-- Name: COLUMN sources.location; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(location) ON TABLE public.sources TO authenticated;

--
-- Name: COLUMN sources.body_text; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(body_text) ON TABLE public.sources TO authenticated;
GRANT UPDATE(body_text) ON TABLE public.sources TO fairlead_worker;

--
-- Name: COLUMN sources.content_hash; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(content_hash) ON TABLE public.sources TO authenticated;
GRANT UPDATE(content_hash) ON TABLE public.sources TO fairlead_worker;

--
-- Name: COLUMN sources.status; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(status) ON TABLE public.sources TO authenticated;
GRANT UPDATE(status) ON TABLE public.sources TO fairlead_worker;

--
-- Name: COLUMN sources.error_code; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(error_code) ON TABLE public.sources TO authenticated;
GRANT UPDATE(error_code) ON TABLE public.sources TO fairlead_worker;

--
-- Name: COLUMN sources.decided_by; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(decided_by) ON TABLE public.sources TO authenticated;

--
-- Name: COLUMN sources.decided_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(decided_at) ON TABLE public.sources TO authenticated;

--
-- Name: COLUMN sources.deleted_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(deleted_at) ON TABLE public.sources TO authenticated;

--
-- Name: TABLE tenants; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.tenants TO fairlead_admin;
GRANT SELECT ON TABLE public.tenants TO authenticated;
GRANT SELECT ON TABLE public.tenants TO fairlead_worker;
GRANT SELECT ON TABLE public.tenants TO fairlead_definer;

--
-- Name: COLUMN tenants.name; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(name) ON TABLE public.tenants TO fairlead_admin;

--
-- Name: COLUMN tenants.related_alpha; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(related_alpha) ON TABLE public.tenants TO fairlead_admin;

--
-- Name: COLUMN tenants.job_weight; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(job_weight) ON TABLE public.tenants TO fairlead_admin;

--
-- Name: COLUMN tenants.job_limit; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(job_limit) ON TABLE public.tenants TO fairlead_admin;

--
-- Name: TABLE twins; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.twins TO fairlead_admin;
GRANT SELECT ON TABLE public.twins TO authenticated;
GRANT SELECT ON TABLE public.twins TO fairlead_worker;

--
-- Name: COLUMN twins.id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(id) ON TABLE public.twins TO authenticated;

--
-- Name: COLUMN twins.name; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(name),UPDATE(name) ON TABLE public.twins TO authenticated;

--
-- Name: COLUMN twins.purpose; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(purpose),UPDATE(purpose) ON TABLE public.twins TO authenticated;

--
-- Name: COLUMN twins.onboarded_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(onboarded_at),UPDATE(onboarded_at) ON TABLE public.twins TO authenticated;

--
-- Name: TABLE v_entities; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT ON TABLE public.v_entities TO authenticated;

--
-- Name: TABLE v_low_stock; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT ON TABLE public.v_low_stock TO authenticated;
GRANT SELECT ON TABLE public.v_low_stock TO fairlead_worker;

--
-- Name: TABLE v_part_ledger; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT ON TABLE public.v_part_ledger TO authenticated;

--
-- Name: TABLE v_work_order_links; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT ON TABLE public.v_work_order_links TO authenticated;

--
-- Name: TABLE verified_answers; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT SELECT,INSERT ON TABLE public.verified_answers TO fairlead_admin;
GRANT SELECT ON TABLE public.verified_answers TO authenticated;
GRANT SELECT ON TABLE public.verified_answers TO fairlead_worker;

--
-- Name: COLUMN verified_answers.id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(id) ON TABLE public.verified_answers TO authenticated;

--
-- Name: COLUMN verified_answers.twin_id; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(twin_id) ON TABLE public.verified_answers TO authenticated;

--
-- Name: COLUMN verified_answers.question; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(question),UPDATE(question) ON TABLE public.verified_answers TO authenticated;

--
-- Name: COLUMN verified_answers.answer; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT INSERT(answer),UPDATE(answer) ON TABLE public.verified_answers TO authenticated;

--
-- Name: COLUMN verified_answers.deleted_at; Type: ACL; Schema: public; Owner: fairlead_owner
--

GRANT UPDATE(deleted_at) ON TABLE public.verified_answers TO authenticated;

--
-- Name: DEFAULT PRIVILEGES FOR TYPES; Type: DEFAULT ACL; Schema: -; Owner: fairlead_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE fairlead_owner REVOKE ALL ON TYPES  FROM PUBLIC;

--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: -; Owner: fairlead_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE fairlead_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;

--
-- PostgreSQL database dump complete
--
