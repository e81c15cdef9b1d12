-- Audit: one unbroken line of entries a tenant, each carrying the hash of the one before.
--
-- How an entry is made, last in the action's transaction:
--   select * from next_audit_entry()     locks the tenant's head: seq, previous_hash, at (µs)
--   (the core hashes the entry's canonical form)
--   insert into pms_audit_log (…)        checked against the head, which moves on

create table audit_heads (
  tenant_id  uuid primary key references tenants,
  seq        bigint not null default 0 check (seq >= 0),
  entry_hash text not null default repeat('0', 64) check (entry_hash ~ '^[0-9a-f]{64}$'),
  updated_at timestamptz not null default clock_timestamp()
);
comment on table audit_heads is 'The last entry of each tenant''s line; its lock is what keeps the line one.';

create table pms_audit_log (
  tenant_id     uuid not null default claimed_tenant() references tenants,
  seq           bigint not null check (seq > 0),
  actor_id      uuid not null,
  role          text not null,
  action        text not null check (length(action) between 1 and 80),
  entity_type   text,
  entity_id     uuid,
  before_hash   text check (before_hash ~ '^[0-9a-f]{64}$'),
  after_hash    text check (after_hash ~ '^[0-9a-f]{64}$'),
  signature     jsonb not null check (jsonb_typeof(signature) = 'object'),
  request_id    text not null check (length(request_id) between 1 and 128),
  at            timestamptz not null,
  previous_hash text not null check (previous_hash ~ '^[0-9a-f]{64}$'),
  entry_hash    text not null check (entry_hash ~ '^[0-9a-f]{64}$'),
  primary key (tenant_id, seq),
  foreign key (tenant_id, actor_id) references memberships
);
create index pms_audit_log_by_entity on pms_audit_log (tenant_id, entity_id, seq) where entity_id is not null;
comment on table pms_audit_log is 'Every mutation: append-only, for everybody.';
comment on column pms_audit_log.signature is 'The signature''s envelope, {} where the action needs none; never NULL.';
comment on column pms_audit_log.entry_hash is 'SHA-256 (hex) of the entry''s canonical form as the core computes it; the next entry''s previous_hash.';

create function next_audit_entry() returns table (seq bigint, previous_hash text, at bigint)
  language plpgsql
  as $$
    begin
      insert into public.audit_heads (tenant_id)
      select public.principal_tenant() where public.principal_tenant() is not null on conflict do nothing;
      return query
        select h.seq + 1, h.entry_hash, public.to_micros(clock_timestamp())
        from public.audit_heads h where h.tenant_id = public.principal_tenant() for update;
    end
  $$;
comment on function next_audit_entry() is
  'Locks the tenant''s audit line to the end of the transaction, so call it last, and gives what the next entry must carry: seq, previous_hash, at (whole microseconds).';

create function enter_in_audit() returns trigger
  language plpgsql
  as $$
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
comment on function enter_in_audit() is
  'AFTER INSERT on the audit log: the entry must be the claimed user''s and follow the head, which it becomes.';

create trigger enter_in_audit after insert on pms_audit_log for each row execute function enter_in_audit();
create trigger refuse_change before update or delete on pms_audit_log
  for each row execute function refuse_change();
create trigger refuse_truncate before truncate on pms_audit_log
  for each statement execute function refuse_change();

create function audit_entry(p_entry pms_audit_log) returns jsonb
  language sql immutable
  as $$
    select jsonb_build_object(
      'seq', p_entry.seq, 'tenant_id', p_entry.tenant_id, 'actor_id', p_entry.actor_id, 'role', p_entry.role,
      'action', p_entry.action, 'entity_type', p_entry.entity_type, 'entity_id', p_entry.entity_id,
      'before_hash', p_entry.before_hash, 'after_hash', p_entry.after_hash, 'signature', p_entry.signature,
      'request_id', p_entry.request_id, 'at', public.to_micros(p_entry.at), 'previous_hash', p_entry.previous_hash)
  $$;
comment on function audit_entry(pms_audit_log) is
  'The entry as the core hashes it: `select audit_entry(l), l.entry_hash from pms_audit_log l`.';

call isolate_tenants('audit_heads', 'pms_audit_log');
call admit_members('audit_heads', 'pms_audit_log');
grant insert (seq, actor_id, role, action, entity_type, entity_id, before_hash, after_hash, signature, request_id, at,
              previous_hash, entry_hash) on pms_audit_log to authenticated;

grant select, insert (tenant_id), update (seq, entry_hash, updated_at) on audit_heads to fairlead_definer;
create policy definer on audit_heads to fairlead_definer using (true) with check (true);
call give_to_definer('next_audit_entry()', 'enter_in_audit()');
grant execute on function principal_tenant() to fairlead_definer;
grant execute on function next_audit_entry(), audit_entry(pms_audit_log) to authenticated;
