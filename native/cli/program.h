// What all commands share: the global options and the way a command is run.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/error.h"
#include "native/cli/exit_codes.h"
#include "native/cli/output.h"
#include "native/cli/settings.h"

namespace CLI {
class App;
}

namespace fairlead::cli {

/// The global options, and the command that the command line named.
struct Program {
  /// What a command is run with.
  struct Context {
    Output output;
    Settings settings;
  };
  /// A command prints through the context and gives its exit code; an error is printed for it.
  using Command = std::function<Result<ExitCode>(const Context&)>;

  bool json = false;
  std::string config;
  Command command;

  ExitCode run() const;
};

/// Each adds its commands to `app`; choosing one sets `program.command`. Both outlive parsing.
void addCheckCommand(CLI::App& app, Program& program);
void addCredentialsCommands(CLI::App& app, Program& program);
void addDbCommands(CLI::App& app, Program& program);
void addJobsCommands(CLI::App& app, Program& program);
void addMailCommands(CLI::App& app, Program& program);
void addRegistryCommands(CLI::App& app, Program& program);
void addStatesCommand(CLI::App& app, Program& program);
void addTokenCommands(CLI::App& app, Program& program);
void addWorkCommands(CLI::App& app, Program& program);

/// Parses the command line, runs the command and gives the exit code.
int runProgram(int argc, char** argv);

}  // namespace fairlead::cli
