#include "core/job/wire.h"

#include <optional>
#include <string>

#include "core/job/classify.h"
#include "core/job/decide.h"
#include "core/job/wire_values.h"
#include "core/json/request.h"

namespace fairlead::job {
namespace {

/// What a caller may ask, and what of the input it takes.
constexpr std::string_view kQuestions[] = {"claim",  "heartbeat", "complete", "fail",   "release",
                                           "snooze", "rescue",    "cancel",   "requeue"};
enum class Question : std::uint8_t {
  kClaim,
  kHeartbeat,
  kComplete,
  kFail,
  kRelease,
  kSnooze,
  kRescue,
  kCancel,
  kRequeue
};

struct Asked {
  Question question = Question::kClaim;
  Job job;
  Micros now = 0;
  Policy policy;
  std::string_view worker;
  std::optional<std::int64_t> lease;
  Failure failure;
  Micros until = 0;
};

std::optional<std::int64_t> readLease(json::ObjectReader& in, const Asked& asked) {
  const Question question = asked.question;
  if (question == Question::kSnooze && asked.job.state != State::kRunning) return std::nullopt;
  if (question < Question::kHeartbeat || question > Question::kSnooze) return std::nullopt;
  return in.integer("lease", 0, kEndOfTime);
}

Failure readGivenFailure(json::ObjectReader& in) {
  const json::Value value = in.required("failure");
  if (!in.ok()) return {};
  const json::Path at = in.path() / "failure";
  Result<Failure> failure = readFailure(value, at);
  if (failure) return std::move(*failure);
  in.take(std::unexpected(failure.error()));
  return {};
}

Asked readAsked(json::ObjectReader& in) {
  Asked asked;
  asked.question = static_cast<Question>(readWord(in, "event", kQuestions));
  in.required("job");
  asked.job = readJob(in, "job");
  asked.now = readMoment(in, "now");
  asked.policy = readPolicy(in, "policy");
  asked.lease = readLease(in, asked);
  if (asked.question == Question::kClaim) asked.worker = in.string("worker");
  if (asked.question == Question::kFail) asked.failure = readGivenFailure(in);
  if (asked.question == Question::kSnooze) asked.until = readMoment(in, "until");
  return asked;
}

Decision decide(const Asked& asked) {
  const std::int64_t lease = asked.lease.value_or(0);
  switch (asked.question) {
    case Question::kClaim:
      return claim(asked.job, asked.now, asked.worker);
    case Question::kHeartbeat:
      return heartbeat(asked.job, lease, asked.now);
    case Question::kComplete:
      return complete(asked.job, lease, asked.now);
    case Question::kFail:
      return fail(asked.job, asked.failure, lease, asked.now, asked.policy);
    case Question::kRelease:
      return release(asked.job, lease, asked.now);
    case Question::kSnooze:
      return asked.lease ? snooze(asked.job, lease, asked.until)
                         : snoozeQueued(asked.job, asked.until);
    case Question::kRescue:
      return rescue(asked.job, asked.now, asked.policy);
    case Question::kCancel:
      return cancel(asked.job, asked.now);
    case Question::kRequeue:
      break;
  }
  return requeue(asked.job, asked.now);
}

Result<void> answerDecision(json::ObjectReader& in, json::Writer& out) {
  const Asked asked = readAsked(in);
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const Decision decision = decide(asked);
  out.beginObject();
  out.member("applied", decision.applied());
  out.member("code", codeOf(decision.reason));
  out.name("event");
  if (decision.event)
    out.string(kMachine.nameOf(*decision.event));
  else
    out.null();
  out.name("job");
  write(out, decision.job);
  out.member("message", explain(decision, asked.policy, asked.now));
  out.endObject();
  return {};
}

HttpRefusal readRefusal(json::ObjectReader& in) {
  return {.status = static_cast<int>(in.integer("status", 100, 999)),
          .errorCode = in.nullableString("error_code").value_or(""),
          .errorParam = in.nullableString("error_param").value_or(""),
          .inputs = in.optionalInteger("inputs", 1).value_or(1),
          .retryAfter = readTime(in, "retry_after_us")};
}

Result<void> answerClass(json::ObjectReader& in, json::Writer& out) {
  Classified classified;
  if (in.optional("fault"))
    classified = classify(static_cast<CallFault>(readWord(in, "fault", kCallFaults)));
  else
    classified = classify(readRefusal(in));
  const std::string_view provider = in.optionalString("provider").value_or("");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const Failure failure = failureOf(classified, provider);
  out.beginObject();
  out.member("charges", charges(classified.failureClass));
  out.member("class", nameOf(classified.failureClass));
  out.member("code", classified.code);
  out.member("job_code", failure.code);
  out.member("key_refused", classified.keyRefused);
  out.member("retry_after_us", classified.retryAfter);
  out.member("signal", kSignals[static_cast<std::size_t>(signalOf(failure))]);
  out.endObject();
  return {};
}

}  // namespace

std::string decideJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, answerDecision);
}

std::string classifyJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, answerClass);
}

}  // namespace fairlead::job
