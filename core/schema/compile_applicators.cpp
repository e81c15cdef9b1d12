// Keywords that apply further schemas. Their shape was checked when the schemas were located.
#include <algorithm>

#include "core/schema/node_compiler.h"

namespace fairlead::schema {

void SchemaCompiler::compileItems() {
  const auto prefix = member("prefixItems");
  const auto rest = member("items");
  if (!prefix && !rest) return;
  ItemsRule rule;
  if (prefix) {
    for (const Value schema : prefix->array()) rule.prefix.push_back(nodeOf(schema));
  }
  if (rest) rule.rest = nodeOf(*rest);
  addTo(compiled_.items, Keyword::kItems, std::move(rule));
}

void SchemaCompiler::compileContains(Keyword, Value value) {
  ContainsRule rule{.node = nodeOf(value)};
  const auto min = member("minContains");
  if (min && has(kValidation)) rule.min = countOf("minContains", *min).value_or(0);
  const auto max = member("maxContains");
  if (max && has(kValidation)) rule.max = countOf("maxContains", *max).value_or(0);
  addTo(compiled_.contains, Keyword::kContains, rule);
}

void SchemaCompiler::compileProperties() {
  const auto named = member("properties");
  const auto patterns = member("patternProperties");
  const auto additional = member("additionalProperties");
  if (!named && !patterns && !additional) return;
  PropertiesRule rule;
  if (named) {
    rule.named.reserve(named->object().size());
    for (const json::Member entry : named->object()) {
      rule.named.add(entry.name, nodeOf(entry.value));
    }
    rule.named.sort();
  }
  if (patterns) {
    for (const json::Member entry : patterns->object()) {
      auto pattern = patternOf(entry.name, locations_.at(entry.value).pointer);
      if (!pattern) return;
      rule.patterns.emplace_back(std::move(*pattern), nodeOf(entry.value));
    }
  }
  if (additional) rule.additional = nodeOf(*additional);
  addTo(compiled_.properties, Keyword::kProperties, std::move(rule));
}

void SchemaCompiler::compileSingle(Keyword keyword, Value value) {
  add(keyword, nodeOf(value));
}

void SchemaCompiler::compileReference(Keyword keyword, Value value) {
  const std::string_view name = nameOf(keyword);
  if (!value.isString()) return refuseInvalid(name, "A reference must be a string.");
  const auto target = locations_.resolve(*location_, value.string());
  if (!target) {
    const std::string& path = target.error().path;
    return refuse(target.error().code, target.error().message, path.empty() ? pathOf(name) : path);
  }
  const NodeIndex node = nodeAt(target->location);
  if (keyword == Keyword::kRef || target->dynamicAnchor.empty()) return add(Keyword::kRef, node);
  addTo(compiled_.dynamicReferences, Keyword::kDynamicRef,
        DynamicReference{.fallback = node, .anchor = dynamicAnchorNamed(target->dynamicAnchor)});
}

std::uint32_t SchemaCompiler::dynamicAnchorNamed(std::string_view name) {
  const auto known = std::ranges::find(dynamicAnchors_, name);
  const auto index = static_cast<std::uint32_t>(known - dynamicAnchors_.begin());
  if (known == dynamicAnchors_.end()) dynamicAnchors_.emplace_back(name);
  return index;
}

void SchemaCompiler::compileBranches(Keyword keyword, Value value) {
  NodeList nodes;
  for (const Value schema : value.array()) nodes.push_back(nodeOf(schema));
  addTo(compiled_.branches, keyword, std::move(nodes));
}

void SchemaCompiler::compileCondition(Keyword, Value value) {
  ConditionRule rule{.condition = nodeOf(value)};
  if (const auto then = member("then")) rule.then = nodeOf(*then);
  if (const auto otherwise = member("else")) rule.otherwise = nodeOf(*otherwise);
  addTo(compiled_.conditions, Keyword::kIf, rule);
}

void SchemaCompiler::compileDependentSchemas(Keyword, Value value) {
  std::vector<std::pair<std::string, NodeIndex>> rules;
  for (const json::Member entry : value.object()) {
    rules.emplace_back(entry.name, nodeOf(entry.value));
  }
  addTo(compiled_.dependentSchemas, Keyword::kDependentSchemas, std::move(rules));
}

}  // namespace fairlead::schema
