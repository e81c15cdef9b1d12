// What the tests of the queue worker share: the program itself as worker, PostgreSQL, and the local
// model server.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/native/jobs/shore.h"
#include "tests/native/support/model_server.h"
#include "tests/native/support/program.h"
#include "tests/native/support/test_database.h"

namespace fairlead::workers {

/// Each test finds an empty queue, and has a tenant of its own. All share one database and one
/// model server.
class FleetTest : public ::testing::Test {
 protected:
  FleetTest();
  /// On a migrated database that is not the shared one.
  explicit FleetTest(const testing::TestDatabase& database);

  using Words = std::vector<std::string>;

  /// The worker's settings: the model server, short heartbeats, polling so seldom that only a
  /// wake-up explains a prompt start.
  Words settings() const;
  /// Starts `work queue` with these options; settings given here come before the usual ones.
  testing::Program worker(Words options, Words own = {}) const;
  /// Runs it until nothing is due.
  testing::Ended workOnce(Words own = {}) const;
  /// Runs two at once until nothing is due.
  void twoWorkOnce(const Words& own = {}) const;
  /// Runs `jobs …`.
  testing::Ended jobs(Words words) const;

  /// Asks for the summary of a new mail.
  void askForSummary(const std::string& text);
  /// Asks for the summaries of `count` new mails.
  void askForSummaries(int count);
  /// Asks for those of mails that are not there: each fails at once, and no model is asked.
  void askForMissing(int count, const testing::Shore& whose);
  /// The first column of the one row, as the worker's role sees it.
  std::string ask(const std::string& sql);
  void run(const std::string& sql) { testing::mustQuery(connection_, sql); }
  /// Asks by another connection from now on.
  void reconnect(const std::string& url) { connection_ = testing::connectTo(url); }
  /// The states of all jobs, with their number: "queued 4, succeeded 1".
  std::string states();
  void letTimePass(std::chrono::seconds time);
  /// How many jobs run at once, at most, until `condition` is true.
  int mostRunning(const std::function<bool()>& condition);

  /// The job was asked for and finished three days before, by the tables' owner.
  void makeOlder(const std::string& id);

  /// Whether it becomes true in time.
  bool becomes(const std::function<bool()>& condition,
               std::chrono::milliseconds within = std::chrono::seconds(15));
  bool becomes(const std::string& expected, const std::string& sql) {
    return becomes([&] { return ask(sql) == expected; });
  }

  const testing::TestDatabase& database_;
  testing::ModelServer& server_;

 private:
  postgres::Connection connection_;

 protected:
  testing::Shore shore_;
};

}  // namespace fairlead::workers
