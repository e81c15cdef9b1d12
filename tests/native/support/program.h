// Running the program `fairlead` as a user does.
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace fairlead::testing {

struct Ended {
  int exit_code = 0;
  std::string out;
  std::string err;
};

/// A started program. Its environment is PATH and the given `NAME=value` entries, nothing else.
class Program {
 public:
  Program(std::vector<std::string> arguments, std::vector<std::string> environment,
          const std::string& input = "");
  void signal(int number) const;
  /// What it has printed by now.
  std::string outSoFar() const;
  /// Waits for its end.
  Ended wait();

 private:
  pid_t process_ = 0;
  std::string folder_;
};

/// Runs the program to its end.
Ended run(std::vector<std::string> arguments, std::vector<std::string> environment = {},
          const std::string& input = "");

}  // namespace fairlead::testing
