// Ports for servers that a test starts.
#pragma once

namespace fairlead::testing {

/// A port of 127.0.0.1 that was free a moment ago.
int freePort();

/// Whether something listens at the port of 127.0.0.1.
bool isListening(int port);

}  // namespace fairlead::testing
