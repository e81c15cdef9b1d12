// Keywords that apply further schemas. Their shape was checked when the schemas were located.
#include "core/schema/node_compiler.h"

namespace fairlead::schema {

void SchemaCompiler::compileItems() {
  const Value* prefix = member("prefixItems");
  const Value* rest = member("items");
  if (prefix == nullptr && rest == nullptr) return;
  ItemsRule rule;
  if (prefix != nullptr) {
    for (const Value& schema : prefix->get_array()) rule.prefix.push_back(nodeOf(schema));
  }
  if (rest != nullptr) rule.rest = nodeOf(*rest);
  addTo(compiled_.items, Keyword::kItems, std::move(rule));
}

void SchemaCompiler::compileContains(Keyword, const Value& value) {
  ContainsRule rule{.node = nodeOf(value)};
  if (const Value* min = member("minContains")) {
    rule.min = countOf("minContains", *min).value_or(0);
  }
  if (const Value* max = member("maxContains")) {
    rule.max = countOf("maxContains", *max).value_or(0);
  }
  addTo(compiled_.contains, Keyword::kContains, rule);
}

void SchemaCompiler::compileProperties() {
  const Value* named = member("properties");
  const Value* patterns = member("patternProperties");
  const Value* additional = member("additionalProperties");
  if (named == nullptr && patterns == nullptr && additional == nullptr) return;
  PropertiesRule rule;
  if (named != nullptr) {
    for (const auto& entry : named->get_object())
      rule.named.add(entry.key(), nodeOf(entry.value()));
  }
  if (patterns != nullptr) {
    for (const auto& entry : patterns->get_object()) {
      auto pattern = patternOf(entry.key(), locations_.at(entry.value()).pointer);
      if (!pattern) return;
      rule.patterns.emplace_back(std::move(*pattern), nodeOf(entry.value()));
    }
  }
  if (additional != nullptr) rule.additional = nodeOf(*additional);
  addTo(compiled_.properties, Keyword::kProperties, std::move(rule));
}

void SchemaCompiler::compileSingle(Keyword keyword, const Value& value) {
  add(keyword, nodeOf(value));
}

void SchemaCompiler::compileReference(Keyword keyword, const Value& value) {
  const std::string_view name = nameOf(keyword);
  const dom::String* reference = value.if_string();
  if (reference == nullptr) return refuseInvalid(name, "A reference must be a string.");
  const auto target = locations_.resolve(*location_, *reference);
  if (!target) {
    const std::string& path = target.error().path;
    return refuse(target.error().code, target.error().message, path.empty() ? pathOf(name) : path);
  }
  const NodeIndex node = nodeAt(target->location);
  if (keyword == Keyword::kRef || target->dynamicAnchor.empty()) return add(Keyword::kRef, node);
  DynamicReference dynamic{.fallback = node};
  for (const auto& [resource, location] : locations_.withDynamicAnchor(target->dynamicAnchor)) {
    dynamic.byResource.emplace(resource, nodeAt(*location));
  }
  addTo(compiled_.dynamicReferences, Keyword::kDynamicRef, std::move(dynamic));
}

void SchemaCompiler::compileBranches(Keyword keyword, const Value& value) {
  NodeList nodes;
  for (const Value& schema : value.get_array()) nodes.push_back(nodeOf(schema));
  addTo(compiled_.branches, keyword, std::move(nodes));
}

void SchemaCompiler::compileCondition(Keyword, const Value& value) {
  ConditionRule rule{.condition = nodeOf(value)};
  if (const Value* then = member("then")) rule.then = nodeOf(*then);
  if (const Value* otherwise = member("else")) rule.otherwise = nodeOf(*otherwise);
  addTo(compiled_.conditions, Keyword::kIf, rule);
}

void SchemaCompiler::compileDependentSchemas(Keyword, const Value& value) {
  std::vector<std::pair<std::string, NodeIndex>> rules;
  for (const auto& entry : value.get_object())
    rules.emplace_back(entry.key(), nodeOf(entry.value()));
  addTo(compiled_.dependentSchemas, Keyword::kDependentSchemas, std::move(rules));
}

}  // namespace fairlead::schema
