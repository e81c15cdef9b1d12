// The durable queue: where jobs are asked for, claimed, kept alive and ended.
//
// A store carries out what the rules of core/job decide, and fences every write by the lease and
// the state that the rule saw. Its one clock is the database's. Two stores on the same database, in
// one process or on many hosts, share everything: jobs, breakers, quotas, rates, shares and
// leaders.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/job/decide.h"
#include "core/job/provider.h"
#include "core/job/token_bucket.h"
#include "native/queue/handler.h"
#include "native/queue/job.h"
#include "native/queue/operations.h"

namespace fairlead::queue {

/// How jobs of one type are treated.
struct TypeRules {
  std::string type;
  std::string provider;  ///< "" for none
  job::Policy policy = {};
};

/// How a provider is treated.
struct ProviderRules {
  std::string name;
  job::BreakerPolicy breaker = {};
  std::optional<job::Rate> rate = {};  ///< a token for each claimed job
  int limit = 0;                       ///< on running jobs of its types, in the fleet; 0 is none
};

/// All workers of a fleet are given the same.
struct Rules {
  std::vector<TypeRules> types;
  std::vector<ProviderRules> providers;  ///< a provider that is not named has the default rules
};

struct NewJob {
  std::string tenant;  ///< may be empty where `account` tells it
  std::string type;
  /// What makes two requests the same job; by default account and message, else nothing does.
  std::optional<std::string> dedupeKey = {};
  std::string payload = "{}";  ///< a JSON object
  int priority = 100;          ///< lower goes first, within a tenant
  std::optional<job::Micros> runAfter = {};
  std::optional<std::string> account = {}, message = {};
  std::optional<std::string> traceParent = {};
};

struct Enqueued {
  std::int64_t id = 0;
  bool added = false;                      ///< false: there is such a job already
  job::State state = job::State::kQueued;  ///< its state now
};

struct ClaimRequest {
  std::string_view type;
  int slots = 1;
  std::string_view worker;  ///< host-pid
};

struct Claimed {
  std::vector<ClaimedJob> jobs;
  /// Why fewer than `slots` were given, where that is the provider's or the rate's doing: an
  /// Admission's code, rate_limited or provider_limit. Else empty.
  std::string_view heldBack;
  /// When to ask again then, by the database's clock.
  std::optional<job::Micros> until;
};

/// What a `turn` did.
struct Turn {
  /// One for each of the ended, in order. Where it was refused (not_running, lease_stale) nothing
  /// was written, and the result is to be thrown away.
  std::vector<job::Decision> decisions;
  Claimed claimed;
};

/// One thread at a time; a worker opens as many as it has threads that ask.
///
/// Every function fails with the codes of postgres::Connection. After database_unavailable nothing
/// is known of the last call: what it was to write is there whole or not at all. The caller calls
/// `reopen` until it succeeds, and may repeat the call: the fence makes that harmless, and a
/// completion that was written is told as one. An enqueue without a dedupe key is the exception.
class JobStore {
 public:
  virtual ~JobStore() = default;

  virtual Result<void> reopen() = 0;
  /// The database's clock.
  virtual Result<job::Micros> now() = 0;

  // Asking ---------------------------------------------------------------------------------------

  /// Asks for a job. One that is there already is left as it is, and told.
  virtual Result<Enqueued> enqueue(const NewJob& job) = 0;
  /// Asks for many at once (COPY); gives how many are new. Each names its tenant.
  virtual Result<std::int64_t> enqueueMany(std::span<const NewJob> jobs) = 0;

  // Working --------------------------------------------------------------------------------------

  /// Ends jobs and claims others, in one transaction and, where nothing has to be asked in between,
  /// one round trip. Tells the providers' breakers how the calls ended.
  ///
  /// Jobs that were claimed by a turn that failed, so that nobody knows of them, are given back by
  /// the store's next turn, free of charge. So of all that claim at once, each has a name of its
  /// own.
  virtual Result<Turn> turn(std::span<const Ended> ended,
                            const std::optional<ClaimRequest>& request) = 0;

  Result<std::vector<job::Decision>> settle(std::span<const Ended> ended);
  Result<Claimed> claim(const ClaimRequest& request);

  /// Completes a job together with its effect, in one transaction. Refused: neither is written.
  /// Errors of the effect are given back, and nothing is written.
  virtual Result<job::Decision> complete(const ClaimedJob& job, const Effect& effect) = 0;

  /// Says of many jobs that their worker lives; for each whether it still holds it.
  virtual Result<std::vector<bool>> heartbeat(std::span<const Hold> holds) = 0;

  /// A step's result that was kept, JSON text.
  virtual Result<std::optional<std::string>> loadCheckpoint(const Hold& hold,
                                                            std::string_view step) = 0;
  /// Keeps one; false where the hold is lost, and nothing was written.
  virtual Result<bool> saveCheckpoint(const Hold& hold, std::string_view step,
                                      std::string_view json) = 0;

  // Keeping order --------------------------------------------------------------------------------

  /// Takes back what dead workers hold, and what is over its time budget; at most `limit`.
  virtual Result<std::vector<Rescued>> rescue(int limit) = 0;
  /// Lets queued jobs wait no longer than they were meant to, where the clock stepped back after
  /// they were put off; at most `limit`. Gives how many.
  virtual Result<std::int64_t> rescueQueued(int limit) = 0;

  /// Takes or keeps the lead over something ("cron") for `time`; whether `holder` leads now.
  virtual Result<bool> lead(std::string_view what, std::string_view holder, job::Micros time) = 0;
  /// Enqueues what the cron entries ask for by now: each time once, however many leaders there are.
  /// Times that were missed, because nobody led, are made up for by one job. An entry that is wrong
  /// is told, and keeps no other back.
  virtual Result<CronRound> fireCron() = 0;
  /// Deletes a portion of what finished long ago; gives how many. Nothing is left once it gives 0.
  virtual Result<std::int64_t> sweep(const Retention& retention) = 0;

  // People ---------------------------------------------------------------------------------------

  /// The newest first.
  virtual Result<std::vector<JobRow>> list(const JobFilter& filter, int limit) = 0;
  /// Ends jobs that have not ended; their holders are refused from then on. Gives how many.
  virtual Result<std::int64_t> cancel(const JobFilter& filter) = 0;
  /// Queues finished jobs again, with nothing charged and without checkpoints. Gives how many.
  virtual Result<std::int64_t> requeue(const JobFilter& filter) = 0;
  /// Puts queued jobs off. Gives how many.
  virtual Result<std::int64_t> snooze(const JobFilter& filter, job::Micros until) = 0;

  /// All jobs by type and state; reads the whole table.
  virtual Result<std::vector<Depth>> depths() = 0;
  /// Those that are queued, running or dead; cheap enough to be asked all the time.
  virtual Result<std::vector<Depth>> liveDepths() = 0;
  virtual Result<std::vector<ProviderRow>> providers() = 0;
};

inline Result<std::vector<job::Decision>> JobStore::settle(std::span<const Ended> ended) {
  auto done = turn(ended, std::nullopt);
  if (!done) return std::unexpected(std::move(done.error()));
  return std::move(done->decisions);
}

inline Result<Claimed> JobStore::claim(const ClaimRequest& request) {
  auto done = turn({}, request);
  if (!done) return std::unexpected(std::move(done.error()));
  return std::move(done->claimed);
}

}  // namespace fairlead::queue
