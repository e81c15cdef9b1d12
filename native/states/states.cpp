#include "native/states/states.h"

#include "core/embedding/migration.h"
#include "core/flag/ramp.h"
#include "core/job/breaker_machine.h"
#include "core/job/machine.h"

namespace fairlead::states {

std::vector<state::Drawing> allDrawings() {
  return {state::drawingOf(job::kBreakerMachine), state::drawingOf(job::kMachine),
          state::drawingOf(embedding::kMigration), state::drawingOf(flag::kRampMachine)};
}

}  // namespace fairlead::states
