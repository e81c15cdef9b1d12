// Walks of the table; tests/vectors/embedding/migration.json has every state with every event.
#include "core/embedding/migration.h"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace fairlead::embedding {
namespace {

using enum MigrationState;
using Event = MigrationEvent;

/// The step with all that it needs.
MigrationStep granted(Event event) {
  return {.event = event, .gatePassed = event == Event::kPass, .askedByPerson = true};
}

TEST(Migration, GoesFromPlannedToCleanedByTheStepsOfTheRule) {
  Migration migration;
  for (const auto& [event, state] :
       std::vector<std::pair<Event, MigrationState>>{{Event::kStart, kDualWrite},
                                                     {Event::kBackfill, MigrationState::kBackfill},
                                                     {Event::kVerify, MigrationState::kVerify},
                                                     {Event::kFail, MigrationState::kBackfill},
                                                     {Event::kVerify, MigrationState::kVerify},
                                                     {Event::kPass, kReady},
                                                     {Event::kCutOver, MigrationState::kCutOver},
                                                     {Event::kClean, kCleaned}}) {
    migration = *advance(migration, granted(event));
    EXPECT_EQ(migration.state, state);
  }
}

TEST(Migration, ResumesWhereItWasPaused) {
  for (const MigrationState running : {kDualWrite, MigrationState::kBackfill,
                                       MigrationState::kVerify, kReady, MigrationState::kCutOver}) {
    const Migration before{.state = running, .pausedFrom = {}};
    const Migration paused = *advance(before, granted(Event::kPause));
    EXPECT_EQ(paused, (Migration{kPaused, running}));
    EXPECT_EQ(*advance(paused, granted(Event::kResume)), before);
    EXPECT_EQ(advance(paused, granted(Event::kRollBack))->state, kRolledBack);
  }
}

/// Whatever is asked for, in whatever order: only arrows of the table, and never a clean-up that
/// nobody asked for.
TEST(Migration, WalksOnlyAlongTheTable) {
  std::mt19937 random(81);
  for (int walk = 0; walk < 500; ++walk) {
    Migration migration;
    for (int i = 0; i < 40; ++i) {
      const MigrationStep step{.event = static_cast<Event>(random() % std::size(kMigrationEvents)),
                               .gatePassed = random() % 2 == 0,
                               .askedByPerson = random() % 2 == 0};
      const auto after = advance(migration, step);
      if (!after) continue;
      ASSERT_TRUE(kMigration.allows(migration.state, step.event, after->state));
      ASSERT_EQ(after->state == kPaused, after->pausedFrom.has_value());
      ASSERT_TRUE(after->state != kCleaned || step.askedByPerson);
      ASSERT_TRUE(step.event != Event::kPass || *step.gatePassed);
      migration = *after;
    }
  }
}

TEST(Migration, NothingFollowsCleaned) {
  EXPECT_TRUE(nextSteps({.state = kCleaned, .pausedFrom = {}}).empty());
  EXPECT_EQ(advance({.state = kCleaned, .pausedFrom = {}}, granted(Event::kRollBack)).error().code,
            "transition_not_listed");
}

}  // namespace
}  // namespace fairlead::embedding
