// fairlead states
#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>

#include "native/cli/program.h"
#include "native/states/states.h"

namespace fairlead::cli {
namespace {

using Context = Program::Context;

struct StatesOptions {
  std::string machine;
  std::string format = "mermaid";
};

/// The machines that were asked for: the one named, or all.
Result<std::vector<state::Drawing>> chosen(const std::string& name) {
  std::vector<state::Drawing> drawings = states::allDrawings();
  if (name.empty()) return drawings;
  std::string names;
  for (const state::Drawing& drawing : drawings) {
    if (drawing.name == name) return std::vector{drawing};
    names.append(names.empty() ? "" : ", ").append(drawing.name);
  }
  return fail("states_unknown", "There is no such state machine; there are " + names + ".");
}

/// The machine, or a list of all.
void write(json::Writer& out, const std::vector<state::Drawing>& drawings) {
  if (drawings.size() == 1) return state::writeJson(out, drawings.front());
  out.beginArray();
  for (const state::Drawing& drawing : drawings) state::writeJson(out, drawing);
  out.endArray();
}

Result<ExitCode> show(const Context& context, const StatesOptions& options) {
  const auto drawings = chosen(options.machine);
  if (!drawings) return std::unexpected(drawings.error());
  if (options.format == "json") {
    json::Writer out;
    write(out, *drawings);
    context.output.line(*std::move(out).finish());
  } else {
    for (const state::Drawing& drawing : *drawings) {
      if (drawings->size() > 1) context.output.line("%% " + std::string(drawing.name));
      std::string text = state::mermaid(drawing);
      text.pop_back();  // line() ends it
      context.output.line(text);
    }
  }
  context.output.value([&](json::Writer& out) { write(out, *drawings); });
  return kDone;
}

}  // namespace

void addStatesCommand(CLI::App& app, Program& program) {
  auto options = std::make_shared<StatesOptions>();
  CLI::App* command = app.add_subcommand("states", "Draw the state machines that the rules use");
  command->add_option("machine", options->machine, "breaker, job, migration or ramp; all if none");
  command->add_option("--format", options->format, "mermaid or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"mermaid", "json"}));
  command->footer("\nExamples:\n  fairlead states job\n  fairlead states --format json\n");
  command->callback([&program, options] {
    program.command = [options](const Context& context) { return show(context, *options); };
  });
}

}  // namespace fairlead::cli
