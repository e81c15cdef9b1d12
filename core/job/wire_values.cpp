#include "core/job/wire_values.h"

#include <algorithm>
#include <string>

namespace fairlead::job {
namespace {

constexpr int kMaxCount = 1'000'000;

void readCount(json::ObjectReader& in, std::string_view name, int& count, int min, int max) {
  if (const auto given = in.optionalInteger(name, min, max)) count = static_cast<int>(*given);
}

void readWait(json::ObjectReader& in, std::string_view name, Micros& wait, Micros min = 0) {
  if (const auto given = in.optionalInteger(name, min, kLongestWait)) wait = *given;
}

void readInstant(json::ObjectReader& in, std::string_view name, Micros& moment) {
  if (const auto given = readTime(in, name)) moment = *given;
}

void readMembers(json::ObjectReader& in, Job& job) {
  job.state = static_cast<State>(readWord(in, "status", kStateNames));
  job.lease = in.integer("lease", 0, kEndOfTime - 1);
  job.attempts = static_cast<int>(in.integer("attempts", 0, kMaxCount));
  job.losses = static_cast<int>(in.integer("losses", 0, kMaxCount));
  readCount(in, "deferrals", job.deferrals, 0, kMaxCount);
  job.runAfter = readMoment(in, "run_after");
  job.lockedBy = in.nullableString("locked_by").value_or("");
  job.claimedAt = readTime(in, "claimed_at");
  job.heartbeatAt = readTime(in, "heartbeat_at");
  job.finishedAt = readTime(in, "finished_at");
  job.lastErrorCode = in.nullableString("last_error_code").value_or("");
  job.lastErrorAt = readTime(in, "last_error_at");
}

std::string_view defaultCode(FailureClass failureClass) {
  if (failureClass == FailureClass::kSchema) return "SCHEMA_INVALID";
  if (failureClass == FailureClass::kLost) return kWorkerLostCode;
  return modelFailedCode({});
}

/// A text, or null where there is none.
void writeText(json::Writer& out, std::string_view name, std::string_view text) {
  out.name(name);
  if (text.empty())
    out.null();
  else
    out.string(text);
}

}  // namespace

std::size_t readWord(json::ObjectReader& in, std::string_view name,
                     std::span<const std::string_view> words) {
  const auto found = std::ranges::find(words, in.string(name));
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  std::string known;
  for (const std::string_view word : words) known.append(known.empty() ? "" : ", ").append(word);
  in.refuse("member_value", "This must be one of " + known + ".", name);
  return 0;
}

Micros readMoment(json::ObjectReader& in, std::string_view name) {
  return in.integer(name, 0, kEndOfTime);
}

std::optional<Micros> readTime(json::ObjectReader& in, std::string_view name) {
  return in.nullableInteger(name, 0, kEndOfTime);
}

Job readJob(json::ObjectReader& in, std::string_view name) {
  Job job;
  readObject(in, name, [&](json::ObjectReader& inner) { readMembers(inner, job); });
  return job;
}

Policy readPolicy(json::ObjectReader& in, std::string_view name) {
  Policy policy;
  readObject(in, name, [&](json::ObjectReader& inner) {
    readCount(inner, "max_attempts", policy.maxAttempts, 1, kMostAttempts);
    readCount(inner, "max_losses", policy.maxLosses, 1, kMostAttempts);
    readWait(inner, "heartbeat_every_us", policy.heartbeatEvery, kShortestBeat);
    readWait(inner, "heartbeat_grace_us", policy.heartbeatGrace);
    readWait(inner, "time_budget_us", policy.timeBudget, kShortestBeat);
    readWait(inner, "retry_base_us", policy.retryBase);
    readWait(inner, "retry_most_us", policy.retryMost);
    readWait(inner, "defer_base_us", policy.deferBase);
    readWait(inner, "defer_most_us", policy.deferMost);
    readWait(inner, "retry_after_most_us", policy.retryAfterMost);
    readWait(inner, "config_wait_us", policy.configWait);
    readWait(inner, "quota_wait_us", policy.quotaWait);
    readWait(inner, "quota_most_us", policy.quotaMost);
  });
  return policy;
}

Provider readProvider(json::ObjectReader& in, std::string_view name) {
  Provider provider;
  readObject(in, name, [&](json::ObjectReader& inner) {
    if (inner.optional("breaker"))
      provider.breaker = static_cast<BreakerState>(readWord(inner, "breaker", kBreakerStateNames));
    readCount(inner, "failures", provider.failures, 0, kMaxCount);
    readInstant(inner, "window_began", provider.windowBegan);
    readInstant(inner, "opened_at", provider.openedAt);
    readInstant(inner, "retry_at", provider.retryAt);
    readCount(inner, "probes", provider.probes, 0, kMaxCount);
    readCount(inner, "openings", provider.openings, 0, kMaxCount);
    provider.quotaResetAt = readTime(inner, "quota_reset_at");
  });
  return provider;
}

BreakerPolicy readBreakerPolicy(json::ObjectReader& in, std::string_view name) {
  BreakerPolicy policy;
  readObject(in, name, [&](json::ObjectReader& inner) {
    readCount(inner, "threshold", policy.threshold, 1, kMaxCount);
    readWait(inner, "window_us", policy.window);
    readWait(inner, "cool_down_us", policy.coolDown);
    readWait(inner, "cool_down_most_us", policy.coolDownMost);
    readWait(inner, "retry_after_most_us", policy.retryAfterMost);
    if (const auto open = inner.optionalInteger("refused_open_us", 0, kRefusedOpenMost))
      policy.refusedOpen = *open;
    readCount(inner, "probes", policy.probes, 1, kMaxCount);
    readWait(inner, "probe_timeout_us", policy.probeTimeout, kShortestBeat);
    readWait(inner, "quota_wait_us", policy.quotaWait);
    readWait(inner, "quota_most_us", policy.quotaMost);
  });
  return policy;
}

Result<Failure> readFailure(json::Value value, const json::Path& at) {
  json::ObjectReader in(value, at);
  Failure failure;
  failure.failureClass = static_cast<FailureClass>(readWord(in, "class", kFailureClasses));
  failure.code = in.optionalString("code").value_or(defaultCode(failure.failureClass));
  failure.retryAfter = readTime(in, "retry_after_us");
  failure.keyRefused = in.optionalBoolean("key_refused").value_or(false);
  readCount(in, "asks", failure.asks, 1, kMaxCount);
  if (Result<void> done = in.finish(); !done) return std::unexpected(done.error());
  return failure;
}

void write(json::Writer& out, const Job& job) {
  out.beginObject();
  out.member("attempts", job.attempts);
  out.member("claimed_at", job.claimedAt);
  out.member("deferrals", job.deferrals);
  out.member("finished_at", job.finishedAt);
  out.member("heartbeat_at", job.heartbeatAt);
  out.member("last_error_at", job.lastErrorAt);
  writeText(out, "last_error_code", job.lastErrorCode);
  out.member("lease", job.lease);
  writeText(out, "locked_by", job.lockedBy);
  out.member("losses", job.losses);
  out.member("run_after", job.runAfter);
  out.member("status", kMachine.nameOf(job.state));
  out.endObject();
}

void write(json::Writer& out, const Provider& provider) {
  out.beginObject();
  out.member("breaker", kBreakerMachine.nameOf(provider.breaker));
  out.member("failures", provider.failures);
  out.member("opened_at", provider.openedAt);
  out.member("openings", provider.openings);
  out.member("probes", provider.probes);
  out.member("quota_reset_at", provider.quotaResetAt);
  out.member("retry_at", provider.retryAt);
  out.member("window_began", provider.windowBegan);
  out.endObject();
}

}  // namespace fairlead::job
