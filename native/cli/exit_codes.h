// How the program ends. Documented in docs/cli.md.
#pragma once

#include <string_view>

namespace fairlead::cli {

enum ExitCode : int {
  kDone = 0,          ///< done; allowed; valid
  kNo = 1,            ///< the answer is no: denied, invalid, refused, or part of the work failed
  kUsage = 2,         ///< a wrong command line, or missing or faulty settings
  kInput = 3,         ///< an input could not be read or is not what it should be
  kUnavailable = 4,   ///< PostgreSQL or the model API cannot be reached
  kInterrupted = 130  ///< stopped by a second signal before it was done
};

/// The exit code that fits an error's code.
ExitCode exitCodeFor(std::string_view errorCode);

}  // namespace fairlead::cli
