#include "native/workers/embed/outcome.h"

namespace fairlead::workers {
namespace {

void writeStopped(json::Writer& out, const std::optional<provider::Failure>& failure) {
  if (!failure) return out.null();
  out.beginObject();
  out.member("class", provider::nameOf(failure->failure_class));
  out.member("code", failure->error.code);
  out.member("message", failure->error.message);
  if (failure->retry_after) out.member("retry_after_s", failure->retry_after->count());
  out.endObject();
}

void writeFailed(json::Writer& out, const FailedRow& row) {
  out.beginObject();
  out.member("code", row.code);
  out.member("id", row.id);
  out.member("table", row.table);
  out.member("tenant_id", row.tenantId);
  out.endObject();
}

}  // namespace

void write(json::Writer& out, const Outcome& outcome) {
  out.beginObject();
  out.member("calls", outcome.calls);
  out.member("cost_usd", outcome.costUsd);
  out.member("deferred", outcome.deferred);
  out.member("embedded", outcome.embedded);
  out.name("failed");
  out.beginArray();
  for (const FailedRow& row : outcome.failed) writeFailed(out, row);
  out.endArray();
  out.member("passed_over", outcome.passedOver);
  out.name("stopped");
  writeStopped(out, outcome.stopped);
  out.member("tokens", outcome.tokens);
  out.member("unchanged", outcome.unchanged);
  out.endObject();
}

}  // namespace fairlead::workers
