-- Mail as it comes in from mailboxes, and the accounts it comes from.

alter table emails
  add column message_references text[] not null default '{}',
  add column byte_size          integer check (byte_size >= 0),
  add column attachments        integer not null default 0 check (attachments >= 0),
  add column faults             text[] not null default '{}';
comment on column emails.body_text is 'The text of the mail as decoded, quotes and signature included; who summarises it trims them.';
comment on column emails.message_references is 'Message-IDs of the mails it answers, oldest first.';
comment on column emails.byte_size is 'Bytes of the mail as it came; null where that is not known.';
comment on column emails.attachments is 'How many attachments it had. They are not stored.';
comment on column emails.faults is 'Codes of what could not be read of it (docs/mail.md); empty for a mail that was read whole.';

create table mail_folders (
  tenant_id    uuid not null references tenants,
  account_id   uuid not null,
  folder       text not null check (length(folder) between 1 and 1000),
  uid_validity bigint not null check (uid_validity between 1 and 4294967295),
  last_uid     bigint not null check (last_uid between 0 and 4294967295),
  created_at   timestamptz not null default clock_timestamp(),
  updated_at   timestamptz not null default clock_timestamp(),
  primary key (tenant_id, account_id, folder),
  foreign key (tenant_id, account_id) references credentials
);
comment on table mail_folders is 'How far each IMAP folder was read, so that the next import asks only for what is new (RFC 9051, section 2.3.1.1).';
comment on column mail_folders.uid_validity is 'UIDVALIDITY of the folder when it was read. Another one means that last_uid says nothing any more.';

create trigger set_updated_at before update on mail_folders
  for each row when (old.* is distinct from new.*) execute function set_updated_at();

-- As in ai_jobs, so that a mail and its job or summary are joined by their indexes.
alter table emails alter column gmail_message_id type text collate "C";
alter table email_ai_summaries alter column gmail_message_id type text collate "C";

-- One live account for an address, so that a token given again replaces the one before.
create unique index credentials_live on credentials (tenant_id, provider, lower(address)) where revoked_at is null;

call isolate_tenants('mail_folders');
call admit_workers('mail_folders');
grant insert (tenant_id, account_id, folder, uid_validity, last_uid), update (uid_validity, last_uid)
  on mail_folders to fairlead_worker;
grant insert (message_references, byte_size, attachments, faults) on emails to fairlead_worker;
-- The key of the tokens is in the workers' environment alone, so accounts are made there too.
grant insert (tenant_id, provider, address, token_encrypted) on credentials to fairlead_worker;
