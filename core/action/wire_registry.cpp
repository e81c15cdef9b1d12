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

void write(json::Writer& out, const ActionChange& change) {
  out.beginObject();
  out.member("id", change.action);
  out.name("members");
  out.beginArray();
  for (const MemberChange& member : change.members) {
    out.beginObject();
    out.name("from");
    out.raw(member.from);
    out.member("path", member.path);
    out.name("to");
    out.raw(member.to);
    out.endObject();
  }
  out.endArray();
  out.endObject();
}

void write(json::Writer& out, const RoleChange& change) {
  out.beginObject();
  out.name("gained");
  writeNames(out, change.gained);
  out.name("lost");
  writeNames(out, change.lost);
  out.member("role", change.role);
  out.endObject();
}

/// `changed` are the changes of those that stay; roles have none.
void writeNamesDiff(json::Writer& out, const NamesDiff& names,
                    const std::vector<ActionChange>* changed = nullptr) {
  out.beginObject();
  out.name("added");
  writeNames(out, names.added);
  if (changed != nullptr) {
    out.name("changed");
    out.beginArray();
    for (const ActionChange& change : *changed) write(out, change);
    out.endArray();
  }
  out.name("removed");
  writeNames(out, names.removed);
  out.member("reordered", names.reordered);
  out.endObject();
}

void write(json::Writer& out, const RegistryDiff& diff) {
  out.beginObject();
  out.name("access");
  out.beginArray();
  for (const RoleChange& change : diff.access) write(out, change);
  out.endArray();
  out.name("actions");
  writeNamesDiff(out, diff.actions, &diff.changed);
  out.name("roles");
  writeNamesDiff(out, diff.roles);
  out.name("version");
  out.beginObject();
  out.member("from", diff.fromVersion);
  out.member("to", diff.toVersion);
  out.endObject();
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
