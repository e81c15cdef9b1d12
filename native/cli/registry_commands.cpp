// fairlead registry check, lint and diff: what can be said of registries of actions by themselves.
#include <fmt/format.h>
#include <memory>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "core/action/describe.h"
#include "core/action/diff.h"
#include "core/action/lint.h"
#include "core/action/registry.h"
#include "native/cli/input.h"
#include "native/cli/program.h"

namespace fairlead::cli {
namespace {

using Context = Program::Context;
using action::Registry;

struct RegistryOptions {
  std::vector<std::string> files;
  std::string from, to;
};

/// A fault names its file, so that of many it is known which.
Result<Registry> loadFile(const std::string& file) {
  const Result<std::string> text = readInput(file);
  if (!text) return std::unexpected(text.error());
  Result<Registry> registry = Registry::load(*text);
  if (!registry)
    return fail(registry.error().code, file + ": " + registry.error().message,
                registry.error().path);
  return registry;
}

Result<std::vector<Registry>> loadAll(const std::vector<std::string>& files) {
  std::vector<Registry> registries;
  for (const std::string& file : files) {
    Result<Registry> registry = loadFile(file);
    if (!registry) return std::unexpected(registry.error());
    registries.push_back(std::move(*registry));
  }
  return registries;
}

Result<ExitCode> checkRegistries(const Context& context, const RegistryOptions& options) {
  const auto registries = loadAll(options.files);
  if (!registries) return std::unexpected(registries.error());
  context.output.value([&](json::Writer& out) {
    out.beginArray();
    for (std::size_t i = 0; i < registries->size(); ++i) {
      out.beginObject();
      out.member("actions", (*registries)[i].actions().size());
      out.member("file", options.files[i]);
      out.member("version", (*registries)[i].version());
      out.endObject();
    }
    out.endArray();
  });
  for (std::size_t i = 0; i < registries->size(); ++i)
    context.output.line(fmt::format("{}: {}, version {}, {} actions", options.files[i],
                                    context.output.good("sound"), (*registries)[i].version(),
                                    (*registries)[i].actions().size()));
  return kDone;
}

using Findings = std::vector<std::pair<std::string, action::LintFinding>>;

void writeFindings(json::Writer& out, const Findings& findings) {
  out.beginArray();
  for (const auto& [file, finding] : findings) {
    out.beginObject();
    out.member("code", finding.code);
    out.member("file", file);
    out.member("message", finding.message);
    out.member("path", finding.path);
    out.endObject();
  }
  out.endArray();
}

Result<ExitCode> lintRegistries(const Context& context, const RegistryOptions& options) {
  const auto registries = loadAll(options.files);
  if (!registries) return std::unexpected(registries.error());
  Findings findings;
  for (std::size_t i = 0; i < registries->size(); ++i)
    for (action::LintFinding& finding : action::lint((*registries)[i]))
      findings.emplace_back(options.files[i], std::move(finding));
  context.output.value([&](json::Writer& out) { writeFindings(out, findings); });
  for (const auto& [file, finding] : findings)
    context.output.line(
        fmt::format("{}: {}: {} [{}]", file, finding.path, finding.message, finding.code));
  if (findings.empty()) context.output.line(context.output.good("nothing to say"));
  return findings.empty() ? kDone : kNo;
}

void showNames(const Output& output, std::string_view kind, const action::NamesDiff& names) {
  for (const std::string_view name : names.added) output.line(fmt::format("+ {} {}", kind, name));
  for (const std::string_view name : names.removed) output.line(fmt::format("- {} {}", kind, name));
  if (names.reordered) output.line(fmt::format("~ {}s in another order", kind));
}

bool isEmpty(const action::NamesDiff& names) {
  return names.added.empty() && names.removed.empty() && !names.reordered;
}

bool isEmpty(const action::RegistryDiff& diff) {
  return isEmpty(diff.roles) && isEmpty(diff.actions) && diff.changed.empty() &&
         diff.access.empty() && diff.fromVersion == diff.toVersion;
}

void showDiff(const Output& output, const action::RegistryDiff& diff) {
  if (diff.fromVersion != diff.toVersion)
    output.line(fmt::format("~ version {} to {}", diff.fromVersion, diff.toVersion));
  showNames(output, "role", diff.roles);
  showNames(output, "action", diff.actions);
  for (const auto& [action, members] : diff.changed)
    for (const auto& [path, from, to] : members)
      output.line(fmt::format("~ action {} {}: {} to {}", action, path, from, to));
  for (const auto& [role, gained, lost] : diff.access) {
    for (const std::string_view id : gained)
      output.line(fmt::format("{} may now {}", role, output.good(id)));
    for (const std::string_view id : lost)
      output.line(fmt::format("{} may no longer {}", role, output.bad(id)));
  }
}

Result<ExitCode> diffRegistries(const Context& context, const RegistryOptions& options) {
  const auto both = loadAll({options.from, options.to});
  if (!both) return std::unexpected(both.error());
  const action::RegistryDiff diff = action::diff(both->front(), both->back());
  context.output.value([&](json::Writer& out) { action::write(out, diff); });
  showDiff(context.output, diff);
  if (isEmpty(diff)) context.output.line(context.output.good("they mean the same"));
  return isEmpty(diff) ? kDone : kNo;
}

constexpr const char* kRegistryFooter = R"(
Examples:
  fairlead registry check edge/registry/actions.json
  fairlead registry lint edge/registry/actions.json
  fairlead registry diff old.json new.json

Exit codes: 0 sound, nothing to say, the same; 1 findings or differences; 3 not a registry.
)";

using Work = Result<ExitCode> (*)(const Context&, const RegistryOptions&);

}  // namespace

void addRegistryCommands(CLI::App& app, Program& program) {
  auto options = std::make_shared<RegistryOptions>();
  CLI::App* group = app.add_subcommand("registry", "Check, lint and compare registries of actions");
  group->require_subcommand(1)->footer(kRegistryFooter);
  const auto add = [&](const char* name, const char* what, Work work) {
    CLI::App* command = group->add_subcommand(name, what);
    command->callback([&program, options, work] {
      program.command = [options, work](const Context& context) { return work(context, *options); };
    });
    return command;
  };
  add("check", "Whether they are registries at all", checkRegistries)
      ->add_option("files", options->files, "Registries (- reads stdin)")
      ->required();
  add("lint", "What they allow and probably do not mean", lintRegistries)
      ->add_option("files", options->files, "Registries (- reads stdin)")
      ->required();
  CLI::App* diff = add("diff", "Which role gains or loses what, what changes", diffRegistries);
  diff->add_option("from", options->from, "The earlier registry")->required();
  diff->add_option("to", options->to, "The later registry")->required();
}

}  // namespace fairlead::cli
