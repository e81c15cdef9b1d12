// The database server dies, and another takes its place.
#include <csignal>
#include <fmt/format.h>
#include <thread>

#include "tests/native/support/cluster.h"
#include "tests/native/workers/fleet.h"

namespace fairlead::workers {
namespace {

using namespace std::chrono_literals;
using testing::Cluster;
using testing::Ended;

/// A server of the tests' own, with a database that notes each time a summary is written.
struct Place {
  Cluster cluster;
  testing::TestDatabase database{cluster.port()};

  Place() {
    database.migrate();
    auto owner = testing::connectTo(database.ownerUrl());
    testing::mustQuery(owner, "create table written (message text)");
    testing::mustQuery(owner, "grant select, insert, delete on written to fairlead_worker");
    testing::mustQuery(owner,
                       "create function note() returns trigger language plpgsql as $$ begin "
                       "insert into public.written values (new.gmail_message_id); return null; "
                       "end $$");
    testing::mustQuery(owner,
                       "create trigger note after insert or update on email_ai_summaries "
                       "for each row execute function note()");
  }
  ~Place() {
    if (!cluster.runs()) cluster.start();  // for the database, which is dropped
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
};

/// One URL for a server and its standby: whichever of them leads.
std::string either(const std::string& url, const Cluster& standby) {
  const auto database = url.rfind('/');
  return fmt::format("{},127.0.0.1:{}{}?target_session_attrs=read-write", url.substr(0, database),
                     standby.port(), url.substr(database));
}

Place& place() {
  static Place only;
  if (!only.cluster.runs()) only.cluster.start();
  return only;
}

class QueueServerTest : public FleetTest {
 protected:
  QueueServerTest() : FleetTest(place().database), cluster_(place().cluster) {
    run("delete from written");
  }

  Cluster& cluster_;
};

TEST_F(QueueServerTest, AServerThatIsKilledAndStartedAgainCostsNothing) {
  server_.failNext(R"({"fault":"slow","delay_ms":150})");
  askForSummaries(20);
  auto worker = this->worker({});
  ASSERT_TRUE(becomes([&] { return std::stoi(ask("select count(*) from written")) >= 5; }));
  cluster_.kill();
  std::this_thread::sleep_for(300ms);
  cluster_.start();
  reconnect(database_.workerUrl());
  EXPECT_TRUE(becomes([&] { return states() == "succeeded 20"; }));
  worker.signal(SIGTERM);
  const Ended ended = worker.wait();
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(ask("select count(*) || ' ' || count(distinct message) from written"), "20 20");
  EXPECT_EQ(ask("select sum(attempts) from ai_jobs"), "0");
}

TEST_F(QueueServerTest, AStandbyThatIsPromotedIsWorkedOn) {
  server_.failNext(R"({"fault":"slow","delay_ms":150})");
  Cluster standby(cluster_);
  askForSummaries(20);
  auto worker = this->worker({"--database-url", either(database_.workerUrl(), standby)});
  ASSERT_TRUE(becomes([&] { return std::stoi(ask("select count(*) from written")) >= 5; }));
  cluster_.kill();
  standby.promote();
  reconnect(testing::withPort(database_.workerUrl(), standby.port()));
  EXPECT_TRUE(becomes([&] { return states() == "succeeded 20"; }));
  worker.signal(SIGTERM);
  const Ended ended = worker.wait();
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(ask("select count(*) || ' ' || count(distinct message) from written"), "20 20");
  EXPECT_EQ(ask("select sum(attempts) from ai_jobs"), "0");
}

TEST_F(QueueServerTest, AServerWithoutAFreeConnectionIsWaitedFor) {
  askForSummaries(1);
  auto worker = this->worker({"--idle", "0.1"});
  ASSERT_TRUE(becomes([&] { return states() == "succeeded 1"; }));
  auto owner = testing::connectTo(cluster_.superuserUrl());
  testing::mustQuery(owner, "alter role fairlead_worker connection limit 1");
  run("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and "
      "usename = current_user and application_name like 'fairlead work queue%'");
  askForSummaries(3);
  std::this_thread::sleep_for(700ms);
  EXPECT_EQ(states(), "queued 3, succeeded 1");
  testing::mustQuery(owner, "alter role fairlead_worker connection limit -1");
  EXPECT_TRUE(becomes([&] { return states() == "succeeded 4"; }));
  worker.signal(SIGTERM);
  const Ended ended = worker.wait();
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_NE(ended.err.find("too many connections for role"), std::string::npos) << ended.err;
}

}  // namespace
}  // namespace fairlead::workers
