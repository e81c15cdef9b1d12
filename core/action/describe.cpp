#include "core/action/describe.h"

#include <optional>

namespace fairlead::action {
namespace {

std::string signatureText(const std::optional<SignatureRule>& rule) {
  if (!rule) return "null";
  json::Writer out;
  write(out, *rule);
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
  out.member("gained", change.gained);
  out.member("lost", change.lost);
  out.member("role", change.role);
  out.endObject();
}

/// `changed` are the changes of those that stay; roles have none.
void writeNamesDiff(json::Writer& out, const NamesDiff& names,
                    const std::vector<ActionChange>* changed = nullptr) {
  out.beginObject();
  out.member("added", names.added);
  if (changed != nullptr) {
    out.name("changed");
    out.beginArray();
    for (const ActionChange& change : *changed) write(out, change);
    out.endArray();
  }
  out.member("removed", names.removed);
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
  out.member("allowed_roles", action.allowedRoles);
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
  const bool everyRole = action.allowedRoles.size() == registry.roles().size();
  return {
      {"allowed_roles", everyRole ? "null" : textOf(action.allowedRoles)},
      {"domain", textOf(action.domain)},
      {"dropdown_only", textOf(action.dropdownOnly)},
      {"entity", textOf(action.entity)},
      {"entity_required", textOf(action.entityRequired)},
      {"idempotent", textOf(action.idempotent)},
      {"keywords", textOf(action.keywords)},
      {"label", textOf(action.label)},
      {"signature", signatureText(action.signature)},
      {"success_status", textOf(action.successStatus)},
      {"variant", textOf(nameOf(action.variant))},
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
