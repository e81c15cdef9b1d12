// What `fairlead db migrate` promises.
#include "native/database/migrator.h"

#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/native/support/test_database.h"

namespace fairlead::database {
namespace {

using testing::connectTo;
using testing::TestDatabase;
using testing::textOf;

constexpr Script kFirst{1, "0001_first.sql", "create table first (n integer);"};
constexpr Script kSecond{2, "0002_second.sql", "create table second (n integer);"};
constexpr Script kThird{3, "0003_third.sql", "create table third (n integer);"};

class MigratorTest : public ::testing::Test {
 protected:
  Result<Migration> run(std::vector<Script> scripts) { return migrate(owner_, scripts); }
  std::string tables() {
    return textOf(owner_,
                  "select string_agg(relname, ' ' order by relname) from pg_class "
                  "where relkind = 'r' and relnamespace = 'public'::regnamespace");
  }

  TestDatabase database_;
  postgres::Connection owner_ = connectTo(database_.ownerUrl());
};

TEST_F(MigratorTest, AppliesWhatIsMissingInOrderAndOnce) {
  const auto first = run({kFirst});
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->version, 1);
  const auto rest = run({kFirst, kSecond, kThird});
  ASSERT_TRUE(rest);
  EXPECT_EQ(rest->applied, (std::vector<std::string>{"0002_second.sql", "0003_third.sql"}));
  EXPECT_EQ(rest->version, 3);
  const auto again = run({kFirst, kSecond, kThird});
  EXPECT_TRUE(again->applied.empty());
  EXPECT_EQ(again->version, 3);
}

TEST_F(MigratorTest, KeepsTheChecksum) {
  ASSERT_TRUE(run({{1, "0001_hello.sql", "select 1"}}));
  // printf 'select 1' | sha256sum
  EXPECT_EQ(textOf(owner_, "select checksum from schema_version where version = 1"),
            "822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f");
}

TEST_F(MigratorTest, RefusesAnAppliedScriptThatChanged) {
  ASSERT_TRUE(run({kFirst}));
  const auto changed = run({{1, "0001_first.sql", "create table other (n integer);"}, kSecond});
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().code, "migration_changed");
  EXPECT_EQ(changed.error().path, "0001_first.sql");
  EXPECT_EQ(tables(), "first schema_version") << "nothing is applied";
}

TEST_F(MigratorTest, RefusesADatabaseThatIsNewerThanTheProgram) {
  ASSERT_TRUE(run({kFirst, kSecond}));
  const auto older = run({kFirst});
  ASSERT_FALSE(older);
  EXPECT_EQ(older.error().code, "migration_unknown");
}

TEST_F(MigratorTest, RefusesANumberBelowTheVersion) {
  ASSERT_TRUE(run({kFirst, kThird}));
  const auto late = run({kFirst, kSecond, kThird});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, "migration_out_of_order");
}

TEST_F(MigratorTest, LeavesNothingOfAScriptThatFails) {
  constexpr Script kBroken{2, "0002_broken.sql", "create table half (n integer);\nselect 1 / 0;"};
  const auto broken = run({kFirst, kBroken});
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, "migration_failed");
  EXPECT_EQ(broken.error().path, "0002_broken.sql");
  EXPECT_EQ(tables(), "first schema_version") << "the script before it stays";
  EXPECT_TRUE(run({kFirst, kSecond})) << "and the lock was given back";
}

TEST_F(MigratorTest, LetsOneOfTwoAtOnceWait) {
  const std::vector<Script> scripts{
      {1, "0001_slow.sql", "select pg_sleep(0.3); create table slow (n integer);"}};
  std::size_t applied[2] = {};
  const auto work = [&](int worker) {
    auto connection = connectTo(database_.ownerUrl());
    const auto migration = migrate(connection, scripts);
    ASSERT_TRUE(migration) << migration.error().message;
    applied[worker] = migration->applied.size();
  };
  std::thread other(work, 1);
  work(0);
  other.join();
  EXPECT_EQ(applied[0] + applied[1], 1U);
}

}  // namespace
}  // namespace fairlead::database
