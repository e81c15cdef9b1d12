// Breaker, rates and shares as JSON.
#include <vector>

#include "core/job/provider.h"
#include "core/job/share.h"
#include "core/job/token_bucket.h"
#include "core/job/wire.h"
#include "core/job/wire_values.h"
#include "core/json/request.h"

namespace fairlead::job {
namespace {

constexpr std::int64_t kMaxSlots = 10'000;
constexpr std::int64_t kMaxPass = std::int64_t{1} << 52;

Result<void> answerAdmission(json::ObjectReader& in, json::Writer& out) {
  const Provider provider = readProvider(in, "provider");
  const auto wanted = in.optionalInteger("wanted", 1, kMaxSlots).value_or(1);
  const Micros now = readMoment(in, "now");
  const BreakerPolicy policy = readBreakerPolicy(in, "policy");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const Admission admission = admit(provider, static_cast<int>(wanted), now, policy);
  out.beginObject();
  out.member("admitted", admission.admitted);
  out.member("code", admission.code);
  out.member("message", explain(admission, now));
  out.name("provider");
  write(out, admission.provider);
  out.member("until", admission.until);
  out.endObject();
  return {};
}

Result<void> answerSettled(json::ObjectReader& in, json::Writer& out) {
  const Provider provider = readProvider(in, "provider");
  const auto signal = static_cast<Signal>(readWord(in, "signal", kSignals));
  const auto retryAfter = readTime(in, "retry_after_us");
  const Micros now = readMoment(in, "now");
  const BreakerPolicy policy = readBreakerPolicy(in, "policy");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  write(out, settle(provider, signal, retryAfter, now, policy));
  return {};
}

Rate readRate(json::ObjectReader& in) {
  Rate rate;
  readObject(in, "rate", [&](json::ObjectReader& inner) {
    rate = {inner.integer("tokens", 1, kMaxRateTokens),
            inner.integer("period_us", 1, kMaxRatePeriod),
            inner.integer("capacity", 1, kMaxRateTokens)};
  });
  in.required("rate");
  if (!isValid(rate))
    in.refuse("member_value", "Capacity times period must be below 2^53.", "rate");
  return rate;
}

Bucket readBucket(json::ObjectReader& in, Bucket full) {
  readObject(in, "bucket", [&](json::ObjectReader& inner) {
    full = {inner.integer("parts", 0), readMoment(inner, "at")};
  });
  return full;
}

Result<void> answerTaken(json::ObjectReader& in, json::Writer& out) {
  const Rate rate = readRate(in);
  const std::int64_t count = in.optionalInteger("count", 0, rate.capacity).value_or(1);
  const Micros now = readMoment(in, "now");
  const Bucket bucket = readBucket(in, fullBucket(rate, now));
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const Taken taken = take(bucket, rate, count, now);
  out.beginObject();
  out.name("bucket");
  out.beginObject();
  out.member("at", taken.bucket.at);
  out.member("parts", taken.bucket.parts);
  out.endObject();
  out.member("taken", taken.taken);
  out.member("wait_us", taken.wait.value_or(0));
  out.endObject();
  return {};
}

Result<Claimant> readClaimant(json::Value value, const json::Path& at) {
  json::ObjectReader in(value, at);
  const auto count = [&](std::string_view name, std::int64_t otherwise) {
    return static_cast<int>(in.optionalInteger(name, 0, 1'000'000).value_or(otherwise));
  };
  const Claimant claimant = {
      .weight = static_cast<int>(in.optionalInteger("weight", 1, kMaxWeight).value_or(1)),
      .waiting = static_cast<int>(in.integer("waiting", 0, 1'000'000)),
      .running = count("running", 0),
      .limit = count("limit", 1'000'000),
      .pass = in.optionalInteger("pass", 0, kMaxPass).value_or(0)};
  if (Result<void> done = in.finish(); !done) return std::unexpected(done.error());
  return claimant;
}

std::vector<Claimant> readClaimants(json::ObjectReader& in) {
  std::vector<Claimant> claimants;
  const json::Path list = in.path() / "claimants";
  for (const json::Value value : in.array("claimants")) {
    const json::Path at = list / claimants.size();
    const Result<Claimant> claimant = readClaimant(value, at);
    if (!claimant) {
      in.take(std::unexpected(claimant.error()));
      break;
    }
    claimants.push_back(*claimant);
  }
  return claimants;
}

Result<void> answerShares(json::ObjectReader& in, json::Writer& out) {
  const std::vector<Claimant> claimants = readClaimants(in);
  const std::int64_t slots = in.integer("slots", 0, kMaxSlots);
  const std::int64_t pass = in.optionalInteger("pass", 0, kMaxPass).value_or(0);
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const Shares shares = share(claimants, static_cast<int>(slots), pass);
  out.beginObject();
  out.member("pass", shares.pass);
  out.name("shares");
  out.beginArray();
  for (const Share& given : shares.tenants) {
    out.beginObject();
    out.member("granted", given.granted);
    out.member("pass", given.pass);
    out.endObject();
  }
  out.endArray();
  out.endObject();
  return {};
}

}  // namespace

std::string admitJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, answerAdmission);
}

std::string settleJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, answerSettled);
}

std::string takeJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, answerTaken);
}

std::string shareJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, answerShares);
}

}  // namespace fairlead::job
