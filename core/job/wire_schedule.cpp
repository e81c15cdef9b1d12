// The what-if of a job as JSON.
#include <utility>

#include "core/job/schedule.h"
#include "core/job/wire.h"
#include "core/job/wire_values.h"
#include "core/json/request.h"

namespace fairlead::job {
namespace {

/// Reads each item of an array that may be left out; the first fault ends it.
template <typename Read>
void readItems(json::ObjectReader& in, std::string_view name, Read read) {
  const auto items = in.optionalArray(name);
  if (!items) return;
  const json::Path list = in.path() / name;
  std::size_t index = 0;
  for (const json::Value item : *items) {
    const json::Path at = list / index++;
    if (const Result<void> done = read(item, at); !done) return in.take(done);
  }
}

Result<void> readAttempt(json::Value value, const json::Path& at, Scenario& scenario) {
  if (value.isNull()) {
    scenario.attempts.emplace_back();
    return {};
  }
  Result<Failure> failure = readFailure(value, at);
  if (!failure) return std::unexpected(failure.error());
  scenario.attempts.emplace_back(std::move(*failure));
  return {};
}

Result<void> readOutage(json::Value value, const json::Path& at, Scenario& scenario) {
  json::ObjectReader in(value, at);
  Outage outage = {.from = readMoment(in, "from"), .to = readMoment(in, "to"), .failure = {}};
  const json::Value given = in.required("failure");
  if (Result<void> done = in.finish(); !done) return done;
  const json::Path inner = at / "failure";
  Result<Failure> failure = readFailure(given, inner);
  if (!failure) return std::unexpected(failure.error());
  outage.failure = std::move(*failure);
  scenario.outages.push_back(std::move(outage));
  return {};
}

Scenario readScenario(json::ObjectReader& in) {
  Scenario scenario;
  scenario.job = readJob(in, "job");
  scenario.provider = readProvider(in, "provider");
  scenario.policy = readPolicy(in, "policy");
  scenario.breaker = readBreakerPolicy(in, "breaker_policy");
  scenario.start = readTime(in, "start").value_or(0);
  scenario.runsFor = readTime(in, "runs_for_us").value_or(0);
  readItems(in, "attempts", [&](json::Value value, const json::Path& at) {
    return readAttempt(value, at, scenario);
  });
  readItems(in, "outages", [&](json::Value value, const json::Path& at) {
    return readOutage(value, at, scenario);
  });
  return scenario;
}

void write(json::Writer& out, const Step& step) {
  out.beginObject();
  out.member("at", step.at);
  out.member("attempts", step.job.attempts);
  out.member("breaker", kBreakerMachine.nameOf(step.breaker));
  out.member("code", step.code);
  out.member("deferrals", step.job.deferrals);
  out.name("error_code");
  if (step.job.lastErrorCode.empty())
    out.null();
  else
    out.string(step.job.lastErrorCode);
  out.member("losses", step.job.losses);
  out.member("message", step.message);
  out.member("run_after", step.job.runAfter);
  out.member("status", kMachine.nameOf(step.job.state));
  out.endObject();
}

Result<void> answerTimeline(json::ObjectReader& in, json::Writer& out) {
  const Scenario scenario = readScenario(in);
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const Timeline timeline = schedule(scenario);
  out.beginObject();
  out.member("finished", timeline.finished);
  out.name("steps");
  out.beginArray();
  for (const Step& step : timeline.steps) write(out, step);
  out.endArray();
  out.endObject();
  return {};
}

}  // namespace

std::string scheduleJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, answerTimeline);
}

}  // namespace fairlead::job
