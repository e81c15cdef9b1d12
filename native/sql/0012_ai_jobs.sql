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

create function ai_name_twin() returns trigger
  language plpgsql set search_path = ''
  as $$
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
comment on function ai_name_twin() is
  'A graph job whose twin is not named is for the twin of the text in its payload, so that a plain insert and ai_enqueue are enough.';
-- Behind complete_job, which finds the tenant: triggers run in the order of their names.
create trigger name_twin before insert on ai_jobs
  for each row when (new.job_type = 'graph_extraction' and new.twin_id is null) execute function ai_name_twin();
-- What was spent ---------------------------------------------------------------------------------

create table ai_spending (
  tenant_id         uuid not null references tenants,
  job_id            bigint not null,
  lease             bigint not null,
  job_type          text collate "C" not null,
  provider          text not null,
  model             text not null check (length(model) between 1 and 200),
  asks              smallint not null check (asks > 0),
  prompt_tokens     integer not null check (prompt_tokens >= 0),
  completion_tokens integer not null check (completion_tokens >= 0),
  cost_usd          double precision not null check (cost_usd >= 0),
  code              text,
  created_at        timestamptz not null default clock_timestamp(),
  primary key (tenant_id, job_id, lease)
);
comment on table ai_spending is
  'What each attempt spent that got an answer of a model, also one that failed or was taken for lost. Written once and never changed; outlives its job.';
comment on column ai_spending.asks is 'How many answers came.';
comment on column ai_spending.code is 'Why the attempt came to nothing; null where its answer was of the form.';
create index ai_spending_by_time on ai_spending (tenant_id, created_at);
call isolate_tenants('ai_spending');
call admit_workers('ai_spending');
grant insert (tenant_id, job_id, lease, job_type, provider, model, asks, prompt_tokens, completion_tokens, cost_usd, code)
  on ai_spending to fairlead_worker;

-- The graph --------------------------------------------------------------------------------------

create function normalised_text(p_text text) returns text
  language sql immutable strict parallel safe
  as $$
    select lower(normalize(btrim(regexp_replace(p_text, '\s+', ' ', 'g')), nfkc))
  $$;
comment on function normalised_text(text) is
  'What makes two spellings of a text one: Unicode compatibility form, small letters, single spaces.';
create function normalised_name(p_name text) returns text
  language sql immutable strict parallel safe
  as $$
    select left(public.normalised_text(p_name), 200)
  $$;
comment on function normalised_name(text) is
  'What makes two spellings of a name one: normalised_text, of which an index holds no more than 200 characters.';
grant execute on function normalised_text(text), normalised_name(text) to authenticated, fairlead_worker, fairlead_admin, fairlead_definer;

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
