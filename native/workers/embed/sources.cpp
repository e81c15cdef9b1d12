#include "native/workers/embed/sources.h"

#include <algorithm>
#include <cstdlib>

namespace fairlead::workers {
namespace {

// A work order's own text comes first and whole; of what was added to it later, the newest 3,000
// characters, so that a long history does not make it too long for the model.
constexpr std::string_view kWorkOrderText = R"(
  concat_ws(E'\n', r.title, r.description, left((
    select string_agg(added.text, E'\n' order by added.created_at desc, added.id)
    from (select n.id, n.created_at, n.body as text
            from pms_notes n where n.tenant_id = r.tenant_id and n.work_order_id = r.id
          union all
          select f.id, f.created_at, concat_ws(E'\n', f.title, f.description)
            from pms_faults f where f.tenant_id = r.tenant_id and f.work_order_id = r.id
          union all
          select a.id, a.created_at, concat_ws(E'\n', a.file_name, a.caption)
            from pms_attachments a
           where a.tenant_id = r.tenant_id and a.work_order_id = r.id and a.deleted_at is null
         ) as added), 3000)))";

constexpr Source kSources[] = {
    {"pms_equipment",
     R"(concat_ws(E'\n', r.name, r.system, concat_ws(' ', r.manufacturer, r.model), r.description))",
     "r.id", "true"},
    {"pms_faults", R"(concat_ws(E'\n', r.title, r.description))", "r.id", "true"},
    {"pms_parts",
     R"(concat_ws(E'\n', r.name, concat_ws(' ', r.manufacturer, r.part_number), r.category,
                  r.description))",
     "r.id", "true"},
    {"pms_work_orders", kWorkOrderText, "r.id", "true"},
    {"pms_notes", "r.body", "r.id", "true"},
    {"pms_attachments", R"(concat_ws(E'\n', r.file_name, r.caption))", "r.id",
     "r.deleted_at is null"},
    {"source_chunks", "r.body", "r.source_id",
     R"(exists (select from sources s where s.tenant_id = r.tenant_id and s.id = r.source_id
                  and s.deleted_at is null))"},
};

}  // namespace

std::span<const Source> sources() {
  return kSources;
}

const Source& sourceOf(std::string_view table) {
  const auto found = std::ranges::find(kSources, table, &Source::table);
  if (found == std::end(kSources)) std::abort();
  return *found;
}

}  // namespace fairlead::workers
