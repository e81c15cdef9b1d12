-- Mail accounts, mails, and the queue of work that models do.

create table credentials (
  tenant_id       uuid not null references tenants,
  account_id      uuid not null default gen_random_uuid(),
  provider        text not null check (provider in ('gmail', 'imap')),
  address         text not null check (length(address) between 3 and 320),
  token_encrypted text,
  created_at      timestamptz not null default clock_timestamp(),
  updated_at      timestamptz not null default clock_timestamp(),
  revoked_at      timestamptz,
  primary key (tenant_id, account_id),
  unique (account_id)
);
comment on table credentials is 'Mail accounts with their access tokens. An account belongs to one tenant.';
comment on column credentials.token_encrypted is 'Fernet token; the key is in the worker''s environment alone. Members cannot read this column.';

create table emails (
  tenant_id        uuid not null references tenants,
  id               uuid not null default gen_random_uuid(),
  account_id       uuid not null,
  gmail_message_id text not null check (length(gmail_message_id) between 1 and 255),
  thread_id        text,
  from_name        text not null default '',
  from_address     text not null,
  to_addresses     text[] not null default '{}',
  subject          text not null default '',
  body_text        text not null default '',
  received_at      timestamptz not null,
  created_at       timestamptz not null default clock_timestamp(),
  updated_at       timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, account_id, gmail_message_id),
  foreign key (tenant_id, account_id) references credentials
);
create index emails_by_time on emails (tenant_id, received_at desc, id desc);
comment on column emails.gmail_message_id is 'The provider''s id of the mail; for IMAP and imports its Message-ID.';

create table ai_jobs (
  tenant_id        uuid not null references tenants,
  id               bigint not null generated always as identity,
  job_type         text not null,
  dedupe_key       text not null,
  payload          jsonb not null default '{}',
  priority         smallint not null default 100,
  status           text not null default 'queued',
  attempts         integer not null default 0 check (attempts >= 0),
  losses           integer not null default 0 check (losses >= 0),
  lease            bigint not null default 0,
  run_after        timestamptz not null default clock_timestamp(),
  heartbeat_at     timestamptz,
  locked_by        text,
  last_error_code  text,
  last_error_at    timestamptz,
  trace_parent     text check (trace_parent ~ '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$'),
  account_id       uuid,
  gmail_message_id text,
  created_at       timestamptz not null default clock_timestamp(),
  updated_at       timestamptz not null default clock_timestamp(),
  finished_at      timestamptz,
  primary key (tenant_id, id),
  constraint ai_jobs_uq unique (job_type, account_id, gmail_message_id),
  constraint ai_jobs_dedupe_uq unique (tenant_id, job_type, dedupe_key),
  foreign key (tenant_id, account_id) references credentials,
  constraint valid_job_type check (job_type in ('email_summary', 'graph_extraction', 'source_ingestion', 'deep_scrub')),
  constraint valid_status check (status in ('queued', 'running', 'succeeded', 'dead', 'cancelled')),
  constraint mail_job_names_mail check (num_nonnulls(account_id, gmail_message_id) <> 1
                                        and (job_type <> 'email_summary' or account_id is not null)),
  constraint running_has_holder check (status <> 'running' or (locked_by is not null and heartbeat_at is not null)),
  constraint finished_when_so check ((status in ('succeeded', 'dead', 'cancelled')) = (finished_at is not null))
) with (fillfactor = 80);
comment on table ai_jobs is 'The queue: queued, running, then succeeded, dead or cancelled. One row a thing to do; a job asked for again is the same row, queued again.';
comment on column ai_jobs.dedupe_key is 'What makes two requests the same job within tenant and type. For mails account and message id, for graphs conversation id and content hash.';
comment on column ai_jobs.priority is 'Lower goes first.';
comment on column ai_jobs.lease is 'Raised by each claim. A later write must name it and is refused where a newer one exists.';
comment on column ai_jobs.losses is 'How often a worker died with it; counted apart from attempts, the fifth makes it dead.';
comment on column ai_jobs.locked_by is 'Who runs it: host-pid.';

create index ai_jobs_poll_idx on ai_jobs (status, run_after, created_at);
create index ai_jobs_next on ai_jobs (job_type, priority, run_after, id) where status = 'queued';
create index ai_jobs_next_of_tenant on ai_jobs (tenant_id, job_type, priority, run_after, id) where status = 'queued';
create index ai_jobs_running on ai_jobs (heartbeat_at) where status = 'running';

create table email_ai_summaries (
  tenant_id        uuid not null references tenants,
  account_id       uuid not null,
  gmail_message_id text not null,
  prompt_version   text not null check (length(prompt_version) between 1 and 40),
  summary_json     jsonb not null check (jsonb_typeof(summary_json) = 'object'),
  model            text not null check (length(model) between 1 and 200),
  tokens           integer not null check (tokens >= 0),
  created_at       timestamptz not null default clock_timestamp(),
  updated_at       timestamptz not null default clock_timestamp(),
  primary key (tenant_id, account_id, gmail_message_id, prompt_version),
  unique (account_id, gmail_message_id, prompt_version),
  foreign key (tenant_id, account_id, gmail_message_id) references emails (tenant_id, account_id, gmail_message_id)
);

create table job_checkpoints (
  tenant_id  uuid not null,
  job_id     bigint not null,
  step       text not null check (length(step) between 1 and 80),
  lease      bigint not null,
  state      jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, job_id, step),
  foreign key (tenant_id, job_id) references ai_jobs on delete cascade
);
comment on table job_checkpoints is 'How far a long job has come, so that the next holder goes on from there.';

create table provider_state (
  provider       text primary key check (length(provider) between 1 and 80),
  breaker        text not null default 'closed' check (breaker in ('closed', 'open', 'half_open')),
  failures       integer not null default 0 check (failures >= 0),
  window_began   timestamptz,
  opened_at      timestamptz,
  retry_at       timestamptz,
  probes         integer not null default 0 check (probes >= 0),
  quota_reset_at timestamptz,
  created_at     timestamptz not null default clock_timestamp(),
  updated_at     timestamptz not null default clock_timestamp()
);
comment on table provider_state is 'Breaker and quota of each model provider, shared by all workers. It belongs to no tenant.';

create trigger set_updated_at before update on credentials
  for each row when (old.* is distinct from new.*) execute function set_updated_at();
create trigger set_updated_at before update on emails
  for each row when (old.* is distinct from new.*) execute function set_updated_at();
create trigger set_updated_at before update on ai_jobs
  for each row when (old.* is distinct from new.*) execute function set_updated_at();
create trigger set_updated_at before update on email_ai_summaries
  for each row when (old.* is distinct from new.*) execute function set_updated_at();
create trigger set_updated_at before update on job_checkpoints
  for each row when (old.* is distinct from new.*) execute function set_updated_at();
create trigger set_updated_at before update on provider_state
  for each row when (old.* is distinct from new.*) execute function set_updated_at();

-- Jobs -------------------------------------------------------------------------------------------

create function complete_job() returns trigger
  language plpgsql set search_path = ''
  as $$
    begin
      if new.tenant_id is null and new.account_id is not null then
        select c.tenant_id into new.tenant_id from public.credentials c where c.account_id = new.account_id;
      end if;
      new.tenant_id := coalesce(new.tenant_id, public.claimed_tenant());
      new.run_after := coalesce(new.run_after, clock_timestamp());
      new.dedupe_key := coalesce(new.dedupe_key, new.account_id || ':' || new.gmail_message_id, gen_random_uuid()::text);
      return new;
    end
  $$;
comment on function complete_job() is
  'BEFORE INSERT: fills in what a plain insert leaves out: the tenant (the mail account''s, else the claims''), the time, and the key that makes it unique.';
create trigger complete_job before insert on ai_jobs for each row execute function complete_job();

create function ai_claim_jobs(p_job_type text, p_limit integer, p_worker_id text) returns setof ai_jobs
  language sql
  as $$
    update public.ai_jobs j
       set status = 'running', lease = j.lease + 1, locked_by = p_worker_id, heartbeat_at = clock_timestamp()
      from (select q.tenant_id, q.id from public.ai_jobs q
             where q.job_type = p_job_type and q.status = 'queued' and q.run_after <= clock_timestamp()
             order by q.priority, q.run_after, q.id
             limit p_limit for update skip locked) as due
     where j.tenant_id = due.tenant_id and j.id = due.id
    returning j.*
  $$;
comment on function ai_claim_jobs(text, integer, text) is
  'Takes up to p_limit due jobs of a type for a worker (host-pid), most urgent first, and raises their lease. Two workers never get the same job.';

call isolate_tenants('credentials', 'emails', 'ai_jobs', 'email_ai_summaries', 'job_checkpoints', 'provider_state');
call admit_members('emails', 'email_ai_summaries');
call admit_workers('credentials', 'emails', 'ai_jobs', 'email_ai_summaries', 'job_checkpoints', 'provider_state');

-- Members see which accounts there are, never a token; they ask for jobs, and only for queued ones.
create policy members on credentials for select to authenticated using (tenant_id = (select principal_tenant()));
grant select (tenant_id, account_id, provider, address, created_at, revoked_at) on credentials to authenticated;
create policy members_read on ai_jobs for select to authenticated using (tenant_id = (select principal_tenant()));
create policy members_ask on ai_jobs for insert to authenticated
  with check (tenant_id = (select principal_tenant()) and status = 'queued');
grant select, insert (job_type, account_id, gmail_message_id, status, run_after, dedupe_key, payload, priority, trace_parent)
  on ai_jobs to authenticated;

grant update (token_encrypted, revoked_at) on credentials to fairlead_worker;
grant insert (tenant_id, account_id, gmail_message_id, thread_id, from_name, from_address, to_addresses, subject, body_text,
              received_at) on emails to fairlead_worker;
grant insert (tenant_id, job_type, account_id, gmail_message_id, status, run_after, dedupe_key, payload, priority, trace_parent),
      update (payload, priority, status, attempts, losses, lease, run_after, heartbeat_at, locked_by, last_error_code,
              last_error_at, trace_parent, finished_at),
      delete on ai_jobs to fairlead_worker;
grant insert (tenant_id, account_id, gmail_message_id, prompt_version, summary_json, model, tokens),
      update (summary_json, model, tokens) on email_ai_summaries to fairlead_worker;
grant insert (tenant_id, job_id, step, lease, state), update (lease, state), delete on job_checkpoints to fairlead_worker;
grant insert (provider, breaker, failures, window_began, opened_at, retry_at, probes, quota_reset_at),
      update (breaker, failures, window_began, opened_at, retry_at, probes, quota_reset_at)
  on provider_state to fairlead_worker;
grant execute on function ai_claim_jobs(text, integer, text) to fairlead_worker;
