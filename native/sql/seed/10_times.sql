-- Notes, faults and files touched their work orders when they were added above. A work order that this
-- very transaction made gets the time of the newest of them instead of the time of seeding, so that
-- lists by change look the same in every database. Work orders that were there before keep theirs.

update pms_work_orders w
set updated_at = greatest(
  w.created_at, w.closed_at,
  (select max(n.created_at) from pms_notes n where n.tenant_id = w.tenant_id and n.work_order_id = w.id),
  (select max(f.created_at) from pms_faults f where f.tenant_id = w.tenant_id and f.work_order_id = w.id),
  (select max(coalesce(a.deleted_at, a.created_at)) from pms_attachments a where a.tenant_id = w.tenant_id and a.work_order_id = w.id))
from demo_yachts y
where w.tenant_id = y.tenant_id and w.embedding_updated_at is null and w.xmin = pg_current_xact_id()::xid;
