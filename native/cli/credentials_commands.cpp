// fairlead credentials add | list | rotate | revoke
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "native/cli/input.h"
#include "native/cli/program.h"
#include "native/cli/uuid_option.h"
#include "native/credentials/accounts.h"
#include "native/credentials/rotation.h"
#include "native/workers/stop.h"

namespace fairlead::cli {
namespace {

using Context = Program::Context;
using credentials::KeyRing;
using credentials::Rotation;
using postgres::Connection;

struct CredentialsOptions {
  std::optional<std::string> database_url, tenant;
  std::string account, provider = "imap", address, token_file = "-";
  int batch = 100;
};

// What every command here needs.
struct Opened {
  Connection connection;
  KeyRing keys;
};

constexpr Setting kWorkerUrl{"FAIRLEAD_WORKER_URL", "--database-url",
                             "PostgreSQL URL of the role fairlead_worker"};
constexpr Setting kKeys{"FERNET_KEY", "", "keys of the tokens, newest first, separated by commas"};

Result<Connection> openDatabase(const Context& context, const CredentialsOptions& options) {
  SettingsReader in(context.settings);
  const auto url = in.url(kWorkerUrl, options.database_url, {"postgres://", "postgresql://"});
  if (auto complete = in.finish(); !complete) return std::unexpected(complete.error());
  return Connection::open(url, {.application_name = "fairlead credentials"});
}

Result<Opened> open(const Context& context, const CredentialsOptions& options) {
  SettingsReader in(context.settings);
  const auto url = in.url(kWorkerUrl, options.database_url, {"postgres://", "postgresql://"});
  std::string text = in.required(kKeys);
  if (auto complete = in.finish(); !complete) return std::unexpected(complete.error());
  auto keys = KeyRing::parse(std::move(text));
  if (!keys) return std::unexpected(keys.error());
  auto connection = Connection::open(url, {.application_name = "fairlead credentials"});
  if (!connection) return std::unexpected(connection.error());
  return Opened{std::move(*connection), std::move(*keys)};
}

// A token as it comes out of a file: with a line's end, which is no part of it.
Result<credentials::Secret> readToken(const std::string& file) {
  auto text = readInput(file);
  if (!text) return std::unexpected(text.error());
  while (!text->empty() && (text->back() == '\n' || text->back() == '\r')) text->pop_back();
  return credentials::Secret::take(std::move(*text));
}

Result<ExitCode> add(const Context& context, const CredentialsOptions& options) {
  auto opened = open(context, options);
  if (!opened) return std::unexpected(opened.error());
  const auto token = readToken(options.token_file);
  if (!token) return std::unexpected(token.error());
  const auto added = credentials::addAccount(opened->connection,
                                             {*options.tenant, options.provider, options.address},
                                             *token, opened->keys);
  if (!added) return std::unexpected(added.error());
  context.output.line(fmt::format("{} {}: {}", options.provider, options.address,
                                  added->is_new ? "new account" : "token replaced"));
  context.output.line(fmt::format("account {}", added->account));
  context.output.value([&](json::Writer& out) {
    out.beginObject();
    out.member("account", added->account);
    out.member("new", added->is_new);
    out.endObject();
  });
  return kDone;
}

std::string_view stateOf(const credentials::Account& account) {
  if (account.revoked) return "revoked";
  return account.token_encrypted.empty() ? "no token" : "token";
}

void write(json::Writer& out, const credentials::Account& account) {
  out.beginObject();
  out.member("account", account.id);
  out.member("address", account.address);
  out.member("has_token", !account.token_encrypted.empty());
  out.member("provider", account.provider);
  out.member("revoked", account.revoked);
  out.member("tenant", account.tenant);
  out.endObject();
}

Result<ExitCode> list(const Context& context, const CredentialsOptions& options) {
  auto connection = openDatabase(context, options);
  if (!connection) return std::unexpected(connection.error());
  const auto accounts = credentials::listAccounts(*connection, options.tenant);
  if (!accounts) return std::unexpected(accounts.error());
  for (const auto& account : *accounts) {
    context.output.line(fmt::format("{}  {}  {:<5}  {:<8}  {}", account.tenant, account.id,
                                    account.provider, stateOf(account), account.address));
  }
  context.output.line(fmt::format("{} accounts", accounts->size()));
  context.output.value([&](json::Writer& out) {
    out.beginObject();
    out.name("accounts");
    out.beginArray();
    for (const auto& account : *accounts) write(out, account);
    out.endArray();
    out.endObject();
  });
  return kDone;
}

void write(json::Writer& out, const Rotation& rotation) {
  out.beginObject();
  out.member("changed", rotation.changed);
  out.member("current", rotation.current);
  out.member("rotated", rotation.rotated);
  out.name("unreadable");
  out.beginArray();
  for (const auto& row : rotation.unreadable) {
    out.beginObject();
    out.member("account", row.account);
    out.member("code", row.code);
    out.member("tenant", row.tenant);
    out.endObject();
  }
  out.endArray();
  out.endObject();
}

void show(const Output& output, const Rotation& rotation) {
  for (const auto& row : rotation.unreadable) {
    output.line(output.bad(fmt::format("unreadable: {} [{}]", row.account, row.code)));
  }
  output.line(fmt::format(
      "{} tokens: {} rotated, {} under the first key already, {} changed meanwhile, {} unreadable",
      rotation.seen(), rotation.rotated, rotation.current, rotation.changed,
      rotation.unreadable.size()));
}

Result<ExitCode> rotate(const Context& context, const CredentialsOptions& options) {
  auto opened = open(context, options);
  if (!opened) return std::unexpected(opened.error());
  workers::stopOnSignals();
  const auto goOn = [](const Rotation&) { return !workers::stopRequested(); };
  const auto rotation =
      credentials::rotate(opened->connection, opened->keys, {options.batch, goOn});
  if (!rotation) return std::unexpected(rotation.error());
  show(context.output, *rotation);
  context.output.value([&](json::Writer& out) { write(out, *rotation); });
  if (workers::stopRequested()) context.output.line("stopped; run it again to go on");
  return rotation->unreadable.empty() && !workers::stopRequested() ? kDone : kNo;
}

Result<ExitCode> revoke(const Context& context, const CredentialsOptions& options) {
  auto connection = openDatabase(context, options);
  if (!connection) return std::unexpected(connection.error());
  const auto revoked = credentials::revokeAccount(*connection, options.account);
  if (!revoked) return std::unexpected(revoked.error());
  context.output.line(*revoked ? "revoked; the token is deleted" : "was revoked before");
  context.output.value([&](json::Writer& out) {
    out.beginObject();
    out.member("revoked", *revoked);
    out.endObject();
  });
  return kDone;
}

constexpr const char* kCredentialsFooter = R"(
Examples:
  fairlead credentials add --tenant … --address bridge@yacht.example < password.txt
  fairlead credentials list
  FERNET_KEY=<new>,<old> fairlead credentials rotate
  fairlead credentials revoke --account …

A token is read from standard input or a file, never from the command line, and never printed.
FERNET_KEY holds the keys: the first encrypts, all decrypt.
Exit codes: 0 done, 1 refused, or some tokens could not be read.
)";

}  // namespace

void addCredentialsCommands(CLI::App& app, Program& program) {
  auto options = std::make_shared<CredentialsOptions>();
  CLI::App* group = app.add_subcommand("credentials", "Mail accounts and their tokens");
  group->require_subcommand(1);
  group->footer(kCredentialsFooter);
  group->add_option("--database-url", options->database_url, "FAIRLEAD_WORKER_URL");
  const auto command = [&](const char* name, const char* what, auto run) {
    CLI::App* sub = group->add_subcommand(name, what);
    sub->callback([&program, options, run] {
      program.command = [options, run](const Context& context) { return run(context, *options); };
    });
    return sub;
  };
  CLI::App* adding = command("add", "Store an account's token, encrypted", add);
  adding->add_option("--tenant", options->tenant, "Whose account it is")
      ->required()
      ->transform(kUuid);
  adding->add_option("--address", options->address, "The account's mail address")->required();
  adding->add_option("--provider", options->provider, "How mail is fetched")
      ->check(CLI::IsMember({"imap", "gmail"}))
      ->capture_default_str();
  adding->add_option("--token-file", options->token_file, "File with the token; - reads stdin")
      ->capture_default_str();
  CLI::App* listing = command("list", "Show the accounts, never a token", list);
  listing->add_option("--tenant", options->tenant, "Only this tenant's")->transform(kUuid);
  CLI::App* rotating =
      command("rotate", "Encrypt all tokens anew under the first key of FERNET_KEY", rotate);
  rotating->add_option("--batch", options->batch, "Tokens of one transaction")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  CLI::App* revoking = command("revoke", "End an account and delete its token", revoke);
  revoking->add_option("--account", options->account, "The account")->required()->transform(kUuid);
}

}  // namespace fairlead::cli
