// migrationJson().
#include <optional>
#include <string>

#include "core/embedding/migration.h"
#include "core/embedding/wire.h"
#include "core/json/request.h"

namespace fairlead::embedding {
namespace {

MigrationState stateOf(json::ObjectReader& in, std::string_view member, std::string_view word) {
  const auto state = kMigration.stateNamed(word);
  if (!state) in.refuse("member_value", "A migration has no state of this name.", member);
  return state.value_or(kMigration.initial);
}

Migration readMigration(json::ObjectReader& in) {
  Migration migration;
  migration.state = stateOf(in, "state", in.string("state"));
  if (const auto paused = in.nullableString("paused_from"))
    migration.pausedFrom = stateOf(in, "paused_from", *paused);
  return migration;
}

/// Nothing without an event.
std::optional<MigrationStep> readStep(json::ObjectReader& in) {
  MigrationStep step;
  step.gatePassed = in.optionalBoolean("gate_passed");
  step.askedByPerson = in.optionalBoolean("asked_by_person").value_or(false);
  const auto word = in.nullableString("event");
  if (!word) return std::nullopt;
  const auto event = kMigration.eventNamed(*word);
  if (!event) in.refuse("member_value", "A migration has no event of this name.", "event");
  step.event = event.value_or(step.event);
  return step;
}

void writeNext(json::Writer& out, const Migration& migration) {
  out.beginArray();
  for (const auto& arrow : nextSteps(migration)) {
    out.beginObject();
    out.member("event", kMigration.nameOf(arrow.event));
    out.member("to", kMigration.nameOf(arrow.to));
    out.endObject();
  }
  out.endArray();
}

void writeStep(json::Writer& out, const Migration& migration, const MigrationStep& step) {
  const Result<Migration> after = advance(migration, step);
  const Migration& now = after ? *after : migration;
  out.beginObject();
  out.member("allowed", after.has_value());
  out.member("code", after ? std::string_view("allowed") : after.error().code);
  out.member("message",
             after ? "The step is listed, and has what it needs." : after.error().message);
  out.name("paused_from");
  now.pausedFrom ? out.string(kMigration.nameOf(*now.pausedFrom)) : out.null();
  out.member("state", kMigration.nameOf(now.state));
  out.endObject();
}

Result<void> decideMigration(json::ObjectReader& in, json::Writer& out) {
  const Migration migration = readMigration(in);
  const std::optional<MigrationStep> step = readStep(in);
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  out.beginObject();
  out.name("next");
  writeNext(out, migration);
  out.name("step");
  step ? writeStep(out, migration, *step) : out.null();
  out.endObject();
  return {};
}

}  // namespace

std::string migrationJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, decideMigration);
}

}  // namespace fairlead::embedding
