#include "native/database/audit_check.h"

#include <fmt/format.h>
#include <vector>

#include "core/audit/verify_chain.h"
#include "core/json/json.h"

namespace fairlead::database {
namespace {

using postgres::Connection;

struct Page {
  std::vector<Result<json::Document>> entries;
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
    page.entries.push_back(json::parse(row.get<std::string_view>(0)));
    page.last_stored_hash = row.get<std::string>(1);
  }
  return page;
}

/// Takes a page's entries to the verifier; what cannot be read strictly is a broken entry.
void push(audit::ChainVerifier& line, const Page& page) {
  for (const Result<json::Document>& entry : page.entries)
    line.push(entry ? entry->root() : json::Value());
}

void addFault(Check& check, const std::string& tenant, std::string_view message) {
  ++check.faults;
  if (check.example.empty()) check.example = fmt::format("tenant {}: {}", tenant, message);
}

/// Takes one tenant's entries to `line`: what is wrong with them, empty where nothing is.
Result<std::string> walk(Connection& connection, const std::string& tenant,
                         audit::ChainVerifier& line) {
  const audit::ChainVerdict& verdict = line.verdict();
  while (true) {
    const auto page = readPage(connection, tenant, verdict.head.seq);
    if (!page) return std::unexpected(page.error());
    if (page->entries.empty()) return {};
    push(line, *page);
    if (!verdict.intact()) return verdict.broken->message;
    if (verdict.head.hash != page->last_stored_hash)
      return fmt::format("entry {} does not have the hash it was given", verdict.head.seq);
  }
}

// Checks one tenant's line; adds what it finds to `check`.
Result<void> checkLine(Connection& connection, const std::string& tenant,
                       const audit::Head& expected, Check& check) {
  audit::ChainVerifier line({.tenantId = tenant});
  auto fault = walk(connection, tenant, line);
  if (!fault) return std::unexpected(fault.error());
  const audit::ChainVerdict& verdict = line.verdict();
  check.total += static_cast<std::int64_t>(verdict.checked);
  const bool atHead = verdict.head.seq == expected.seq && verdict.head.hash == expected.hash;
  if (fault->empty() && !atHead)
    fault = fmt::format("the line ends at {}, its head says {}", verdict.head.seq, expected.seq);
  if (!fault->empty()) addFault(check, tenant, *fault);
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
    const audit::Head expected{row.get<std::int64_t>(1), row.get<std::string>(2), {}};
    auto done = checkLine(connection, row.get<std::string>(0), expected, check);
    if (!done) return std::unexpected(done.error());
  }
  return check;
}

}  // namespace fairlead::database
