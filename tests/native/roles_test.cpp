// The shipped schema, seen through the roles that programs connect as.
#include <gtest/gtest.h>

#include "tests/native/support/test_database.h"

namespace fairlead::database {
namespace {

using testing::connectTo;
using testing::TestDatabase;
using testing::textOf;

class RolesTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    database_ = new TestDatabase;
    database_->migrate();
  }
  static void TearDownTestSuite() { delete database_; }

  static void expectNoPrivilege(const std::string& url) {
    auto connection = connectTo(url);
    EXPECT_EQ(textOf(connection,
                     "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb "
                     "from pg_roles where rolname = current_user"),
              "f");
    EXPECT_EQ(textOf(connection,
                     "select count(*) from pg_class where relnamespace = 'public'::regnamespace "
                     "and pg_has_role(current_user, relowner, 'member')"),
              "0")
        << "owns a table, or may become its owner";
  }

  static inline TestDatabase* database_ = nullptr;
};

TEST_F(RolesTest, EdgeIsNeitherOwnerNorAboveRowLevelSecurity) {
  expectNoPrivilege(database_->edgeUrl());
}

TEST_F(RolesTest, WorkerIsNeitherOwnerNorAboveRowLevelSecurity) {
  expectNoPrivilege(database_->workerUrl());
}

TEST_F(RolesTest, EdgeInheritsNothingBeforeItSetsARole) {
  auto edge = connectTo(database_->edgeUrl());
  const auto parts = edge.query("select count(*) from pms_parts");
  ASSERT_FALSE(parts);
  EXPECT_EQ(parts.error().code, "database_denied");
  ASSERT_TRUE(edge.execute("set role authenticated"));
  EXPECT_EQ(textOf(edge, "select count(*) from pms_parts"), "0") << "no claims, no rows";
}

TEST_F(RolesTest, EveryTableForcesRowLevelSecurityButTheVersion) {
  auto worker = connectTo(database_->workerUrl());
  EXPECT_EQ(textOf(worker,
                   "select string_agg(relname, ' ') from pg_class "
                   "where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') "
                   "and not (relrowsecurity and relforcerowsecurity)"),
            "schema_version");
}

}  // namespace
}  // namespace fairlead::database
