// What the tests of one AI job stand on: the local model server, PostgreSQL, and the job's handler
// run as fairlead_worker.
#pragma once

#include <string_view>

#include <gtest/gtest.h>

#include "tests/native/jobs/shore.h"

namespace fairlead::testing {

template <typename Handler>
class JobTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    server_ = new ModelServer;
    database_ = new TestDatabase;
    database_->migrate();
  }
  static void TearDownTestSuite() {
    delete database_;
    delete server_;
  }
  void SetUp() override { server_->takeChats(); }
  void TearDown() override { server_->recover(); }

  queue::Outcome run(const queue::ClaimedJob& job) { return handler_.run(job, watch_); }
  void runAndCommit(const queue::ClaimedJob& job) { watch_.commit(run(job)); }

  static inline ModelServer* server_ = nullptr;
  static inline TestDatabase* database_ = nullptr;
  Shore shore_{*database_};
  Watch watch_{*database_};
  Handler handler_{settingsFor(*server_)};
};

}  // namespace fairlead::testing
