#include "native/database/audit_check.h"

#include <fmt/format.h>

#include "core/audit/verify_chain.h"
#include "core/dom/json.h"

namespace fairlead::database {
namespace {

using postgres::Connection;

struct Page {
  dom::Array entries;
  std::string last_stored_hash;
};

Result<Page> readPage(Connection& connection, const std::string& tenant, std::int64_t afterSeq) {
  const auto rows = connection.query(
      "select audit_entry(l), l.entry_hash from pms_audit_log l "
      "where l.tenant_id = $1 and l.seq > $2 order by l.seq limit 1000",
      {tenant, afterSeq});
  if (!rows) return std::unexpected(rows.error());
  Page page;
  for (const auto row : *rows) {
    auto entry = dom::parse(row.get<std::string_view>(0));
    // What cannot be read strictly is a broken entry, which the rule will say.
    page.entries.push_back(entry ? std::move(*entry) : dom::Value());
    page.last_stored_hash = row.get<std::string>(1);
  }
  return page;
}

void addFault(Check& check, const std::string& tenant, std::string_view message) {
  ++check.faults;
  if (check.example.empty()) check.example = fmt::format("tenant {}: {}", tenant, message);
}

// Walks one tenant's line; adds what it finds to `check`.
Result<void> checkLine(Connection& connection, const std::string& tenant,
                       const audit::Head& expected, Check& check) {
  audit::Head head;
  while (true) {
    const auto page = readPage(connection, tenant, head.seq);
    if (!page) return std::unexpected(page.error());
    if (page->entries.empty()) break;
    const audit::ChainVerdict verdict = audit::verifyChain(page->entries, head);
    check.total += static_cast<std::int64_t>(verdict.checked);
    head = verdict.head;
    if (!verdict.intact()) {
      addFault(check, tenant, verdict.broken->message);
      return {};
    }
    if (head.hash != page->last_stored_hash) {
      addFault(check, tenant,
               fmt::format("entry {} does not have the hash it was given", head.seq));
      return {};
    }
  }
  if (head.seq != expected.seq || head.hash != expected.hash) {
    addFault(check, tenant,
             fmt::format("the line ends at {}, its head says {}", head.seq, expected.seq));
  }
  return {};
}

}  // namespace

Result<Check> checkAuditLines(Connection& connection) {
  Check check{"audit_lines_intact", "audit entries", 0, 0, ""};
  const auto heads = connection.query(
      "select tenant_id, coalesce(h.seq, 0), coalesce(h.entry_hash, repeat('0', 64)) "
      "from tenants left join audit_heads h using (tenant_id) order by tenant_id");
  if (!heads) return std::unexpected(heads.error());
  for (const auto row : *heads) {
    const audit::Head expected{row.get<std::int64_t>(1), row.get<std::string>(2)};
    auto done = checkLine(connection, row.get<std::string>(0), expected, check);
    if (!done) return std::unexpected(done.error());
  }
  return check;
}

}  // namespace fairlead::database
