// How a feature is rolled out: 5 % for an hour, 20 % for two, 50 % for four, 100 % for eight.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/error.h"
#include "core/flag/judge.h"
#include "core/state/machine.h"

namespace fairlead::flag {

enum class Stage : std::uint8_t { kOff, kAt5, kAt20, kAt50, kAt100, kComplete, kRolledBack };

enum class RampEvent : std::uint8_t { kStart, kPromote, kRollBack };

inline constexpr std::string_view kStageNames[] = {"off",    "at_5",     "at_20",      "at_50",
                                                   "at_100", "complete", "rolled_back"};
inline constexpr std::string_view kRampEventNames[] = {"start", "promote", "roll_back"};
inline constexpr Stage kRampFinals[] = {Stage::kComplete};

inline constexpr state::Transition<Stage, RampEvent> kRampTransitions[] = {
    {Stage::kOff, RampEvent::kStart, Stage::kAt5},
    {Stage::kAt5, RampEvent::kPromote, Stage::kAt20},
    {Stage::kAt20, RampEvent::kPromote, Stage::kAt50},
    {Stage::kAt50, RampEvent::kPromote, Stage::kAt100},
    {Stage::kAt100, RampEvent::kPromote, Stage::kComplete},
    {Stage::kAt5, RampEvent::kRollBack, Stage::kRolledBack},
    {Stage::kAt20, RampEvent::kRollBack, Stage::kRolledBack},
    {Stage::kAt50, RampEvent::kRollBack, Stage::kRolledBack},
    {Stage::kAt100, RampEvent::kRollBack, Stage::kRolledBack},
    {Stage::kComplete, RampEvent::kRollBack, Stage::kRolledBack},
    {Stage::kRolledBack, RampEvent::kStart, Stage::kAt5},
};

inline constexpr state::Machine<Stage, RampEvent> kRampMachine = {.name = "ramp",
                                                                  .states = kStageNames,
                                                                  .events = kRampEventNames,
                                                                  .initial = Stage::kOff,
                                                                  .finals = kRampFinals,
                                                                  .transitions = kRampTransitions};
static_assert(kRampMachine.wellFormed() && kRampMachine.deterministic());

/// Of the subjects that have it, in percent.
int percentageAt(Stage stage);

/// How long a stage is held before it may be promoted, in microseconds; 0 where it is no hold.
std::int64_t holdOf(Stage stage);

/// Where a rollout stands.
struct Ramp {
  Stage stage = Stage::kOff;
  std::int64_t since = 0;  // microseconds since the epoch
};

/// The ramp after an event. Code: transition_unknown, where the table has none.
Result<Ramp> after(const Ramp& ramp, RampEvent event, std::int64_t now);

struct Advance {
  Ramp ramp;
  Judgement judgement;
};

/// Judges what was measured since the stage began (window.heldFor is the caller's) and goes on, or
/// back, or stays. Code: transition_unknown for a ramp that is off, rolled back, or complete.
Result<Advance> advance(const Ramp& ramp, const Window& window, std::int64_t now);

}  // namespace fairlead::flag
