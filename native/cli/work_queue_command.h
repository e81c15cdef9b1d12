// `fairlead work queue`
#pragma once

#include "native/cli/program.h"

namespace fairlead::cli {

/// Adds the command to the group `work`. Both outlive parsing.
void addWorkQueueCommand(CLI::App& work, Program& program);

}  // namespace fairlead::cli
