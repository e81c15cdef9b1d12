#include "core/state/draw.h"

#include <algorithm>

namespace fairlead::state {
namespace {

std::string line(std::string_view from, std::string_view to, std::string_view label) {
  std::string text = "    ";
  text.append(from).append(" --> ").append(to);
  if (!label.empty()) text.append(": ").append(label);
  return text + "\n";
}

bool sameWay(const Drawing::Arrow& one, const Drawing::Arrow& other) {
  return one.from == other.from && one.to == other.to;
}

/// The events that lead the way of `arrow`, in the order of the table.
std::string eventsOf(const Drawing& drawing, const Drawing::Arrow& arrow) {
  std::string events;
  for (const Drawing::Arrow& other : drawing.arrows) {
    if (!sameWay(arrow, other)) continue;
    if (!events.empty()) events += ", ";
    events += other.event;
  }
  return events;
}

}  // namespace

std::string mermaid(const Drawing& drawing) {
  std::string text = "stateDiagram-v2\n" + line("[*]", drawing.initial, {});
  for (auto arrow = drawing.arrows.begin(); arrow != drawing.arrows.end(); ++arrow) {
    const auto drawn = [&](const Drawing::Arrow& before) { return sameWay(before, *arrow); };
    if (std::any_of(drawing.arrows.begin(), arrow, drawn)) continue;
    text += line(arrow->from, arrow->to, eventsOf(drawing, *arrow));
  }
  for (const std::string_view state : drawing.finals) text += line(state, "[*]", {});
  return text;
}

void writeJson(json::Writer& out, const Drawing& drawing) {
  out.beginObject();
  out.member("events", drawing.events);
  out.member("finals", drawing.finals);
  out.member("initial", drawing.initial);
  out.member("name", drawing.name);
  out.member("states", drawing.states);
  out.name("transitions");
  out.beginArray();
  for (const Drawing::Arrow& arrow : drawing.arrows) {
    out.beginObject();
    out.member("event", arrow.event);
    out.member("from", arrow.from);
    out.member("to", arrow.to);
    out.endObject();
  }
  out.endArray();
  out.endObject();
}

}  // namespace fairlead::state
