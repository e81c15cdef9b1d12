// A state machine as a table: the same one that the code asks, that the documents draw and that
// the tests walk. What is not in the table does not happen.
//
//   enum class Light : std::uint8_t { kRed, kGreen };
//   enum class Turn : std::uint8_t { kGo, kStop };
//   inline constexpr std::string_view kLights[] = {"red", "green"};
//   inline constexpr std::string_view kTurns[] = {"go", "stop"};
//   inline constexpr state::Transition<Light, Turn> kWays[] = {
//       {Light::kRed, Turn::kGo, Light::kGreen},
//       {Light::kGreen, Turn::kStop, Light::kRed},
//   };
//   inline constexpr state::Machine<Light, Turn> kLight = {
//       .name = "light", .states = kLights, .events = kTurns, .initial = Light::kRed,
//       .finals = {}, .transitions = kWays};
//   static_assert(kLight.wellFormed());
//
// States and events are enumerations that count from 0; their names stand in the same order.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace fairlead::state {

/// One arrow of the drawing.
template <typename State, typename Event>
struct Transition {
  State from;
  Event event;
  State to;

  friend bool operator==(const Transition&, const Transition&) = default;
};

template <typename State, typename Event>
struct Machine {
  using Step = Transition<State, Event>;

  std::string_view name;
  std::span<const std::string_view> states;
  std::span<const std::string_view> events;
  State initial;
  /// States in which nothing more is expected to happen; some may still be left on request.
  std::span<const State> finals;
  std::span<const Step> transitions;

  constexpr std::string_view nameOf(State state) const {
    return states[static_cast<std::size_t>(state)];
  }
  constexpr std::string_view nameOf(Event event) const {
    return events[static_cast<std::size_t>(event)];
  }

  constexpr std::optional<State> stateNamed(std::string_view word) const {
    return named<State>(states, word);
  }
  constexpr std::optional<Event> eventNamed(std::string_view word) const {
    return named<Event>(events, word);
  }

  /// Where `event` leads from `from`; nothing where it cannot happen there. Where the table has
  /// several ways (a resume that goes back to where it came from), the first: ask allows().
  constexpr std::optional<State> next(State from, Event event) const {
    for (const Step& step : transitions)
      if (step.from == from && step.event == event) return step.to;
    return std::nullopt;
  }

  /// Whether the table has this very arrow.
  constexpr bool allows(State from, Event event, State to) const {
    return std::ranges::find(transitions, Step{from, event, to}) != transitions.end();
  }

  /// Whether any event leads from `from` straight to `to`.
  constexpr bool connects(State from, State to) const {
    return std::ranges::any_of(
        transitions, [&](const Step& step) { return step.from == from && step.to == to; });
  }

  constexpr bool isFinal(State state) const {
    return std::ranges::find(finals, state) != finals.end();
  }

  /// Whether one event from one state leads to one place.
  constexpr bool deterministic() const {
    return std::ranges::all_of(
        transitions, [&](const Step& step) { return next(step.from, step.event) == step.to; });
  }

  /// Whether the table can be drawn as it stands: every name is there and once, no arrow stands
  /// twice, every state is reached from the initial one.
  constexpr bool wellFormed() const {
    return distinct(states) && distinct(events) && distinct(transitions) && reachesAll() &&
           std::ranges::all_of(transitions, [&](const Step& step) {
             return static_cast<std::size_t>(step.from) < states.size() &&
                    static_cast<std::size_t>(step.to) < states.size() &&
                    static_cast<std::size_t>(step.event) < events.size();
           });
  }

 private:
  template <typename Enumeration>
  static constexpr std::optional<Enumeration> named(std::span<const std::string_view> names,
                                                    std::string_view word) {
    const auto found = std::ranges::find(names, word);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enumeration>(found - names.begin());
  }

  template <typename T>
  static constexpr bool distinct(std::span<const T> items) {
    for (std::size_t i = 0; i < items.size(); ++i)
      if (std::ranges::find(items.first(i), items[i]) != items.first(i).end()) return false;
    return true;
  }

  // States are few: as many rounds as there are states reach whatever can be reached.
  constexpr bool reachesAll() const {
    bool reached[256] = {};
    reached[static_cast<std::size_t>(initial)] = true;
    for (std::size_t round = 0; round < states.size(); ++round)
      for (const Step& step : transitions)
        if (reached[static_cast<std::size_t>(step.from)])
          reached[static_cast<std::size_t>(step.to)] = true;
    return std::ranges::all_of(std::span(reached).first(states.size()), std::identity());
  }
};

}  // namespace fairlead::state
