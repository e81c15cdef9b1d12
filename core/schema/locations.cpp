#include "core/schema/locations.h"

#include <algorithm>
#include <optional>

#include "core/dom/pointer.h"
#include "core/schema/ascii.h"
#include "core/schema/keyword.h"
#include "core/schema/uri.h"

namespace fairlead::schema {

namespace {

/// Pointers and base URIs of all schemas. Each has its own, so that one long name above many
/// schemas would else take memory many times the document's.
constexpr std::size_t kMaxNameBytes = std::size_t{32} << 20;

constexpr std::string_view kDialect = "https://json-schema.org/draft/2020-12/schema";
constexpr std::string_view kVocabularyBase = "https://json-schema.org/draft/2020-12/vocab/";
constexpr std::string_view kVocabularies[] = {
    "core",      "applicator",        "unevaluated", "validation",
    "meta-data", "format-annotation", "content",     "format-assertion",
};

std::string childPointer(std::string_view parent, std::string_view token) {
  std::string pointer(parent);
  pointer += '/';
  dom::appendEscaped(pointer, token);
  return pointer;
}

bool isAnchorName(std::string_view name) {
  return !name.empty() && (isAsciiLetter(name[0]) || name[0] == '_') &&
         std::ranges::all_of(name, [](char c) { return isAsciiAlnum(c) || isOneOf(c, "-._"); });
}

bool isKnownVocabulary(std::string_view uri) {
  if (!uri.starts_with(kVocabularyBase)) return false;
  uri.remove_prefix(kVocabularyBase.size());
  return std::ranges::find(kVocabularies, uri) != std::end(kVocabularies);
}

}  // namespace

/// Walks over the document; recursion is bounded by the depth that the reader allows.
class LocationScanner {
 public:
  explicit LocationScanner(Locations& found) : found_(found) {}

  Result<void> scan(const Location& location) {
    visit(location);
    if (fault_) return std::unexpected(std::move(*fault_));
    return {};
  }

 private:
  void visit(Location here);
  void visitHolder(const Location& here, std::string_view name, Holds holds,
                   const dom::Value& value);
  void visitList(const Location& here, const std::string& pointer, const dom::Value& value);
  void visitMap(const Location& here, const std::string& pointer, const dom::Value& value);
  void visitChild(const Location& here, std::string pointer, const dom::Value& value) {
    visit({.schema = &value,
           .pointer = std::move(pointer),
           .base = here.base,
           .resource = here.resource});
  }
  void identify(const dom::Object& schema, Location& here, std::size_t index);
  void addAnchor(const dom::Object& schema, std::string_view keyword, const Location& here,
                 std::size_t index);
  void checkDialect(const dom::Object& schema, const Location& here);
  void checkVocabulary(const dom::Object& schema, const Location& here);

  /// The member as a string; a member of another kind is a fault.
  std::optional<std::string_view> textOf(const dom::Object& schema, std::string_view name,
                                         const Location& here);
  void refuse(std::string_view code, std::string message, std::string path) {
    if (!fault_) fault_ = Error{code, std::move(message), std::move(path)};
  }

  Locations& found_;
  std::optional<Error> fault_;
};

void LocationScanner::visit(Location here) {
  if (fault_) return;
  const dom::Object* schema = here.schema->if_object();
  if (schema == nullptr && !here.schema->is_bool()) {
    refuse("schema_invalid", "A schema is an object or a boolean.", here.pointer);
    return;
  }
  found_.nameBytes_ += here.pointer.size() + here.base.size();
  if (found_.nameBytes_ > kMaxNameBytes) {
    refuse("schema_unsupported", "The schemas are too many for names as long as theirs.", "");
    return;
  }
  const std::size_t index = found_.all_.size();
  found_.byValue_.emplace(here.schema, index);
  found_.all_.push_back(here);
  if (schema == nullptr) return;
  identify(*schema, here, index);
  for (const auto& member : *schema) {
    const auto holds = schemasIn(member.key());
    if (holds) visitHolder(here, member.key(), *holds, member.value());
  }
}

void LocationScanner::visitHolder(const Location& here, std::string_view name, Holds holds,
                                  const dom::Value& value) {
  std::string pointer = childPointer(here.pointer, name);
  switch (holds) {
    case Holds::kSchema:
      visitChild(here, std::move(pointer), value);
      return;
    case Holds::kSchemaList:
      visitList(here, pointer, value);
      return;
    case Holds::kSchemaMap:
      visitMap(here, pointer, value);
      return;
  }
}

void LocationScanner::visitList(const Location& here, const std::string& pointer,
                                const dom::Value& value) {
  const dom::Array* list = value.if_array();
  if (list == nullptr || list->empty()) {
    refuse("schema_invalid", "This keyword takes a non-empty array of schemas.", pointer);
    return;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    visitChild(here, pointer + "/" + std::to_string(i), (*list)[i]);
  }
}

void LocationScanner::visitMap(const Location& here, const std::string& pointer,
                               const dom::Value& value) {
  const dom::Object* map = value.if_object();
  if (map == nullptr) {
    refuse("schema_invalid", "This keyword takes an object whose members are schemas.", pointer);
    return;
  }
  for (const auto& member : *map) {
    visitChild(here, childPointer(pointer, member.key()), member.value());
  }
}

std::optional<std::string_view> LocationScanner::textOf(const dom::Object& schema,
                                                        std::string_view name,
                                                        const Location& here) {
  const dom::Value* value = schema.if_contains(name);
  if (value == nullptr) return std::nullopt;
  if (const dom::String* text = value->if_string()) return std::string_view(*text);
  refuse("schema_invalid", "\"" + std::string(name) + "\" must be a string.",
         childPointer(here.pointer, name));
  return std::nullopt;
}

void LocationScanner::identify(const dom::Object& schema, Location& here, std::size_t index) {
  if (const auto id = textOf(schema, "$id", here)) {
    if (!splitUri(*id).fragment.value_or("").empty()) {
      refuse("schema_invalid", "\"$id\" must not have a fragment; \"$anchor\" names a place.",
             childPointer(here.pointer, "$id"));
    }
    here.base = resolveUri(here.base, *id);
    if (index != 0) here.resource = found_.resources_++;
    found_.all_[index] = here;
    if (!found_.byId_.emplace(here.base, index).second) {
      refuse("schema_invalid", "Two schemas have this \"$id\".", childPointer(here.pointer, "$id"));
    }
  }
  addAnchor(schema, "$anchor", here, index);
  addAnchor(schema, "$dynamicAnchor", here, index);
  checkDialect(schema, here);
  checkVocabulary(schema, here);
}

void LocationScanner::addAnchor(const dom::Object& schema, std::string_view keyword,
                                const Location& here, std::size_t index) {
  const auto name = textOf(schema, keyword, here);
  if (!name) return;
  const bool isNew = found_.byAnchor_.emplace(here.base + "#" + std::string(*name), index).second ||
                     found_.byAnchor_.at(here.base + "#" + std::string(*name)) == index;
  if (!isAnchorName(*name) || !isNew) {
    refuse("schema_invalid",
           "An anchor is a name (a letter or _, then letters, digits and -._) "
           "that no other has.",
           childPointer(here.pointer, keyword));
  }
  if (keyword == "$dynamicAnchor") {
    found_.byDynamicAnchor_[std::string(*name)].emplace(here.resource, index);
  }
}

void LocationScanner::checkDialect(const dom::Object& schema, const Location& here) {
  auto dialect = textOf(schema, "$schema", here);
  if (!dialect) return;
  if (dialect->ends_with('#')) dialect->remove_suffix(1);
  if (*dialect != kDialect) {
    refuse("schema_unsupported", "Only the dialect " + std::string(kDialect) + " is supported.",
           childPointer(here.pointer, "$schema"));
  }
}

void LocationScanner::checkVocabulary(const dom::Object& schema, const Location& here) {
  const dom::Value* value = schema.if_contains("$vocabulary");
  if (value == nullptr) return;
  const std::string pointer = childPointer(here.pointer, "$vocabulary");
  const dom::Object* vocabularies = value->if_object();
  if (vocabularies == nullptr) {
    refuse("schema_invalid", "\"$vocabulary\" must be an object.", pointer);
    return;
  }
  for (const auto& member : *vocabularies) {
    const bool* isRequired = member.value().if_bool();
    if (isRequired == nullptr) {
      refuse("schema_invalid", "A vocabulary is required (true) or optional (false).",
             childPointer(pointer, member.key()));
    } else if (*isRequired && !isKnownVocabulary(member.key())) {
      refuse("schema_unsupported", "This required vocabulary is not supported.",
             childPointer(pointer, member.key()));
    }
  }
}

Result<Locations> Locations::scan(const dom::Value& document) {
  Locations locations;
  locations.byId_.emplace("", 0);
  const auto scanned = LocationScanner(locations).scan({&document, "", "", 0});
  if (!scanned) return std::unexpected(scanned.error());
  return locations;
}

Result<Location> Locations::follow(const Location& resource, std::string_view pointer) {
  Location here = resource;
  while (!pointer.empty()) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    const auto step = dom::Pointer::parse(pointer.substr(0, end));
    here.schema = step ? step->find(*here.schema) : nullptr;
    if (here.schema == nullptr) return fail("schema_invalid", "The reference points at nothing.");
    here.pointer += pointer.substr(0, end);
    pointer.remove_prefix(end);
    const auto known = byValue_.find(here.schema);
    if (known != byValue_.end()) here = all_[known->second];
  }
  if (!here.schema->is_object() && !here.schema->is_bool()) {
    return fail("schema_invalid", "The reference points at something that is no schema.");
  }
  if (byValue_.contains(here.schema)) return here;
  if (auto scanned = LocationScanner(*this).scan(here); !scanned) {
    return std::unexpected(scanned.error());
  }
  return at(*here.schema);
}

Result<ResolvedReference> Locations::resolve(const Location& from, std::string_view reference) {
  const auto resource = byId_.find(resolveUri(from.base, reference));
  if (resource == byId_.end()) {
    return fail("schema_unsupported",
                "The reference leads out of this document, and nothing is fetched.");
  }
  const Location& root = all_[resource->second];
  const std::string fragment = percentDecode(splitUri(reference).fragment.value_or(""));
  if (fragment.empty() || fragment.starts_with('/')) {
    auto location = follow(root, fragment);
    if (!location) return std::unexpected(location.error());
    return ResolvedReference{std::move(*location), ""};
  }
  const auto anchor = byAnchor_.find(root.base + "#" + fragment);
  if (anchor == byAnchor_.end()) return fail("schema_invalid", "No schema has this anchor.");
  const Location& location = all_[anchor->second];
  const dom::Value* dynamic = location.schema->as_object().if_contains("$dynamicAnchor");
  const bool isDynamic =
      dynamic != nullptr && dynamic->is_string() && dynamic->get_string() == fragment;
  return ResolvedReference{location, isDynamic ? fragment : ""};
}

std::map<std::uint32_t, const Location*> Locations::withDynamicAnchor(std::string_view name) const {
  std::map<std::uint32_t, const Location*> found;
  const auto anchors = byDynamicAnchor_.find(name);
  if (anchors == byDynamicAnchor_.end()) return found;
  for (const auto& [resource, index] : anchors->second) found.emplace(resource, &all_[index]);
  return found;
}

}  // namespace fairlead::schema
