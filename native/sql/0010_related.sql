-- What belongs to a work order, in foreign-key order, with what the re-ranking needs.

create view v_work_order_links with (security_invoker = true) as
  -- the work order's own
  select w.tenant_id, w.id as work_order_id, 'equipment' as entity_type, w.equipment_id as entity_id,
         'equipment' as relation, 1.0::double precision as fk
  from pms_work_orders w where w.equipment_id is not null
  union all
  select f.tenant_id, f.work_order_id, 'fault', f.id, 'fault', 0.9
  from pms_faults f where f.work_order_id is not null
  union all
  select n.tenant_id, n.work_order_id, 'part', n.part_id, 'part_needed', 0.8
  from pms_work_order_parts n
  union all
  select t.tenant_id, t.work_order_id, 'part', t.part_id, 'part_used', 0.8
  from pms_inventory_transactions t where t.work_order_id is not null
  union all
  select n.tenant_id, n.work_order_id, 'note', n.id, 'note', 0.7
  from pms_notes n where n.work_order_id is not null
  union all
  select a.tenant_id, a.work_order_id, 'file', a.id, 'file', 0.6
  from pms_attachments a where a.work_order_id is not null and a.deleted_at is null
  union all
  -- its equipment's
  select w.tenant_id, w.id, 'part', p.id, 'spare_of_equipment', 0.5
  from pms_work_orders w join pms_parts p using (tenant_id, equipment_id)
  union all
  select w.tenant_id, w.id, 'fault', f.id, 'fault_of_equipment', 0.4
  from pms_work_orders w join pms_faults f using (tenant_id, equipment_id)
  union all
  select w.tenant_id, w.id, 'file', a.id, 'file_of_equipment', 0.3
  from pms_work_orders w join pms_attachments a using (tenant_id, equipment_id) where a.deleted_at is null
  union all
  select w.tenant_id, w.id, 'note', n.id, 'note_of_equipment', 0.3
  from pms_work_orders w join pms_notes n using (tenant_id, equipment_id)
  union all
  select w.tenant_id, w.id, 'work_order', o.id, 'work_order_of_equipment', 0.2
  from pms_work_orders w join pms_work_orders o using (tenant_id, equipment_id) where o.id <> w.id;
comment on view v_work_order_links is
  'Each thing that foreign keys tie to a work order, with how closely (fk, 1 the closest). A thing tied in two ways stands here twice.';

create view v_entities with (security_invoker = true) as
  select tenant_id, 'equipment' as entity_type, 'pms_equipment' as source_table, id as entity_id, name as title,
         concat_ws(', ', nullif(manufacturer || ' ' || model, ' '), nullif(location, '')) as detail, created_at
  from pms_equipment
  union all
  select tenant_id, 'fault', 'pms_faults', id, title, concat_ws(', ', severity || ' severity', status), created_at from pms_faults
  union all
  select tenant_id, 'part', 'pms_parts', id, name, concat_ws(', ', part_number, nullif(location, '')), created_at from pms_parts
  union all
  select tenant_id, 'note', 'pms_notes', id, left(body, 120), '', created_at from pms_notes
  union all
  select tenant_id, 'file', 'pms_attachments', id, file_name, caption, created_at from pms_attachments
  union all
  select tenant_id, 'work_order', 'pms_work_orders', id, '#' || number || ' ' || title,
         concat_ws(', ', replace(status, '_', ' '), priority || ' priority'), created_at
  from pms_work_orders;
comment on view v_entities is 'Everything that can stand in a list of related items, with a title and a line of detail. Files that were put away are here too: a condition in one branch would keep the planner from looking ids up in it.';

create function serving_vector(p_source_table text, p_source_id uuid)
  returns table (embedding_model text, embedding text)
  language sql stable
  as $$
    select m.label, v.embedding::text
    from public.embedding_serving s
    join public.embedding_models m using (model_version_id)
    join public.embedding_vectors v using (tenant_id, model_version_id)
    where s.tenant_id = public.claimed_tenant()
      and v.source_table = p_source_table and v.source_id = p_source_id and v.chunk = 0
  $$;
comment on function serving_vector(text, uuid) is
  'The row''s first vector by the model that serves the tenant, as the text of a JSON array; no row where there is none yet.';

create function related_to_work_order(p_work_order_id uuid, p_limit integer default 50)
  returns table (entity_type text, entity_id uuid, title text, detail text, relation text, fk double precision,
                 embedding_model text, embedding text)
  language sql stable
  as $$
    with closest as (
      select distinct on (l.entity_type, l.entity_id) l.tenant_id, l.entity_type, l.entity_id, l.relation, l.fk
      from public.v_work_order_links l
      where l.tenant_id = public.claimed_tenant() and l.work_order_id = p_work_order_id
      order by l.entity_type, l.entity_id, l.fk desc, l.relation
    ), page as (
      select c.*, e.source_table, e.title, e.detail, e.created_at
      from closest c,
           lateral (select * from public.v_entities e
                    where e.tenant_id = c.tenant_id and e.entity_type = c.entity_type and e.entity_id = c.entity_id) as e
      order by c.fk desc, e.created_at desc, c.entity_id
      limit least(greatest(p_limit, 1), 200)
    )
    select page.entity_type, page.entity_id, page.title, page.detail, page.relation, page.fk,
           vector.embedding_model, vector.embedding
    from page left join lateral public.serving_vector(page.source_table, page.entity_id) as vector on true
    order by page.fk desc, page.created_at desc, page.entity_id
  $$;
comment on function related_to_work_order(uuid, integer) is
  'What belongs to the work order: each thing once, by its closest tie, closest first, then newest; with its vector of the serving model where there is one. This is the order that alpha 0 leaves untouched. At most 200.';

grant select on v_work_order_links, v_entities to authenticated;
grant execute on function serving_vector(text, uuid), related_to_work_order(uuid, integer) to authenticated;
