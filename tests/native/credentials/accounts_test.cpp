// Accounts and rotation against PostgreSQL as the worker, and what leaks of a token: nothing.
#include "native/credentials/accounts.h"

#include <array>
#include <atomic>
#include <cstdio>
#include <fmt/format.h>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "native/credentials/rotation.h"
#include "tests/native/support/program.h"
#include "tests/native/support/test_database.h"
#include "tests/native/support/vessel.h"

namespace fairlead::credentials {
namespace {

using postgres::Connection;
using testing::connectTo;
using testing::Ended;
using testing::mustQuery;
using testing::run;
using testing::TestDatabase;
using testing::textOf;
using testing::Vessel;

constexpr const char* kOld = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";
constexpr const char* kNew = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const std::string kBoth = std::string(kNew) + "," + kOld;

KeyRing ringOf(std::string text) {
  return KeyRing::parse(std::move(text)).value();
}

// What a shell command prints.
std::string printedBy(const std::string& command) {
  std::string text;
  std::array<char, 4096> buffer;
  FILE* pipe = popen(command.c_str(), "r");
  while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe)) {
    text.append(buffer.data(), count);
  }
  EXPECT_EQ(pclose(pipe), 0) << command;
  return text;
}

class AccountsTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    database_ = new TestDatabase;
    database_->migrate();
  }
  static void TearDownTestSuite() { delete database_; }

  AccountsTest() : vessel_(*database_), worker_(connectTo(database_->workerUrl())) {
    EXPECT_EQ(textOf(worker_, "select current_user"), "fairlead_worker");
  }
  // One test's accounts are not another's.
  void TearDown() override {
    mustQuery(worker_, "update credentials set token_encrypted = null where tenant_id = $1",
              {vessel_.tenant()});
  }

  std::string add(const std::string& address, const std::string& token, const char* keys) {
    return addAccount(worker_, {vessel_.tenant(), "imap", address},
                      Secret::take(std::string(token)), ringOf(keys))
        .value()
        .account;
  }
  std::string stored(const std::string& account) {
    return textOf(worker_,
                  "select coalesce(token_encrypted, '') from credentials where account_id = $1",
                  {account});
  }
  std::vector<std::string> environment(const std::string& keys) const {
    return {"FAIRLEAD_WORKER_URL=" + database_->workerUrl(), "FERNET_KEY=" + keys};
  }

  static TestDatabase* database_;
  Vessel vessel_;
  Connection worker_;
};
TestDatabase* AccountsTest::database_ = nullptr;

TEST_F(AccountsTest, ATokenComesBackOnlyWithItsKey) {
  const std::string account = add("bridge@one.example", "hunter2", kOld);
  EXPECT_EQ(tokenOf(worker_, account, ringOf(kOld)).value().reveal(), "hunter2");
  EXPECT_EQ(tokenOf(worker_, account, ringOf(kNew)).error().code, "fernet_signature");
  EXPECT_EQ(tokenOf(worker_, vessel_.tenant(), ringOf(kOld)).error().code, "credential_unknown");
}

TEST_F(AccountsTest, AnAddressGivenAgainHasItsTokenReplaced) {
  const std::string account = add("bridge@two.example", "first", kOld);
  const auto again = addAccount(worker_, {vessel_.tenant(), "imap", "Bridge@TWO.example"},
                                Secret::take("second"), ringOf(kOld));
  EXPECT_EQ(again.value().account, account);
  EXPECT_FALSE(again.value().is_new);
  EXPECT_EQ(tokenOf(worker_, account, ringOf(kOld)).value().reveal(), "second");
}

TEST_F(AccountsTest, WhatCannotBeStoredIsRefused) {
  const KeyRing keys = ringOf(kOld);
  EXPECT_EQ(
      addAccount(worker_, {vessel_.tenant(), "imap", "a@b.example"}, Secret(), keys).error().code,
      "credential_token_empty");
  const auto nobody =
      addAccount(worker_, {"00000000-0000-4000-8000-000000000000", "imap", "a@b.example"},
                 Secret::take("t"), keys);
  EXPECT_EQ(nobody.error().code, "credential_refused");
  EXPECT_EQ(
      addAccount(worker_, {vessel_.tenant(), "pigeon", "a@b.example"}, Secret::take("t"), keys)
          .error()
          .code,
      "credential_refused");
}

TEST_F(AccountsTest, ARevokedAccountHasNoTokenAnyMore) {
  const std::string account = add("bridge@three.example", "hunter2", kOld);
  EXPECT_TRUE(revokeAccount(worker_, account).value());
  EXPECT_FALSE(revokeAccount(worker_, account).value());
  EXPECT_EQ(stored(account), "");
  EXPECT_EQ(tokenOf(worker_, account, ringOf(kOld)).error().code, "credential_revoked");
  EXPECT_NE(add("bridge@three.example", "hunter3", kOld), account);
  EXPECT_EQ(revokeAccount(worker_, vessel_.tenant()).error().code, "credential_unknown");
}

TEST_F(AccountsTest, RotationBringsAllUnderTheFirstKeyAndIsIdempotent) {
  std::vector<std::string> accounts;
  accounts.reserve(25);
  for (int i = 0; i < 25; ++i) {
    accounts.push_back(add(fmt::format("r{}@yacht.example", i), fmt::format("token {}", i), kOld));
  }
  const KeyRing both = ringOf(kBoth);
  const auto first = rotate(worker_, both, {.batch = 7, .go_on = {}}).value();
  EXPECT_EQ(first.rotated, 25);
  EXPECT_EQ(first.current, 0);
  EXPECT_TRUE(first.unreadable.empty());
  const auto second = rotate(worker_, both, {.batch = 7, .go_on = {}}).value();
  EXPECT_EQ(second.rotated, 0);
  EXPECT_EQ(second.current, 25);
  for (int i = 0; i < 25; ++i) {
    EXPECT_EQ(tokenOf(worker_, accounts[i], ringOf(kNew)).value().reveal(),
              fmt::format("token {}", i));
  }
}

TEST_F(AccountsTest, RotationThatWasEndedGoesOn) {
  for (int i = 0; i < 10; ++i) add(fmt::format("s{}@yacht.example", i), "t", kOld);
  const KeyRing both = ringOf(kBoth);
  const auto part = rotate(worker_, both, {.batch = 4, .go_on = [](const auto&) { return false; }});
  EXPECT_EQ(part.value().rotated, 4);
  const auto rest = rotate(worker_, both).value();
  EXPECT_EQ(rest.rotated, 6);
  EXPECT_EQ(rest.current, 4);
}

TEST_F(AccountsTest, ATokenThatNoKeyOpensIsNamedAndLeftAlone) {
  const std::string good = add("g@yacht.example", "t", kOld);
  const std::string bad =
      add("h@yacht.example", "t", "ERERERERERERERERERERERERERERERERERERERERERE=");
  const std::string before = stored(bad);
  const auto rotation = rotate(worker_, ringOf(kBoth)).value();
  EXPECT_EQ(rotation.rotated, 1);
  ASSERT_EQ(rotation.unreadable.size(), 1U);
  EXPECT_EQ(rotation.unreadable[0].account, bad);
  EXPECT_EQ(rotation.unreadable[0].code, "fernet_signature");
  EXPECT_EQ(stored(bad), before);
  EXPECT_NE(stored(good), "");
}

TEST_F(AccountsTest, ATokenGivenDuringRotationIsNotOverwritten) {
  const std::string account = add("race@yacht.example", "before", kOld);
  auto other = connectTo(database_->workerUrl());
  mustQuery(other, "begin");
  const std::string fresh = ringOf(kNew).seal("after", 1).value();
  mustQuery(other, "update credentials set token_encrypted = $2 where account_id = $1",
            {account, fresh});
  std::thread commit([&] {
    // The rotation has read the old token and waits for the row.
    while (textOf(other,
                  "select count(*) from pg_stat_activity where wait_event_type = 'Lock' "
                  "and datname = current_database()") == "0") {
    }
    mustQuery(other, "commit");
  });
  const auto rotation = rotate(worker_, ringOf(kBoth)).value();
  commit.join();
  EXPECT_EQ(rotation.changed, 1);
  EXPECT_EQ(rotation.rotated, 0);
  EXPECT_EQ(stored(account), fresh);
}

TEST_F(AccountsTest, RotationHarmsNobodyWhoUsesTheTokensMeanwhile) {
  constexpr int kAccounts = 12;
  const auto addressOf = [](int i) { return fmt::format("busy-{}@yacht.example", i); };
  std::vector<std::string> accounts;
  for (int i = 0; i < kAccounts; ++i) accounts.push_back(add(addressOf(i), "before", kOld));

  std::atomic<bool> over = false;
  std::atomic<int> reads = 0;
  const auto rotating = [&] {
    auto own = connectTo(database_->workerUrl());
    while (!over) EXPECT_TRUE(rotate(own, ringOf(kBoth), {.batch = 3, .go_on = {}}));
  };
  const auto reading = [&] {
    auto own = connectTo(database_->workerUrl());
    while (!over) {
      const auto token =
          tokenOf(own, accounts[static_cast<std::size_t>(reads++ % kAccounts)], ringOf(kBoth));
      ASSERT_TRUE(token) << token.error().message;
      EXPECT_TRUE(token->reveal() == "before" || token->reveal() == "after");
    }
  };
  {
    const std::jthread rotators[] = {std::jthread(rotating), std::jthread(rotating)};
    const std::jthread readers[] = {std::jthread(reading), std::jthread(reading)};
    // Somebody who has not been told of the new key yet gives new tokens under the old one.
    for (int i = 0; i < kAccounts; ++i) add(addressOf(i), "after", kOld);
    while (reads < 10 * kAccounts && !HasFailure()) std::this_thread::yield();
    over = true;
  }
  ASSERT_TRUE(rotate(worker_, ringOf(kBoth)));
  for (const std::string& account : accounts)
    EXPECT_EQ(tokenOf(worker_, account, ringOf(kNew)).value().reveal(), "after");
}

TEST_F(AccountsTest, TheProgramAddsListsRotatesAndRevokes) {
  const Ended added = run({"credentials", "add", "--tenant", vessel_.tenant(), "--address",
                           "cli@yacht.example", "--json"},
                          environment(kOld), "hunter2\n");
  ASSERT_EQ(added.exit_code, 0) << added.err << added.out;
  const std::string account =
      textOf(worker_, "select account_id from credentials where address = 'cli@yacht.example'");
  EXPECT_EQ(added.out, "{\"account\":\"" + account + "\",\"new\":true}\n");
  EXPECT_EQ(tokenOf(worker_, account, ringOf(kOld)).value().reveal(), "hunter2");

  const Ended rotated = run({"credentials", "rotate", "--json"}, environment(kBoth));
  EXPECT_EQ(rotated.exit_code, 0) << rotated.err;
  EXPECT_EQ(rotated.out, "{\"changed\":0,\"current\":0,\"rotated\":1,\"unreadable\":[]}\n");
  EXPECT_EQ(tokenOf(worker_, account, ringOf(kNew)).value().reveal(), "hunter2");

  const Ended listed = run({"credentials", "list", "--tenant", vessel_.tenant()}, environment(""));
  EXPECT_EQ(listed.exit_code, 0) << listed.err;
  EXPECT_NE(listed.out.find("cli@yacht.example"), std::string::npos);

  const Ended revoked = run({"credentials", "revoke", "--account", account}, environment(""));
  EXPECT_EQ(revoked.exit_code, 0) << revoked.err;
  EXPECT_EQ(stored(account), "");
}

TEST_F(AccountsTest, TheProgramRefusesATokenOnTheCommandLineAndAMissingKey) {
  EXPECT_EQ(run({"credentials", "add", "--tenant", vessel_.tenant(), "--address", "a@b.example",
                 "--token", "hunter2"},
                environment(kOld))
                .exit_code,
            2);
  const Ended missing = run({"credentials", "rotate"}, {});
  EXPECT_EQ(missing.exit_code, 2);
  EXPECT_NE(missing.err.find("FERNET_KEY"), std::string::npos);
  EXPECT_NE(missing.err.find("FAIRLEAD_WORKER_URL"), std::string::npos);
  const Ended faulty = run({"credentials", "rotate"}, environment("s3cret-no-key"));
  EXPECT_EQ(faulty.exit_code, 2);
  EXPECT_EQ(faulty.err.find("s3cret"), std::string::npos) << faulty.err;
}

// The bytes are searched for in all that the program prints and in a whole dump of the database.
TEST_F(AccountsTest, NoPlaintextAndNoKeyIsPrintedOrDumped) {
  const std::string token = "correct-horse-battery-staple";
  std::string printed;
  const auto collect = [&](std::vector<std::string> arguments, const std::string& keys,
                           const std::string& input) {
    const Ended ended = run(std::move(arguments), environment(keys), input);
    printed += ended.out + ended.err;
  };
  const std::string tenant = vessel_.tenant();
  collect({"credentials", "add", "--tenant", tenant, "--address", "leak@yacht.example"}, kOld,
          token);
  collect({"credentials", "add", "--tenant", tenant, "--address", ""}, kOld, token);
  collect({"credentials", "add", "--tenant", "00000000-0000-4000-8000-000000000000", "--address",
           "leak@yacht.example", "--json"},
          kOld, token);
  collect({"credentials", "list"}, kOld, "");
  collect({"credentials", "list", "--json"}, kOld, "");
  collect({"credentials", "rotate"}, kNew, "");
  collect({"credentials", "rotate", "--json"}, kBoth, "");
  const std::string account =
      textOf(worker_, "select account_id from credentials where address = 'leak@yacht.example'");
  const std::string dump =
      printedBy(fmt::format("pg_dump --dbname='{}'", database_->superuserUrl()));
  EXPECT_NE(dump.find(stored(account)), std::string::npos) << "the dump holds the encrypted token";
  EXPECT_NE(printed.find("leak@yacht.example"), std::string::npos);
  for (const std::string& secret :
       {token, std::string("battery"), std::string(kOld), std::string(kNew)}) {
    EXPECT_EQ(printed.find(secret), std::string::npos) << printed;
    EXPECT_EQ(dump.find(secret), std::string::npos);
  }
  EXPECT_EQ(printed.find(stored(account)), std::string::npos) << "not even what is encrypted";
}

}  // namespace
}  // namespace fairlead::credentials
