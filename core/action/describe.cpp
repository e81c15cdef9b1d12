#include "core/action/describe.h"

#include <optional>

namespace fairlead::action {
namespace {

/// What `write(Writer&)` writes; all of it is text, small integers and what a Writer made before,
/// which always has a canonical form.
template <typename Write>
std::string textOf(Write write) {
  json::Writer out;
  write(out);
  return *std::move(out).finish();
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

}  // namespace

void write(json::Writer& out, const SignatureRule& rule) {
  out.beginObject();
  out.member("max_age_s", rule.maxAgeS);
  out.name("method");
  out.beginArray();
  for (const Method method : rule.methods) out.string(nameOf(method));
  out.endArray();
  if (!rule.sentence.empty()) out.member("sentence", rule.sentence);
  out.endObject();
}

void write(json::Writer& out, const Action& action) {
  out.beginObject();
  out.name("allowed_roles");
  writeNames(out, action.allowedRoles);
  out.member("domain", action.domain);
  out.member("dropdown_only", action.dropdownOnly);
  out.member("entity", action.entity);
  out.member("entity_required", action.entityRequired);
  out.name("fields");
  out.beginArray();
  for (const Field& field : action.fields) out.raw(field.document);
  out.endArray();
  out.member("id", action.id);
  out.member("idempotent", action.idempotent);
  out.member("label", action.label);
  out.name("signature");
  if (action.signature)
    write(out, *action.signature);
  else
    out.null();
  out.member("signature_required", action.signature.has_value());
  out.member("success_status", action.successStatus);
  out.member("variant", nameOf(action.variant));
  out.endObject();
}

std::vector<std::pair<std::string_view, std::string>> membersOf(const Action& action,
                                                                const Registry& registry) {
  const auto text = [](const auto& value) {
    return textOf([&](json::Writer& out) { out.put(value); });
  };
  const auto names = [](const std::vector<std::string>& list) {
    return textOf([&](json::Writer& out) { writeNames(out, list); });
  };
  const bool everyRole = action.allowedRoles.size() == registry.roles().size();
  return {
      {"allowed_roles", everyRole ? "null" : names(action.allowedRoles)},
      {"domain", text(action.domain)},
      {"dropdown_only", text(action.dropdownOnly)},
      {"entity", text(action.entity)},
      {"entity_required", text(action.entityRequired)},
      {"idempotent", text(action.idempotent)},
      {"keywords", names(action.keywords)},
      {"label", text(action.label)},
      {"signature", action.signature
                        ? textOf([&](json::Writer& out) { write(out, *action.signature); })
                        : "null"},
      {"success_status", text(action.successStatus)},
      {"variant", text(nameOf(action.variant))},
  };
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

}  // namespace fairlead::action
