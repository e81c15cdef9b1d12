// The questions about registries themselves.
#include "core/action/describe.h"
#include "core/action/diff.h"
#include "core/action/lint.h"
#include "core/action/wire.h"
#include "core/json/request.h"

namespace fairlead::action {
namespace {

void write(json::Writer& out, const LintFinding& finding) {
  out.beginObject();
  out.member("code", finding.code);
  out.member("message", finding.message);
  out.member("path", finding.path);
  out.endObject();
}

/// One registry of two; a fault in it is told with its name before the path.
Result<Registry> readPart(json::Value document, std::string_view name) {
  Result<Registry> registry = Registry::read(document);
  if (!registry)
    return fail(registry.error().code, registry.error().message,
                "/" + std::string(name) + registry.error().path);
  return registry;
}

}  // namespace

std::string compileAnswer(const Result<Registry>& registry) {
  if (!registry) return json::answer(registry.error());
  return json::answer([&](json::Writer& out) {
    out.beginObject();
    out.member("actions", registry->actions().size());
    out.member("version", registry->version());
    out.endObject();
  });
}

std::string lintJson(std::string_view text) {
  const Result<Registry> registry = Registry::load(text);
  if (!registry) return json::answer(registry.error());
  return json::answer([&](json::Writer& out) {
    out.beginArray();
    for (const LintFinding& finding : lint(*registry)) write(out, finding);
    out.endArray();
  });
}

std::string diffJson(std::string_view question) {
  return json::answerObject(question, 2 * kMaxRegistryBytes,
                            [](json::ObjectReader& in, json::Writer& out) -> Result<void> {
                              const json::Value before = in.required("from");
                              const json::Value after = in.required("to");
                              if (Result<void> done = in.finish(); !done)
                                return json::invalidRequest(done.error());
                              const Result<Registry> from = readPart(before, "from");
                              if (!from) return std::unexpected(from.error());
                              const Result<Registry> to = readPart(after, "to");
                              if (!to) return std::unexpected(to.error());
                              write(out, diff(*from, *to));
                              return {};
                            });
}

}  // namespace fairlead::action
