// A database with an empty queue, and stores on it, as fairlead_worker.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "native/queue/job_store.h"
#include "tests/native/support/test_database.h"

namespace fairlead::queue {

inline constexpr job::Micros kSecond = job::kSecond;
inline constexpr job::Micros kMinute = job::kMinute;

/// A type without a provider, and two that ask the same one.
inline constexpr const char* kPlain = "deep_scrub";
inline constexpr const char* kAsking = "graph_extraction";
inline constexpr const char* kAskingToo = "source_ingestion";
inline constexpr const char* kProvider = "mistral";

class QueueTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite();
  static void TearDownTestSuite();

  QueueTest();

  static std::unique_ptr<JobStore> open(const ProviderRules& provider = {.name = kProvider});
  /// A tenant that nobody else has.
  std::string makeTenant(int weight = 1, std::optional<int> limit = {});
  std::int64_t add(const std::string& type = kPlain, int priority = 100);
  void addMany(const std::string& tenant, int count, const std::string& type = kPlain);

  std::vector<ClaimedJob> claim(int slots = 1, const std::string& type = kPlain) {
    return claimWith(*store_, slots, type).jobs;
  }
  static Claimed claimWith(JobStore& store, int slots, const std::string& type = kPlain);
  ClaimedJob claimOne(const std::string& type = kPlain);
  job::Decision end(const ClaimedJob& job, Ending how) {
    return endWith(*store_, job, std::move(how));
  }
  static job::Decision endWith(JobStore& store, const ClaimedJob& job, Ending how);

  /// Lets time pass for everything that is kept: the database's clock goes on as it does, and all
  /// times step back.
  void letTimePass(job::Micros time);

  JobRow row(std::int64_t id);
  std::int64_t count(const std::string& sql) { return mustQuery(sql)[0].get<std::int64_t>(0); }
  postgres::Rows mustQuery(const std::string& sql,
                           std::initializer_list<postgres::Parameter> parameters = {}) {
    return testing::mustQuery(worker_, sql, parameters);
  }

  static inline testing::TestDatabase* database_ = nullptr;
  postgres::Connection owner_;   // as fairlead_admin, for tenants alone
  postgres::Connection worker_;  // to look, and to shift times
  std::string tenant_;
  std::unique_ptr<JobStore> store_ = open();
};

/// A charged failure.
job::Failure itemFailure(std::string code = "EMAIL_NOT_FOUND");
job::Failure providerFailure(std::optional<job::Micros> retryAfter = {});

}  // namespace fairlead::queue
