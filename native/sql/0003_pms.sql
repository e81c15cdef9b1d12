-- Planned maintenance: equipment, faults, work orders, parts, notes, attachments.
--
-- Six of these tables are searched by meaning. Their vectors live in the vector store; the rows
-- carry three markers only (embedding_model, embedding_content_hash, embedding_updated_at). A row
-- is stale while updated_at is past embedding_updated_at, so updated_at moves for every change but
-- that of markers: each trigger set_updated_at names the columns that count.

create table pms_equipment (
  tenant_id              uuid not null default claimed_tenant() references tenants,
  id                     uuid not null default gen_random_uuid(),
  name                   text not null check (length(name) between 1 and 200),
  system                 text not null default '' check (length(system) <= 80),
  description            text not null default '' check (length(description) <= 8000),
  manufacturer           text not null default '' check (length(manufacturer) <= 120),
  model                  text not null default '' check (length(model) <= 120),
  serial_number          text not null default '' check (length(serial_number) <= 120),
  location               text not null default '' check (length(location) <= 200),
  installed_on           date,
  created_at             timestamptz not null default clock_timestamp(),
  updated_at             timestamptz not null default clock_timestamp(),
  embedding_model        text,
  embedding_content_hash text,
  embedding_updated_at   timestamptz,
  primary key (tenant_id, id)
);

create table pms_work_orders (
  tenant_id              uuid not null default claimed_tenant() references tenants,
  id                     uuid not null default gen_random_uuid(),
  number                 integer not null check (number > 0),
  title                  text not null check (length(title) between 1 and 200),
  description            text not null default '' check (length(description) <= 8000),
  status                 text not null default 'open'
                           check (status in ('open', 'in_progress', 'on_hold', 'completed', 'cancelled')),
  priority               text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  equipment_id           uuid,
  assigned_to            uuid,
  due_on                 date,
  hours_worked           numeric(7, 2) check (hours_worked >= 0),
  created_by             uuid not null default claimed_user(),
  closed_by              uuid,
  closed_at              timestamptz,
  created_at             timestamptz not null default clock_timestamp(),
  updated_at             timestamptz not null default clock_timestamp(),
  embedding_model        text,
  embedding_content_hash text,
  embedding_updated_at   timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, equipment_id) references pms_equipment,
  foreign key (tenant_id, assigned_to) references memberships,
  foreign key (tenant_id, created_by) references memberships,
  foreign key (tenant_id, closed_by) references memberships,
  constraint closed_when_done check ((status in ('completed', 'cancelled')) = (closed_at is not null))
);
comment on column pms_work_orders.number is 'What people call it by: counted up within the tenant, given by a trigger where left out.';

create table pms_faults (
  tenant_id              uuid not null default claimed_tenant() references tenants,
  id                     uuid not null default gen_random_uuid(),
  equipment_id           uuid not null,
  work_order_id          uuid,
  title                  text not null check (length(title) between 1 and 200),
  description            text not null default '' check (length(description) <= 8000),
  severity               text not null check (severity in ('low', 'medium', 'high', 'critical')),
  status                 text not null default 'open' check (status in ('open', 'resolved')),
  seen_at                timestamptz not null default clock_timestamp(),
  resolved_at            timestamptz,
  reported_by            uuid not null default claimed_user(),
  created_at             timestamptz not null default clock_timestamp(),
  updated_at             timestamptz not null default clock_timestamp(),
  embedding_model        text,
  embedding_content_hash text,
  embedding_updated_at   timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, equipment_id) references pms_equipment,
  foreign key (tenant_id, work_order_id) references pms_work_orders,
  foreign key (tenant_id, reported_by) references memberships,
  constraint resolved_when_so check ((status = 'resolved') = (resolved_at is not null))
);

create table pms_parts (
  tenant_id              uuid not null default claimed_tenant() references tenants,
  id                     uuid not null default gen_random_uuid(),
  part_number            text not null check (length(part_number) between 1 and 80),
  name                   text not null check (length(name) between 1 and 200),
  description            text not null default '' check (length(description) <= 8000),
  category               text not null default '' check (length(category) <= 80),
  manufacturer           text not null default '' check (length(manufacturer) <= 120),
  location               text not null default '' check (length(location) <= 200),
  unit                   text not null default 'each' check (length(unit) between 1 and 20),
  min_level              integer not null default 0 check (min_level between 0 and 1000000),
  equipment_id           uuid,
  search_text            text not null generated always as (
                           lower(part_number || ' ' || name || ' ' || description || ' ' || category || ' '
                                 || manufacturer || ' ' || location)) stored,
  created_at             timestamptz not null default clock_timestamp(),
  updated_at             timestamptz not null default clock_timestamp(),
  embedding_model        text,
  embedding_content_hash text,
  embedding_updated_at   timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, part_number),
  foreign key (tenant_id, equipment_id) references pms_equipment
);
comment on column pms_parts.unit is 'What one of it is: each, set, litre, metre. Stock is counted in whole units.';
comment on column pms_parts.min_level is 'Below this the part is low in stock; 0 means never.';
comment on column pms_parts.equipment_id is 'The equipment it is a spare for, if for one alone.';

create table pms_work_order_parts (
  tenant_id     uuid not null default claimed_tenant(),
  work_order_id uuid not null,
  part_id       uuid not null,
  quantity      integer not null default 1 check (quantity between 1 and 1000000),
  created_at    timestamptz not null default clock_timestamp(),
  primary key (tenant_id, work_order_id, part_id),
  foreign key (tenant_id, work_order_id) references pms_work_orders on delete cascade,
  foreign key (tenant_id, part_id) references pms_parts
);
comment on table pms_work_order_parts is 'Parts to have ready for a work order. What was used stands in the ledger.';

create table pms_notes (
  tenant_id              uuid not null default claimed_tenant() references tenants,
  id                     uuid not null default gen_random_uuid(),
  work_order_id          uuid,
  equipment_id           uuid,
  part_id                uuid,
  body                   text not null check (length(body) between 1 and 8000),
  author_id              uuid not null default claimed_user(),
  created_at             timestamptz not null default clock_timestamp(),
  updated_at             timestamptz not null default clock_timestamp(),
  embedding_model        text,
  embedding_content_hash text,
  embedding_updated_at   timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, work_order_id) references pms_work_orders,
  foreign key (tenant_id, equipment_id) references pms_equipment,
  foreign key (tenant_id, part_id) references pms_parts,
  foreign key (tenant_id, author_id) references memberships,
  constraint about_one_thing check (num_nonnulls(work_order_id, equipment_id, part_id) = 1)
);

create table pms_attachments (
  tenant_id              uuid not null default claimed_tenant() references tenants,
  id                     uuid not null default gen_random_uuid(),
  work_order_id          uuid,
  equipment_id           uuid,
  part_id                uuid,
  file_name              text not null check (length(file_name) between 1 and 255),
  caption                text not null default '' check (length(caption) <= 2000),
  content_type           text not null check (content_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  byte_size              bigint not null check (byte_size >= 0),
  storage_path           text not null,
  uploaded_by            uuid not null default claimed_user(),
  deleted_at             timestamptz,
  created_at             timestamptz not null default clock_timestamp(),
  updated_at             timestamptz not null default clock_timestamp(),
  embedding_model        text,
  embedding_content_hash text,
  embedding_updated_at   timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, storage_path),
  foreign key (tenant_id, work_order_id) references pms_work_orders,
  foreign key (tenant_id, equipment_id) references pms_equipment,
  foreign key (tenant_id, part_id) references pms_parts,
  foreign key (tenant_id, uploaded_by) references memberships,
  constraint about_one_thing check (num_nonnulls(work_order_id, equipment_id, part_id) = 1),
  constraint stored_under_tenant check (starts_with(storage_path, tenant_id::text || '/'))
);
comment on column pms_attachments.deleted_at is 'Soft delete: when it was put away. The file is then shown nowhere.';

-- Foreign keys, lists with cursors -----------------------------------------------------------------

create index pms_equipment_by_name on pms_equipment (tenant_id, name, id);
create index pms_work_orders_by_change on pms_work_orders (tenant_id, updated_at desc, id desc);
create index pms_work_orders_by_equipment on pms_work_orders (tenant_id, equipment_id);
create index pms_faults_by_equipment on pms_faults (tenant_id, equipment_id);
create index pms_faults_by_work_order on pms_faults (tenant_id, work_order_id) where work_order_id is not null;
create index pms_parts_by_name on pms_parts (tenant_id, name, id);
create index pms_parts_by_equipment on pms_parts (tenant_id, equipment_id) where equipment_id is not null;
create index pms_work_order_parts_by_part on pms_work_order_parts (tenant_id, part_id);
create index pms_notes_by_work_order on pms_notes (tenant_id, work_order_id, created_at) where work_order_id is not null;
create index pms_notes_by_equipment on pms_notes (tenant_id, equipment_id) where equipment_id is not null;
create index pms_notes_by_part on pms_notes (tenant_id, part_id) where part_id is not null;
create index pms_attachments_by_work_order on pms_attachments (tenant_id, work_order_id) where work_order_id is not null;
create index pms_attachments_by_equipment on pms_attachments (tenant_id, equipment_id) where equipment_id is not null;
create index pms_attachments_by_part on pms_attachments (tenant_id, part_id) where part_id is not null;

-- Stale rows, and no others, in the order in which they became so ----------------------------------

create index pms_equipment_stale on pms_equipment (updated_at, tenant_id, id)
  where embedding_updated_at is null or updated_at > embedding_updated_at;
create index pms_work_orders_stale on pms_work_orders (updated_at, tenant_id, id)
  where embedding_updated_at is null or updated_at > embedding_updated_at;
create index pms_faults_stale on pms_faults (updated_at, tenant_id, id)
  where embedding_updated_at is null or updated_at > embedding_updated_at;
create index pms_parts_stale on pms_parts (updated_at, tenant_id, id)
  where embedding_updated_at is null or updated_at > embedding_updated_at;
create index pms_notes_stale on pms_notes (updated_at, tenant_id, id)
  where embedding_updated_at is null or updated_at > embedding_updated_at;
create index pms_attachments_stale on pms_attachments (updated_at, tenant_id, id)
  where deleted_at is null and (embedding_updated_at is null or updated_at > embedding_updated_at);
