-- The same functions without their fence: neither lease nor state is asked for any more. Only to show
-- that the chaos programme sees what goes wrong then.
create or replace function public.ai_complete_jobs(p_tenants uuid[], p_ids bigint[], p_leases bigint[])
  returns table (id bigint, lease bigint, finished_at bigint)
  language plpgsql set search_path = ''
  as $$
    #variable_conflict use_column
    declare
      now constant timestamptz := clock_timestamp();
    begin
      return query
        with done as (
          update public.ai_jobs j
             set status = 'succeeded', finished_at = now, locked_by = null, claimed_at = null, heartbeat_at = null
            from unnest(p_tenants, p_ids, p_leases) as e (tenant_id, id, lease)
           where j.tenant_id = e.tenant_id and j.id = e.id
          returning j.tenant_id, j.id, e.lease),
        gone as (
          delete from public.ai_running r using done where r.tenant_id = done.tenant_id and r.id = done.id)
        select done.id, done.lease, public.to_micros(now) from done;
    end
  $$;

create or replace function public.ai_heartbeat(p_tenants uuid[], p_ids bigint[], p_leases bigint[])
  returns table (id bigint, lease bigint)
  language plpgsql set search_path = ''
  as $$
    begin
      update public.ai_jobs j set heartbeat_at = clock_timestamp()
        from unnest(p_tenants, p_ids) as h (tenant_id, id)
       where j.tenant_id = h.tenant_id and j.id = h.id and j.status = 'running';
      return query select h.id, h.lease from unnest(p_ids, p_leases) as h (id, lease);
    end
  $$;
