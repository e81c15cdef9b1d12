-- What the tables of 0003 do by themselves, and who may do what with them.

-- Every column but the markers counts as a change ------------------------------------------------

create trigger set_updated_at before update on pms_equipment for each row
  when ((old.name, old.system, old.description, old.manufacturer, old.model, old.serial_number, old.location,
         old.installed_on, old.created_at)
        is distinct from
        (new.name, new.system, new.description, new.manufacturer, new.model, new.serial_number, new.location,
         new.installed_on, new.created_at))
  execute function set_updated_at();

create trigger set_updated_at before update on pms_work_orders for each row
  when ((old.number, old.title, old.description, old.status, old.priority, old.equipment_id, old.assigned_to,
         old.due_on, old.hours_worked, old.created_by, old.closed_by, old.closed_at, old.created_at)
        is distinct from
        (new.number, new.title, new.description, new.status, new.priority, new.equipment_id, new.assigned_to,
         new.due_on, new.hours_worked, new.created_by, new.closed_by, new.closed_at, new.created_at))
  execute function set_updated_at();

create trigger set_updated_at before update on pms_faults for each row
  when ((old.equipment_id, old.work_order_id, old.title, old.description, old.severity, old.status, old.seen_at,
         old.resolved_at, old.reported_by, old.created_at)
        is distinct from
        (new.equipment_id, new.work_order_id, new.title, new.description, new.severity, new.status, new.seen_at,
         new.resolved_at, new.reported_by, new.created_at))
  execute function set_updated_at();

create trigger set_updated_at before update on pms_parts for each row
  when ((old.part_number, old.name, old.description, old.category, old.manufacturer, old.location, old.unit,
         old.min_level, old.equipment_id, old.created_at)
        is distinct from
        (new.part_number, new.name, new.description, new.category, new.manufacturer, new.location, new.unit,
         new.min_level, new.equipment_id, new.created_at))
  execute function set_updated_at();

create trigger set_updated_at before update on pms_notes for each row
  when ((old.work_order_id, old.equipment_id, old.part_id, old.body, old.author_id, old.created_at)
        is distinct from
        (new.work_order_id, new.equipment_id, new.part_id, new.body, new.author_id, new.created_at))
  execute function set_updated_at();

create trigger set_updated_at before update on pms_attachments for each row
  when ((old.work_order_id, old.equipment_id, old.part_id, old.file_name, old.caption, old.content_type,
         old.byte_size, old.storage_path, old.uploaded_by, old.deleted_at, old.created_at)
        is distinct from
        (new.work_order_id, new.equipment_id, new.part_id, new.file_name, new.caption, new.content_type,
         new.byte_size, new.storage_path, new.uploaded_by, new.deleted_at, new.created_at))
  execute function set_updated_at();

-- A work order's text is also that of its notes, faults and files --------------------------------

create function touch_work_orders() returns trigger
  language plpgsql
  as $$
    begin
      update public.pms_work_orders
         set updated_at = public.next_updated_at(updated_at)
       where (tenant_id, id) in ((old.tenant_id, old.work_order_id), (new.tenant_id, new.work_order_id));
      return null;
    end
  $$;
comment on function touch_work_orders() is
  'AFTER a note, fault or file of a work order was added, removed, rewritten or moved: moves updated_at of the old and the new parent, and nothing above them.';

create trigger touch_work_order after insert or delete on pms_notes
  for each row execute function touch_work_orders();
create trigger touch_work_order_of_change after update on pms_notes for each row
  when ((old.work_order_id, old.body) is distinct from (new.work_order_id, new.body))
  execute function touch_work_orders();
create trigger touch_work_order after insert or delete on pms_faults
  for each row execute function touch_work_orders();
create trigger touch_work_order_of_change after update on pms_faults for each row
  when ((old.work_order_id, old.title, old.description) is distinct from (new.work_order_id, new.title, new.description))
  execute function touch_work_orders();
create trigger touch_work_order after insert or delete on pms_attachments
  for each row execute function touch_work_orders();
create trigger touch_work_order_of_change after update on pms_attachments for each row
  when ((old.work_order_id, old.file_name, old.caption, old.deleted_at)
        is distinct from (new.work_order_id, new.file_name, new.caption, new.deleted_at))
  execute function touch_work_orders();

-- Work orders number themselves ------------------------------------------------------------------

create function number_work_order() returns trigger
  language plpgsql set search_path = ''
  as $$
    begin
      -- One at a time in a tenant; the lock goes with the transaction.
      perform pg_advisory_xact_lock(hashtextextended('work order of ' || new.tenant_id, 0));
      select coalesce(max(w.number), 0) + 1 into new.number
      from public.pms_work_orders w where w.tenant_id = new.tenant_id;
      return new;
    end
  $$;
comment on function number_work_order() is 'BEFORE INSERT without a number: the tenant''s next one.';

create trigger number_work_order before insert on pms_work_orders for each row
  when (new.number is null) execute function number_work_order();

-- Who may do what --------------------------------------------------------------------------------

call isolate_tenants('pms_equipment', 'pms_work_orders', 'pms_faults', 'pms_parts', 'pms_work_order_parts',
                     'pms_notes', 'pms_attachments');
call admit_members('pms_equipment', 'pms_work_orders', 'pms_faults', 'pms_parts', 'pms_work_order_parts',
                   'pms_notes', 'pms_attachments');
call admit_workers('pms_equipment', 'pms_work_orders', 'pms_faults', 'pms_parts', 'pms_work_order_parts',
                   'pms_notes', 'pms_attachments');

-- Tenant and author come from the claims, by default values that members cannot overrule.
grant insert (id, name, system, description, manufacturer, model, serial_number, location, installed_on),
      update (name, system, description, manufacturer, model, serial_number, location, installed_on)
  on pms_equipment to authenticated;
grant insert (id, title, description, priority, equipment_id, assigned_to, due_on),
      update (title, description, status, priority, equipment_id, assigned_to, due_on, hours_worked, closed_by, closed_at)
  on pms_work_orders to authenticated;
grant insert (id, equipment_id, work_order_id, title, description, severity, seen_at),
      update (equipment_id, work_order_id, title, description, severity, status, seen_at, resolved_at)
  on pms_faults to authenticated;
grant insert (id, part_number, name, description, category, manufacturer, location, unit, min_level, equipment_id),
      update (part_number, name, description, category, manufacturer, location, unit, min_level, equipment_id)
  on pms_parts to authenticated;
grant insert (work_order_id, part_id, quantity), update (quantity), delete on pms_work_order_parts to authenticated;
grant insert (id, work_order_id, equipment_id, part_id, body), update (body) on pms_notes to authenticated;
grant insert (id, work_order_id, equipment_id, part_id, file_name, caption, content_type, byte_size, storage_path),
      update (file_name, caption, deleted_at)
  on pms_attachments to authenticated;

-- Demo data is written with the times it tells of, not with those of its writing.
grant update (updated_at) on pms_work_orders to fairlead_admin;

-- The embedding worker marks what it has embedded.
grant update (embedding_model, embedding_content_hash, embedding_updated_at)
  on pms_equipment, pms_work_orders, pms_faults, pms_parts, pms_notes, pms_attachments to fairlead_worker;

grant select (tenant_id, id, updated_at), update (updated_at) on pms_work_orders to fairlead_definer;
create policy definer on pms_work_orders to fairlead_definer using (true) with check (true);
call give_to_definer('touch_work_orders()');
