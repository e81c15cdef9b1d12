#include "native/queue/handler.h"

namespace fairlead::queue {

Outcome outcomeOf(const Error& error) {
  for (const std::string_view passing :
       {"database_unavailable", "database_conflict", "database_timeout"}) {
    if (error.code == passing) return GivenBack{error};
  }
  return job::Failure{job::FailureClass::kItem, "DATABASE_ERROR"};
}

}  // namespace fairlead::queue
