-- What really happened, written down beside the product and independently of it: one row for each
-- committed completion of a job and for each committed write of a summary. Two in one transaction
-- have the same xact. Installed by the chaos programme alone, in a database that it made.
create schema chaos;
create table chaos.effects (
  what    text not null check (what in ('succeeded', 'summary', 'over_limit')),
  at      timestamptz not null default clock_timestamp(),
  xact    xid8 not null default pg_current_xact_id(),
  backend integer not null default pg_backend_pid(),
  job     bigint,
  lease   bigint,
  account uuid not null,
  message text not null
);

create function chaos.note_job() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
    begin
      if new.status = 'succeeded' then
        insert into chaos.effects (what, job, lease, account, message)
        values ('succeeded', new.id, new.lease, new.account_id, new.gmail_message_id);
      end if;
      if new.attempts > 5 or new.losses > 5 then
        insert into chaos.effects (what, job, lease, account, message)
        values ('over_limit', new.id, new.lease, new.account_id, new.gmail_message_id);
      end if;
      return null;
    end
  $$;
create trigger zz_chaos after update on public.ai_jobs for each row
  when (new.status = 'succeeded' or new.attempts > 5 or new.losses > 5)
  execute function chaos.note_job();

create function chaos.note_summary() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
    begin
      insert into chaos.effects (what, account, message) values ('summary', new.account_id, new.gmail_message_id);
      return null;
    end
  $$;
create trigger zz_chaos after insert or update on public.email_ai_summaries for each row
  execute function chaos.note_summary();
