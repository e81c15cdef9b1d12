#include "core/embedding/migration.h"

#include <string>

namespace fairlead::embedding {
namespace {

using Arrow = state::Transition<MigrationState, MigrationEvent>;

/// Paused if and only if it says what was paused, and that can be.
bool isSound(const Migration& migration) {
  const bool paused = migration.state == MigrationState::kPaused;
  if (!paused || !migration.pausedFrom) return paused == migration.pausedFrom.has_value();
  return kMigration.allows(*migration.pausedFrom, MigrationEvent::kPause, MigrationState::kPaused);
}

Result<void> checkGate(const MigrationStep& step) {
  const bool pass = step.event == MigrationEvent::kPass;
  if (!pass && step.event != MigrationEvent::kFail) return {};
  if (!step.gatePassed)
    return fail("report_missing", "A verification passes or fails by its report; give it.");
  if (*step.gatePassed == pass) return {};
  return pass ? fail("gate_failed", "The report says that the verification failed.")
              : fail("gate_passed", "The report says that the verification passed.");
}

Result<void> checkPerson(const MigrationStep& step) {
  if (step.event != MigrationEvent::kClean || step.askedByPerson) return {};
  return fail("person_required", "Vectors are only removed when a person asks for it.");
}

}  // namespace

std::vector<Arrow> nextSteps(const Migration& migration) {
  std::vector<Arrow> steps;
  for (const Arrow& arrow : kMigration.transitions) {
    const bool elsewhere =
        arrow.event == MigrationEvent::kResume && arrow.to != migration.pausedFrom;
    if (arrow.from == migration.state && !elsewhere) steps.push_back(arrow);
  }
  return steps;
}

Result<Migration> advance(const Migration& migration, const MigrationStep& step) {
  if (!isSound(migration))
    return fail(
        "paused_from_missing",
        "A paused migration says which state from dual_write to cut_over was paused, and no "
        "other migration does.");
  for (const Arrow& arrow : nextSteps(migration)) {
    if (arrow.event != step.event) continue;
    if (Result<void> passed = checkGate(step); !passed) return std::unexpected(passed.error());
    if (Result<void> asked = checkPerson(step); !asked) return std::unexpected(asked.error());
    Migration after{.state = arrow.to, .pausedFrom = std::nullopt};
    if (arrow.to == MigrationState::kPaused) after.pausedFrom = migration.state;
    return after;
  }
  return fail("transition_not_listed",
              "A migration that is " + std::string(kMigration.nameOf(migration.state)) +
                  " has no step " + std::string(kMigration.nameOf(step.event)) + ".");
}

}  // namespace fairlead::embedding
