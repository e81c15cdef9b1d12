#include "core/flag/wire.h"

#include <algorithm>
#include <optional>

#include "core/flag/bucket.h"
#include "core/flag/judge.h"
#include "core/flag/ramp.h"
#include "core/json/request.h"

namespace fairlead::flag {
namespace {

/// A flag's name: not empty, and without NUL, which ends it in the hash.
std::string_view readName(json::ObjectReader& in) {
  const std::string_view name = in.string("flag");
  if (name.empty() || name.contains('\0'))
    in.refuse("member_value", "A flag has a name, without NUL.", "flag");
  return name;
}

std::uint32_t readPercentage(json::ObjectReader& in) {
  const Result<std::uint32_t> hundredths = hundredthsOf(in.number("percentage"));
  if (hundredths) return *hundredths;
  in.refuse("member_value", hundredths.error().message, "percentage");
  return 0;
}

std::int64_t readTime(json::ObjectReader& in, std::string_view name) {
  return in.integer(name, 0);
}

Window readWindow(json::ObjectReader& outer) {
  const json::Path at = outer.path() / "window";
  json::ObjectReader in(outer.required("window"), at);
  Window window = {.requests = in.integer("requests", 0),
                   .errors = in.integer("errors", 0),
                   .serverErrors = in.integer("server_errors", 0),
                   .p95Ms = in.nullableNumber("p95_ms"),
                   .nullSignatures = in.integer("null_signatures", 0),
                   .crossTenantRows = in.integer("cross_tenant_rows", 0),
                   .inconsistencies = in.integer("inconsistencies", 0)};
  if (std::max(window.errors, window.serverErrors) > window.requests)
    in.refuse("member_value", "More requests failed than there were.", "errors");
  if (window.requests > 0 && !window.p95Ms)
    in.refuse("member_value", "Where there were requests, there is a P95.", "p95_ms");
  outer.take(in.finish());
  return window;
}

void write(json::Writer& out, const std::vector<Finding>& reasons) {
  out.beginArray();
  for (const Finding& reason : reasons) {
    out.beginObject();
    out.member("code", reason.code);
    out.member("message", reason.message);
    out.endObject();
  }
  out.endArray();
}

Result<void> answerBucket(json::ObjectReader& in, json::Writer& out) {
  const std::string_view name = readName(in);
  const std::string_view subject = in.string("subject");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  out.put(bucket(name, subject));
  return {};
}

Result<void> answerEnabled(json::ObjectReader& in, json::Writer& out) {
  const Flag flag = {readName(in), in.boolean("enabled"), readPercentage(in)};
  const std::string_view subject = in.string("subject");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const Standing found = standing(flag, subject);
  out.beginObject();
  out.member("bucket", bucket(flag.name, subject));
  out.member("enabled", found == Standing::kInside);
  out.member("reason", nameOf(found));
  out.endObject();
  return {};
}

Result<void> answerJudgement(json::ObjectReader& in, json::Writer& out) {
  Window window = readWindow(in);
  window.heldFor = readTime(in, "held_us");
  const std::int64_t hold = readTime(in, "hold_us");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const Judgement judgement = judge(window, hold);
  out.beginObject();
  out.name("reasons");
  write(out, judgement.reasons);
  out.member("verdict", nameOf(judgement.verdict));
  out.endObject();
  return {};
}

/// The index of the member's word among `words`; 0 after a fault.
std::size_t readWord(json::ObjectReader& in, std::string_view name,
                     std::span<const std::string_view> words) {
  const auto found = std::ranges::find(words, in.string(name));
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  in.refuse("member_value", "There is no such " + std::string(name) + ".", name);
  return 0;
}

void write(json::Writer& out, const Ramp& ramp, const std::optional<Judgement>& judgement) {
  out.beginObject();
  out.member("hold_us", holdOf(ramp.stage));
  out.member("percentage", percentageAt(ramp.stage));
  out.name("reasons");
  if (judgement)
    write(out, judgement->reasons);
  else
    out.null();
  out.member("since", ramp.since);
  out.member("stage", kRampMachine.nameOf(ramp.stage));
  out.name("verdict");
  if (judgement)
    out.string(nameOf(judgement->verdict));
  else
    out.null();
  out.endObject();
}

Result<void> answerRamp(json::ObjectReader& in, json::Writer& out) {
  const Ramp ramp = {static_cast<Stage>(readWord(in, "stage", kStageNames)), readTime(in, "since")};
  const std::int64_t now = readTime(in, "now");
  if (in.optional("event")) {
    const auto event = static_cast<RampEvent>(readWord(in, "event", kRampEventNames));
    if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
    const Result<Ramp> next = after(ramp, event, now);
    if (!next) return std::unexpected(next.error());
    write(out, *next, std::nullopt);
    return {};
  }
  Window window = readWindow(in);
  window.heldFor = std::max<std::int64_t>(0, now - ramp.since);
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const Result<Advance> next = advance(ramp, window, now);
  if (!next) return std::unexpected(next.error());
  write(out, next->ramp, next->judgement);
  return {};
}

}  // namespace

std::string bucketJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, answerBucket);
}

std::string enabledJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, answerEnabled);
}

std::string judgeJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, answerJudgement);
}

std::string rampJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, answerRamp);
}

}  // namespace fairlead::flag
