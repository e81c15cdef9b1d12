// What runs a job. One handler for each job type; a handler is called by many threads at once.
#pragma once

#include <chrono>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/error.h"
#include "core/job/job.h"
#include "native/postgres/connection.h"
#include "native/queue/job.h"
#include "native/workers/log.h"

namespace fairlead::queue {

/// Statements that commit together with the job's completion.
using Effect = std::function<Result<void>(postgres::Connection&)>;

/// The job is done. Its effect, where there is one, runs in one transaction with the completion,
/// after it: where the job is held by another by now, or the effect fails, nothing is written. An
/// effect may run again after a conflict, so it changes nothing but the database.
struct Done {
  Effect effect = {};
};

/// The attempt came to nothing, through no fault of job or provider: the database was away, or the
/// worker must stop. The job is given back, free of charge.
struct GivenBack {
  Error reason;
};

using Outcome = std::variant<Done, job::Failure, Snooze, GivenBack>;

/// What an `Error` of the database means for a job: given back where trying again may help
/// (database_unavailable, database_conflict, database_timeout), else a charged failure with the
/// code DATABASE_ERROR.
Outcome outcomeOf(const Error& error);

/// What a handler may use while it runs; the runner's.
class JobContext {
 public:
  virtual ~JobContext() = default;

  /// Runs `work` with a connection of the pool, without a transaction; once more with another one
  /// where that broke. Never call a model inside.
  virtual Result<void> withConnection(
      const std::function<Result<void>(postgres::Connection&)>& work) = 0;

  /// Whether to stop: the lease is lost, the time budget used up, or the worker must end. A handler
  /// asks before each step, and gives the job back then.
  virtual bool mustStop() const = 0;
  /// When the time budget ends; calls to a model may take no longer than this.
  virtual std::chrono::steady_clock::time_point deadline() const = 0;

  /// What an earlier attempt, or an earlier step of this one, has kept: JSON text.
  virtual Result<std::optional<std::string>> load(std::string_view step) = 0;
  /// Keeps a step's result, JSON text, for whoever goes on. Errors: those of `Connection`, and
  /// lease_stale where another holds the job by now.
  virtual Result<void> save(std::string_view step, std::string_view json) = 0;

  /// Logs with job, type, tenant, attempt, lease and trace. Ids, counts and codes alone.
  virtual void log(workers::LogLevel level, std::string_view event,
                   std::initializer_list<workers::LogMember> members) = 0;
};

class JobHandler {
 public:
  virtual ~JobHandler() = default;

  /// The job type: "email_summarize_v1".
  virtual std::string_view type() const = 0;
  /// Whose breaker, quota, rate and limit hold for it: "mistral"; "" for none.
  virtual std::string_view provider() const = 0;
  virtual job::Policy policy() const { return {}; }

  /// Makes one attempt. May be called for the same job more than once, also at the same time where
  /// a worker was taken for dead: all that it leaves behind goes into `Done::effect`.
  virtual Outcome run(const ClaimedJob& job, JobContext& context) = 0;
};

}  // namespace fairlead::queue
