// Writing a state machine's table down: as a drawing for documents, and as JSON for programs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/json/writer.h"
#include "core/state/machine.h"

namespace fairlead::state {

/// A table in words, whatever its enumerations are.
struct Drawing {
  struct Arrow {
    std::string_view from;
    std::string_view event;
    std::string_view to;
  };

  std::string_view name;
  std::vector<std::string_view> states;
  std::vector<std::string_view> events;
  std::string_view initial;
  std::vector<std::string_view> finals;
  std::vector<Arrow> arrows;
};

template <typename State, typename Event>
Drawing drawingOf(const Machine<State, Event>& machine) {
  Drawing drawing;
  drawing.name = machine.name;
  drawing.states.assign(machine.states.begin(), machine.states.end());
  drawing.events.assign(machine.events.begin(), machine.events.end());
  drawing.initial = machine.nameOf(machine.initial);
  for (const State state : machine.finals) drawing.finals.push_back(machine.nameOf(state));
  for (const auto& step : machine.transitions)
    drawing.arrows.push_back(
        {machine.nameOf(step.from), machine.nameOf(step.event), machine.nameOf(step.to)});
  return drawing;
}

/// Mermaid's stateDiagram-v2, with a newline at the end. Events that lead from one state to the
/// same other one share an arrow; arrows stand in the order of the table.
std::string mermaid(const Drawing& drawing);

/// {"events", "finals", "initial", "name", "states", "transitions": [{"event", "from", "to"}]}.
void writeJson(json::Writer& out, const Drawing& drawing);

}  // namespace fairlead::state
