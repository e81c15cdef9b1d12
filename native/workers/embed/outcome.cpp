#include "native/workers/embed/outcome.h"

namespace fairlead::workers {
namespace {

dom::Value stoppedToJson(const std::optional<provider::Failure>& failure) {
  if (!failure) return nullptr;
  dom::Object stopped{{"class", provider::nameOf(failure->failure_class)},
                       {"code", failure->error.code},
                       {"message", failure->error.message}};
  if (failure->retry_after) stopped["retry_after_s"] = failure->retry_after->count();
  return stopped;
}

}  // namespace

dom::Value toJson(const Outcome& outcome) {
  dom::Array failed;
  for (const FailedRow& row : outcome.failed) {
    failed.push_back(
        {{"table", row.table}, {"id", row.id}, {"tenant_id", row.tenantId}, {"code", row.code}});
  }
  return {{"embedded", outcome.embedded},
          {"unchanged", outcome.unchanged},
          {"passed_over", outcome.passedOver},
          {"deferred", outcome.deferred},
          {"calls", outcome.calls},
          {"tokens", outcome.tokens},
          {"cost_usd", outcome.costUsd},
          {"failed", failed},
          {"stopped", stoppedToJson(outcome.stopped)}};
}

}  // namespace fairlead::workers
