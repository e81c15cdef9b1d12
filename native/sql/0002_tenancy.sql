-- Tenants, their members, and what keeps one request from being done twice.

create table tenants (
  tenant_id     uuid primary key default gen_random_uuid(),
  name          text not null check (length(name) between 1 and 120),
  related_alpha double precision not null default 0 check (related_alpha between 0 and 1),
  created_at    timestamptz not null default clock_timestamp(),
  updated_at    timestamptz not null default clock_timestamp()
);
comment on table tenants is 'One row a customer: a yacht. In PMS routes tenant_id is also called yacht_id.';
comment on column tenants.related_alpha is 'How much likeness of meaning counts when related items are ranked: 0 is foreign-key order alone.';

create table memberships (
  tenant_id    uuid not null references tenants,
  user_id      uuid not null,
  display_name text not null check (length(display_name) between 1 and 120),
  role         text not null check (role in ('crew', 'chief_engineer', 'chief_officer', 'chief_steward',
                                             'purser', 'captain', 'manager')),
  revoked_at   timestamptz,
  created_at   timestamptz not null default clock_timestamp(),
  updated_at   timestamptz not null default clock_timestamp(),
  primary key (tenant_id, user_id)
);
comment on table memberships is 'Who belongs to a tenant, and as what. Never deleted, since ledgers and audit name members: revoked.';

create table signing_keys (
  tenant_id  uuid not null default claimed_tenant(),
  key_id     text not null check (key_id ~ '^[A-Za-z0-9_-]{8,64}$'),
  user_id    uuid not null default claimed_user(),
  public_key text not null check (public_key ~ '^[A-Za-z0-9_-]{43}$'),
  label      text not null default '' check (length(label) <= 80),
  created_at timestamptz not null default clock_timestamp(),
  revoked_at timestamptz,
  primary key (tenant_id, key_id),
  unique (tenant_id, public_key),
  foreign key (tenant_id, user_id) references memberships
);
create index signing_keys_by_user on signing_keys (tenant_id, user_id);
comment on table signing_keys is 'Device keys of members for SIGNED actions. A revoked key stays, so that old signatures can be checked.';
comment on column signing_keys.public_key is 'Ed25519, 32 bytes as base64url without padding. One key belongs to one member.';

create table feature_flags (
  tenant_id         uuid not null references tenants,
  flag_name         text not null check (flag_name ~ '^[a-z][a-z0-9_]{1,62}$'),
  enabled           boolean not null default false,
  canary_percentage numeric(5, 2) not null default 0 check (canary_percentage between 0 and 100),
  created_at        timestamptz not null default clock_timestamp(),
  updated_at        timestamptz not null default clock_timestamp(),
  primary key (tenant_id, flag_name)
);
comment on column feature_flags.canary_percentage is 'Share of subjects for whom an enabled flag is on, in steps of the bucket rule (0.01 %).';

create table idempotency_keys (
  tenant_id    uuid not null default claimed_tenant() references tenants,
  action       text not null check (length(action) between 1 and 80),
  key          text not null check (length(key) between 1 and 255),
  user_id      uuid not null default claimed_user(),
  payload_hash text not null check (payload_hash ~ '^[0-9a-f]{64}$'),
  status       smallint check (status between 200 and 299),
  result       jsonb,
  created_at   timestamptz not null default clock_timestamp(),
  primary key (tenant_id, action, key),
  check ((status is null) = (result is null))
);
comment on table idempotency_keys is 'One row an action done under a key; made in that action''s own transaction, so a failed action leaves none.';
comment on column idempotency_keys.payload_hash is 'SHA-256 (hex) of the canonical form of {entity_id, payload}, to tell a repeated request from another one under the same key.';

create table signature_nonces (
  tenant_id uuid not null default claimed_tenant() references tenants,
  nonce     text not null check (length(nonce) between 16 and 128),
  signer_id uuid not null default claimed_user(),
  action    text not null check (length(action) between 1 and 80),
  used_at   timestamptz not null default clock_timestamp(),
  primary key (tenant_id, nonce)
);
create index signature_nonces_by_age on signature_nonces (used_at);
comment on table signature_nonces is 'Nonces that a signature has used up. One older than the longest max_age_s may go: the signature is stale by then.';

create trigger set_updated_at before update on tenants
  for each row when (old.* is distinct from new.*) execute function set_updated_at();
create trigger set_updated_at before update on memberships
  for each row when (old.* is distinct from new.*) execute function set_updated_at();
create trigger set_updated_at before update on feature_flags
  for each row when (old.* is distinct from new.*) execute function set_updated_at();

-- The principal ----------------------------------------------------------------------------------

-- In PL/pgSQL, which keeps its plan: a policy calls this once for each table of each query.
create function principal_tenant() returns uuid
  language plpgsql stable
  as $$
    begin
      return (
        select m.tenant_id from public.memberships m
        where m.tenant_id = public.claimed_tenant() and m.user_id = public.claimed_user() and m.revoked_at is null);
    end
  $$;
comment on function principal_tenant() is
  'The tenant that the claims name, if the claimed user is a live member of it; else null. All members'' policies rest on it, so no claims, a foreign tenant and a revoked member all see nothing.';

create function current_principal()
  returns table (user_id uuid, tenant_id uuid, tenant_name text, display_name text, role text,
                 revoked boolean, related_alpha double precision, signing_keys jsonb)
  language sql stable
  as $$
    select m.user_id, m.tenant_id, t.name, m.display_name, m.role, m.revoked_at is not null, t.related_alpha,
           coalesce((select jsonb_agg(jsonb_build_object('key_id', k.key_id, 'public_key', k.public_key,
                                                         'label', k.label, 'revoked', k.revoked_at is not null)
                                      order by k.created_at, k.key_id)
                     from public.signing_keys k where k.tenant_id = m.tenant_id and k.user_id = m.user_id), '[]')
    from public.memberships m join public.tenants t using (tenant_id)
    where m.tenant_id = public.claimed_tenant() and m.user_id = public.claimed_user()
  $$;
comment on function current_principal() is
  'Who the claims'' user is in the claims'' tenant, with their signing keys: one row, or none for somebody who never was a member. A revoked member is told so (revoked), though every table is empty to them.';

call isolate_tenants('tenants', 'memberships', 'signing_keys', 'feature_flags', 'idempotency_keys', 'signature_nonces');
call admit_members('tenants', 'memberships', 'feature_flags', 'idempotency_keys', 'signature_nonces');
call admit_workers('tenants');
grant update (name, related_alpha) on tenants to fairlead_admin;
grant update (display_name, role, revoked_at) on memberships to fairlead_admin;
grant update (enabled, canary_percentage) on feature_flags to fairlead_admin;
grant insert (action, key, payload_hash), update (status, result) on idempotency_keys to authenticated;
grant insert (nonce, action) on signature_nonces to authenticated;

-- A member sees the whole tenant's keys, enrols and revokes only their own, and revokes for good.
create policy members_read on signing_keys for select to authenticated
  using (tenant_id = (select principal_tenant()));
create policy members_enrol on signing_keys for insert to authenticated
  with check (tenant_id = (select principal_tenant()) and user_id = (select claimed_user()));
create policy members_revoke on signing_keys for update to authenticated
  using (tenant_id = (select principal_tenant()) and user_id = (select claimed_user()) and revoked_at is null)
  with check (tenant_id = (select principal_tenant()) and user_id = (select claimed_user()) and revoked_at is not null);
grant select, insert (key_id, public_key, label), update (revoked_at) on signing_keys to authenticated;

grant select on tenants, memberships, signing_keys to fairlead_definer;
create policy definer on tenants for select to fairlead_definer using (true);
create policy definer on memberships for select to fairlead_definer using (true);
create policy definer on signing_keys for select to fairlead_definer using (true);
call give_to_definer('principal_tenant()', 'current_principal()');
grant execute on function principal_tenant(), current_principal() to authenticated;

-- Once only --------------------------------------------------------------------------------------

create function claim_idempotency_key(p_action text, p_key text, p_payload_hash text)
  returns table (fresh boolean, same_payload boolean, first_status smallint, first_result jsonb)
  language plpgsql set search_path = ''
  as $$
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
comment on function claim_idempotency_key(text, text, text) is
  'Takes the key for the action of this transaction. Not fresh: it was used, with this payload or another, and gave first_result. While another transaction holds the same key this waits for its end.';

create function settle_idempotency_key(p_action text, p_key text, p_status integer, p_result jsonb) returns void
  language sql
  as $$
    update public.idempotency_keys set status = p_status, result = p_result
    where tenant_id = public.claimed_tenant() and action = p_action and key = p_key and status is null
  $$;
comment on function settle_idempotency_key(text, text, integer, jsonb) is
  'Keeps what the action answered beside the key it claimed, for whoever repeats it.';

create function spend_nonce(p_nonce text, p_action text) returns boolean
  language plpgsql set search_path = ''
  as $$
    begin
      insert into public.signature_nonces (nonce, action) values (p_nonce, p_action) on conflict do nothing;
      return found;
    end
  $$;
comment on function spend_nonce(text, text) is 'Uses the nonce up; false where a signature has used it before (signature_replayed).';

grant execute on function claim_idempotency_key(text, text, text),
  settle_idempotency_key(text, text, integer, jsonb), spend_nonce(text, text) to authenticated;
