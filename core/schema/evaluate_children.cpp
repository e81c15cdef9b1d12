// The keywords that apply schemas to the items and members of a value.
#include <utility>

#include "core/schema/evaluator.h"
#include "core/words.h"

namespace fairlead::schema {

/// Items and members beyond those named; `false` for them is a fault of the keyword that says so.
bool Evaluator::visitRemaining(NodeIndex index, const Place& place, Keyword keyword) {
  const SchemaNode& node = schema_.nodes[index];
  if (!node.refusesAll) return visit(index, place);
  if (violations_ == nullptr) return false;
  const bool isItem = keyword == Keyword::kItems || keyword == Keyword::kUnevaluatedItems;
  const std::string_view name =
      keyword == Keyword::kProperties ? "additionalProperties" : nameOf(keyword);
  return refuseAll(
      node, place, name,
      {isItem ? "The array must not have this item." : "The object must not have this member.",
       isItem ? "no item here" : "no such member", describe(place.value)});
}

bool Evaluator::applyItems(const ItemsRule& rule, const Place& place) {
  if (!place.value.isArray()) return true;
  bool valid = true;
  std::size_t i = 0;
  for (const json::Value value : place.value.array()) {
    const bool isPrefix = i < rule.prefix.size();
    if (!isPrefix && rule.rest == kNoNode) break;
    const json::Path at = place.at / i;
    const Place item{value, at, place.scope, nullptr};
    const bool ok =
        isPrefix ? visit(rule.prefix[i], item) : visitRemaining(rule.rest, item, Keyword::kItems);
    if (place.marks != nullptr) (*place.marks)[i] = true;
    valid = valid && ok;
    if (!ok && mayStop()) return false;
    ++i;
  }
  return valid;
}

bool Evaluator::applyContains(const SchemaNode& node, const ContainsRule& rule,
                              const Place& place) {
  if (!place.value.isArray()) return true;
  std::size_t matched = 0;
  std::size_t i = 0;
  for (const json::Value value : place.value.array()) {
    const std::size_t here = i++;
    const json::Path at = place.at / here;
    if (!visitQuietly(rule.node, {value, at, place.scope, nullptr})) continue;
    ++matched;
    if (place.marks != nullptr) (*place.marks)[here] = true;
  }
  if (matched < rule.min) {
    const std::string expected =
        "at least " + counted(rule.min, "item") + " of the kind that is asked for";
    return refuse(node, place, rule.min == 1 ? "contains" : "minContains",
                  {"The array must have " + expected + ".", expected, counted(matched, "item")});
  }
  if (matched > rule.max) {
    const std::string expected = "at most " + counted(rule.max, "item") + " of this kind";
    return refuse(node, place, "maxContains",
                  {"The array must have " + expected + ".", expected, counted(matched, "item")});
  }
  return true;
}

/// What `properties` and `patternProperties` say about one member.
bool Evaluator::applyNamed(const PropertiesRule& rule, std::string_view name, const Place& member,
                           bool& found) {
  bool valid = true;
  if (const NodeIndex* node = rule.named.find(name)) {
    found = true;
    valid = visit(*node, member);
  }
  for (const auto& [pattern, node] : rule.patterns) {
    if (!pattern.search(name, work_)) continue;
    found = true;
    valid = visit(node, member) && valid;
  }
  return valid;
}

bool Evaluator::applyProperties(const PropertiesRule& rule, const Place& place) {
  if (!place.value.isObject()) return true;
  const json::Object object = place.value.object();
  if (!work_.spend(object.size())) return false;
  bool valid = true;
  std::size_t index = 0;
  for (const json::Member entry : object) {
    const json::Path at = place.at / entry.name;
    const Place member{entry.value, at, place.scope, nullptr};
    bool found = false;
    bool ok = applyNamed(rule, entry.name, member, found);
    if (!found && rule.additional != kNoNode) {
      found = true;
      ok = visitRemaining(rule.additional, member, Keyword::kProperties);
    }
    if (found && place.marks != nullptr) (*place.marks)[index] = true;
    valid = valid && ok;
    if (!ok && mayStop()) return false;
    ++index;
  }
  return valid;
}

/// A name is judged as a string; its fault is shown at the member that has it.
bool Evaluator::applyPropertyNames(NodeIndex names, const Place& place) {
  if (!place.value.isObject()) return true;
  bool valid = true;
  for (const json::Member entry : place.value.object()) {
    const json::Path at = place.at / entry.name;
    const json::LooseString name(entry.name);
    if (visit(names, {name.value(), at, place.scope, nullptr})) continue;
    valid = false;
    if (mayStop()) return false;
  }
  return valid;
}

bool Evaluator::applyUnevaluatedItems(NodeIndex rest, const Place& place) {
  if (!place.value.isArray()) return true;
  bool valid = true;
  std::size_t i = 0;
  for (const json::Value value : place.value.array()) {
    const std::size_t here = i++;
    if ((*place.marks)[here]) continue;
    (*place.marks)[here] = true;
    const json::Path at = place.at / here;
    if (visitRemaining(rest, {value, at, place.scope, nullptr}, Keyword::kUnevaluatedItems)) {
      continue;
    }
    valid = false;
    if (mayStop()) return false;
  }
  return valid;
}

bool Evaluator::applyUnevaluatedProperties(NodeIndex rest, const Place& place) {
  if (!place.value.isObject()) return true;
  bool valid = true;
  std::size_t index = 0;
  for (const json::Member entry : place.value.object()) {
    const std::size_t here = index++;
    if ((*place.marks)[here]) continue;
    (*place.marks)[here] = true;
    const json::Path at = place.at / entry.name;
    if (visitRemaining(rest, {entry.value, at, place.scope, nullptr},
                       Keyword::kUnevaluatedProperties)) {
      continue;
    }
    valid = false;
    if (mayStop()) return false;
  }
  return valid;
}

}  // namespace fairlead::schema
