// All state machines of the core, in one list: for the command line, and for the test that holds
// the drawings in docs/states to the tables.
#pragma once

#include <vector>

#include "core/state/draw.h"

namespace fairlead::states {

/// In the order of their names.
std::vector<state::Drawing> allDrawings();

}  // namespace fairlead::states
