#include "native/queue/gate.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

#include "native/postgres/transaction.h"

namespace fairlead::queue {
namespace {

using postgres::Connection;
using postgres::Parameter;

constexpr std::string_view kColumns =
    "to_micros(clock_timestamp()), p.breaker, p.failures, to_micros(p.window_began), "
    "to_micros(p.opened_at), to_micros(p.retry_at), p.probes, p.openings, "
    "to_micros(p.quota_reset_at), p.bucket_parts, to_micros(p.bucket_at)";
constexpr int kNameColumn = 11;

job::BreakerState breakerOf(std::string_view name) {
  const auto* const found = std::ranges::find(job::kBreakerStateNames, name);
  return static_cast<job::BreakerState>(found - std::begin(job::kBreakerStateNames));
}

int number(const postgres::Row& row, int column) {
  return static_cast<int>(row.get<std::int64_t>(column));
}

job::Micros time(const postgres::Row& row, int column) {
  return row.get<std::optional<job::Micros>>(column).value_or(0);
}

ProviderState providerStateOf(const postgres::Row& row) {
  ProviderState state;
  state.now = row.get<std::int64_t>(0);
  if (row.isNull(1)) return state;
  state.provider.breaker = breakerOf(row.get<std::string_view>(1));
  state.provider.failures = number(row, 2);
  state.provider.windowBegan = time(row, 3);
  state.provider.openedAt = time(row, 4);
  state.provider.retryAt = time(row, 5);
  state.provider.probes = number(row, 6);
  state.provider.openings = number(row, 7);
  state.provider.quotaResetAt = row.get<std::optional<job::Micros>>(8);
  if (!row.isNull(9)) state.bucket = {row.get<std::int64_t>(9), time(row, 10)};
  return state;
}

}  // namespace

Result<std::vector<ProviderRow>> readProviders(Connection& connection) {
  const auto rows = connection.query(
      fmt::format("select {}, p.provider from provider_state p order by p.provider", kColumns));
  if (!rows) return std::unexpected(rows.error());
  std::vector<ProviderRow> all;
  for (const auto row : *rows) {
    all.push_back({row.get<std::string>(kNameColumn), providerStateOf(row).provider});
  }
  return all;
}

Result<ProviderState> Gate::read(Connection& connection) const {
  const auto rows = connection.query(
      fmt::format("select {} from (select 1) always left join provider_state p on p.provider = $1",
                  kColumns),
      {rules_.name});
  if (!rows) return std::unexpected(rows.error());
  return providerStateOf((*rows)[0]);
}

Result<ProviderState> Gate::lock(Connection& connection) const {
  const auto locked = connection.query(
      "insert into provider_state as p (provider) values ($1) "
      "on conflict (provider) do update set breaker = p.breaker",
      {rules_.name});
  if (!locked) return std::unexpected(locked.error());
  return read(connection);
}

Result<void> Gate::write(Connection& connection, const ProviderState& state) const {
  const auto& [breaker, failures, windowBegan, openedAt, retryAt, probes, openings, quotaResetAt] =
      state.provider;
  const auto bucket = state.bucket;
  const auto written = connection.query(
      "update provider_state set breaker = $2, failures = $3, window_began = from_micros($4), "
      "opened_at = from_micros($5), retry_at = from_micros($6), probes = $7, openings = $8, "
      "quota_reset_at = from_micros($9), bucket_parts = $10, bucket_at = from_micros($11) "
      "where provider = $1",
      {rules_.name, job::kBreakerStateNames[static_cast<std::size_t>(breaker)], failures,
       windowBegan, openedAt, retryAt, probes, openings, quotaResetAt,
       bucket ? std::optional(bucket->parts) : std::nullopt,
       bucket ? std::optional(bucket->at) : std::nullopt});
  if (!written) return std::unexpected(written.error());
  return {};
}

Result<std::int64_t> Gate::running(Connection& connection) const {
  const auto rows =
      connection.query("select count(*) from ai_running where job_type = any($1::text[])",
                       {Parameter::array(types_)});
  if (!rows) return std::unexpected(rows.error());
  return (*rows)[0].get<std::int64_t>(0);
}

bool Gate::isOpenTo(const ProviderState& state, int wanted) const {
  if (rules_.rate || rules_.limit > 0) return false;
  const auto admission = job::admit(state.provider, wanted, state.now, rules_.breaker);
  return admission.admitted == wanted && admission.provider == state.provider;
}

/// Whole tokens in the bucket now; none taken.
int Gate::tokens(const ProviderState& state) const {
  const job::Rate& rate = *rules_.rate;
  const job::Bucket bucket = state.bucket.value_or(job::fullBucket(rate, state.now));
  const auto parts = job::take(bucket, rate, 0, state.now).bucket.parts;
  return static_cast<int>(parts / rate.period);
}

Result<Passage> Gate::open(Connection& connection, int wanted) {
  auto state = lock(connection);
  if (!state) return std::unexpected(state.error());
  locked_ = *state;
  const auto admission = job::admit(locked_.provider, wanted, locked_.now, rules_.breaker);
  Passage passage = {admission.admitted, {}, admission.until};
  if (admission.admitted < wanted) passage.heldBack = admission.code;
  if (rules_.rate) {
    const int tokens = this->tokens(locked_);
    if (tokens < passage.admitted) {
      const job::Bucket bucket =
          locked_.bucket.value_or(job::fullBucket(*rules_.rate, locked_.now));
      const auto wait = job::take(bucket, *rules_.rate, tokens + 1, locked_.now).wait;
      passage = {tokens, "rate_limited", {}};
      if (wait) passage.until = job::later(locked_.now, *wait);
    }
  }
  if (rules_.limit > 0) {
    const auto running = this->running(connection);
    if (!running) return std::unexpected(running.error());
    const auto room = static_cast<int>(std::max<std::int64_t>(0, rules_.limit - *running));
    if (room < passage.admitted) passage = {room, "provider_limit", {}};
  }
  return passage;
}

Result<void> Gate::pass(Connection& connection, int passed) {
  locked_.provider = job::admit(locked_.provider, passed, locked_.now, rules_.breaker).provider;
  if (rules_.rate) {
    const job::Bucket bucket = locked_.bucket.value_or(job::fullBucket(*rules_.rate, locked_.now));
    locked_.bucket = job::take(bucket, *rules_.rate, passed, locked_.now).bucket;
  }
  return write(connection, locked_);
}

job::Provider Gate::after(const ProviderState& state, std::span<const Told> told) const {
  job::Provider provider = state.provider;
  for (const Told& one : told) {
    provider = job::settle(provider, one.signal, one.retryAfter, state.now, rules_.breaker);
  }
  return provider;
}

Result<void> Gate::tell(Connection& connection, std::span<const Told> told) const {
  const auto seen = read(connection);
  if (!seen) return std::unexpected(seen.error());
  if (after(*seen, told) == seen->provider) return {};
  auto transaction = postgres::Transaction::begin(connection);
  if (!transaction) return std::unexpected(transaction.error());
  auto state = lock(connection);
  if (!state) return std::unexpected(state.error());
  state->provider = after(*state, told);
  if (auto written = write(connection, *state); !written) return written;
  return transaction->commit();
}

}  // namespace fairlead::queue
