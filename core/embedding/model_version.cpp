#include "core/embedding/model_version.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "core/json/canonical.h"
#include "core/json/request.h"
#include "core/sort.h"

namespace fairlead::embedding {
namespace {

constexpr std::size_t kMaxTextBytes = 200;
constexpr std::string_view kDocumentPrefix = "embedding_";
constexpr std::string_view kDimensions = "embedding_dimensions";
constexpr std::string_view kModelId = "embedding_model_id";
constexpr std::string_view kVersion = "embedding_version";

std::string readLabel(json::ObjectReader& in, std::string_view member) {
  const std::string_view text = in.string(member);
  const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (text.empty() || text.size() > kMaxTextBytes || std::ranges::any_of(text, isControl))
    in.refuse("member_value", "This must have 1 to 200 bytes and no control characters.", member);
  return std::string(text);
}

bool isOfModel(std::string_view name) {
  return name == kDimensions || name == kModelId || name == kVersion;
}

/// The names of the document and of its model version, in canonical order.
std::vector<std::string_view> namesOf(json::Object document) {
  std::vector<std::string_view> names = {kDimensions, kModelId, kVersion};
  for (const json::Member member : document)
    if (!isOfModel(member.name)) names.push_back(member.name);
  sortInPlace(names, json::lessByCodeUnits);
  return names;
}

void writeEnriched(json::Writer& out, json::Object document, const ModelVersion& model) {
  out.beginObject();
  for (const std::string_view name : namesOf(document)) {
    if (name == kDimensions)
      out.member(name, model.dimensions);
    else if (name == kModelId || name == kVersion)
      out.member(name, name == kModelId ? model.modelId : model.version);
    else
      out.member(name, document.find(name));
  }
  out.endObject();
}

}  // namespace

ModelVersion readModelMembers(json::ObjectReader& in, const std::string& prefix) {
  return {readLabel(in, prefix + "model_id"), in.integer(prefix + "dimensions", 1, kMaxDimensions),
          readLabel(in, prefix + "version")};
}

Presence presenceOf(json::Object object, const std::string& prefix) {
  int present = 0;
  for (const char* name : {"model_id", "dimensions", "version"}) {
    const std::optional<json::Value> member = object.find(prefix + name);
    if (member && !member->isNull()) ++present;
  }
  if (present == 0) return Presence::kNone;
  return present == 3 ? Presence::kAll : Presence::kSome;
}

Result<void> enrich(json::Writer& out, json::Value document, const ModelVersion& model) {
  const std::optional<json::Object> object = document.asObject();
  if (!object) return fail("request_invalid", "The document must be an object.");
  const std::string prefix(kDocumentPrefix);
  const Presence presence = presenceOf(*object, prefix);
  if (presence == Presence::kNone) {
    writeEnriched(out, *object, model);
    return {};
  }
  if (presence == Presence::kSome)
    return fail("model_version_mixed",
                "The document has only some of embedding_model_id, embedding_dimensions and "
                "embedding_version; it must have all or none.");
  json::ObjectReader in(document);
  readModelMembers(in, prefix);
  if (!in.ok()) return json::invalidRequest(in.finish().error());
  out.value(document);
  return {};
}

}  // namespace fairlead::embedding
