// fairlead mail import
#include <arpa/inet.h>
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "native/cli/program.h"
#include "native/cli/uuid_option.h"
#include "native/credentials/accounts.h"
#include "native/mail/folders.h"
#include "native/mail/imap.h"
#include "native/mail/import.h"
#include "native/workers/stop.h"

namespace fairlead::cli {
namespace {

using Context = Program::Context;
using mail::ImapServer;
using mail::Importer;
using mail::ImportReport;
using postgres::Connection;

struct MailOptions {
  std::optional<std::string> database_url;
  std::string account, mbox, maildir, imap_host, user, folder = "INBOX", tls = "implicit", ca_file;
  int port = 0;
};

// What the settings give.
struct MailSettings {
  std::string database_url;
  std::string keys;  // for IMAP only
  bool summarise = false;
};

// "127.mail.example" is a name like any other.
bool isThisMachine(const std::string& host) {
  in_addr address{};
  if (inet_pton(AF_INET, host.c_str(), &address) == 1) return host.starts_with("127.");
  return host == "localhost" || host == "[::1]";
}

Result<MailSettings> readSettings(const Context& context, const MailOptions& options) {
  if (options.tls == "none" && !isThisMachine(options.imap_host)) {
    return fail(
        "imap_in_the_clear",
        fmt::format("--tls none sends the password in the clear, which is for a server on this "
                    "machine: take implicit or starttls for {}.",
                    options.imap_host));
  }
  SettingsReader in(context.settings);
  MailSettings settings;
  settings.database_url = in.url(
      {"FAIRLEAD_WORKER_URL", "--database-url", "PostgreSQL URL of the role fairlead_worker"},
      options.database_url, {"postgres://", "postgresql://"});
  if (!options.imap_host.empty()) {
    settings.keys = in.required({"FERNET_KEY", "", "keys of the accounts' tokens"});
  }
  const bool asks = in.boolean({"WORKER_MODE", "", "whether new mails ask for a summary"}, false);
  settings.summarise =
      in.boolean({"AI_SUMM_ENABLED", "", "whether mails are summarised"}, true) && asks;
  if (auto complete = in.finish(); !complete) return std::unexpected(complete.error());
  return settings;
}

/// The live account that the mails are stored for.
Result<credentials::Account> findAccount(Connection& connection, const std::string& id) {
  const auto accounts = credentials::listAccounts(connection, std::nullopt);
  if (!accounts) return std::unexpected(accounts.error());
  const auto account = std::ranges::find(*accounts, id, &credentials::Account::id);
  if (account == accounts->end()) {
    return fail("credential_unknown", fmt::format("There is no account {}.", id));
  }
  if (account->revoked) {
    return fail("credential_revoked", fmt::format("The account {} is revoked.", id));
  }
  return *account;
}

// How far the import is, on a terminal only.
class Progress {
 public:
  explicit Progress(const Output& output) : shown_(!output.json() && isatty(STDERR_FILENO)) {}
  ~Progress() {
    if (shown_) fmt::print(stderr, "\r\033[K");
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(const ImportReport& report) const {
    constexpr int kEvery = 25;
    if (!shown_ || report.seen % kEvery != 0) return;
    fmt::print(stderr, "\r{} mails, {} new", report.seen, report.stored);
  }

 private:
  bool shown_;
};

ImapServer serverOf(const MailOptions& options) {
  ImapServer server;
  server.host = options.imap_host;
  server.tls = options.tls == "none"       ? ImapServer::Tls::kNone
               : options.tls == "starttls" ? ImapServer::Tls::kStartTls
                                           : ImapServer::Tls::kImplicit;
  const int usual = server.tls == ImapServer::Tls::kImplicit ? 993 : 143;
  server.port = options.port > 0 ? options.port : usual;
  server.ca_file = options.ca_file;
  return server;
}

Result<void> readImap(Connection& connection, const MailOptions& options, MailSettings& settings,
                      const credentials::Account& account, const mail::Sink& sink) {
  const auto keys = credentials::KeyRing::parse(std::move(settings.keys));
  if (!keys) return std::unexpected(keys.error());
  const auto token = credentials::tokenOf(connection, account.id, *keys);
  if (!token) return std::unexpected(token.error());
  const mail::Mailbox mailbox{account.tenant, account.id};
  const auto from = mail::positionOf(connection, mailbox, options.folder);
  if (!from) return std::unexpected(from.error());
  auto server = mail::ImapConnection::open(
      serverOf(options),
      {options.user.empty() ? account.address : options.user, account.provider == "gmail"}, *token);
  if (!server) return std::unexpected(server.error());
  auto done = mail::readImapFolder(
      *server, options.folder, *from, mail::Limits{}.max_bytes, sink, [&](const auto& position) {
        return mail::keepPosition(connection, mailbox, options.folder, position);
      });
  if (done) server->logout();
  return done;
}

Result<void> readSource(Connection& connection, const MailOptions& options, MailSettings& settings,
                        const credentials::Account& account, const mail::Sink& sink) {
  const std::size_t most = mail::Limits{}.max_bytes;
  if (!options.mbox.empty()) return mail::readMbox(options.mbox, most, sink);
  if (!options.maildir.empty()) return mail::readMaildir(options.maildir, most, sink);
  return readImap(connection, options, settings, account, sink);
}

void show(const Output& output, const ImportReport& report) {
  for (const auto& mail : report.incomplete) {
    output.line(fmt::format("incomplete: {} <{}> [{}]", mail.place, mail.message_id,
                            fmt::join(mail.codes, ", ")));
  }
  for (const auto& mail : report.refused) {
    output.line(
        output.bad(fmt::format("not stored: {} [{}]", mail.place, fmt::join(mail.codes, ", "))));
  }
  output.line(fmt::format(
      "{} mails: {} stored ({} of them incomplete), {} known before, {} not stored; {} summaries "
      "queued",
      report.seen, report.stored, report.incomplete.size(), report.known, report.refused.size(),
      report.queued));
}

void writeNamed(json::Writer& out, std::string_view name,
                const std::vector<ImportReport::Named>& mails) {
  out.name(name);
  out.beginArray();
  for (const auto& mail : mails) {
    out.beginObject();
    out.name("codes");
    out.beginArray();
    for (const std::string& code : mail.codes) out.string(code);
    out.endArray();
    out.member("message_id", mail.message_id);
    out.member("place", mail.place);
    out.endObject();
  }
  out.endArray();
}

void write(json::Writer& out, const ImportReport& report, const Result<void>& read) {
  out.beginObject();
  if (!read) out.member("error", read.error().code);
  writeNamed(out, "incomplete", report.incomplete);
  out.member("known", report.known);
  out.member("queued", report.queued);
  writeNamed(out, "refused", report.refused);
  out.member("seen", report.seen);
  out.member("stored", report.stored);
  out.endObject();
}

Result<ExitCode> import(const Context& context, const MailOptions& options) {
  auto settings = readSettings(context, options);
  if (!settings) return std::unexpected(settings.error());
  auto connection =
      Connection::open(settings->database_url, {.application_name = "fairlead mail import"});
  if (!connection) return std::unexpected(connection.error());
  const auto account = findAccount(*connection, options.account);
  if (!account) return std::unexpected(account.error());

  workers::stopOnSignals();
  Importer importer(*connection, {account->tenant, account->id}, settings->summarise);
  Result<void> read;
  {
    const Progress progress(context.output);
    read = readSource(*connection, options, *settings, *account,
                      [&](const mail::Incoming& incoming) -> Result<bool> {
                        auto taken = importer.take(incoming);
                        if (!taken) return std::unexpected(taken.error());
                        progress.show(importer.report());
                        return !workers::stopRequested();
                      });
  }
  const ImportReport& report = importer.report();
  if (!read && report.seen == 0) return std::unexpected(read.error());
  show(context.output, report);
  context.output.value([&](json::Writer& out) { write(out, report, read); });
  if (!read) {
    if (!context.output.json()) context.output.error(read.error());
    return exitCodeFor(read.error().code);
  }
  return report.refused.empty() && !workers::stopRequested() ? kDone : kNo;
}

constexpr const char* kFooter = R"(
Examples:
  fairlead mail import --account … --mbox archive.mbox
  fairlead mail import --account … --maildir ~/Maildir
  WORKER_MODE=true fairlead mail import --account … --imap mail.example.org --folder INBOX

A mail is stored once, by its Message-ID; with WORKER_MODE=true a new one asks for its summary,
unless AI_SUMM_ENABLED is false. IMAP
asks only for what is new since the last import, and changes nothing on the server; its token is the
one of `fairlead credentials add`, opened with FERNET_KEY.
Exit codes: 0 done, 1 some mails were not stored, 3 the source cannot be read, 4 the server or
PostgreSQL cannot be reached.
)";

}  // namespace

void addMailCommands(CLI::App& app, Program& program) {
  auto options = std::make_shared<MailOptions>();
  CLI::App* group = app.add_subcommand("mail", "Bring mails in");
  group->require_subcommand(1);
  CLI::App* command =
      group->add_subcommand("import", "Store the mails of a file, folder or server");
  command->add_option("--database-url", options->database_url, "FAIRLEAD_WORKER_URL");
  command->add_option("--account", options->account, "The mail account that they belong to")
      ->required()
      ->transform(kUuid);
  auto* source = command->add_option_group("source", "Where they come from");
  source->add_option("--mbox", options->mbox, "A file of mails");
  source->add_option("--maildir", options->maildir, "A folder with new and cur");
  auto* imap = source->add_option("--imap", options->imap_host, "A server, by its name");
  source->require_option(1);
  const auto ofImap = [&](const char* name, auto& value, const char* what) {
    return command->add_option(name, value, what)->needs(imap);
  };
  ofImap("--user", options->user, "Who logs in (the account's address)");
  ofImap("--folder", options->folder, "The folder to read")->capture_default_str();
  ofImap("--port", options->port, "Of the server (993; 143 without implicit TLS)")
      ->check(CLI::Range(1, 65'535));
  ofImap("--tls", options->tls, "How the connection is encrypted")
      ->check(CLI::IsMember({"implicit", "starttls", "none"}))
      ->capture_default_str();
  ofImap("--ca-file", options->ca_file, "Certificates to trust instead of the system's");
  command->footer(kFooter);
  command->callback([&program, options] {
    program.command = [options](const Context& context) { return import(context, *options); };
  });
}

}  // namespace fairlead::cli
