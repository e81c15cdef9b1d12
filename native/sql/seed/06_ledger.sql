-- The stock ledger: an opening count, use, deliveries, a recount here and there. About one part in
-- eight ends below its minimum; a few have no entry yet.
--
-- The ledger refuses rows that are there already (it counts before it compares ids), so only rows that
-- are missing are inserted, each part's in the order in which they happened.

insert into pms_inventory_transactions (tenant_id, id, part_id, kind, quantity, cause, note, reference, happened_on,
                                        work_order_id, actor_id, created_at)
with part as (
  select y.yacht, p.tenant_id, p.id as part_id, p.equipment_id, p.min_level, c.ordinal, c.opening,
         -- what is to be left in the end
         case
           when p.min_level > 0 and ((c.ordinal + length(y.yacht)) % 8 = 0 or c.name in (
                  'Raw-water pump impeller, generator', 'Pre-filter cartridge, 5 micron', 'Lifejacket rearming kit'))
             then p.min_level - 1 - c.ordinal % 2 * (p.min_level / 3)
           when p.min_level > 0 then p.min_level + 1 + c.ordinal % 5
           else c.opening
         end as target,
         c.opening / 3 as used, (c.opening + 1) / 2 as delivered,
         case
           when p.category in ('Safety', 'Deck', 'Sailing systems', 'Navigation', 'Tenders and toys') then 'chief_officer'
           when p.category in ('Galley', 'Interior') then 'chief_steward'
           else 'chief_engineer'
         end as keeper
  from demo_yachts y
  join demo_catalogue c on true
  join pms_parts p on p.tenant_id = y.tenant_id and p.id = name_uuid('demo/' || y.yacht || '/part/' || c.name)
  where c.ordinal % 49 <> 0
), step as (
  select part.*, entry.*
  from part, lateral (values
    (1, 'adjustment', opening, 'stocktake', 'Opening count', null, date '2026-01-10' + ordinal % 4),
    (2, 'consumption', -used, null, (array['Fitted during routine service', 'Taken for the watch', 'Fitted, old one scrapped'])[1 + ordinal % 3],
        null, date '2026-03-02' + ordinal % 60),
    (3, 'receipt', delivered, null, (array[null, 'Box damaged, contents good', 'Came with the agent''s van'])[1 + ordinal % 3],
        'DN-' || (24100 + ordinal * 3 + length(yacht)), date '2026-05-11' + ordinal % 40),
    (4, case when opening - used + delivered > target then 'consumption' else 'receipt' end,
        target - (opening - used + delivered), null, null,
        case when opening - used + delivered > target then null else 'DN-' || (24800 + ordinal * 2) end, date '2026-07-20' + ordinal % 45),
    (5, 'adjustment', case when ordinal % 22 = 0 then -1 else 0 end, (array['damaged', 'miscounted', 'lost'])[1 + ordinal % 3],
        'Half-year count', null, date '2026-09-14' + ordinal % 5)
  ) as entry (no, kind, quantity, cause, note, reference, happened_on)
  where quantity <> 0 and (no <> 5 or target > min_level + 1)
)
select step.tenant_id, name_uuid('demo/' || yacht || '/ledger/' || part_id || '/' || no), part_id, kind, quantity, cause, note, reference,
       happened_on,
       case when no = 4 and kind = 'consumption' then
         (select w.id from pms_work_orders w
           where w.tenant_id = step.tenant_id and w.equipment_id = step.equipment_id and w.status = 'completed'
           order by w.number limit 1)
       end,
       actor.user_id, happened_on + time '10:30' at time zone 'UTC'
from step
join demo_people actor on actor.tenant_id = step.tenant_id and actor.role = case when no = 2 then 'crew' else keeper end
where not exists (select from pms_inventory_transactions t
                   where t.tenant_id = step.tenant_id and t.id = name_uuid('demo/' || yacht || '/ledger/' || part_id || '/' || no))
order by part_id, no;
