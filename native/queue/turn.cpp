// Ending jobs, and claiming others in the same breath.
#include <algorithm>
#include <fmt/format.h>

#include "native/postgres/transaction.h"
#include "native/queue/job_rows.h"
#include "native/queue/postgres_store.h"

namespace fairlead::queue {
namespace {

using postgres::Pipeline;
using postgres::Rows;

bool isCompleted(const Ended& one) {
  return std::holds_alternative<Completed>(one.how);
}

job::Decision decisionOf(const Ended& one, job::Micros now, const job::Policy& policy) {
  const job::Job& job = one.job->rule;
  if (const auto* failure = std::get_if<job::Failure>(&one.how))
    return job::fail(job, *failure, job.lease, now, policy);
  if (const auto* snooze = std::get_if<Snooze>(&one.how))
    return job::snooze(job, job.lease, snooze->until);
  if (std::holds_alternative<Released>(one.how)) return job::release(job, job.lease, now);
  return job::complete(job, job.lease, now);
}

/// The statements that end jobs, and where their answers stand.
class Settlement {
 public:
  Settlement(std::span<const Ended> ended, std::span<const job::Decision> decisions)
      : ended_(ended), decisions_(decisions) {}

  void addTo(Pipeline& pipeline) {
    std::vector<Hold> completed;
    std::vector<Decided> decided;
    for (std::size_t i = 0; i < ended_.size(); ++i) {
      const ClaimedJob& job = *ended_[i].job;
      if (isCompleted(ended_[i]))
        completed.push_back(job.hold());
      else
        decided.push_back({job.tenant, job.id, job.rule.state, &decisions_[i]});
    }
    std::ranges::sort(decided, {}, [](const Decided& one) { return std::tie(one.tenant, one.id); });
    if (!completed.empty()) {
      const HoldArrays arrays(std::move(completed));
      completed_ = pipeline.add("select id, lease, finished_at from ai_complete_jobs($1, $2, $3)",
                                {arrays.tenants, arrays.ids, arrays.leases});
    }
    if (!decided.empty()) {
      settled_ = pipeline.add("select id, lease from ai_settle_jobs($1)", {settlementOf(decided)});
    }
  }

  PostgresStore::Written written(const std::vector<Rows>& rows) const {
    PostgresStore::Written written;
    if (completed_) {
      for (const auto row : rows[*completed_])
        written[row.get<std::int64_t>(0)] = {row.get<std::int64_t>(1), row.get<std::int64_t>(2)};
    }
    if (settled_) {
      for (const auto row : rows[*settled_])
        written[row.get<std::int64_t>(0)] = {row.get<std::int64_t>(1), 0};
    }
    return written;
  }

 private:
  std::span<const Ended> ended_;
  std::span<const job::Decision> decisions_;
  std::optional<std::size_t> completed_, settled_;
};

/// Whether a job's failure came about before it asked its provider, or in no call: a mail that is
/// not there closes no breaker.
bool isApart(const job::Failure& failure, std::string_view provider) {
  return failure.failureClass == job::FailureClass::kItem && !failure.keyRefused &&
         failure.code != job::modelFailedCode(provider);
}

Told toldBy(const Ended& one, std::string_view provider) {
  if (isCompleted(one)) return {job::Signal::kAnswered, {}};
  const auto* failure = std::get_if<job::Failure>(&one.how);
  if (!failure || isApart(*failure, provider)) return {};
  return {job::signalOf(*failure), failure->retryAfter};
}

/// What was not refused. A result that came too late is news of long ago: a host that was cut off
/// would tell of all its calls that timed out, and open the breaker for those who were not.
std::vector<Ended> accepted(std::span<const Ended> ended,
                            std::span<const job::Decision> decisions) {
  std::vector<Ended> found;
  for (std::size_t i = 0; i < ended.size(); ++i) {
    if (decisions[i].applied()) found.push_back(ended[i]);
  }
  return found;
}

}  // namespace

// Only what is not a completion depends on the time, and costs a question for it.
Result<void> PostgresStore::decide(std::span<const Ended> ended,
                                   std::vector<job::Decision>& decisions) {
  job::Micros at = 0;
  if (!std::ranges::all_of(ended, isCompleted)) {
    const auto asked = now();
    if (!asked) return std::unexpected(asked.error());
    at = *asked;
  }
  decisions.reserve(ended.size());
  for (const Ended& one : ended) {
    decisions.push_back(decisionOf(one, at, policyOf(one.job->type)));
  }
  return {};
}

/// Turns decisions that were not written into refusals.
Result<void> PostgresStore::judge(std::span<const Ended> ended, const Written& written,
                                  std::vector<job::Decision>& decisions) {
  for (std::size_t i = 0; i < ended.size(); ++i) {
    if (!decisions[i].applied()) continue;  // the rule itself refused
    const auto found = written.find(ended[i].job->id);
    if (found == written.end() || found->second.lease != ended[i].job->rule.lease) {
      auto unwritten =
          isCompleted(ended[i]) ? unwrittenCompletion(*ended[i].job) : refusalOf(*ended[i].job);
      if (!unwritten) return std::unexpected(unwritten.error());
      decisions[i] = std::move(*unwritten);
    } else if (isCompleted(ended[i])) {
      decisions[i].job.finishedAt = found->second.at;
    }
  }
  return {};
}

/// Asks the rule why a write was refused, with the row as it is now.
Result<job::Decision> PostgresStore::refusalOf(const ClaimedJob& job) {
  const auto rows = connection_.query(
      fmt::format("select {} from ai_jobs where tenant_id = $1 and id = $2", kRuleColumns),
      {job.tenant, job.id});
  if (!rows) return std::unexpected(rows.error());
  if (rows->empty()) return job::Decision{job::Reason::kNotRunning, job.rule};
  return job::complete(readRule((*rows)[0], 0), job.rule.lease, 0);
}

/// What a completion that found no running job amounts to. One that was written before, but whose
/// commit's answer was lost, stands: only its holder can have ended the job under this lease.
Result<job::Decision> PostgresStore::unwrittenCompletion(const ClaimedJob& job) {
  auto refusal = refusalOf(job);
  if (!refusal) return refusal;
  const job::Job& now = refusal->job;
  if (now.state == job::State::kSucceeded && now.lease == job.rule.lease && now.finishedAt)
    return job::complete(job.rule, job.rule.lease, *now.finishedAt);
  return refusal;
}

/// Tells each provider how the calls ended.
Result<void> PostgresStore::tell(std::span<const Ended> ended) {
  std::map<Gate*, std::vector<Told>> told;
  for (const Ended& one : ended) {
    if (Gate* gate = gateOf(one.job->type)) told[gate].push_back(toldBy(one, gate->name()));
  }
  for (const auto& [gate, signals] : told) {
    if (auto done = gate->tell(connection_, signals); !done) return done;
  }
  return {};
}

/// Whether a claim needs nothing decided in between: one tenant waits, and the provider is open.
Result<bool> PostgresStore::isPlain(const ClaimRequest& request) {
  if (const Gate* gate = gateOf(request.type)) {
    const auto state = gate->read(connection_);
    if (!state) return std::unexpected(state.error());
    if (!gate->isOpenTo(*state, request.slots)) return false;
  }
  Line& line = lineOf(request.type);
  if (auto looked = line.look(connection_); !looked) return std::unexpected(looked.error());
  return line.isPlain();
}

Result<Turn> PostgresStore::turn(std::span<const Ended> ended,
                                 const std::optional<ClaimRequest>& request) {
  Turn turn;
  if (auto ready = beginClaim(request); !ready) return std::unexpected(ready.error());
  if (auto decided = decide(ended, turn.decisions); !decided)
    return std::unexpected(decided.error());
  const auto plain = request ? isPlain(*request) : false;
  if (!plain) return std::unexpected(plain.error());

  Pipeline pipeline(connection_);
  Settlement settlement(ended, turn.decisions);
  settlement.addTo(pipeline);
  if (*plain) lineOf(request->type).addClaim(pipeline, std::array{request->slots}, request->worker);
  if (!ended.empty() || *plain) {
    const auto rows = pipeline.run();
    if (!rows) return std::unexpected(rows.error());
    if (auto done = judge(ended, settlement.written(*rows), turn.decisions); !done)
      return std::unexpected(done.error());
    if (*plain) turn.claimed.jobs = lineOf(request->type).claimed(rows->back());
  }
  if (auto told = tell(accepted(ended, turn.decisions)); !told)
    return std::unexpected(told.error());
  if (request && turn.claimed.jobs.empty()) {
    auto claimed = claimApart(*request);
    if (!claimed) return std::unexpected(claimed.error());
    turn.claimed = std::move(*claimed);
  }
  endClaim(turn.claimed);
  return turn;
}

// From here until `endClaim` nobody knows what this store claims but the database.
Result<void> PostgresStore::beginClaim(const std::optional<ClaimRequest>& request) {
  if (!unsureOf_.empty()) {
    if (auto given = giveBackUnknown(); !given) return given;
  }
  if (!request) return {};
  if (!knownUntil_) {
    const auto at = now();
    if (!at) return std::unexpected(at.error());
    knownUntil_ = *at;
  }
  unsureOf_ = request->worker;
  return {};
}

void PostgresStore::endClaim(const Claimed& claimed) {
  unsureOf_.clear();
  for (const ClaimedJob& job : claimed.jobs)
    knownUntil_ = std::max(*knownUntil_, job.rule.claimedAt.value_or(0));
}

Result<job::Decision> PostgresStore::complete(const ClaimedJob& job, const Effect& effect) {
  auto decision = completeWith(job, effect);
  if (!decision || !decision->applied()) return decision;
  const Ended ended = {&job, Completed{}};
  if (auto told = tell({&ended, 1}); !told) return std::unexpected(told.error());
  return decision;
}

// The completion comes first: it locks the row, so that nobody takes the job over while the effect
// is written.
Result<job::Decision> PostgresStore::completeWith(const ClaimedJob& job, const Effect& effect) {
  auto transaction = postgres::Transaction::begin(connection_);
  if (!transaction) return std::unexpected(transaction.error());
  const HoldArrays arrays({job.hold()});
  const auto rows = connection_.query("select finished_at from ai_complete_jobs($1, $2, $3)",
                                      {arrays.tenants, arrays.ids, arrays.leases});
  if (!rows) return std::unexpected(rows.error());
  if (rows->empty()) return unwrittenCompletion(job);
  if (effect) {
    if (auto done = effect(connection_); !done) return std::unexpected(done.error());
  }
  if (auto done = transaction->commit(); !done) return std::unexpected(done.error());
  return job::complete(job.rule, job.rule.lease, (*rows)[0].get<std::int64_t>(0));
}

}  // namespace fairlead::queue
