// `fairlead mail import` as its users see it, against PostgreSQL and a real IMAP server.
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <unistd.h>

#include <gtest/gtest.h>

#include "core/json/json.h"
#include "core/json/pointer.h"
#include "native/credentials/accounts.h"
#include "tests/native/support/dovecot.h"
#include "tests/native/support/ports.h"
#include "tests/native/support/program.h"
#include "tests/native/support/test_database.h"
#include "tests/native/support/vessel.h"

namespace fairlead::mail {
namespace {

namespace fs = std::filesystem;
using testing::Dovecot;
using testing::Ended;
using testing::run;
using testing::TestDatabase;
using testing::textOf;
using testing::Vessel;

constexpr const char* kKey = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

std::string mailOf(int number) {
  return fmt::format(
      "From: Nadia <nadia@agency.example>\r\nTo: bridge@yacht.example\r\n"
      "Subject: Berth {0}\r\nDate: Mon, 05 Oct 2026 10:00:00 +0200\r\n"
      "Message-ID: <berth-{0}@agency.example>\r\n\r\nBerth {0} is yours.\r\n",
      number);
}

/// What the program printed as JSON, by pointers.
class Printed {
 public:
  explicit Printed(const Ended& ended)
      : document_(json::parse(ended.out.substr(0, ended.out.find('\n')), {.max_bytes = 1 << 24})) {
    EXPECT_TRUE(document_) << ended.out << ended.err;
  }
  std::int64_t number(const char* pointer) const { return at(pointer).integer(); }
  std::string text(const char* pointer) const { return std::string(at(pointer).string()); }
  std::size_t size(const char* pointer) const { return at(pointer).array().size(); }

 private:
  json::Value at(const char* pointer) const {
    return json::Pointer::parse(pointer)->find(document_.value().root()).value();
  }

  Result<json::Document> document_;
};

class ImportTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    database_ = new TestDatabase;
    database_->migrate();
  }
  static void TearDownTestSuite() { delete database_; }

  ImportTest() : vessel_(*database_), worker_(testing::connectTo(database_->workerUrl())) {
    std::string pattern = fs::temp_directory_path() / "fairlead-mail-XXXXXX";
    folder_ = mkdtemp(pattern.data());
    auto keys = credentials::KeyRing::parse(kKey).value();
    account_ = credentials::addAccount(worker_, {vessel_.tenant(), "imap", Dovecot::kUser},
                                       credentials::Secret::take(Dovecot::kPassword), keys)
                   .value()
                   .account;
  }
  ~ImportTest() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) const {
    fs::create_directories(fs::path(folder_ + "/" + name).parent_path());
    std::ofstream(folder_ + "/" + name, std::ios::binary) << text;
    return folder_ + "/" + name;
  }
  Ended import(std::vector<std::string> source, std::vector<std::string> environment = {}) const {
    std::vector<std::string> arguments{"mail", "import", "--json", "--account", account_};
    arguments.insert(arguments.end(), source.begin(), source.end());
    environment.push_back("FAIRLEAD_WORKER_URL=" + database_->workerUrl());
    environment.push_back(std::string("FERNET_KEY=") + kKey);
    Ended ended = run(arguments, environment);
    for (const char* secret : {kKey, Dovecot::kPassword})
      EXPECT_EQ((ended.out + ended.err).find(secret), std::string::npos);
    return ended;
  }
  Ended importFrom(const Dovecot& server, std::vector<std::string> more = {}) const {
    std::vector<std::string> source{"--imap",    "localhost",
                                    "--port",    std::to_string(server.tlsPort()),
                                    "--ca-file", server.certificate()};
    source.insert(source.end(), more.begin(), more.end());
    return import(source);
  }
  std::string count(const std::string& what) {
    return textOf(worker_, "select count(*) from " + what + " and tenant_id = $1",
                  {vessel_.tenant()});
  }

  static TestDatabase* database_;
  Vessel vessel_;
  postgres::Connection worker_;
  std::string folder_, account_;
};
TestDatabase* ImportTest::database_ = nullptr;

std::string mboxOf(int mails) {
  std::string text;
  for (int i = 1; i <= mails; ++i)
    text += "From nadia@agency.example Mon Oct  5 08:00:00 2026\n" + mailOf(i) + "\n";
  return text;
}

TEST_F(ImportTest, AnMboxIsStoredOnceAndAsksForSummariesInWorkerMode) {
  const std::string file = write("a.mbox", mboxOf(3));
  const Ended first = import({"--mbox", file}, {"WORKER_MODE=true"});
  ASSERT_EQ(first.exit_code, 0) << first.out << first.err;
  EXPECT_EQ(Printed(first).number("/stored"), 3);
  EXPECT_EQ(Printed(first).number("/queued"), 3);
  const Ended second = import({"--mbox", file}, {"WORKER_MODE=true"});
  EXPECT_EQ(second.exit_code, 0);
  EXPECT_EQ(Printed(second).number("/stored"), 0);
  EXPECT_EQ(Printed(second).number("/known"), 3);
  EXPECT_EQ(Printed(second).number("/queued"), 0);
  EXPECT_EQ(count("emails where true"), "3");
  EXPECT_EQ(count("ai_jobs where job_type = 'email_summarize_v1' and status = 'queued'"), "3");
  EXPECT_EQ(textOf(worker_,
                   "select concat_ws('|', subject, from_name, from_address, to_addresses[1], "
                   "body_text, received_at at time zone 'UTC', faults) from emails "
                   "where tenant_id = $1 and gmail_message_id = 'berth-2@agency.example'",
                   {vessel_.tenant()}),
            "Berth 2|Nadia|nadia@agency.example|bridge@yacht.example|Berth 2 is yours.|"
            "2026-10-05 08:00:00|{}");
}

TEST_F(ImportTest, WithoutWorkerModeNothingIsQueued) {
  EXPECT_EQ(Printed(import({"--mbox", write("a.mbox", mboxOf(2))})).number("/stored"), 2);
  EXPECT_EQ(count("ai_jobs where true"), "0");
}

TEST_F(ImportTest, WithSummariesOffNothingIsQueuedEither) {
  const std::string file = write("a.mbox", mboxOf(2));
  const Ended ended = import({"--mbox", file}, {"WORKER_MODE=true", "AI_SUMM_ENABLED=false"});
  EXPECT_EQ(Printed(ended).number("/stored"), 2);
  EXPECT_EQ(Printed(ended).number("/queued"), 0);
  EXPECT_EQ(count("ai_jobs where true"), "0");
  const Ended unsure = import({"--mbox", file}, {"WORKER_MODE=1", "AI_SUMM_ENABLED=perhaps"});
  EXPECT_EQ(unsure.exit_code, 2);
  EXPECT_NE(unsure.out.find("AI_SUMM_ENABLED must be true or false"), std::string::npos)
      << unsure.out << unsure.err;
}

TEST_F(ImportTest, AMaildirIsReadWithoutBeingTouched) {
  write("Maildir/new/1759651200.a", mailOf(1));
  write("Maildir/cur/1759651100.b:2,S", mailOf(2));
  write("Maildir/tmp/1759651300.c", mailOf(3));
  const Ended ended = import({"--maildir", folder_ + "/Maildir"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(Printed(ended).number("/stored"), 2);
  EXPECT_TRUE(fs::exists(folder_ + "/Maildir/new/1759651200.a"));
}

TEST_F(ImportTest, WhatCannotBeReadIsCountedAndNamed) {
  fs::create_directories(folder_ + "/Maildir/cur");
  write("Maildir/new/1.good", mailOf(1));
  write("Maildir/new/2.empty", "");
  write("Maildir/new/3.garbage", "this is no mail");
  write("Maildir/new/4.part", "Subject: no sender\n\nand no date");
  const Ended ended = import({"--maildir", folder_ + "/Maildir"});
  EXPECT_EQ(ended.exit_code, 1);
  const Printed printed(ended);
  EXPECT_EQ(printed.number("/seen"), 4);
  EXPECT_EQ(printed.number("/stored"), 2);
  ASSERT_EQ(printed.size("/refused"), 2U);
  EXPECT_EQ(printed.text("/refused/0/place"), "new/2.empty");
  EXPECT_EQ(printed.text("/refused/0/codes/0"), "mail_unreadable");
  ASSERT_EQ(printed.size("/incomplete"), 1U);
  EXPECT_EQ(printed.text("/incomplete/0/place"), "new/4.part");
  EXPECT_EQ(textOf(worker_,
                   "select array_to_string(faults, ',') from emails where tenant_id = $1 "
                   "and subject = 'no sender'",
                   {vessel_.tenant()}),
            "mail_from_missing,mail_id_missing,mail_date_missing");
}

TEST_F(ImportTest, ASourceThatIsNotThereEndsWithThree) {
  EXPECT_EQ(import({"--mbox", folder_ + "/nothing"}).exit_code, 3);
  EXPECT_EQ(import({"--maildir", folder_}).exit_code, 3);
  EXPECT_EQ(import({}).exit_code, 2);
  EXPECT_EQ(import({"--mbox", "a", "--maildir", "b"}).exit_code, 2);
}

TEST_F(ImportTest, ARevokedOrUnknownAccountIsRefused) {
  credentials::revokeAccount(worker_, account_).value();
  const Ended ended = import({"--mbox", write("a.mbox", mboxOf(1))});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_EQ(Printed(ended).text("/error/code"), "credential_revoked");
  account_ = vessel_.tenant();
  EXPECT_EQ(Printed(import({"--mbox", "-"})).text("/error/code"), "credential_unknown");
}

TEST_F(ImportTest, ImapGivesWhatIsNewAndLeavesNoTrace) {
  Dovecot server;
  for (int i = 1; i <= 120; ++i) server.deliver(mailOf(i));
  const Ended first = importFrom(server);
  ASSERT_EQ(first.exit_code, 0) << first.out << first.err;
  EXPECT_EQ(Printed(first).number("/stored"), 120);
  const Ended idle = importFrom(server);
  EXPECT_EQ(Printed(idle).number("/seen"), 0) << idle.out;
  for (int i = 121; i <= 123; ++i) server.deliver(mailOf(i));
  const Ended second = importFrom(server);
  EXPECT_EQ(Printed(second).number("/seen"), 3);
  EXPECT_EQ(Printed(second).number("/stored"), 3);
  EXPECT_EQ(count("emails where true"), "123");
  EXPECT_EQ(server.seen(), 0);
  EXPECT_EQ(
      textOf(worker_, "select last_uid from mail_folders where tenant_id = $1", {vessel_.tenant()}),
      "123");
}

TEST_F(ImportTest, AFolderMadeAnewIsReadAnewAndNothingIsStoredTwice) {
  Dovecot server;
  for (int i = 1; i <= 5; ++i) server.deliver(mailOf(i));
  EXPECT_EQ(Printed(importFrom(server)).number("/stored"), 5);
  const auto before = textOf(worker_, "select uid_validity from mail_folders where tenant_id = $1",
                             {vessel_.tenant()});
  sleep(1);  // UIDVALIDITY is a time in seconds
  server.makeInboxAnew();
  const Ended again = importFrom(server);
  EXPECT_EQ(Printed(again).number("/seen"), 5) << again.out;
  EXPECT_EQ(Printed(again).number("/known"), 5);
  EXPECT_NE(textOf(worker_, "select uid_validity from mail_folders where tenant_id = $1",
                   {vessel_.tenant()}),
            before);
}

TEST_F(ImportTest, ImapChecksTheCertificateTheLoginAndTheFolder) {
  Dovecot server;
  server.deliver(mailOf(1));
  const std::string port = std::to_string(server.tlsPort());
  const auto codeOf = [](const Ended& ended) { return Printed(ended).text("/error/code"); };
  const Ended untrusted = import({"--imap", "localhost", "--port", port});
  EXPECT_EQ(codeOf(untrusted), "imap_unreachable");
  EXPECT_EQ(untrusted.exit_code, 4);
  const Ended otherName =
      import({"--imap", "127.0.0.1", "--port", port, "--ca-file", server.certificate()});
  EXPECT_EQ(codeOf(otherName), "imap_unreachable");
  const Ended otherUser = importFrom(server, {"--user", "mate@yacht.example"});
  EXPECT_EQ(codeOf(otherUser), "imap_denied");
  EXPECT_EQ(otherUser.exit_code, 1);
  EXPECT_EQ(codeOf(importFrom(server, {"--folder", "Nowhere"})), "imap_refused");
  EXPECT_EQ(codeOf(import({"--imap", "localhost", "--port", std::to_string(testing::freePort())})),
            "imap_unreachable");
  for (const Ended* ended : {&untrusted, &otherName, &otherUser})
    EXPECT_EQ((ended->out + ended->err).find(Dovecot::kPassword), std::string::npos);
}

TEST_F(ImportTest, ImapByStartTlsAndInTheClear) {
  Dovecot server;
  server.deliver(mailOf(1));
  const std::string port = std::to_string(server.plainPort());
  const Ended upgraded = import({"--imap", "localhost", "--port", port, "--tls", "starttls",
                                 "--ca-file", server.certificate()});
  EXPECT_EQ(Printed(upgraded).number("/stored"), 1) << upgraded.out << upgraded.err;
  const Ended untrusted = import({"--imap", "localhost", "--port", port, "--tls", "starttls"});
  EXPECT_EQ(Printed(untrusted).text("/error/code"), "imap_unreachable");
  server.deliver(mailOf(2));
  const Ended clear = import({"--imap", "localhost", "--port", port, "--tls", "none"});
  EXPECT_EQ(Printed(clear).number("/stored"), 1) << clear.out << clear.err;
}

}  // namespace
}  // namespace fairlead::mail
