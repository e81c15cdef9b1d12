// Claims that need something decided between what is read and what is written: shares among
// tenants, a limit, a provider that is not wide open.
#include <algorithm>

#include "native/postgres/transaction.h"
#include "native/queue/postgres_store.h"

namespace fairlead::queue {
namespace {

using postgres::Connection;
using postgres::Parameter;
using postgres::Pipeline;

/// Locks the turns of a type and gives the pass of the last one.
Result<std::int64_t> lockTurns(Connection& connection, const std::string& type) {
  const auto rows = connection.query(
      "insert into ai_turns as t (job_type) values ($1) "
      "on conflict (job_type) do update set pass = t.pass returning pass",
      {type});
  if (!rows) return std::unexpected(rows.error());
  return (*rows)[0].get<std::int64_t>(0);
}

Result<void> keepPasses(Connection& connection, const Line& line, std::span<const Waiting> waiting,
                        const job::Shares& shares) {
  std::vector<std::string> tenants;
  std::vector<std::int64_t> passes;
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    if (shares.tenants[i].granted == 0) continue;
    tenants.push_back(waiting[i].tenant);
    passes.push_back(shares.tenants[i].pass);
  }
  Pipeline pipeline(connection);
  pipeline.add(
      "insert into ai_shares (tenant_id, job_type, pass) "
      "select tenant_id, $1, pass from unnest($2::uuid[], $3::bigint[]) as new (tenant_id, pass) "
      "on conflict (tenant_id, job_type) do update set pass = excluded.pass",
      {line.type(), Parameter::array(tenants), Parameter::array(passes)});
  pipeline.add("update ai_turns set pass = $2 where job_type = $1", {line.type(), shares.pass});
  if (const auto rows = pipeline.run(); !rows) return std::unexpected(rows.error());
  return {};
}

/// How many jobs of each of those who wait were claimed.
std::vector<int> countsOf(std::span<const Waiting> waiting, std::span<const ClaimedJob> jobs) {
  std::vector<int> counts(waiting.size());
  for (const ClaimedJob& job : jobs) {
    const auto of = std::ranges::find(waiting, job.tenant, &Waiting::tenant);
    if (of != waiting.end()) ++counts[static_cast<std::size_t>(of - waiting.begin())];
  }
  return counts;
}

/// Claimants for a round of sharing. Who got less than it was granted has no more, in all rounds
/// that follow: so each round finds another such tenant, or is the last.
std::vector<job::Claimant> claimants(std::span<const Waiting> waiting, std::span<const int> got,
                                     const std::vector<bool>& hasNoMore, int slots) {
  std::vector<job::Claimant> all;
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    all.push_back(waiting[i].claimant);
    all.back().waiting = hasNoMore[i] ? got[i] : slots;
  }
  return all;
}

}  // namespace

Result<std::vector<ClaimedJob>> PostgresStore::claimFrom(Line& line, std::span<const int> slots,
                                                         std::string_view worker) {
  Pipeline pipeline(connection_);
  line.addClaim(pipeline, slots, worker);
  const auto rows = pipeline.run();
  if (!rows) return std::unexpected(rows.error());
  return line.claimed(rows->front());
}

// Nobody counts beforehand how many jobs each tenant has. Each is granted its share as if it had
// enough; what one leaves is shared out again among those who took all of theirs. In the end the
// passes are those of a share in which everybody's number was known.
Result<std::vector<ClaimedJob>> PostgresStore::claimShared(Line& line, int slots,
                                                           std::string_view worker) {
  const auto pass = lockTurns(connection_, line.type());
  if (!pass) return std::unexpected(pass.error());
  if (auto looked = line.lookNow(connection_); !looked) return std::unexpected(looked.error());
  const std::vector<Waiting> waiting = line.waiting();
  std::vector<int> got(waiting.size());
  std::vector<bool> hasNoMore(waiting.size());
  std::vector<ClaimedJob> jobs;
  job::Shares shares;
  for (;;) {
    shares = job::share(claimants(waiting, got, hasNoMore, slots), slots, *pass);
    std::vector<int> more(waiting.size());
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      more[i] = shares.tenants[i].granted - got[i];
    }
    if (std::ranges::none_of(more, [](int count) { return count > 0; })) break;
    auto claimed = claimFrom(line, more, worker);
    if (!claimed) return std::unexpected(claimed.error());
    std::ranges::move(*claimed, std::back_inserter(jobs));
    got = countsOf(waiting, jobs);
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      if (got[i] < shares.tenants[i].granted) hasNoMore[i] = true;
    }
  }
  if (auto kept = keepPasses(connection_, line, waiting, shares); !kept)
    return std::unexpected(kept.error());
  return jobs;
}

Result<Claimed> PostgresStore::claimApart(const ClaimRequest& request) {
  Line& line = lineOf(request.type);
  Gate* gate = gateOf(request.type);
  Claimed claimed;
  if (!gate) {
    // Most often nobody waits; then there is nothing to lock.
    if (auto looked = line.lookNow(connection_); !looked) return std::unexpected(looked.error());
    if (line.waiting().empty()) return claimed;
  }
  auto transaction = postgres::Transaction::begin(connection_);
  if (!transaction) return std::unexpected(transaction.error());
  Passage passage = {request.slots, {}, {}};
  if (gate) {
    auto opened = gate->open(connection_, request.slots);
    if (!opened) return std::unexpected(opened.error());
    passage = *opened;
  }
  claimed.heldBack = passage.heldBack;
  claimed.until = passage.until;
  if (passage.admitted > 0) {
    auto jobs = claimShared(line, passage.admitted, request.worker);
    if (!jobs) return std::unexpected(jobs.error());
    claimed.jobs = std::move(*jobs);
    if (std::ssize(claimed.jobs) < passage.admitted) {  // there are no more
      claimed.heldBack = {};
      claimed.until = {};
    }
  }
  if (gate) {
    const auto passed = gate->pass(connection_, static_cast<int>(claimed.jobs.size()));
    if (!passed) return std::unexpected(passed.error());
  }
  if (auto done = transaction->commit(); !done) return std::unexpected(done.error());
  return claimed;
}

}  // namespace fairlead::queue
