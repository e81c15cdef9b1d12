// What the PostgreSQL layer promises, against a server.
#include <array>
#include <chrono>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "native/postgres/connection.h"
#include "native/postgres/copy_text.h"
#include "native/postgres/pipeline.h"
#include "native/postgres/transaction.h"
#include "tests/native/support/relay.h"
#include "tests/native/support/test_database.h"

namespace fairlead::postgres {
namespace {

using testing::connectTo;
using testing::mustQuery;
using testing::textOf;

class PostgresTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { database_ = new testing::TestDatabase; }
  static void TearDownTestSuite() { delete database_; }

  static inline testing::TestDatabase* database_ = nullptr;
  Connection connection_ = connectTo(database_->ownerUrl());
};

TEST_F(PostgresTest, GivesEachTypeBackAsItWasBound) {
  const auto rows = mustQuery(connection_,
                              "select $1::text, $2::bigint, $3::double precision, $4::boolean, "
                              "$5::boolean, $6::text",
                              {"it's \"quoted\"; -- ü", std::numeric_limits<std::int64_t>::min(),
                               0.1, true, false, std::nullopt});
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].get<std::string>(0), "it's \"quoted\"; -- ü");
  EXPECT_EQ(rows[0].get<std::int64_t>(1), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(rows[0].get<double>(2), 0.1);
  EXPECT_TRUE(rows[0].get<bool>(3));
  EXPECT_FALSE(rows[0].get<bool>(4));
  EXPECT_EQ(rows[0].get<std::optional<std::string>>(5), std::nullopt);
}

TEST_F(PostgresTest, BindsArraysElementByElement) {
  const std::array<std::string, 4> texts{"plain", "with \"quotes\"", "back\\slash", "{a,b} NULL"};
  const auto rows = mustQuery(connection_, "select * from unnest($1::text[]) with ordinality",
                              {Parameter::array(std::span<const std::string>(texts))});
  ASSERT_EQ(rows.size(), 4);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(rows[i].get<std::string>(0), texts[std::size_t(i)]);

  const std::array<std::int64_t, 3> numbers{-1, 0, 9'007'199'254'740'993};
  EXPECT_EQ(textOf(connection_, "select ($1::bigint[])[3]",
                   {Parameter::array(std::span<const std::int64_t>(numbers))}),
            "9007199254740993");
  EXPECT_EQ(textOf(connection_, "select cardinality($1::text[])",
                   {Parameter::array(std::span<const std::string>())}),
            "0");
}

TEST_F(PostgresTest, BindsVectorsExactly) {
  const std::array<float, 3> numbers{0.1F, -1e-30F, std::nextafter(1.0F, 2.0F)};
  const auto rows = mustQuery(connection_, "select x::text from unnest(($1::vector)::real[]) as x",
                              {Parameter::vector(numbers)});
  ASSERT_EQ(rows.size(), 3);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(std::stof(rows[i].get<std::string>(0)), numbers[std::size_t(i)]);
  }
}

TEST_F(PostgresTest, CountsTheRowsAStatementTouched) {
  mustQuery(connection_, "create temporary table thing (n integer)");
  EXPECT_EQ(mustQuery(connection_, "insert into thing select generate_series(1, 7)").affected(), 7);
  EXPECT_EQ(mustQuery(connection_, "delete from thing where n > 5").affected(), 2);
}

TEST_F(PostgresTest, RollsBackWhatWasNotCommitted) {
  mustQuery(connection_, "create temporary table thing (n integer)");
  {
    auto transaction = Transaction::begin(connection_);
    ASSERT_TRUE(transaction);
    mustQuery(connection_, "insert into thing values (1)");
  }
  EXPECT_EQ(textOf(connection_, "select count(*) from thing"), "0");
  auto transaction = Transaction::begin(connection_);
  mustQuery(connection_, "insert into thing values (1)");
  ASSERT_TRUE(transaction->commit());
  EXPECT_EQ(textOf(connection_, "select count(*) from thing"), "1");
}

TEST_F(PostgresTest, RefusesToCommitAFailedTransaction) {
  auto transaction = Transaction::begin(connection_);
  EXPECT_FALSE(connection_.query("select 1 / 0"));
  const auto committed = transaction->commit();
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().code, "database_error");
  EXPECT_EQ(textOf(connection_, "select 1"), "1") << "the connection can be used again";
}

TEST_F(PostgresTest, NamesFaultsByCode) {
  mustQuery(connection_, "create temporary table thing (n integer primary key)");
  mustQuery(connection_, "insert into thing values (1)");
  const auto codeOf = [&](const char* sql) { return connection_.query(sql).error().code; };
  EXPECT_EQ(codeOf("insert into thing values (1)"), "database_duplicate");
  EXPECT_EQ(codeOf("select rolpassword from pg_authid"), "database_denied");
  EXPECT_EQ(codeOf("insert into thing values (null)"), "database_refused");
  EXPECT_EQ(codeOf("select 'x'::integer"), "database_refused");
  EXPECT_EQ(codeOf("selec 1"), "database_error");
  mustQuery(connection_, "set statement_timeout = '20ms'");
  EXPECT_EQ(codeOf("select pg_sleep(5)"), "database_timeout");
}

TEST_F(PostgresTest, LeavesRowValuesOutOfMessages) {
  mustQuery(connection_, "create temporary table thing (secret text primary key)");
  mustQuery(connection_, "insert into thing values ('hunter2')");
  const auto duplicate = connection_.query("insert into thing values ($1)", {"hunter2"});
  ASSERT_FALSE(duplicate);
  EXPECT_EQ(duplicate.error().message.find("hunter2"), std::string::npos);
}

TEST_F(PostgresTest, NamesTheLineOfAScript) {
  const auto done = connection_.execute("select 1;\n-- Größe\nselect 2;\nselec 3;\n");
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().message.find("(line 4)"), std::string::npos) << done.error().message;
}

TEST_F(PostgresTest, SaysThatTheConnectionBroke) {
  auto other = connectTo(database_->ownerUrl());
  const std::string pid = textOf(other, "select pg_backend_pid()");
  mustQuery(connection_, "select pg_terminate_backend($1)", {pid});
  const auto rows = other.query("select 1");
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().code, "database_unavailable");
  EXPECT_FALSE(other.usable());
}

TEST_F(PostgresTest, RunsAPipelineAsOneTransaction) {
  mustQuery(connection_, "create temporary table thing (n integer primary key)");
  Pipeline pipeline(connection_);
  EXPECT_EQ(pipeline.add("insert into thing values ($1), ($2) returning n", {1, 2}), 0U);
  EXPECT_EQ(pipeline.add("select pg_current_xact_id()::text"), 1U);
  EXPECT_EQ(pipeline.add("select pg_current_xact_id()::text, count(*) from thing"), 2U);
  const auto rows = pipeline.run();
  ASSERT_TRUE(rows) << rows.error().message;
  ASSERT_EQ(rows->size(), 3U);
  EXPECT_EQ((*rows)[0].size(), 2);
  EXPECT_EQ((*rows)[1][0].get<std::string>(0), (*rows)[2][0].get<std::string>(0));
  EXPECT_EQ((*rows)[2][0].get<std::int64_t>(1), 2);
}

TEST_F(PostgresTest, UndoesAPipelineThatFails) {
  mustQuery(connection_, "create temporary table thing (n integer primary key)");
  for (const char* bad : {"insert into thing values (1)", "selec 1", "select 1 / 0"}) {
    Pipeline pipeline(connection_);
    pipeline.add("insert into thing values (1)");
    pipeline.add(bad);
    pipeline.add("insert into thing values (3)");
    EXPECT_FALSE(pipeline.run()) << bad;
    EXPECT_EQ(textOf(connection_, "select count(*) from thing"), "0") << bad;
  }
  Pipeline pipeline(connection_);
  pipeline.add("insert into thing values (1)");
  EXPECT_TRUE(pipeline.run()) << "the connection can be used again";
}

TEST_F(PostgresTest, SaysThatACommitFailed) {
  mustQuery(connection_,
            "create temporary table thing (n integer primary key, "
            "m integer references thing deferrable initially deferred)");
  Pipeline pipeline(connection_);
  pipeline.add("insert into thing values (1, 7)");
  EXPECT_FALSE(pipeline.run());
  EXPECT_EQ(textOf(connection_, "select count(*) from thing"), "0");
}

TEST_F(PostgresTest, PipelinesMoreThanTheSocketHolds) {
  Pipeline pipeline(connection_);
  const std::string large(1 << 20, 'x');
  for (int i = 0; i < 20; ++i) pipeline.add("select $1::text", {large});
  const auto rows = pipeline.run();
  ASSERT_TRUE(rows) << rows.error().message;
  EXPECT_EQ((*rows)[19][0].get<std::string>(0), large);
}

TEST_F(PostgresTest, SaysThatTheConnectionBrokeInAPipeline) {
  auto other = connectTo(database_->ownerUrl());
  mustQuery(connection_, "select pg_terminate_backend($1)",
            {textOf(other, "select pg_backend_pid()")});
  Pipeline pipeline(other);
  pipeline.add("select 1");
  pipeline.add("select 2");
  const auto rows = pipeline.run();
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().code, "database_unavailable");
}

TEST_F(PostgresTest, CopiesRowsInAsTheyAre) {
  mustQuery(connection_, "create temporary table thing (n integer, t text)");
  CopyText text;
  const std::string odd = "tab\t, line\nreturn\r back\\slash, \\N, ü, \\.";
  text.addRow({1, odd});
  text.addRow({2, std::nullopt});
  const auto copied = connection_.copyIn("copy thing from stdin", text.rows());
  ASSERT_TRUE(copied) << copied.error().message;
  EXPECT_EQ(*copied, 2);
  EXPECT_EQ(textOf(connection_, "select t from thing where n = 1"), odd);
  EXPECT_EQ(textOf(connection_, "select count(*) from thing where t is null"), "1");
}

TEST_F(PostgresTest, RefusesACopyThatIsNone) {
  mustQuery(connection_, "create temporary table thing (n integer)");
  EXPECT_EQ(connection_.copyIn("copy thing from stdin", "no number\n").error().code,
            "database_refused");
  EXPECT_EQ(connection_.copyIn("copy nothing from stdin", "").error().code, "database_error");
  EXPECT_EQ(textOf(connection_, "select count(*) from thing"), "0");
}

TEST_F(PostgresTest, HearsWhatOthersSay) {
  using namespace std::chrono_literals;
  mustQuery(connection_, "listen things");
  EXPECT_TRUE(connection_.notifications(0ms)->empty());
  auto other = connectTo(database_->ownerUrl());
  mustQuery(other, "notify things, 'one'");
  const auto heard = connection_.notifications(5s);
  ASSERT_EQ(heard->size(), 1U);
  EXPECT_EQ(heard->front().channel, "things");
  EXPECT_EQ(heard->front().payload, "one");
  mustQuery(connection_, "notify things, 'two'");
  EXPECT_EQ(connection_.notifications(0ms)->size(), 1U) << "heard beside another answer";
}

/// Behind a relay, with little patience.
class SilenceTest : public PostgresTest {
 protected:
  static constexpr std::chrono::milliseconds kPatience{200};

  /// What `ask` gives when no byte passes any more.
  template <typename Ask>
  void expectGivenUp(Ask ask) {
    relay_.stall();
    const auto began = std::chrono::steady_clock::now();
    const auto answer = ask();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "database_unavailable");
    EXPECT_NE(answer.error().message.find("silent"), std::string::npos) << answer.error().message;
    EXPECT_GE(std::chrono::steady_clock::now() - began, kPatience);
    EXPECT_FALSE(behind_.usable());
    EXPECT_EQ(behind_.query("select 1").error().code, "database_unavailable") << "for good";
  }

  testing::Relay relay_{database_->ownerUrl()};
  Connection behind_ =
      *Connection::open(relay_.through(database_->ownerUrl()), {.answer_timeout = kPatience});
};

TEST_F(SilenceTest, NoAnswerIsNotWaitedForForEver) {
  EXPECT_EQ(textOf(behind_, "select pg_sleep(0.1)"), "");
  expectGivenUp([&] { return behind_.query("select 1"); });
}

TEST_F(SilenceTest, NoRoomToSendIsNotWaitedForForEver) {
  Pipeline pipeline(behind_);
  const std::string large(1 << 20, 'x');
  for (int i = 0; i < 20; ++i) pipeline.add("select length($1)", {large});
  expectGivenUp([&] { return pipeline.run(); });
}

TEST_F(SilenceTest, ACopyIsNotWaitedForForEver) {
  mustQuery(behind_, "create temporary table thing (t text)");
  const std::string large = std::string(20 << 20, 'x') + '\n';
  expectGivenUp([&] { return behind_.copyIn("copy thing from stdin", large); });
}

TEST_F(SilenceTest, ATransactionThatFallsSilentIsGivenUp) {
  auto transaction = Transaction::begin(behind_);
  ASSERT_TRUE(transaction);
  expectGivenUp([&] { return transaction->commit(); });
}

TEST_F(PostgresTest, AsksNothingOfTheSession) {
  EXPECT_EQ(textOf(connection_,
                   "select count(*) from pg_settings where source = 'client' "
                   "and name not in ('application_name', 'client_encoding')"),
            "0");
}

TEST(PostgresConnectTest, SaysWhyWithoutThePassword) {
  const auto connection = Connection::open("postgres://someone:hunter2@127.0.0.1:1/nothing");
  ASSERT_FALSE(connection);
  EXPECT_EQ(connection.error().code, "database_unavailable");
  EXPECT_EQ(connection.error().message.find("hunter2"), std::string::npos);
}

TEST(PostgresConnectTest, QuotesNothingOfAPasswordThatIsNotEscaped) {
  for (const char* password : {"hunter%zz", "hunter%", "at@hunter", "hunter/2", "hunter?2"}) {
    const auto connection =
        Connection::open(std::string("postgres://someone:") + password + "@127.0.0.1:1/nothing");
    ASSERT_FALSE(connection);
    EXPECT_EQ(connection.error().code, "database_unavailable");
    EXPECT_EQ(connection.error().message.find("hunter"), std::string::npos) << password;
  }
}

}  // namespace
}  // namespace fairlead::postgres
