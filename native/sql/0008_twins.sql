-- Twins: assistants that know the documents their owner gave them.

create table twins (
  tenant_id   uuid not null default claimed_tenant() references tenants,
  id          uuid not null default gen_random_uuid(),
  owner_id    uuid not null default claimed_user(),
  name        text not null check (length(name) between 1 and 120),
  purpose     text not null default '' check (length(purpose) <= 2000),
  onboarded_at timestamptz,
  created_at  timestamptz not null default clock_timestamp(),
  updated_at  timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references memberships
);
create index twins_by_owner on twins (tenant_id, owner_id);

create table sources (
  tenant_id    uuid not null default claimed_tenant() references tenants,
  id           uuid not null default gen_random_uuid(),
  twin_id      uuid not null,
  kind         text not null check (kind in ('text', 'file', 'url')),
  title        text not null check (length(title) between 1 and 300),
  location     text not null default '' check (length(location) <= 2000),
  body_text    text,
  content_hash text check (content_hash ~ '^[0-9a-f]{64}$'),
  status       text not null default 'pending'
                 check (status in ('pending', 'approved', 'processing', 'ready', 'rejected', 'failed')),
  error_code   text,
  decided_by   uuid,
  decided_at   timestamptz,
  deleted_at   timestamptz,
  created_at   timestamptz not null default clock_timestamp(),
  updated_at   timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, twin_id) references twins,
  foreign key (tenant_id, decided_by) references memberships
);
create index sources_by_twin on sources (tenant_id, twin_id, status);
comment on column sources.location is 'Where it came from: a file''s storage path or a URL.';
comment on column sources.body_text is 'Its text as extracted; null until then and after a deep scrub.';

create table source_chunks (
  tenant_id              uuid not null references tenants,
  id                     uuid not null default gen_random_uuid(),
  source_id              uuid not null,
  chunk_no               integer not null check (chunk_no >= 0),
  chunk_hash             text not null check (chunk_hash ~ '^[0-9a-f]{64}$'),
  body                   text not null check (length(body) > 0),
  tokens                 integer not null check (tokens >= 0),
  created_at             timestamptz not null default clock_timestamp(),
  updated_at             timestamptz not null default clock_timestamp(),
  embedding_model        text,
  embedding_content_hash text,
  embedding_updated_at   timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, source_id, chunk_no),
  foreign key (tenant_id, source_id) references sources
);
create index source_chunks_stale on source_chunks (updated_at, tenant_id, id)
  where embedding_updated_at is null or updated_at > embedding_updated_at;
comment on column source_chunks.chunk_hash is 'The chunk''s stable id: the same text in the same source gives the same one.';

create table source_logs (
  tenant_id  uuid not null default claimed_tenant() references tenants,
  id         bigint not null generated always as identity,
  source_id  uuid not null,
  level      text not null check (level in ('info', 'warning', 'error')),
  event      text not null check (event ~ '^[a-z][a-z0-9_]{0,62}$'),
  message    text not null default '' check (length(message) <= 2000),
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, source_id) references sources
);
create index source_logs_by_source on source_logs (tenant_id, source_id, id);

create table conversations (
  tenant_id  uuid not null default claimed_tenant() references tenants,
  id         uuid not null default gen_random_uuid(),
  twin_id    uuid not null,
  user_id    uuid not null default claimed_user(),
  title      text not null default '' check (length(title) <= 300),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, twin_id) references twins,
  foreign key (tenant_id, user_id) references memberships
);
create index conversations_by_twin on conversations (tenant_id, twin_id, updated_at desc);

create table messages (
  tenant_id       uuid not null default claimed_tenant() references tenants,
  id              uuid not null default gen_random_uuid(),
  conversation_id uuid not null,
  message_no      integer not null check (message_no > 0),
  author          text not null check (author in ('member', 'twin')),
  body            text not null check (length(body) > 0),
  answered_by     text check (answered_by in ('verified_answer', 'retrieval', 'nothing_found')),
  citations       jsonb not null default '[]' check (jsonb_typeof(citations) = 'array'),
  created_at      timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, conversation_id, message_no),
  foreign key (tenant_id, conversation_id) references conversations,
  constraint answers_say_how check ((author = 'twin') = (answered_by is not null))
);
comment on column messages.citations is 'The chunks an answer rests on: [{source_id, chunk_id, title}].';

create table verified_answers (
  tenant_id   uuid not null default claimed_tenant() references tenants,
  id          uuid not null default gen_random_uuid(),
  twin_id     uuid not null,
  question    text not null check (length(question) between 1 and 2000),
  answer      text not null check (length(answer) between 1 and 8000),
  verified_by uuid not null default claimed_user(),
  deleted_at  timestamptz,
  created_at  timestamptz not null default clock_timestamp(),
  updated_at  timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, twin_id) references twins,
  foreign key (tenant_id, verified_by) references memberships
);
create index verified_answers_by_twin on verified_answers (tenant_id, twin_id) where deleted_at is null;

create table graph_nodes (
  tenant_id       uuid not null references tenants,
  id              uuid not null default gen_random_uuid(),
  twin_id         uuid not null,
  kind            text not null check (length(kind) between 1 and 80),
  label           text not null check (length(label) between 1 and 200),
  conversation_id uuid,
  created_at      timestamptz not null default clock_timestamp(),
  updated_at      timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, twin_id, kind, label),
  foreign key (tenant_id, twin_id) references twins,
  foreign key (tenant_id, conversation_id) references conversations
);
comment on column graph_nodes.conversation_id is 'The conversation it was first named in.';

create table graph_edges (
  tenant_id       uuid not null references tenants,
  id              uuid not null default gen_random_uuid(),
  twin_id         uuid not null,
  from_node_id    uuid not null,
  to_node_id      uuid not null,
  relation        text not null check (length(relation) between 1 and 80),
  mentions        integer not null default 1 check (mentions > 0),
  conversation_id uuid,
  created_at      timestamptz not null default clock_timestamp(),
  updated_at      timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, from_node_id, to_node_id, relation),
  foreign key (tenant_id, twin_id) references twins,
  foreign key (tenant_id, from_node_id) references graph_nodes,
  foreign key (tenant_id, to_node_id) references graph_nodes,
  foreign key (tenant_id, conversation_id) references conversations
);
create index graph_edges_by_twin on graph_edges (tenant_id, twin_id);
create index graph_edges_by_target on graph_edges (tenant_id, to_node_id);

create trigger set_updated_at before update on twins
  for each row when (old.* is distinct from new.*) execute function set_updated_at();
create trigger set_updated_at before update on sources
  for each row when (old.* is distinct from new.*) execute function set_updated_at();
create trigger set_updated_at before update on source_chunks for each row
  when ((old.source_id, old.chunk_no, old.chunk_hash, old.body, old.tokens, old.created_at)
        is distinct from (new.source_id, new.chunk_no, new.chunk_hash, new.body, new.tokens, new.created_at))
  execute function set_updated_at();
create trigger set_updated_at before update on conversations
  for each row when (old.* is distinct from new.*) execute function set_updated_at();
create trigger set_updated_at before update on verified_answers
  for each row when (old.* is distinct from new.*) execute function set_updated_at();
create trigger set_updated_at before update on graph_nodes
  for each row when (old.* is distinct from new.*) execute function set_updated_at();
create trigger set_updated_at before update on graph_edges
  for each row when (old.* is distinct from new.*) execute function set_updated_at();

call isolate_tenants('twins', 'sources', 'source_chunks', 'source_logs', 'conversations', 'messages',
                     'verified_answers', 'graph_nodes', 'graph_edges');
call admit_members('twins', 'sources', 'source_chunks', 'source_logs', 'conversations', 'messages',
                   'verified_answers', 'graph_nodes', 'graph_edges');
call admit_workers('twins', 'sources', 'source_chunks', 'source_logs', 'conversations', 'messages',
                   'verified_answers', 'graph_nodes', 'graph_edges');

grant insert (id, name, purpose, onboarded_at), update (name, purpose, onboarded_at) on twins to authenticated;
grant insert (id, twin_id, kind, title, location, body_text, content_hash),
      update (title, status, error_code, decided_by, decided_at, deleted_at) on sources to authenticated;
grant insert (source_id, level, event, message) on source_logs to authenticated;
grant insert (id, twin_id, title), update (title) on conversations to authenticated;
grant insert (id, conversation_id, message_no, author, body, answered_by, citations) on messages to authenticated;
grant insert (id, twin_id, question, answer), update (question, answer, deleted_at) on verified_answers to authenticated;

grant update (body_text, content_hash, status, error_code) on sources to fairlead_worker;
grant insert (tenant_id, id, source_id, chunk_no, chunk_hash, body, tokens),
      update (chunk_no, chunk_hash, body, tokens, embedding_model, embedding_content_hash, embedding_updated_at),
      delete on source_chunks to fairlead_worker;
grant insert (tenant_id, source_id, level, event, message) on source_logs to fairlead_worker;
grant insert (tenant_id, id, twin_id, kind, label, conversation_id), delete on graph_nodes to fairlead_worker;
grant insert (tenant_id, id, twin_id, from_node_id, to_node_id, relation, mentions, conversation_id),
      update (mentions), delete on graph_edges to fairlead_worker;
