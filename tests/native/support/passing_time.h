// Time that passes in a moment.
#pragma once

#include <cstdint>

#include "native/postgres/connection.h"

namespace fairlead::testing {

/// Lets time pass for everything that the queue keeps: the database's clock goes on as it does, and
/// all times step back. `worker` is a connection as fairlead_worker.
void letTimePass(postgres::Connection& worker, std::int64_t micros);

}  // namespace fairlead::testing
