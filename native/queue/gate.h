// The gate before a provider: its breaker, quota, rate and limit, kept in provider_state for the
// whole fleet. Decisions are those of core/job/provider.h and token_bucket.h, made under the row's
// lock wherever they change it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/job/provider.h"
#include "core/job/token_bucket.h"
#include "native/postgres/connection.h"
#include "native/queue/job_store.h"

namespace fairlead::queue {

/// A provider's row, at a moment of the database's clock.
struct ProviderState {
  job::Provider provider;
  std::optional<job::Bucket> bucket;  ///< none is a full one
  job::Micros now = 0;
};

/// How many of the wanted jobs may be claimed, and why not more.
struct Passage {
  int admitted = 0;
  std::string_view heldBack;
  std::optional<job::Micros> until;
};

/// What a call that ended says of its provider.
struct Told {
  job::Signal signal = job::Signal::kNothing;
  std::optional<job::Micros> retryAfter;
};

/// All providers that were ever asked, by name, whatever the rules of this worker.
Result<std::vector<ProviderRow>> readProviders(postgres::Connection& connection);

class Gate {
 public:
  /// `types`: the job types that ask this provider.
  Gate(ProviderRules rules, std::vector<std::string> types)
      : rules_(std::move(rules)), types_(std::move(types)) {}

  const std::string& name() const { return rules_.name; }

  /// The provider's state now; one that nobody knows yet is closed and full.
  Result<ProviderState> read(postgres::Connection& connection) const;

  /// Whether all of the wanted may pass and nothing has to be written down for that.
  bool isOpenTo(const ProviderState& state, int wanted) const;

  /// Locks the provider's row and says how many may pass. For a transaction that then calls `pass`
  /// with the number of those that did.
  Result<Passage> open(postgres::Connection& connection, int wanted);
  Result<void> pass(postgres::Connection& connection, int passed);

  /// Keeps what calls that ended say of the provider; in a transaction of its own, if that is news.
  Result<void> tell(postgres::Connection& connection, std::span<const Told> told) const;

 private:
  Result<ProviderState> lock(postgres::Connection& connection) const;
  Result<void> write(postgres::Connection& connection, const ProviderState& state) const;
  Result<std::int64_t> running(postgres::Connection& connection) const;
  job::Provider after(const ProviderState& state, std::span<const Told> told) const;
  int tokens(const ProviderState& state) const;

  ProviderRules rules_;
  std::vector<std::string> types_;
  ProviderState locked_;
};

}  // namespace fairlead::queue
