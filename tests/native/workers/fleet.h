// What the tests of the queue worker share: the program itself as worker, PostgreSQL, and the local
// model server.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/native/jobs/shore.h"
#include "tests/native/support/model_server.h"
#include "tests/native/support/program.h"
#include "tests/native/support/test_database.h"

namespace fairlead::workers {

/// Each test has a database of its own, with one tenant.
class FleetTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite();
  static void TearDownTestSuite();
  FleetTest();

  using Words = std::vector<std::string>;

  /// The worker's settings: the model server, short heartbeats, polling so seldom that only a
  /// wake-up explains a prompt start.
  Words settings() const;
  /// Starts `work queue` with these options; settings given here come before the usual ones.
  testing::Program worker(Words options, Words own = {}) const;
  /// Runs it until nothing is due.
  testing::Ended workOnce(Words own = {}) const;
  /// Runs `jobs …`.
  testing::Ended jobs(Words words) const;

  /// Asks for the summaries of `count` new mails.
  void askForSummaries(int count);
  /// The first column of the one row, as the worker's role sees it.
  std::string ask(const std::string& sql);
  void run(const std::string& sql) { testing::mustQuery(connection_, sql); }
  /// The states of all jobs, with their number: "queued 4, succeeded 1".
  std::string states();
  /// Everything that waits, for its time or for its provider, may go on now.
  void letTimePass();

  /// The job was asked for and finished three days before, by the tables' owner.
  void makeOlder(const std::string& id);

  /// Whether it becomes true in time.
  bool becomes(const std::function<bool()>& condition,
               std::chrono::milliseconds within = std::chrono::seconds(15));
  bool becomes(const std::string& expected, const std::string& sql) {
    return becomes([&] { return ask(sql) == expected; });
  }

  testing::TestDatabase database_;
  std::unique_ptr<testing::Shore> shore_;
  static testing::ModelServer* server_;

 private:
  testing::TestDatabase& migrated();
  postgres::Connection connection_;
};

}  // namespace fairlead::workers
