// Ports for servers that a test starts.
#pragma once

#include <utility>

namespace fairlead::testing {

/// A port of 127.0.0.1 that was free a moment ago.
int freePort();

/// Whether something listens at the port of 127.0.0.1.
bool isListening(int port);

/// A socket connected to the port of 127.0.0.1; -1 where nothing listens there. The caller closes
/// it.
int connectToPort(int port);

/// A socket that listens at a free port of 127.0.0.1, and that port. The caller closes it.
std::pair<int, int> listenAnywhere();

}  // namespace fairlead::testing
