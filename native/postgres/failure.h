// What libpq says of a failed call, as an `Error`. For the files of this folder alone.
#pragma once

#include <string_view>

#include <libpq-fe.h>

#include "core/error.h"

namespace fairlead::postgres {

/// Text without the line ends at its end.
std::string_view trimmed(std::string_view text);

/// Whether a statement succeeded.
bool succeeded(const PGresult* result);

/// The error of a failed statement; of the connection, where there is no result. Where the
/// statement is a script of many, the message names the script's line.
Error errorOf(const PGconn* connection, const PGresult* result, std::string_view script);

}  // namespace fairlead::postgres
