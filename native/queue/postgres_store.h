// The store on PostgreSQL: one connection, the functions of native/sql/0011_queue.sql.
//
// Statements are sent without names and nothing is kept in the session, so a proxy may give each
// transaction another one.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "native/postgres/connection.h"
#include "native/postgres/pipeline.h"
#include "native/queue/gate.h"
#include "native/queue/job_store.h"
#include "native/queue/line.h"

namespace fairlead::queue {

class PostgresStore final : public JobStore {
 public:
  /// Connects as fairlead_worker. Where the options name no answer timeout, it is that of workers.
  static Result<std::unique_ptr<PostgresStore>> open(std::string url, Rules rules,
                                                     postgres::ConnectOptions options = {});

  Result<void> reopen() override;
  Result<job::Micros> now() override;

  Result<Enqueued> enqueue(const NewJob& job) override;
  Result<std::int64_t> enqueueMany(std::span<const NewJob> jobs) override;

  Result<Turn> turn(std::span<const Ended> ended,
                    const std::optional<ClaimRequest>& request) override;
  Result<job::Decision> complete(const ClaimedJob& job, const Effect& effect) override;
  Result<std::vector<bool>> heartbeat(std::span<const Hold> holds) override;
  Result<std::optional<std::string>> loadCheckpoint(const Hold& hold,
                                                    std::string_view step) override;
  Result<bool> saveCheckpoint(const Hold& hold, std::string_view step,
                              std::string_view json) override;

  Result<std::vector<Rescued>> rescue(int limit) override;
  Result<std::int64_t> rescueQueued(int limit) override;
  Result<bool> lead(std::string_view what, std::string_view holder, job::Micros time) override;
  Result<CronRound> fireCron() override;
  Result<std::int64_t> sweep(const Retention& retention) override;

  Result<std::vector<JobRow>> list(const JobFilter& filter, int limit) override;
  Result<std::int64_t> cancel(const JobFilter& filter) override;
  Result<std::int64_t> requeue(const JobFilter& filter) override;
  Result<std::int64_t> snooze(const JobFilter& filter, job::Micros until) override;
  Result<std::vector<Depth>> depths() override;
  Result<std::vector<Depth>> liveDepths() override;
  Result<std::vector<ProviderRow>> providers() override;

  /// Under which lease a job was ended, and when, by its id.
  struct Stamp {
    std::int64_t lease = 0;
    job::Micros at = 0;
  };
  using Written = std::unordered_map<std::int64_t, Stamp>;

 private:
  PostgresStore(std::string url, Rules rules, postgres::ConnectOptions options,
                postgres::Connection connection);

  const job::Policy& policyOf(std::string_view type) const;
  postgres::Parameter typeNames() const;
  Gate* gateOf(std::string_view type);
  Line& lineOf(std::string_view type);

  // turn.cpp
  Result<void> decide(std::span<const Ended> ended, std::vector<job::Decision>& decisions);
  Result<void> judge(std::span<const Ended> ended, const Written& written,
                     std::vector<job::Decision>& decisions);
  Result<job::Decision> refusalOf(const ClaimedJob& job);
  Result<job::Decision> unwrittenCompletion(const ClaimedJob& job);
  Result<void> beginClaim(const std::optional<ClaimRequest>& request);
  void endClaim(const Claimed& claimed);
  Result<job::Decision> completeWith(const ClaimedJob& job, const Effect& effect);
  Result<void> tell(std::span<const Ended> ended);
  Result<bool> isPlain(const ClaimRequest& request);

  // claim.cpp
  Result<Claimed> claimApart(const ClaimRequest& request);
  Result<std::vector<ClaimedJob>> claimFrom(Line& line, std::span<const int> slots,
                                            std::string_view worker);
  Result<std::vector<ClaimedJob>> claimShared(Line& line, int slots, std::string_view worker);

  // operations.cpp
  Result<void> giveBackUnknown();
  using Decide = std::function<job::Decision(const job::Job&, job::Micros now)>;
  Result<std::int64_t> applyTo(const JobFilter& filter, std::string_view states,
                               const Decide& decide);

  std::string url_;
  postgres::ConnectOptions options_;
  Rules rules_;
  postgres::Connection connection_;
  std::map<std::string, Line, std::less<>> lines_;
  std::vector<Gate> gates_;
  /// When the last job was claimed that the caller was told of, by the database's clock.
  std::optional<job::Micros> knownUntil_;
  /// In whose name a claim was begun whose outcome is not known; empty for none.
  std::string unsureOf_;
};

}  // namespace fairlead::queue
