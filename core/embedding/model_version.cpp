#include "core/embedding/model_version.h"

#include <algorithm>
#include <string>

#include "core/dom/request.h"

namespace fairlead::embedding {
namespace {

constexpr std::size_t kMaxTextBytes = 200;
constexpr std::string_view kDocumentPrefix = "embedding_";

std::string readLabel(dom::ObjectReader& in, std::string_view member) {
  const std::string_view text = in.string(member);
  const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (text.empty() || text.size() > kMaxTextBytes || std::ranges::any_of(text, isControl))
    in.refuse("member_value", "This must have 1 to 200 bytes and no control characters.", member);
  return std::string(text);
}

}  // namespace

ModelVersion readModelMembers(dom::ObjectReader& in, const std::string& prefix) {
  return {readLabel(in, prefix + "model_id"), in.integer(prefix + "dimensions", 1, kMaxDimensions),
          readLabel(in, prefix + "version")};
}

Presence presenceOf(const dom::Object& object, const std::string& prefix) {
  int present = 0;
  for (const char* name : {"model_id", "dimensions", "version"}) {
    const dom::Value* member = object.if_contains(prefix + name);
    if (member != nullptr && !member->is_null()) ++present;
  }
  if (present == 0) return Presence::kNone;
  return present == 3 ? Presence::kAll : Presence::kSome;
}

Result<dom::Value> enrich(dom::Value document, const ModelVersion& model) {
  dom::Object* object = document.if_object();
  if (object == nullptr) return fail("request_invalid", "The document must be an object.");
  const std::string prefix(kDocumentPrefix);
  switch (presenceOf(*object, prefix)) {
    case Presence::kNone:
      (*object)[prefix + "model_id"] = model.modelId;
      (*object)[prefix + "dimensions"] = model.dimensions;
      (*object)[prefix + "version"] = model.version;
      return document;
    case Presence::kSome:
      return fail("model_version_mixed",
                  "The document has only some of embedding_model_id, embedding_dimensions and "
                  "embedding_version; it must have all or none.");
    case Presence::kAll:
      break;
  }
  dom::ObjectReader in(document);
  readModelMembers(in, prefix);
  if (in.ok()) return document;
  return dom::invalidRequest(in.finish().error());
}

}  // namespace fairlead::embedding
