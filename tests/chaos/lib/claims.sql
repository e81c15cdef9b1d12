-- Who claimed which job when, and who led when: one row for each lease that was committed, and one for
-- each change of leader. Installed by the chaos programme alone, beside effects.sql.
create table chaos.claims (
  job    bigint not null,
  lease  bigint not null,
  worker text not null,
  at     timestamptz not null default clock_timestamp()
);
create table chaos.leads (
  what   text not null,
  holder text not null,
  at     timestamptz not null default clock_timestamp()
);

create function chaos.note_claim() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
    begin
      insert into chaos.claims (job, lease, worker) values (new.id, new.lease, new.locked_by);
      return null;
    end
  $$;
create trigger zz_chaos_claim after update on public.ai_jobs for each row
  when (new.lease <> old.lease)
  execute function chaos.note_claim();

create function chaos.note_lead() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
    begin
      insert into chaos.leads (what, holder) values (new.what, new.holder);
      return null;
    end
  $$;
create trigger zz_chaos_lead after insert on public.ai_leaders for each row
  execute function chaos.note_lead();
create trigger zz_chaos_lead_changed after update on public.ai_leaders for each row
  when (new.holder <> old.holder)
  execute function chaos.note_lead();
