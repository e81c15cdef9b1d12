-- Stock: an append-only ledger, and views that sum it up. Nothing stores a stock figure.

create table pms_inventory_transactions (
  tenant_id     uuid not null default claimed_tenant() references tenants,
  id            uuid not null default gen_random_uuid(),
  part_id       uuid not null,
  entry_no      integer not null,
  kind          text not null check (kind in ('receipt', 'consumption', 'adjustment')),
  quantity      integer not null check (quantity between -1000000 and 1000000),
  cause         text check (length(cause) between 1 and 40),
  note          text check (length(note) between 1 and 500),
  reference     text check (length(reference) between 1 and 80),
  happened_on   date,
  work_order_id uuid,
  actor_id      uuid not null default claimed_user(),
  created_at    timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, part_id) references pms_parts,
  foreign key (tenant_id, work_order_id) references pms_work_orders,
  foreign key (tenant_id, actor_id) references memberships,
  constraint quantity_fits_kind check (kind = 'adjustment' or quantity <> 0 and (kind = 'receipt') = (quantity > 0)),
  constraint adjustment_has_cause check ((kind = 'adjustment') = (cause is not null))
);
create unique index pms_inventory_transactions_line on pms_inventory_transactions (tenant_id, part_id, entry_no)
  include (quantity, created_at);
create index pms_inventory_transactions_by_work_order on pms_inventory_transactions (tenant_id, work_order_id, part_id)
  where work_order_id is not null;
comment on table pms_inventory_transactions is 'The stock ledger. Rows are never changed or removed, whoever asks; a wrong one is corrected by an adjustment.';
comment on column pms_inventory_transactions.entry_no is 'Place in the part''s line, from 1, given by the trigger.';
comment on column pms_inventory_transactions.quantity is 'Change of stock in the part''s unit: receipts above 0, consumption below, an adjustment either way or 0 (counted and found right).';
comment on column pms_inventory_transactions.cause is 'Why book and shelf differed; for adjustments only.';
comment on column pms_inventory_transactions.happened_on is 'The day it came aboard or was used, where that is not the day it was written down.';

create function enter_in_ledger() returns trigger
  language plpgsql set search_path = ''
  as $$
    declare
      stock bigint;
    begin
      -- Whoever writes to a part's ledger holds the part's row, so that the sum below stays true.
      perform from public.pms_parts p where p.tenant_id = new.tenant_id and p.id = new.part_id for no key update;
      if not found then
        raise exception 'There is no part % in this tenant.', new.part_id
          using errcode = 'foreign_key_violation', constraint = 'pms_inventory_transactions_tenant_id_part_id_fkey';
      end if;
      -- A transaction with an older snapshot (repeatable read) counts the same entry_no again and
      -- fails on the unique index instead of on a stale sum.
      select coalesce(sum(t.quantity), 0), coalesce(max(t.entry_no), 0) + 1 into stock, new.entry_no
      from public.pms_inventory_transactions t where t.tenant_id = new.tenant_id and t.part_id = new.part_id;
      if stock + new.quantity not between 0 and 2000000000 then
        raise exception 'Stock is %, so it cannot change by %.', stock, new.quantity
          using errcode = 'check_violation', table = 'pms_inventory_transactions', schema = 'public',
                constraint = case when stock + new.quantity < 0 then 'stock_never_below_zero' else 'stock_within_bounds' end;
      end if;
      return new;
    end
  $$;
comment on function enter_in_ledger() is
  'BEFORE INSERT on the ledger: locks the part, numbers the entry, and refuses (check_violation) what would bring stock below 0 (constraint stock_never_below_zero) or above 2,000,000,000 (stock_within_bounds).';

create trigger enter_in_ledger before insert on pms_inventory_transactions
  for each row execute function enter_in_ledger();
create trigger refuse_change before update or delete on pms_inventory_transactions
  for each row execute function refuse_change();
create trigger refuse_truncate before truncate on pms_inventory_transactions
  for each statement execute function refuse_change();

call isolate_tenants('pms_inventory_transactions');
call admit_members('pms_inventory_transactions');
call admit_workers('pms_inventory_transactions');
grant insert (id, part_id, kind, quantity, cause, note, reference, happened_on, work_order_id)
  on pms_inventory_transactions to authenticated;
-- The ledger's trigger locks the part's row, for which PostgreSQL asks for the right to update.
grant update (min_level) on pms_parts to fairlead_admin;

-- Views ------------------------------------------------------------------------------------------

create view v_stock_from_transactions with (security_invoker = true) as
  select tenant_id, part_id, sum(quantity)::integer as stock, count(*)::integer as entries,
         max(created_at) as last_moved_at
  from pms_inventory_transactions
  group by tenant_id, part_id;
comment on view v_stock_from_transactions is 'The sum of the ledger for each part that has entries.';

create view pms_part_stock with (security_invoker = true) as
  select p.tenant_id, p.id as part_id, p.part_number, p.name, p.category, p.location, p.unit, p.min_level,
         coalesce(s.stock, 0) as stock, s.last_moved_at
  from pms_parts p
  left join v_stock_from_transactions s on s.tenant_id = p.tenant_id and s.part_id = p.id;
comment on view pms_part_stock is 'Every part with its stock, 0 where the ledger has no entry: the one place that stock is read from.';

create view v_low_stock with (security_invoker = true) as
  select tenant_id, part_id, part_number, name, category, location, unit, min_level, stock, min_level - stock as shortage,
         last_moved_at
  from pms_part_stock
  where stock < min_level and min_level > 0;
comment on view v_low_stock is 'Parts below their minimum; none with a minimum of 0.';

create view v_part_ledger with (security_invoker = true) as
  select t.tenant_id, t.part_id, t.id as transaction_id, t.entry_no, t.kind, t.quantity,
         sum(t.quantity) over (partition by t.tenant_id, t.part_id order by t.entry_no)::integer as balance,
         t.cause, t.note, t.reference, t.happened_on, t.work_order_id, t.actor_id, m.display_name as actor_name, t.created_at
  from pms_inventory_transactions t
  left join memberships m on m.tenant_id = t.tenant_id and m.user_id = t.actor_id;
comment on view v_part_ledger is 'The ledger as people read it: each entry with the stock after it and the name of who made it.';

grant select on v_stock_from_transactions, pms_part_stock, v_low_stock, v_part_ledger to authenticated;
grant select on v_stock_from_transactions, pms_part_stock, v_low_stock to fairlead_worker;

-- Functions --------------------------------------------------------------------------------------

create function adjust_stock(p_part_id uuid, p_new_quantity integer, p_cause text, p_note text default null)
  returns table (transaction_id uuid, quantity integer, stock integer)
  language plpgsql set search_path = ''
  as $$
    declare
      change integer;
    begin
      perform from public.pms_parts p where p.tenant_id = public.claimed_tenant() and p.id = p_part_id for no key update;
      select p_new_quantity - s.stock into change
      from public.pms_part_stock s where s.tenant_id = public.claimed_tenant() and s.part_id = p_part_id;
      if found then
        return query
          insert into public.pms_inventory_transactions as t (part_id, kind, quantity, cause, note)
          values (p_part_id, 'adjustment', change, p_cause, p_note)
          returning t.id, t.quantity, p_new_quantity;
      end if;
    end
  $$;
comment on function adjust_stock(uuid, integer, text, text) is
  'Brings the part''s stock to what was counted: enters the difference, taken under the part''s lock. No row where the tenant has no such part.';

create function search_parts(p_query text, p_limit integer, p_after_name text default null, p_after_id uuid default null)
  returns table (part_id uuid, part_number text, name text, category text, location text, unit text,
                 min_level integer, stock integer)
  language sql stable
  as $$
    with page as (
      select p.tenant_id, p.id, p.part_number, p.name, p.category, p.location, p.unit, p.min_level
      from public.pms_parts p
      where p.tenant_id = public.claimed_tenant()
        and (p_after_name is null or (p.name, p.id) > (p_after_name, p_after_id))
        and not exists (select from regexp_split_to_table(lower(trim(p_query)), '\s+') as word
                        where strpos(p.search_text, word) = 0)
      order by p.name, p.id
      limit least(greatest(p_limit, 1), 200)
    )
    select page.id, page.part_number, page.name, page.category, page.location, page.unit, page.min_level,
           coalesce(moved.stock, 0)
    from page
    left join lateral (select s.stock from public.v_stock_from_transactions s
                       where s.tenant_id = page.tenant_id and s.part_id = page.id) as moved on true
    order by page.name, page.id
  $$;
comment on function search_parts(text, integer, text, uuid) is
  'Parts that have every word of the query somewhere in number, name, description, category, maker or location, by name; all parts for an empty query. A cursor is the name and id of the last row seen. At most 200 rows.';

grant execute on function adjust_stock(uuid, integer, text, text), search_parts(text, integer, text, uuid) to authenticated;
