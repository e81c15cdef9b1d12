// fairlead db migrate | seed | verify
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "native/cli/program.h"
#include "native/database/migrator.h"
#include "native/database/seeder.h"
#include "native/database/verifier.h"

namespace fairlead::cli {
namespace {

using Context = Program::Context;
using postgres::Connection;

struct DbOptions {
  std::optional<std::string> database_url;
};

constexpr Setting kOwnerUrl{"FAIRLEAD_OWNER_URL", "--database-url",
                            "PostgreSQL URL of the role fairlead_owner"};

Result<Connection> openAsOwner(const Context& context, const DbOptions& options) {
  SettingsReader reader(context.settings);
  const std::string url =
      reader.url(kOwnerUrl, options.database_url, {"postgres://", "postgresql://"});
  if (auto complete = reader.finish(); !complete) return std::unexpected(complete.error());
  return Connection::open(url, {.application_name = "fairlead db"});
}

Result<ExitCode> migrate(const Context& context, const DbOptions& options) {
  auto connection = openAsOwner(context, options);
  if (!connection) return std::unexpected(connection.error());
  const auto migration = database::migrate(*connection, database::migrations());
  if (!migration) return std::unexpected(migration.error());

  for (const std::string& name : migration->applied) context.output.line("applied " + name);
  context.output.line(fmt::format("schema version {} ({} applied now)", migration->version,
                                  migration->applied.size()));
  context.output.value([&](json::Writer& out) {
    out.beginObject();
    out.name("applied");
    out.beginArray();
    for (const std::string& name : migration->applied) out.string(name);
    out.endArray();
    out.member("version", migration->version);
    out.endObject();
  });
  return kDone;
}

Result<ExitCode> seed(const Context& context, const DbOptions& options) {
  auto connection = openAsOwner(context, options);
  if (!connection) return std::unexpected(connection.error());
  const auto scripts = database::seeds();
  if (auto done = database::seed(*connection, scripts); !done) {
    return std::unexpected(done.error());
  }
  context.output.line(fmt::format("demo data is in place ({} scripts)", scripts.size()));
  context.output.value([&](json::Writer& out) {
    out.beginObject();
    out.member("scripts", scripts.size());
    out.endObject();
  });
  return kDone;
}

void write(json::Writer& out, const database::Check& check) {
  out.beginObject();
  out.member("example", check.example);
  out.member("faults", check.faults);
  out.member("name", check.name);
  out.member("passed", check.passed());
  out.member("total", check.total);
  out.member("what", check.what);
  out.endObject();
}

void show(const Output& output, const database::Check& check) {
  const std::string mark = check.passed() ? output.good("ok  ") : output.bad("FAIL");
  const std::string example = check.passed() ? "" : ": " + check.example;
  output.line(fmt::format("{} {:<30} {} {}, {} faults{}", mark, check.name, check.total, check.what,
                          check.faults, example));
}

Result<ExitCode> verify(const Context& context, const DbOptions& options) {
  auto connection = openAsOwner(context, options);
  if (!connection) return std::unexpected(connection.error());
  const auto checks = database::verify(*connection);
  if (!checks) return std::unexpected(checks.error());

  std::int64_t failed = 0;
  for (const database::Check& check : *checks) {
    show(context.output, check);
    if (!check.passed()) ++failed;
  }
  context.output.line(fmt::format("{} checks, {} failed", checks->size(), failed));
  context.output.value([&](json::Writer& out) {
    out.beginObject();
    out.name("checks");
    out.beginArray();
    for (const database::Check& check : *checks) write(out, check);
    out.endArray();
    out.member("failed", failed);
    out.endObject();
  });
  return failed == 0 ? kDone : kNo;
}

}  // namespace

void addDbCommands(CLI::App& app, Program& program) {
  auto options = std::make_shared<DbOptions>();
  CLI::App* db = app.add_subcommand("db", "Create, fill and check the database");
  db->require_subcommand(1);
  db->add_option("--database-url", options->database_url,
                 "PostgreSQL URL of the owner (FAIRLEAD_OWNER_URL)");
  const auto add = [&](const char* name, const char* what, auto run) {
    db->add_subcommand(name, what)->callback([&program, options, run] {
      program.command = [options, run](const Context& context) { return run(context, *options); };
    });
  };
  add("migrate", "Bring the schema to the newest version", migrate);
  add("seed", "Put the demo tenants in; changes nothing the second time", seed);
  add("verify", "Check schema, privileges, stock and audit; exit code 1 on a fault", verify);
}

}  // namespace fairlead::cli
