// How the embeddings of a tenant move from one model to the next: which state follows which, and
// what each step needs. Only the transitions of the table exist.
//
//   planned -> dual_write -> backfill -> verify -> ready -> cut_over -> cleaned
//
// From dual_write on every change of a source row is written for both models; backfill makes the
// vectors that are missing; verify compares; ready waits for the decision; cut_over serves the new
// model and keeps the old vectors; cleaned removed them. The states from dual_write to cut_over are
// the running ones: they can be paused, and resume goes back to the one that was. Anything before
// cleaned can be rolled back; what is cleaned after that are the new vectors.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/state/machine.h"

namespace fairlead::embedding {

enum class MigrationState : std::uint8_t {
  kPlanned,
  kDualWrite,
  kBackfill,
  kVerify,
  kReady,
  kCutOver,
  kCleaned,
  kPaused,
  kRolledBack
};

enum class MigrationEvent : std::uint8_t {
  kStart,
  kBackfill,
  kVerify,
  kPass,
  kFail,
  kCutOver,
  kClean,
  kPause,
  kResume,
  kRollBack
};

inline constexpr std::string_view kMigrationStates[] = {"planned", "dual_write", "backfill",
                                                        "verify",  "ready",      "cut_over",
                                                        "cleaned", "paused",     "rolled_back"};
inline constexpr std::string_view kMigrationEvents[] = {"start",  "backfill", "verify", "pass",
                                                        "fail",   "cut_over", "clean",  "pause",
                                                        "resume", "roll_back"};
inline constexpr MigrationState kMigrationFinals[] = {MigrationState::kCleaned};

namespace migration_table {
using enum MigrationState;
using Event = MigrationEvent;
inline constexpr state::Transition<MigrationState, MigrationEvent> kTransitions[] = {
    {kPlanned, Event::kStart, kDualWrite},
    {kDualWrite, Event::kBackfill, kBackfill},
    {kBackfill, Event::kVerify, kVerify},
    {kVerify, Event::kPass, kReady},
    {kVerify, Event::kFail, kBackfill},
    {kReady, Event::kCutOver, kCutOver},
    {kCutOver, Event::kClean, kCleaned},
    {kDualWrite, Event::kPause, kPaused},
    {kBackfill, Event::kPause, kPaused},
    {kVerify, Event::kPause, kPaused},
    {kReady, Event::kPause, kPaused},
    {kCutOver, Event::kPause, kPaused},
    {kPaused, Event::kResume, kDualWrite},
    {kPaused, Event::kResume, kBackfill},
    {kPaused, Event::kResume, kVerify},
    {kPaused, Event::kResume, kReady},
    {kPaused, Event::kResume, kCutOver},
    {kPlanned, Event::kRollBack, kRolledBack},
    {kDualWrite, Event::kRollBack, kRolledBack},
    {kBackfill, Event::kRollBack, kRolledBack},
    {kVerify, Event::kRollBack, kRolledBack},
    {kReady, Event::kRollBack, kRolledBack},
    {kCutOver, Event::kRollBack, kRolledBack},
    {kPaused, Event::kRollBack, kRolledBack},
    {kRolledBack, Event::kClean, kCleaned},
};
}  // namespace migration_table

inline constexpr state::Machine<MigrationState, MigrationEvent> kMigration = {
    .name = "migration",
    .states = kMigrationStates,
    .events = kMigrationEvents,
    .initial = MigrationState::kPlanned,
    .finals = kMigrationFinals,
    .transitions = migration_table::kTransitions};
static_assert(kMigration.wellFormed());

/// Where a migration stands.
struct Migration {
  MigrationState state = MigrationState::kPlanned;
  /// Of a paused one, and of no other: the state it was paused in.
  std::optional<MigrationState> pausedFrom;

  friend bool operator==(const Migration&, const Migration&) = default;
};

/// What happened, or is asked for, with what the step needs.
struct MigrationStep {
  MigrationEvent event = MigrationEvent::kStart;
  std::optional<bool> gatePassed;  // the verification's report; none: there is no report
  bool askedByPerson = false;
};

/// The migration after the step. Codes:
/// - transition_not_listed: nothing of the kind happens in this state;
/// - report_missing: pass and fail need the verification's report;
/// - gate_failed, gate_passed: the report says otherwise than the event;
/// - person_required: only a person asks for a cut-over's old vectors, or a roll-back's new ones,
///   to be removed;
/// - paused_from_missing: a paused migration must say what was paused, and no other may.
Result<Migration> advance(const Migration& migration, const MigrationStep& step);

/// The arrows that leave the state it is in; of a paused one's resumes the one to where it was.
std::vector<state::Transition<MigrationState, MigrationEvent>> nextSteps(
    const Migration& migration);

}  // namespace fairlead::embedding
