-- Who may enter, what a caller's claims say, and the helpers that all later migrations use.

do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to fairlead_edge, fairlead_worker', current_database());
  execute format('grant temporary on database %I to fairlead_admin', current_database());
end
$$;

revoke all on schema public from public;
grant usage on schema public to authenticated, anon, fairlead_edge, fairlead_worker, fairlead_admin, fairlead_definer;
-- Functions and types are everybody's unless this says otherwise.
alter default privileges revoke execute on functions from public;
alter default privileges revoke usage on types from public;

grant select on schema_version to authenticated, anon, fairlead_edge, fairlead_worker, fairlead_admin;

-- Claims -----------------------------------------------------------------------------------------

create function uuid_or_null(p_text text) returns uuid
  language sql immutable strict parallel safe
  as $$
    select case
      when p_text ~ '^[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$' then p_text::uuid
    end
  $$;
comment on function uuid_or_null(text) is
  'The text as a UUID, or null where it is none: whatever a caller sends, the answer is no error.';

create function claims() returns jsonb
  language sql stable parallel safe
  as $$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb $$;
comment on function claims() is
  'The verified claims of the transaction (setting request.jwt.claims), or null where none are set.';

create function claimed_tenant() returns uuid
  language sql stable parallel safe
  as $$ select public.uuid_or_null(public.claims() -> 'app_metadata' ->> 'tenant_id') $$;
comment on function claimed_tenant() is 'The tenant that the claims name (app_metadata.tenant_id), or null.';

create function claimed_user() returns uuid
  language sql stable parallel safe
  as $$ select public.uuid_or_null(public.claims() ->> 'sub') $$;
comment on function claimed_user() is 'The user that the claims name (sub), or null.';

grant execute on function uuid_or_null(text), claims(), claimed_tenant(), claimed_user()
  to authenticated, fairlead_worker, fairlead_admin, fairlead_definer;

-- Times and names --------------------------------------------------------------------------------

create function to_micros(p_at timestamptz) returns bigint
  language sql immutable strict parallel safe
  as $$ select (extract(epoch from p_at) * 1000000)::bigint $$;
comment on function to_micros(timestamptz) is
  'Whole microseconds since the epoch, exactly: the form in which times leave the database for C++ and for hashes.';

create function from_micros(p_micros bigint) returns timestamptz
  language sql immutable strict parallel safe
  as $$ select timestamptz 'epoch' + p_micros * interval '1 microsecond' $$;
comment on function from_micros(bigint) is
  'The time that to_micros turned into this number. Exact up to 2^53, which is the year 2255.';

create function name_uuid(p_name text) returns uuid
  language sql immutable strict parallel safe
  as $$
    select overlay(overlay(left(encode(sha256(convert_to(p_name, 'UTF8')), 'hex'), 32)
                           placing '8' from 13) placing '8' from 17)::uuid
  $$;
comment on function name_uuid(text) is
  'A stable UUID for a name: RFC 9562 version 8 over the first 128 bits of its SHA-256.';

grant execute on function to_micros(timestamptz), from_micros(bigint), name_uuid(text)
  to authenticated, fairlead_worker, fairlead_admin, fairlead_definer;

-- Triggers' functions ----------------------------------------------------------------------------

create function next_updated_at(p_before timestamptz) returns timestamptz
  language sql volatile parallel safe
  as $$ select greatest(clock_timestamp(), p_before + interval '1 microsecond') $$;
comment on function next_updated_at(timestamptz) is
  'The time of a change made now. Never at or before the last one, though clocks step back; never now(), which is the time the transaction began.';
grant execute on function next_updated_at(timestamptz)
  to authenticated, fairlead_worker, fairlead_admin, fairlead_definer;

create function set_updated_at() returns trigger
  language plpgsql set search_path = ''
  as $$
    begin
      new.updated_at := public.next_updated_at(old.updated_at);
      return new;
    end
  $$;
comment on function set_updated_at() is
  'BEFORE UPDATE: moves updated_at on. Tables with embedding markers name the columns that count in the trigger''s WHEN, so that a change of markers alone moves nothing.';

create function refuse_change() returns trigger
  language plpgsql set search_path = ''
  as $$
    begin
      raise exception '% is append-only: % is refused. Add a new row that corrects the old one.', tg_table_name, tg_op
        using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
    end
  $$;
comment on function refuse_change() is 'BEFORE UPDATE, DELETE or TRUNCATE on an append-only table: refuses, whoever asks.';

-- Row level security -----------------------------------------------------------------------------

create procedure isolate_tenants(variadic p_tables regclass[])
  language plpgsql
  as $$
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
comment on procedure isolate_tenants(regclass[]) is
  'For migrations: turns row level security on, also for the owner, and lets fairlead_admin read and add. Nobody else sees a row until a policy says so.';

create procedure admit_members(variadic p_tables regclass[])
  language plpgsql
  as $$
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
comment on procedure admit_members(regclass[]) is
  'For migrations: lets members read their own tenant''s rows, and write them as far as column grants go.';

create procedure admit_workers(variadic p_tables regclass[])
  language plpgsql
  as $$
    declare
      one regclass;
    begin
      foreach one in array p_tables loop
        execute format('create policy workers on %s to fairlead_worker using (true) with check (true)', one);
        execute format('grant select on %s to fairlead_worker', one);
      end loop;
    end
  $$;
comment on procedure admit_workers(regclass[]) is
  'For migrations: lets the workers, who serve every tenant, read a table, and write it as far as column grants go.';

create procedure give_to_definer(variadic p_functions regprocedure[])
  language plpgsql
  as $$
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
comment on procedure give_to_definer(regprocedure[]) is
  'For migrations: makes functions SECURITY DEFINER with an empty search path, owned by fairlead_definer. An owner''s own would see no rows under forced row level security.';
