// Ending a worker in good order.
#pragma once

#include <chrono>

namespace fairlead::workers {

/// From now on the first SIGTERM or SIGINT asks for a stop: what is under way is finished, nothing
/// new is begun. The second ends the program at once, with exit code 130; claims go with its
/// connection, and a transaction that was open is rolled back.
void stopOnSignals();

/// Whether a stop was asked for.
bool stopRequested();

/// Sleeps; gives false, early, when a stop is asked for.
bool pauseFor(std::chrono::milliseconds time);

}  // namespace fairlead::workers
