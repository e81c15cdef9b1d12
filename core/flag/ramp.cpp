#include "core/flag/ramp.h"

#include <algorithm>
#include <string>
#include <utility>

namespace fairlead::flag {
namespace {

constexpr std::int64_t kHour = 3'600'000'000;

struct Step {
  int percentage;
  std::int64_t hold;
};

/// In the order of the stages.
constexpr Step kSteps[] = {{0, 0},           {5, kHour}, {20, 2 * kHour}, {50, 4 * kHour},
                           {100, 8 * kHour}, {100, 0},   {0, 0}};

const Step& stepOf(Stage stage) {
  return kSteps[static_cast<std::size_t>(stage)];
}

std::unexpected<Error> unknown(Stage stage, std::string_view event) {
  return fail("transition_unknown", "A rollout that is " + std::string(kRampMachine.nameOf(stage)) +
                                        " has no " + std::string(event) + ".");
}

}  // namespace

int percentageAt(Stage stage) {
  return stepOf(stage).percentage;
}

std::int64_t holdOf(Stage stage) {
  return stepOf(stage).hold;
}

Result<Ramp> after(const Ramp& ramp, RampEvent event, std::int64_t now) {
  const auto next = kRampMachine.next(ramp.stage, event);
  if (!next) return unknown(ramp.stage, kRampMachine.nameOf(event));
  return Ramp{*next, now};
}

Result<Advance> advance(const Ramp& ramp, const Window& window, std::int64_t now) {
  if (holdOf(ramp.stage) == 0) return unknown(ramp.stage, "hold to judge");
  Judgement judgement = judge(window, holdOf(ramp.stage));
  if (judgement.verdict == Verdict::kHold) return Advance{ramp, std::move(judgement)};
  const bool on = judgement.verdict == Verdict::kPromote;
  const Result<Ramp> next = after(ramp, on ? RampEvent::kPromote : RampEvent::kRollBack, now);
  if (!next) return std::unexpected(next.error());
  return Advance{*next, std::move(judgement)};
}

}  // namespace fairlead::flag
