#include "native/jobs/graph_extraction.h"

#include <optional>
#include <string>
#include <utility>

#include "core/schema/format.h"
#include "native/jobs/graph_writer.h"
#include "native/jobs/material.h"

namespace fairlead::jobs {
namespace {

using postgres::Connection;
using queue::ClaimedJob;
using queue::JobContext;
using queue::Outcome;

constexpr const char* kLoadMessage = R"(
  select c.twin_id, m.body, c.id
    from messages m join conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
   where m.tenant_id = $1 and m.id = $2)";

constexpr const char* kLoadChunk = R"(
  select s.twin_id, k.body, null::uuid
    from source_chunks k join sources s on s.tenant_id = k.tenant_id and s.id = k.source_id
   where k.tenant_id = $1 and k.id = $2 and s.status = 'ready' and s.deleted_at is null)";

/// What the payload names: its kind, its id, and how its text is found.
struct Named {
  std::string_view kind;
  std::string id;
  const char* load;
};

std::optional<Named> namedIn(const std::string& payload) {
  const auto document = json::parse(payload);
  const auto object = document ? document->root().asObject() : std::nullopt;
  if (!object) return std::nullopt;
  const auto idOf = [&](std::string_view name) {
    const auto member = object->find(name);
    const auto id = member ? member->asString() : std::nullopt;
    return id && schema::isUuid(*id) ? std::string(*id) : std::string();
  };
  if (auto id = idOf("message_id"); !id.empty()) return Named{"message", id, kLoadMessage};
  if (auto id = idOf("chunk_id"); !id.empty()) return Named{"chunk", id, kLoadChunk};
  return std::nullopt;
}

Result<std::optional<GraphText>> load(const ClaimedJob& job, const Named& named,
                                      JobContext& context) {
  std::optional<GraphText> found;
  auto loaded = context.withConnection([&](Connection& connection) -> Result<void> {
    const auto rows = connection.query(named.load, {job.tenant, named.id});
    if (!rows) return std::unexpected(rows.error());
    if (rows->empty()) return {};
    const auto row = (*rows)[0];
    found = GraphText{.tenant = job.tenant,
                      .twin = row.get<std::string>(0),
                      .kind = std::string(named.kind),
                      .id = named.id,
                      .body = row.get<std::string>(1),
                      .conversation = row.get<std::optional<std::string>>(2)};
    return {};
  });
  if (!loaded) return std::unexpected(loaded.error());
  return found;
}

}  // namespace

Outcome GraphExtraction::run(const ClaimedJob& job, JobContext& context) {
  const auto named = namedIn(job.payload);
  if (!named) return job::Failure{job::FailureClass::kItem, "PAYLOAD_INVALID"};
  const auto text = load(job, *named, context);
  if (!text) return queue::outcomeOf(text.error());
  if (!*text) return job::Failure{job::FailureClass::kItem, "TEXT_NOT_FOUND"};
  const auto body = firstCharacters((*text)->body, asker().settings().maxChars);
  const auto answer = asker().ask(form(), "text", body, job, context);
  if (!answer) return answer.error();
  return queue::Done{writeGraph(**text, *answer, form().promptVersion)};
}

}  // namespace fairlead::jobs
