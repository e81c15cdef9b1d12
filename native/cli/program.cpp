#include "native/cli/program.h"

#include <CLI/CLI.hpp>

namespace fairlead::cli {
namespace {

constexpr const char* kProgramFooter = R"(
Examples:
  fairlead --config .data/secrets.env db migrate
  fairlead check --registry edge/registry/actions.json --request request.json
  fairlead work embed --once --dry-run

Settings come from flags, then the environment, then the file of --config.
Exit codes: 0 done, 1 the answer is no, 2 usage or settings, 3 unreadable input,
4 PostgreSQL or the model API cannot be reached.
)";

}  // namespace

ExitCode exitCodeFor(std::string_view code) {
  if (code == "database_unavailable" || code == "imap_unreachable" ||
      code.starts_with("provider_")) {
    return kUnavailable;
  }
  if (code.starts_with("settings_")) return kUsage;
  if (code.starts_with("credential_") || code.starts_with("database_") ||
      code.starts_with("fernet_") || code.starts_with("imap_") || code.starts_with("migration_") ||
      code.starts_with("seed_") || code.starts_with("serving_") || code.starts_with("token_") ||
      code.starts_with("verify_")) {
    return kNo;
  }
  return kInput;
}

ExitCode Program::run() const {
  const Output output(json ? Output::Form::kJson : Output::Form::kText);
  auto settings = Settings::load(config);
  const Result<ExitCode> code =
      settings ? command({output, std::move(*settings)}) : std::unexpected(settings.error());
  if (code) return *code;
  output.error(code.error());
  return exitCodeFor(code.error().code);
}

int runProgram(int argc, char** argv) {
  CLI::App app("Fairlead: one rule core for AI features on multi-tenant Postgres.", "fairlead");
  app.require_subcommand(1)->fallthrough();
  app.footer(kProgramFooter);
  app.set_version_flag("--version", FAIRLEAD_VERSION);

  Program program;
  app.add_flag("--json", program.json, "Print one line of canonical JSON");
  app.add_option("--config", program.config, "File of NAME=value settings")
      ->envname("FAIRLEAD_CONFIG");
  addCheckCommand(app, program);
  addCredentialsCommands(app, program);
  addDbCommands(app, program);
  addJobsCommands(app, program);
  addMailCommands(app, program);
  addRegistryCommands(app, program);
  addStatesCommand(app, program);
  addTokenCommands(app, program);
  addWorkCommands(app, program);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kUsage;
  }
  return program.run();
}

}  // namespace fairlead::cli
