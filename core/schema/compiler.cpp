#include "core/schema/compiler.h"

#include <algorithm>

#include "core/json/pointer.h"
#include "core/schema/node_compiler.h"

namespace fairlead::schema {

/// In the order of Keyword. Items and properties are compiled from several members each and so are
/// not here.
std::span<const SchemaCompiler::Entry> SchemaCompiler::handlers() {
  using C = SchemaCompiler;
  static constexpr Entry kHandlers[] = {
      {Keyword::kType, &C::compileType},
      {Keyword::kEnum, &C::compileEnum},
      {Keyword::kConst, &C::compileConst},
      {Keyword::kMultipleOf, &C::compileLimit},
      {Keyword::kMaximum, &C::compileLimit},
      {Keyword::kExclusiveMaximum, &C::compileLimit},
      {Keyword::kMinimum, &C::compileLimit},
      {Keyword::kExclusiveMinimum, &C::compileLimit},
      {Keyword::kMaxLength, &C::compileCount},
      {Keyword::kMinLength, &C::compileCount},
      {Keyword::kPattern, &C::compilePattern},
      {Keyword::kFormat, &C::compileFormat},
      {Keyword::kMaxItems, &C::compileCount},
      {Keyword::kMinItems, &C::compileCount},
      {Keyword::kUniqueItems, &C::compileUniqueItems},
      {Keyword::kMaxProperties, &C::compileCount},
      {Keyword::kMinProperties, &C::compileCount},
      {Keyword::kRequired, &C::compileRequired},
      {Keyword::kDependentRequired, &C::compileDependentRequired},
      {Keyword::kContains, &C::compileContains},
      {Keyword::kPropertyNames, &C::compileSingle},
      {Keyword::kRef, &C::compileReference},
      {Keyword::kDynamicRef, &C::compileReference},
      {Keyword::kAllOf, &C::compileBranches},
      {Keyword::kAnyOf, &C::compileBranches},
      {Keyword::kOneOf, &C::compileBranches},
      {Keyword::kNot, &C::compileSingle},
      {Keyword::kIf, &C::compileCondition},
      {Keyword::kDependentSchemas, &C::compileDependentSchemas},
      {Keyword::kUnevaluatedItems, &C::compileSingle},
      {Keyword::kUnevaluatedProperties, &C::compileSingle},
  };
  return kHandlers;
}

Result<CompiledSchema> SchemaCompiler::compile() {
  // All schemas, also those nothing leads to: what is not supported is refused wherever it stands.
  for (const Location& location : locations_.all()) nodeAt(location);
  compilePending();
  compileDynamicAnchors();
  if (fault_) return std::unexpected(std::move(*fault_));
  if (auto depth = checkInPlaceDepth(compiled_); !depth) return std::unexpected(depth.error());
  return std::move(compiled_);
}

void SchemaCompiler::compilePending() {
  while (!pending_.empty() && !fault_) {
    const auto [index, location] = std::move(pending_.back());
    pending_.pop_back();
    compileNode(index, location);
  }
}

/// Compiling a schema that has an anchor may lead to further documents, which have more.
void SchemaCompiler::compileDynamicAnchors() {
  std::size_t before = 0;
  do {
    before = compiled_.nodes.size();
    for (const std::string& name : dynamicAnchors_) {
      for (const Location* location : locations_.withDynamicAnchor(name)) nodeAt(*location);
    }
    compilePending();
  } while (compiled_.nodes.size() > before && !fault_);
  for (const std::string& name : dynamicAnchors_) {
    DynamicAnchor& anchor = compiled_.dynamicAnchors.emplace_back();
    for (const Location* location : locations_.withDynamicAnchor(name)) {
      anchor.emplace_back(location->resource, nodeAt(*location));
    }
  }
}

NodeIndex SchemaCompiler::nodeAt(const Location& location) {
  const auto [entry, isNew] =
      known_.try_emplace(location.schema.place(), static_cast<NodeIndex>(compiled_.nodes.size()));
  if (isNew) {
    compiled_.nodes.push_back({.resource = location.resource});
    compiled_.pointers.push_back(location.pointer);
    pending_.emplace_back(entry->second, location);
  }
  return entry->second;
}

void SchemaCompiler::compileNode(NodeIndex index, const Location& location) {
  if (location.schema.isBoolean()) {
    compiled_.nodes[index].refusesAll = !location.schema.boolean();
    return;
  }
  location_ = &location;
  object_ = location.schema.object();
  checks_.clear();
  for (const Entry& entry : handlers()) {
    if (!has(vocabulariesOf(entry.keyword))) continue;
    const auto value = member(nameOf(entry.keyword));
    if (value && !fault_) (this->*entry.handler)(entry.keyword, *value);
  }
  if (has(kApplicator)) {
    compileItems();
    compileProperties();
  }
  SchemaNode& node = compiled_.nodes[index];
  node.firstCheck = static_cast<std::uint32_t>(compiled_.checks.size());
  node.checkCount = static_cast<std::uint32_t>(checks_.size());
  node.hasUnevaluated = !checks_.empty() && checks_.back().keyword >= Keyword::kUnevaluatedItems;
  compiled_.checks.insert(compiled_.checks.end(), checks_.begin(), checks_.end());
}

std::string SchemaCompiler::pathOf(std::string_view name) const {
  std::string path = location_->pointer + "/";
  json::appendEscaped(path, name);
  return path;
}

void SchemaCompiler::refuse(std::string_view code, std::string message, std::string path) {
  if (!fault_) fault_ = Error{code, std::move(message), std::move(path)};
}

Result<CompiledSchema> compileSchema(Source source, const Options& options) {
  auto locations = Locations::scan(source.schema, source.documents);
  if (!locations) return std::unexpected(locations.error());
  auto compiled = SchemaCompiler(*locations, options).compile();
  if (compiled) compiled->owners = std::move(source.owners);
  return compiled;
}

}  // namespace fairlead::schema
