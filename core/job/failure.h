// Why a job's attempt failed, and whose fault that is. The class alone decides what it costs.
//
//   class     charges an attempt   the job                              its provider
//   item      yes                  waits 2^n minutes, the last is dead  counts as well
//   schema    after one re-ask     the same                             counts as well
//   batch     as item              the same: it could not be split      counts as well
//   lost      no, a loss           at once, the last is dead            nothing
//   provider  no                   deferred by Retry-After or backoff   counts as failed
//   quota     no                   deferred until the reset             stops until the reset
//   config    no                   deferred a few minutes               nothing
//
// A refused key (401, 403) is an item failure that also opens the breaker for a short time: jobs
// die of a wrong key on schedule, and are asked for again when it was put right.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/job/time.h"

namespace fairlead::job {

enum class FailureClass : std::uint8_t {
  kItem,      // this input cannot be done, or not yet
  kSchema,    // what the model wrote is not what was asked for
  kBatch,     // some input of several is refused: asking for each part will tell which
  kLost,      // the worker died
  kProvider,  // the API is down, slow, overloaded or talks nonsense
  kQuota,     // the account's quota is used up
  kConfig,    // URL, model or settings are wrong; a person must put that right
};

inline constexpr std::string_view kFailureClasses[] = {"item",     "schema", "batch", "lost",
                                                       "provider", "quota",  "config"};

constexpr std::string_view nameOf(FailureClass failureClass) {
  return kFailureClasses[static_cast<std::size_t>(failureClass)];
}

/// Whether a failure of this class is the job's own, and counts against it.
constexpr bool charges(FailureClass failureClass) {
  return failureClass <= FailureClass::kBatch;
}

struct Failure {
  FailureClass failureClass = FailureClass::kItem;
  /// What the job keeps as its last error: EMAIL_NOT_FOUND, MODEL_FAILED, TIMEOUT …
  std::string code;
  /// How long the API asked to be left alone; never negative.
  std::optional<Micros> retryAfter = {};
  /// Of class item: the API refused the key.
  bool keyRefused = false;
  /// Of class schema: how often the model was asked so far.
  int asks = 2;
};

/// The code of a job whose holder died once too often.
inline constexpr std::string_view kWorkerLostCode = "WORKER_LOST";
/// The code of a job that was held longer than its time budget, or whose API did not answer.
inline constexpr std::string_view kTimeoutCode = "TIMEOUT";

/// "MISTRAL_FAILED" for "mistral", else "MODEL_FAILED".
std::string_view modelFailedCode(std::string_view provider);

}  // namespace fairlead::job
