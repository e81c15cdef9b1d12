// A table answers what it says, and says when it cannot be drawn.
#include "core/state/machine.h"

#include <gtest/gtest.h>

#include "core/state/draw.h"

namespace fairlead::state {
namespace {

enum class Door : std::uint8_t { kOpen, kShut, kLocked };
enum class Hand : std::uint8_t { kPull, kPush, kTurn, kBack };

constexpr std::string_view kDoors[] = {"open", "shut", "locked"};
constexpr std::string_view kHands[] = {"pull", "push", "turn", "back"};
constexpr Door kFinals[] = {Door::kLocked};
constexpr Transition<Door, Hand> kWays[] = {
    {Door::kOpen, Hand::kPull, Door::kShut},   {Door::kOpen, Hand::kPush, Door::kShut},
    {Door::kShut, Hand::kPush, Door::kOpen},   {Door::kShut, Hand::kTurn, Door::kLocked},
    {Door::kLocked, Hand::kBack, Door::kShut}, {Door::kLocked, Hand::kBack, Door::kOpen},
};
constexpr Machine<Door, Hand> kDoor = {.name = "door",
                                       .states = kDoors,
                                       .events = kHands,
                                       .initial = Door::kOpen,
                                       .finals = kFinals,
                                       .transitions = kWays};

TEST(Machine, AnswersByItsTable) {
  EXPECT_EQ(kDoor.next(Door::kOpen, Hand::kPull), Door::kShut);
  EXPECT_EQ(kDoor.next(Door::kOpen, Hand::kTurn), std::nullopt);
  EXPECT_TRUE(kDoor.allows(Door::kLocked, Hand::kBack, Door::kOpen));
  EXPECT_FALSE(kDoor.allows(Door::kShut, Hand::kPush, Door::kLocked));
  EXPECT_TRUE(kDoor.connects(Door::kShut, Door::kLocked));
  EXPECT_FALSE(kDoor.connects(Door::kOpen, Door::kLocked));
  EXPECT_TRUE(kDoor.isFinal(Door::kLocked));
  EXPECT_EQ(kDoor.nameOf(Door::kShut), "shut");
  EXPECT_EQ(kDoor.eventNamed("turn"), Hand::kTurn);
  EXPECT_EQ(kDoor.stateNamed("ajar"), std::nullopt);
}

TEST(Machine, KnowsWhetherItIsDeterministic) {
  EXPECT_FALSE(kDoor.deterministic());
  Machine<Door, Hand> first = kDoor;
  first.transitions = std::span(kWays).first(4);
  EXPECT_TRUE(first.deterministic());
}

TEST(Machine, IsWellFormedOnlyIfItCanBeDrawn) {
  EXPECT_TRUE(kDoor.wellFormed());
  Machine<Door, Hand> unreached = kDoor;
  unreached.transitions = std::span(kWays).first(3);
  EXPECT_FALSE(unreached.wellFormed());
  Machine<Door, Hand> unnamed = kDoor;
  unnamed.states = std::span(kDoors).first(2);
  EXPECT_FALSE(unnamed.wellFormed());
  const std::string_view twice[] = {"open", "shut", "open"};
  Machine<Door, Hand> ambiguous = kDoor;
  ambiguous.states = twice;
  EXPECT_FALSE(ambiguous.wellFormed());
  const std::string_view handsTwice[] = {"pull", "push", "turn", "pull"};
  Machine<Door, Hand> vague = kDoor;
  vague.events = handsTwice;
  EXPECT_FALSE(vague.wellFormed());
  Machine<Door, Hand> unheard = kDoor;
  unheard.events = std::span(kHands).first(3);
  EXPECT_FALSE(unheard.wellFormed());
  const Transition<Door, Hand> same[] = {kWays[0], kWays[3], kWays[0]};
  Machine<Door, Hand> repeated = kDoor;
  repeated.transitions = same;
  EXPECT_FALSE(repeated.wellFormed());
}

TEST(Draw, JoinsTheEventsOfOneWay) {
  EXPECT_EQ(mermaid(drawingOf(kDoor)),
            "stateDiagram-v2\n"
            "    [*] --> open\n"
            "    open --> shut: pull, push\n"
            "    shut --> open: push\n"
            "    shut --> locked: turn\n"
            "    locked --> shut: back\n"
            "    locked --> open: back\n"
            "    locked --> [*]\n");
}

TEST(Draw, WritesTheTableAsJson) {
  Machine<Door, Hand> small = kDoor;
  small.transitions = std::span(kWays).first(1);
  json::Writer out;
  writeJson(out, drawingOf(small));
  EXPECT_EQ(*std::move(out).finish(),
            R"({"events":["pull","push","turn","back"],"finals":["locked"],"initial":"open",)"
            R"("name":"door","states":["open","shut","locked"],)"
            R"("transitions":[{"event":"pull","from":"open","to":"shut"}]})");
}

}  // namespace
}  // namespace fairlead::state
