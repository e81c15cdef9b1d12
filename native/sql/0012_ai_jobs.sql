-- What the AI jobs leave behind: what a summary cost, and a graph whose entities are found by name.

-- Summaries --------------------------------------------------------------------------------------

alter table email_ai_summaries
  add column prompt_tokens     integer not null default 0 check (prompt_tokens >= 0),
  add column completion_tokens integer not null default 0 check (completion_tokens >= 0),
  add column cost_usd          double precision not null default 0 check (cost_usd >= 0),
  add column asks              smallint not null default 1 check (asks between 1 and 2);
comment on column email_ai_summaries.tokens is 'All tokens of the calls that led to it.';
comment on column email_ai_summaries.asks is 'How often the model was asked: 2 where its first answer was not of the form.';
alter table email_ai_summaries
  add constraint tokens_add_up check (prompt_tokens + completion_tokens in (0, tokens));
comment on constraint tokens_add_up on email_ai_summaries is 'Both are 0 where they were not told apart.';
grant insert (prompt_tokens, completion_tokens, cost_usd, asks), update (prompt_tokens, completion_tokens, cost_usd, asks)
  on email_ai_summaries to fairlead_worker;

-- Jobs -------------------------------------------------------------------------------------------

alter table ai_jobs
  add column twin_id uuid,
  add constraint ai_jobs_twin_fk foreign key (tenant_id, twin_id) references twins;
comment on column ai_jobs.twin_id is 'The twin whose graph the job is for; null for other jobs.';
create index ai_jobs_of_twin on ai_jobs (tenant_id, twin_id, id) where twin_id is not null;
grant insert (twin_id) on ai_jobs to authenticated, fairlead_worker;

-- The graph --------------------------------------------------------------------------------------

create function normalised_name(p_name text) returns text
  language sql immutable strict parallel safe
  as $$
    select left(lower(normalize(btrim(regexp_replace(p_name, '\s+', ' ', 'g')), nfkc)), 200)
  $$;
comment on function normalised_name(text) is
  'What makes two spellings of a name one: Unicode compatibility form, small letters, single spaces.';
grant execute on function normalised_name(text) to authenticated, fairlead_worker, fairlead_admin, fairlead_definer;

alter table graph_nodes
  add column name_key text generated always as (normalised_name(label)) stored,
  add column mentions integer not null default 1 check (mentions > 0),
  drop constraint graph_nodes_tenant_id_twin_id_kind_label_key,
  add constraint graph_nodes_name_uq unique (tenant_id, twin_id, kind, name_key);
comment on column graph_nodes.label is 'The name as it was first written.';
comment on column graph_nodes.mentions is 'In how many texts it was named.';
comment on column graph_edges.mentions is 'In how many texts it was said.';
grant update (mentions) on graph_nodes to fairlead_worker;

create table graph_extractions (
  tenant_id         uuid not null references tenants,
  source_kind       text not null check (source_kind in ('message', 'chunk')),
  source_id         uuid not null,
  twin_id           uuid not null,
  prompt_version    text not null check (length(prompt_version) between 1 and 40),
  model             text not null check (length(model) between 1 and 200),
  prompt_tokens     integer not null check (prompt_tokens >= 0),
  completion_tokens integer not null check (completion_tokens >= 0),
  cost_usd          double precision not null check (cost_usd >= 0),
  asks              smallint not null check (asks between 1 and 2),
  created_at        timestamptz not null default clock_timestamp(),
  updated_at        timestamptz not null default clock_timestamp(),
  primary key (tenant_id, source_kind, source_id),
  foreign key (tenant_id, twin_id) references twins
);
comment on table graph_extractions is
  'Which texts were read for a twin''s graph, by what, at what cost. A text read again raises no mentions.';
create trigger set_updated_at before update on graph_extractions
  for each row when (old.* is distinct from new.*) execute function set_updated_at();
call isolate_tenants('graph_extractions');
call admit_members('graph_extractions');
call admit_workers('graph_extractions');
grant insert (tenant_id, source_kind, source_id, twin_id, prompt_version, model, prompt_tokens, completion_tokens, cost_usd, asks),
      update (prompt_version, model, prompt_tokens, completion_tokens, cost_usd, asks) on graph_extractions to fairlead_worker;
