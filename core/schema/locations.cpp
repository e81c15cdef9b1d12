#include "core/schema/locations.h"

#include <algorithm>
#include <optional>

#include "core/json/pointer.h"
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
constexpr std::pair<std::string_view, Vocabularies> kVocabularies[] = {
    {"core", kCore},
    {"applicator", kApplicator},
    {"unevaluated", kUnevaluated},
    {"validation", kValidation},
    {"meta-data", 0},
    {"format-annotation", kFormatAnnotation},
    {"content", 0},
    {"format-assertion", kFormatAssertion},
};

/// Items that all JSON Pointers in references may step over.
constexpr std::size_t kMaxSteps = 10'000'000;

std::string childPointer(std::string_view parent, std::string_view token) {
  std::string pointer(parent);
  pointer += '/';
  json::appendEscaped(pointer, token);
  return pointer;
}

bool isAnchorName(std::string_view name) {
  return !name.empty() && (isAsciiLetter(name[0]) || name[0] == '_') &&
         std::ranges::all_of(name, [](char c) { return isAsciiAlnum(c) || isOneOf(c, "-._"); });
}

/// What a vocabulary has; nothing when it is not known here.
std::optional<Vocabularies> vocabularyNamed(std::string_view uri) {
  if (!uri.starts_with(kVocabularyBase)) return std::nullopt;
  uri.remove_prefix(kVocabularyBase.size());
  const auto* const found =
      std::ranges::find(kVocabularies, uri, &std::pair<std::string_view, Vocabularies>::first);
  return found == std::end(kVocabularies) ? std::nullopt : std::optional(found->second);
}

/// What a schema's `$vocabulary` asks for that is not known here; nothing when all is known.
std::optional<std::string_view> unknownVocabulary(json::Object vocabularies) {
  for (const json::Member member : vocabularies) {
    const bool isRequired = member.value.asBoolean().value_or(true);
    if (isRequired && !vocabularyNamed(member.name)) return member.name;
  }
  return std::nullopt;
}

/// The vocabularies that a metaschema gives its schemas, all of them known here.
Vocabularies vocabulariesOf(json::Object metaschema) {
  const auto given = metaschema.find("$vocabulary");
  if (!given || !given->isObject()) return kStandardVocabularies;
  Vocabularies vocabularies = kCore;
  for (const json::Member member : given->object()) {
    vocabularies |= vocabularyNamed(member.name).value_or(0);
  }
  return vocabularies;
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
  void visitHolder(const Location& here, std::string_view name, Holds holds, json::Value value);
  void visitList(const Location& here, const std::string& pointer, json::Value value);
  void visitMap(const Location& here, const std::string& pointer, json::Value value);
  void visitChild(const Location& here, std::string pointer, json::Value value) {
    visit({.schema = value,
           .pointer = std::move(pointer),
           .base = here.base,
           .resource = here.resource,
           .vocabularies = here.vocabularies});
  }
  void identify(json::Object schema, Location& here, std::size_t index);
  void addAnchor(json::Object schema, std::string_view keyword, const Location& here,
                 std::size_t index);
  void chooseDialect(json::Object schema, Location& here);
  void checkVocabulary(json::Object schema, const Location& here);

  /// The member as a string; a member of another kind is a fault.
  std::optional<std::string_view> textOf(json::Object schema, std::string_view name,
                                         const Location& here);
  void refuse(std::string_view code, std::string message, std::string path) {
    if (!fault_) fault_ = Error{code, std::move(message), std::move(path)};
  }

  Locations& found_;
  std::optional<Error> fault_;
};

void LocationScanner::visit(Location here) {
  if (fault_) return;
  if (!here.schema.isObject() && !here.schema.isBoolean()) {
    refuse("schema_invalid", "A schema is an object or a boolean.", here.pointer);
    return;
  }
  found_.nameBytes_ += here.pointer.size() + here.base.size();
  if (found_.nameBytes_ > kMaxNameBytes) {
    refuse("schema_unsupported", "The schemas are too many for names as long as theirs.", "");
    return;
  }
  const std::size_t index = found_.all_.size();
  found_.byPlace_.emplace(here.schema.place(), index);
  found_.all_.push_back(here);
  if (!here.schema.isObject()) return;
  const json::Object schema = here.schema.object();
  identify(schema, here, index);
  for (const json::Member member : schema) {
    const auto holds = schemasIn(member.name, here.vocabularies);
    if (holds) visitHolder(here, member.name, *holds, member.value);
  }
}

void LocationScanner::visitHolder(const Location& here, std::string_view name, Holds holds,
                                  json::Value value) {
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
                                json::Value value) {
  const auto list = value.asArray();
  if (!list || list->empty()) {
    refuse("schema_invalid", "This keyword takes a non-empty array of schemas.", pointer);
    return;
  }
  std::size_t i = 0;
  for (const json::Value item : *list) visitChild(here, pointer + "/" + std::to_string(i++), item);
}

void LocationScanner::visitMap(const Location& here, const std::string& pointer,
                               json::Value value) {
  const auto map = value.asObject();
  if (!map) {
    refuse("schema_invalid", "This keyword takes an object whose members are schemas.", pointer);
    return;
  }
  for (const json::Member member : *map) {
    visitChild(here, childPointer(pointer, member.name), member.value);
  }
}

std::optional<std::string_view> LocationScanner::textOf(json::Object schema, std::string_view name,
                                                        const Location& here) {
  const auto value = schema.find(name);
  if (!value) return std::nullopt;
  if (value->isString()) return value->string();
  refuse("schema_invalid", "\"" + std::string(name) + "\" must be a string.",
         childPointer(here.pointer, name));
  return std::nullopt;
}

void LocationScanner::identify(json::Object schema, Location& here, std::size_t index) {
  if (const auto id = textOf(schema, "$id", here)) {
    if (!splitUri(*id).fragment.value_or("").empty()) {
      refuse("schema_invalid", "\"$id\" must not have a fragment; \"$anchor\" names a place.",
             childPointer(here.pointer, "$id"));
    }
    here.base = resolveUri(here.base, *id);
    here.resource = ++found_.resources_;
    if (found_.byId_.try_emplace(here.base, index).first->second != index) {
      refuse("schema_invalid", "Two schemas have this \"$id\".", childPointer(here.pointer, "$id"));
    }
  }
  chooseDialect(schema, here);
  found_.all_[index] = here;
  addAnchor(schema, "$anchor", here, index);
  addAnchor(schema, "$dynamicAnchor", here, index);
  checkVocabulary(schema, here);
}

void LocationScanner::addAnchor(json::Object schema, std::string_view keyword, const Location& here,
                                std::size_t index) {
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

/// A dialect is the standard's own, or that of a further document: a metaschema.
void LocationScanner::chooseDialect(json::Object schema, Location& here) {
  auto dialect = textOf(schema, "$schema", here);
  if (!dialect) return;
  if (dialect->ends_with('#')) dialect->remove_suffix(1);
  here.vocabularies = kStandardVocabularies;
  if (*dialect == kDialect) return;
  const auto metaschema = found_.documents_.find(*dialect);
  if (!metaschema || !metaschema->isObject()) {
    refuse("schema_unsupported",
           "Only the dialect " + std::string(kDialect) +
               " is supported, and those whose metaschemas are among the documents.",
           childPointer(here.pointer, "$schema"));
    return;
  }
  const auto vocabularies = metaschema->object().find("$vocabulary");
  if (vocabularies && vocabularies->isObject() && unknownVocabulary(vocabularies->object())) {
    refuse("schema_unsupported", "This dialect has a required vocabulary that is not supported.",
           childPointer(here.pointer, "$schema"));
    return;
  }
  here.vocabularies = vocabulariesOf(metaschema->object());
}

void LocationScanner::checkVocabulary(json::Object schema, const Location& here) {
  const auto value = schema.find("$vocabulary");
  if (!value) return;
  const std::string pointer = childPointer(here.pointer, "$vocabulary");
  if (!value->isObject()) {
    refuse("schema_invalid", "\"$vocabulary\" must be an object.", pointer);
    return;
  }
  for (const json::Member member : value->object()) {
    if (member.value.isBoolean()) continue;
    refuse("schema_invalid", "A vocabulary is required (true) or optional (false).",
           childPointer(pointer, member.name));
    return;
  }
  if (const auto unknown = unknownVocabulary(value->object())) {
    refuse("schema_unsupported", "This required vocabulary is not supported.",
           childPointer(pointer, *unknown));
  }
}

Result<Locations> Locations::scan(json::Value document, json::Object documents) {
  Locations locations(documents);
  locations.byId_.emplace("", 0);
  const auto scanned =
      LocationScanner(locations).scan({.schema = document, .pointer = {}, .base = {}});
  if (!scanned) return std::unexpected(scanned.error());
  return locations;
}

/// Takes in the further document with this URI.
Result<void> Locations::load(const std::string& uri) {
  const auto document = documents_.find(uri);
  if (!document) {
    return fail("schema_unsupported",
                "The reference leads to " + uri.substr(0, 200) +
                    ", which is not among the documents; nothing is fetched.");
  }
  byId_.emplace(uri, all_.size());
  return LocationScanner(*this).scan(
      {.schema = *document, .pointer = uri + "#", .base = uri, .resource = ++resources_});
}

Result<Location> Locations::follow(const Location& resource, std::string_view pointer) {
  Location here = resource;
  while (!pointer.empty()) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    const auto step = json::Pointer::parse(pointer.substr(0, end));
    if (here.schema.isArray()) steps_ += here.schema.array().size();
    if (steps_ > kMaxSteps) return fail("schema_unsupported", "The references lead too far.");
    const auto next = step ? step->find(here.schema) : std::nullopt;
    if (!next) return fail("schema_invalid", "The reference points at nothing.");
    here.schema = *next;
    here.pointer += pointer.substr(0, end);
    pointer.remove_prefix(end);
    const auto known = byPlace_.find(next->place());
    if (known != byPlace_.end()) here = all_[known->second];
  }
  if (!here.schema.isObject() && !here.schema.isBoolean()) {
    return fail("schema_invalid", "The reference points at something that is no schema.");
  }
  if (byPlace_.contains(here.schema.place())) return here;
  if (auto scanned = LocationScanner(*this).scan(here); !scanned) {
    return std::unexpected(scanned.error());
  }
  return at(here.schema);
}

Result<ResolvedReference> Locations::resolve(const Location& from, std::string_view reference) {
  const std::string uri = resolveUri(from.base, reference);
  if (!byId_.contains(uri)) {
    if (auto loaded = load(uri); !loaded) return std::unexpected(loaded.error());
  }
  const Location& root = all_[byId_.at(uri)];
  const std::string fragment = percentDecode(splitUri(reference).fragment.value_or(""));
  if (fragment.empty() || fragment.starts_with('/')) {
    auto location = follow(root, fragment);
    if (!location) return std::unexpected(location.error());
    return ResolvedReference{std::move(*location), ""};
  }
  const auto anchor = byAnchor_.find(root.base + "#" + fragment);
  if (anchor == byAnchor_.end()) return fail("schema_invalid", "No schema has this anchor.");
  const Location& location = all_[anchor->second];
  const auto dynamic = location.schema.object().find("$dynamicAnchor");
  const bool isDynamic = dynamic && dynamic->asString() == fragment;
  return ResolvedReference{location, isDynamic ? fragment : ""};
}

std::vector<const Location*> Locations::withDynamicAnchor(std::string_view name) const {
  std::vector<const Location*> found;
  const auto anchors = byDynamicAnchor_.find(name);
  if (anchors == byDynamicAnchor_.end()) return found;
  for (const auto& [resource, index] : anchors->second) found.push_back(&all_[index]);
  return found;
}

}  // namespace fairlead::schema
