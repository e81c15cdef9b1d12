// fairlead check: an action's request against the registry, or a document or a model's output
// against a schema.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "core/action/registry.h"
#include "core/action/wire.h"
#include "core/json/json.h"
#include "core/schema/schema.h"
#include "core/schema/wire.h"
#include "native/cli/input.h"
#include "native/cli/program.h"

namespace fairlead::cli {
namespace {

using Context = Program::Context;

struct CheckOptions {
  std::string registry, request, schema, document, modelOutput;
  bool explain = false;
};

// A member of what a rule answered, which has it.
json::Value memberOf(json::Value object, std::string_view name) {
  return object.object().find(name).value();
}

std::string_view textOf(json::Value object, std::string_view name) {
  return memberOf(object, name).asString().value_or(std::string_view());
}

// Takes an answer of a rule apart: its value goes to `report`; an error is printed.
template <typename Report>
Result<ExitCode> onAnswer(const Context& context, const std::string& text, Report report) {
  const auto answer = json::parse(text, {.max_bytes = kMaxInputBytes});
  if (!answer) return std::unexpected(answer.error());
  if (const auto value = answer->root().object().find("value")) {
    context.output.value([&](json::Writer& out) { out.value(*value); });
    return report(*value);
  }
  const json::Value error = memberOf(answer->root(), "error");
  context.output.error({textOf(error, "code"), std::string(textOf(error, "message")),
                        std::string(textOf(error, "path"))});
  return kInput;
}

void showFaults(const Output& output, json::Value verdict) {
  for (const json::Value fault : memberOf(verdict, "faults").array()) {
    output.line(fmt::format("  {}: {} [{}]", textOf(fault, "path"), textOf(fault, "message"),
                            textOf(fault, "code")));
  }
}

ExitCode showVerdict(const Output& output, json::Value verdict) {
  const bool allowed = memberOf(verdict, "allowed").boolean();
  const std::string word = allowed ? output.good("allowed") : output.bad("denied");
  output.line(fmt::format("{}: {} {}: {}", word, memberOf(verdict, "status").integer(),
                          textOf(verdict, "code"), textOf(verdict, "message")));
  showFaults(output, verdict);
  return allowed ? kDone : kNo;
}

ExitCode showExplanation(const Output& output, json::Value explanation) {
  const ExitCode code = showVerdict(output, memberOf(explanation, "verdict"));
  for (const json::Value check : memberOf(explanation, "checks").array()) {
    output.line(fmt::format("  {:<12} {:<12} {}", textOf(check, "check"), textOf(check, "outcome"),
                            textOf(check, "detail")));
  }
  const json::Value nearest = memberOf(explanation, "nearest");
  if (nearest.isObject()) {
    output.line(fmt::format("nearest change: {}", textOf(nearest, "change")));
  }
  return code;
}

Result<ExitCode> checkRequest(const Context& context, const CheckOptions& options) {
  const auto registryText = readInput(options.registry);
  if (!registryText) return std::unexpected(registryText.error());
  const auto registry = action::Registry::load(*registryText);
  if (!registry) return std::unexpected(registry.error());
  const auto request = readInput(options.request);
  if (!request) return std::unexpected(request.error());
  if (options.explain) {
    return onAnswer(context, action::explainJson(*registry, *request),
                    [&](const auto& value) { return showExplanation(context.output, value); });
  }
  return onAnswer(context, action::evaluateJson(*registry, *request),
                  [&](const auto& value) { return showVerdict(context.output, value); });
}

void showViolations(const Output& output, json::Value verdict) {
  for (const json::Value violation : memberOf(verdict, "violations").array()) {
    output.line(fmt::format("  {}: {} [{}]", textOf(violation, "instance"),
                            textOf(violation, "message"), textOf(violation, "keyword")));
  }
}

ExitCode showValidation(const Output& output, json::Value validation) {
  const bool valid = memberOf(validation, "valid").boolean();
  output.line(valid ? output.good("valid") : output.bad("invalid"));
  showViolations(output, validation);
  return valid ? kDone : kNo;
}

ExitCode showReport(const Output& output, json::Value report) {
  const std::string outcome(textOf(report, "outcome"));
  const bool valid = outcome == "valid";
  output.line(valid ? output.good(outcome) : output.bad(outcome));
  for (const json::Value repair : memberOf(report, "repairs").array()) {
    output.line(fmt::format("  {}:{}: {} [{}]", memberOf(repair, "line").integer(),
                            memberOf(repair, "column").integer(), textOf(repair, "message"),
                            textOf(repair, "code")));
  }
  showViolations(output, report);
  return valid ? kDone : kNo;
}

Result<ExitCode> checkDocument(const Context& context, const CheckOptions& options) {
  const auto schemaText = readInput(options.schema);
  if (!schemaText) return std::unexpected(schemaText.error());
  const auto schema = schema::Schema::compile(*schemaText, {.max_bytes = kMaxInputBytes});
  if (!schema) return std::unexpected(schema.error());
  const bool isOutput = !options.modelOutput.empty();
  const auto document = readInput(isOutput ? options.modelOutput : options.document);
  if (!document) return std::unexpected(document.error());
  if (isOutput) {
    return onAnswer(context, schema::checkOutputText(*schema, *document),
                    [&](const auto& value) { return showReport(context.output, value); });
  }
  return onAnswer(context, schema::validateText(*schema, *document),
                  [&](const auto& value) { return showValidation(context.output, value); });
}

constexpr const char* kCheckFooter = R"(
Examples:
  fairlead check --registry edge/registry/actions.json --request request.json --explain
  echo '{"a":1}' | fairlead check --schema schema.json --document -
  fairlead check --schema schema.json --model-output answer.txt --json

Exit codes: 0 allowed or valid, 1 denied or invalid, 3 an input is not what it should be.
)";

}  // namespace

void addCheckCommand(CLI::App& app, Program& program) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command =
      app.add_subcommand("check", "Check an action's request, or a document (- reads stdin)");
  auto* registry = command->add_option("--registry", options->registry, "Registry of actions");
  auto* request = command->add_option("--request", options->request, "Request to evaluate");
  auto* schema = command->add_option("--schema", options->schema, "JSON Schema, draft 2020-12");
  auto* document = command->add_option("--document", options->document, "Document to validate");
  auto* output = command->add_option("--model-output", options->modelOutput,
                                     "Text of a model to find a document in");
  registry->needs(request)->excludes(schema);
  request->needs(registry);
  document->needs(schema)->excludes(output);
  output->needs(schema);
  command
      ->add_flag("--explain", options->explain, "Decide every check, and name the nearest change")
      ->needs(registry);
  command->require_option(2, 0);
  command->footer(kCheckFooter);
  command->callback([&program, options] {
    program.command = [options](const Context& context) {
      return options->registry.empty() ? checkDocument(context, *options)
                                       : checkRequest(context, *options);
    };
  });
}

}  // namespace fairlead::cli
