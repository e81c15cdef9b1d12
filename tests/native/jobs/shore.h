// What the tests of the AI jobs share: a tenant with a mail account and a twin, and a run of one
// job as a worker makes it.
#pragma once

#include <atomic>
#include <map>
#include <string>

#include "native/jobs/asker.h"
#include "native/queue/handler.h"
#include "tests/native/support/model_server.h"
#include "tests/native/support/test_database.h"

namespace fairlead::testing {

/// The runner's part of a job: a connection as fairlead_worker, and what was logged.
class Watch : public queue::JobContext {
 public:
  explicit Watch(const TestDatabase& database) : connection_(connectTo(database.workerUrl())) {}

  Result<void> withConnection(
      const std::function<Result<void>(postgres::Connection&)>& work) override {
    return work(connection_);
  }
  bool mustStop() const override { return stop || std::chrono::steady_clock::now() >= deadline(); }
  std::chrono::steady_clock::time_point deadline() const override { return begun_ + budget; }
  Result<std::optional<std::string>> load(std::string_view step) override;
  Result<void> save(std::string_view step, std::string_view json) override;
  void log(workers::LogLevel level, std::string_view event,
           std::initializer_list<workers::LogMember> members) override;

  /// Commits what the job is to leave behind, as a runner does.
  void commit(const queue::Outcome& outcome);

  std::atomic<bool> stop = false;
  std::chrono::seconds budget{60};
  std::string logged;

 private:
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  postgres::Connection connection_;
  std::map<std::string, std::string, std::less<>> steps_;
};

/// A tenant, its member, its mail account and its twin with a conversation.
class Shore {
 public:
  explicit Shore(const TestDatabase& database);

  /// Adds a mail; gives its job.
  queue::ClaimedJob mail(const std::string& text, const std::string& subject = "A mail");
  /// Adds a message to the twin's conversation; gives its job.
  queue::ClaimedJob message(const std::string& text);
  /// Adds a source of this status with one piece; gives the piece's job.
  queue::ClaimedJob chunk(const std::string& text, const std::string& status);
  queue::ClaimedJob job(std::string type, std::string payload) const;

  /// The first column of the one row, as the worker sees it; $1 is the tenant.
  std::string ask(const std::string& sql);

  const std::string& tenant() const { return tenant_; }
  const std::string& twin() const { return twin_; }

 private:
  std::string insert(const std::string& sql, std::initializer_list<postgres::Parameter> values);

  postgres::Connection owner_, worker_;
  std::string tenant_, member_, account_, twin_, conversation_;
  int mails_ = 0;
};

/// How the handlers of tests ask: one model for both forms, no waiting for long.
jobs::ModelSettings settingsFor(const ModelServer& server);

/// The failure that an outcome is; any other ends the test program with its name.
job::Failure failureIn(const queue::Outcome& outcome);

}  // namespace fairlead::testing
