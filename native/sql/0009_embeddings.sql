-- Embeddings: models, which one serves whom, the vector store in pgvector, runs and migrations.

create table embedding_models (
  model_version_id              integer generated always as identity primary key,
  embedding_model_id            text not null check (length(embedding_model_id) between 1 and 200),
  embedding_dimensions          integer not null check (embedding_dimensions between 1 and 4000),
  embedding_version             text not null check (length(embedding_version) between 1 and 80),
  label                         text not null generated always as
                                  (embedding_model_id || '/' || embedding_dimensions::text || '/' || embedding_version) stored,
  price_per_million_tokens      numeric(12, 6) not null default 0 check (price_per_million_tokens >= 0),
  max_input_tokens              integer check (max_input_tokens > 0),
  created_at                    timestamptz not null default clock_timestamp(),
  retired_at                    timestamptz,
  unique (embedding_model_id, embedding_dimensions, embedding_version),
  unique (model_version_id, embedding_model_id, embedding_dimensions, embedding_version),
  unique (label)
);
comment on table embedding_models is 'Every model version that vectors were made with: the triple of model id, dimensions and version. It belongs to no tenant.';
comment on column embedding_models.label is 'The triple as one text, id/dimensions/version: what source rows carry as embedding_model.';

create table embedding_serving (
  tenant_id                 uuid primary key references tenants,
  model_version_id          integer not null references embedding_models,
  previous_model_version_id integer references embedding_models,
  cut_over_at               timestamptz not null default clock_timestamp(),
  created_at                timestamptz not null default clock_timestamp(),
  updated_at                timestamptz not null default clock_timestamp()
);
comment on table embedding_serving is 'The model version that serves a tenant''s searches; changing this one row is the cut-over.';

create domain embedded_table as text check (value in (
  'pms_equipment', 'pms_faults', 'pms_parts', 'pms_work_orders', 'pms_notes', 'pms_attachments', 'source_chunks'));
comment on domain embedded_table is 'The tables whose rows have vectors.';

create table embedding_vectors (
  tenant_id            uuid not null references tenants,
  source_table         embedded_table not null,
  source_id            uuid not null,
  chunk                integer not null default 0 check (chunk >= 0),
  model_version_id     integer not null,
  embedding            public.vector not null,
  embedding_model_id   text not null,
  embedding_dimensions integer not null,
  embedding_version    text not null,
  content_hash         text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  source_updated_at    timestamptz not null,
  doc_id               uuid not null,
  created_at           timestamptz not null default clock_timestamp(),
  updated_at           timestamptz not null default clock_timestamp(),
  primary key (tenant_id, source_table, source_id, model_version_id, chunk),
  foreign key (model_version_id, embedding_model_id, embedding_dimensions, embedding_version)
    references embedding_models (model_version_id, embedding_model_id, embedding_dimensions, embedding_version),
  constraint dimensions_hold check (public.vector_dims(embedding) = embedding_dimensions)
);
comment on table embedding_vectors is
  'The vector store in PostgreSQL: one point for each row, chunk and model version, so that two models can be live at once. Each live model has an HNSW index of its own (embedding_index_statement).';
comment on column embedding_vectors.source_updated_at is 'updated_at of the source row as it was read for this vector.';
comment on column embedding_vectors.doc_id is 'What two versions of a document have in common; the row''s own id, or its source''s for chunks.';

create table embedding_runs (
  tenant_id        uuid not null references tenants,
  run_id           uuid not null default gen_random_uuid(),
  model_version_id integer not null references embedding_models,
  status           text not null default 'running' check (status in ('running', 'succeeded', 'partial', 'failed')),
  plan             jsonb not null check (jsonb_typeof(plan) = 'object'),
  actual           jsonb not null default '{}' check (jsonb_typeof(actual) = 'object'),
  planned_cost_usd numeric(14, 6) not null default 0 check (planned_cost_usd >= 0),
  actual_cost_usd  numeric(14, 6) not null default 0 check (actual_cost_usd >= 0),
  error_code       text,
  started_at       timestamptz not null default clock_timestamp(),
  finished_at      timestamptz,
  created_at       timestamptz not null default clock_timestamp(),
  updated_at       timestamptz not null default clock_timestamp(),
  primary key (tenant_id, run_id),
  constraint finished_when_so check ((status = 'running') = (finished_at is null))
);
create index embedding_runs_by_time on embedding_runs (tenant_id, started_at desc);
comment on table embedding_runs is 'What each run of the embedding worker planned for a tenant, and what came of it. A run over many tenants has a row for each under one run_id.';

create table embedding_migrations (
  migration_id          uuid primary key default gen_random_uuid(),
  from_model_version_id integer not null references embedding_models,
  to_model_version_id   integer not null references embedding_models,
  store                 text not null check (store in ('pgvector', 'qdrant')),
  state                 text not null default 'planned' check (state in
                          ('planned', 'dual_write', 'backfill', 'verify', 'ready', 'cut_over', 'cleaned', 'paused', 'rolled_back')),
  paused_from           text check (paused_from in ('dual_write', 'backfill', 'verify', 'ready', 'cut_over')),
  rows_per_second       numeric(10, 2) not null default 10 check (rows_per_second > 0),
  verification          jsonb,
  created_at            timestamptz not null default clock_timestamp(),
  updated_at            timestamptz not null default clock_timestamp(),
  check (from_model_version_id <> to_model_version_id),
  check ((state = 'paused') = (paused_from is not null))
);
comment on table embedding_migrations is 'A move of all tenants from one model version to another. Which state may follow which is the core''s rule.';

create table embedding_migration_ranges (
  tenant_id    uuid not null references tenants,
  migration_id uuid not null references embedding_migrations,
  source_table embedded_table not null,
  range_no     integer not null check (range_no >= 0),
  first_id     uuid not null,
  last_id      uuid not null,
  done_to_id   uuid,
  state        text not null default 'waiting' check (state in ('waiting', 'running', 'done')),
  lease        bigint not null default 0,
  locked_by    text,
  heartbeat_at timestamptz,
  rows_done    bigint not null default 0 check (rows_done >= 0),
  created_at   timestamptz not null default clock_timestamp(),
  updated_at   timestamptz not null default clock_timestamp(),
  primary key (tenant_id, migration_id, source_table, range_no),
  check (first_id <= last_id)
);
create index embedding_migration_ranges_open on embedding_migration_ranges (migration_id, state, heartbeat_at) where state <> 'done';
comment on column embedding_migration_ranges.done_to_id is 'Checkpoint: every row up to this id is done; null before the first.';

create table embedding_tombstones (
  tenant_id    uuid not null references tenants,
  source_table embedded_table not null,
  source_id    uuid not null,
  deleted_at   timestamptz not null default clock_timestamp(),
  primary key (tenant_id, source_table, source_id)
);
comment on table embedding_tombstones is 'Source rows that are gone or put away, so that no late write brings their vectors back, in either store.';

create trigger set_updated_at before update on embedding_serving
  for each row when (old.* is distinct from new.*) execute function set_updated_at();
create trigger set_updated_at before update on embedding_vectors
  for each row when (old.* is distinct from new.*) execute function set_updated_at();
create trigger set_updated_at before update on embedding_runs
  for each row when (old.* is distinct from new.*) execute function set_updated_at();
create trigger set_updated_at before update on embedding_migrations
  for each row when (old.* is distinct from new.*) execute function set_updated_at();
create trigger set_updated_at before update on embedding_migration_ranges
  for each row when (old.* is distinct from new.*) execute function set_updated_at();

-- Rows that go take their vectors with them --------------------------------------------------------

create function bury_embedding() returns trigger
  language plpgsql
  as $$
    begin
      insert into public.embedding_tombstones (tenant_id, source_table, source_id)
      values (old.tenant_id, tg_table_name, old.id) on conflict do nothing;
      delete from public.embedding_vectors v
       where v.tenant_id = old.tenant_id and v.source_table = tg_table_name and v.source_id = old.id;
      return null;
    end
  $$;
comment on function bury_embedding() is 'AFTER a source row was deleted or put away: leaves a tombstone and removes its vectors here.';

create function unearth_embedding() returns trigger
  language plpgsql
  as $$
    begin
      delete from public.embedding_tombstones t
       where t.tenant_id = new.tenant_id and t.source_table = tg_table_name and t.source_id = new.id;
      return null;
    end
  $$;
comment on function unearth_embedding() is 'AFTER a source row that was put away came back: it may have vectors again, and is stale already.';

create function refuse_buried_vector() returns trigger
  language plpgsql set search_path = ''
  as $$
    begin
      if exists (select from public.embedding_tombstones t
                  where t.tenant_id = new.tenant_id and t.source_table = new.source_table and t.source_id = new.source_id) then
        return null;
      end if;
      return new;
    end
  $$;
comment on function refuse_buried_vector() is 'BEFORE INSERT of a vector: drops it where its source row is gone.';

create trigger refuse_buried_vector before insert on embedding_vectors
  for each row execute function refuse_buried_vector();
create trigger bury_embedding after delete on pms_equipment for each row execute function bury_embedding();
create trigger bury_embedding after delete on pms_faults for each row execute function bury_embedding();
create trigger bury_embedding after delete on pms_parts for each row execute function bury_embedding();
create trigger bury_embedding after delete on pms_work_orders for each row execute function bury_embedding();
create trigger bury_embedding after delete on pms_notes for each row execute function bury_embedding();
create trigger bury_embedding after delete on pms_attachments for each row execute function bury_embedding();
create trigger bury_embedding after delete on source_chunks for each row execute function bury_embedding();
create trigger bury_embedding_put_away after update on pms_attachments for each row
  when (old.deleted_at is null and new.deleted_at is not null) execute function bury_embedding();
create trigger unearth_embedding after update on pms_attachments for each row
  when (old.deleted_at is not null and new.deleted_at is null) execute function unearth_embedding();

create function embedding_index_statement(p_model_version_id integer) returns text
  language sql stable
  as $$
    select format('create index concurrently if not exists embedding_vectors_hnsw_%s on public.embedding_vectors '
                  'using hnsw ((embedding::public.%s(%s)) public.%s_cosine_ops) where model_version_id = %s',
                  m.model_version_id, kind, m.embedding_dimensions, kind, m.model_version_id)
    from public.embedding_models m,
         lateral (select case when m.embedding_dimensions <= 2000 then 'vector' else 'halfvec' end as kind) as type
    where m.model_version_id = p_model_version_id
  $$;
comment on function embedding_index_statement(integer) is
  'The statement that builds a model''s HNSW index, for the owner to run outside a transaction after the backfill: partial on the model version''s id, over 2,000 dimensions on halfvec. A query uses it only if it writes the same expression and the id as a literal.';

-- Who may do what --------------------------------------------------------------------------------

call isolate_tenants('embedding_models', 'embedding_serving', 'embedding_vectors', 'embedding_runs', 'embedding_migrations',
                     'embedding_migration_ranges', 'embedding_tombstones');
call admit_members('embedding_serving', 'embedding_vectors', 'embedding_runs');
call admit_workers('embedding_models', 'embedding_serving', 'embedding_vectors', 'embedding_runs', 'embedding_migrations',
                   'embedding_migration_ranges', 'embedding_tombstones');
-- What belongs to no tenant every member may know.
create policy members on embedding_models for select to authenticated using ((select principal_tenant()) is not null);
create policy members on embedding_migrations for select to authenticated using ((select principal_tenant()) is not null);
grant select on embedding_models, embedding_migrations to authenticated;

grant insert (embedding_model_id, embedding_dimensions, embedding_version, price_per_million_tokens, max_input_tokens),
      update (price_per_million_tokens, max_input_tokens, retired_at) on embedding_models to fairlead_worker;
grant insert (tenant_id, model_version_id, previous_model_version_id),
      update (model_version_id, previous_model_version_id, cut_over_at) on embedding_serving to fairlead_worker;
grant insert (tenant_id, source_table, source_id, chunk, model_version_id, embedding, embedding_model_id, embedding_dimensions,
              embedding_version, content_hash, source_updated_at, doc_id),
      update (embedding, content_hash, source_updated_at, doc_id), delete on embedding_vectors to fairlead_worker;
grant insert (tenant_id, run_id, model_version_id, status, plan, actual, planned_cost_usd, actual_cost_usd, error_code,
              finished_at),
      update (status, actual, actual_cost_usd, error_code, finished_at) on embedding_runs to fairlead_worker;
grant insert (from_model_version_id, to_model_version_id, store, state, rows_per_second),
      update (state, paused_from, rows_per_second, verification) on embedding_migrations to fairlead_worker;
grant insert (tenant_id, migration_id, source_table, range_no, first_id, last_id),
      update (done_to_id, state, lease, locked_by, heartbeat_at, rows_done) on embedding_migration_ranges to fairlead_worker;
grant delete on embedding_tombstones to fairlead_worker;
grant execute on function embedding_index_statement(integer) to fairlead_worker;

grant select (tenant_id, source_table, source_id), delete on embedding_vectors to fairlead_definer;
grant select, insert, delete on embedding_tombstones to fairlead_definer;
create policy definer on embedding_vectors to fairlead_definer using (true) with check (true);
create policy definer on embedding_tombstones to fairlead_definer using (true) with check (true);
call give_to_definer('bury_embedding()', 'unearth_embedding()');
