// Nodes, and the keywords that apply schemas to the same value.
#include "core/schema/evaluator.h"

#include <algorithm>
#include <utility>

namespace fairlead::schema {

namespace {

/// Frames on the stack; a document is at most 64 deep.
constexpr std::size_t kMaxFrames = 512;

std::size_t sizeOf(json::Value value) {
  if (value.isObject()) return value.object().size();
  return value.isArray() ? value.array().size() : 0;
}

void merge(std::vector<bool>& into, const std::vector<bool>& from) {
  for (std::size_t i = 0; i < from.size(); ++i) into[i] = into[i] || from[i];
}

}  // namespace

bool Evaluator::evaluate(json::Value document) {
  return evaluate(schema_.root, document);
}

bool Evaluator::evaluate(NodeIndex node, json::Value value) {
  const json::Path root;
  return visit(node, {value, root, nullptr, nullptr}) && !isExhausted();
}

bool Evaluator::mayStop() const {
  return violations_ == nullptr || isExhausted() || violations_->size() >= kMaxViolations ||
         violationBytes_ > kMaxViolationBytes;
}

bool Evaluator::visit(NodeIndex index, const Place& place) {
  const SchemaNode& node = schema_.nodes[index];
  if (depth_ >= kMaxFrames) work_.spend(work_.left() + 1);
  if (!work_.spend(1)) return false;
  if (node.refusesAll) {
    return refuseAll(node, place, "false",
                     {"No value is allowed here.", "nothing", describe(place.value)});
  }
  ++depth_;
  const Scope scope{place.scope, node.resource};
  const bool isSameResource = place.scope != nullptr && place.scope->resource == node.resource;
  Place inner{place.value, place.at, isSameResource ? place.scope : &scope, place.marks};
  bool valid = false;
  if (node.hasUnevaluated) {
    work_.spend(sizeOf(place.value) / 32);
    Marks own(sizeOf(place.value));
    inner.marks = &own;
    valid = visitNode(node, inner);
    if (place.marks != nullptr) merge(*place.marks, own);
  } else {
    valid = visitNode(node, inner);
  }
  --depth_;
  return valid;
}

/// A value of the wrong type is not judged further: all else would be noise.
bool Evaluator::visitNode(const SchemaNode& node, const Place& place) {
  bool valid = true;
  for (std::uint32_t i = 0; i < node.checkCount; ++i) {
    const Check& check = schema_.checks[node.firstCheck + i];
    if (apply(node, check, place)) continue;
    valid = false;
    if (check.keyword == Keyword::kType || mayStop()) return false;
  }
  return valid;
}

bool Evaluator::visitQuietly(NodeIndex index, const Place& place) {
  auto* const violations = std::exchange(violations_, nullptr);
  const bool valid = visit(index, place);
  violations_ = violations;
  return valid;
}

/// What a schema that does not hold has marked does not count.
bool Evaluator::visitQuietlyMarking(NodeIndex index, const Place& place) {
  if (place.marks == nullptr) return visitQuietly(index, place);
  if (!work_.spend(place.marks->size() / 32)) return false;
  Marks marks(place.marks->size());
  const bool valid = visitQuietly(index, {place.value, place.at, place.scope, &marks});
  if (valid) merge(*place.marks, marks);
  return valid;
}

bool Evaluator::apply(const SchemaNode& node, const Check& check, const Place& place) {
  const std::uint32_t operand = check.operand;
  switch (check.keyword) {
    case Keyword::kItems:
      return applyItems(schema_.items[operand], place);
    case Keyword::kContains:
      return applyContains(node, schema_.contains[operand], place);
    case Keyword::kProperties:
      return applyProperties(schema_.properties[operand], place);
    case Keyword::kPropertyNames:
      return applyPropertyNames(operand, place);
    case Keyword::kRef:
      return visit(operand, place);
    case Keyword::kDynamicRef:
      return applyDynamicReference(schema_.dynamicReferences[operand], place);
    case Keyword::kAllOf:
      return applyAllOf(schema_.branches[operand], place);
    case Keyword::kAnyOf:
      return applyAnyOf(node, schema_.branches[operand], place);
    case Keyword::kOneOf:
      return applyOneOf(node, schema_.branches[operand], place);
    case Keyword::kNot:
      return applyNot(node, operand, place);
    case Keyword::kIf:
      return applyCondition(schema_.conditions[operand], place);
    case Keyword::kDependentSchemas:
      return applyDependentSchemas(operand, place);
    case Keyword::kUnevaluatedItems:
      return applyUnevaluatedItems(operand, place);
    case Keyword::kUnevaluatedProperties:
      return applyUnevaluatedProperties(operand, place);
    default:
      break;
  }
  if (holds(schema_, check, place.value, work_)) return true;
  if (violations_ == nullptr) return false;
  for (Reason& reason : explain(schema_, check, place.value)) {
    refuse(node, place, nameOf(check.keyword), std::move(reason));
  }
  return false;
}

/// The outermost resource on the way here that has the anchor decides.
bool Evaluator::applyDynamicReference(const DynamicReference& reference, const Place& place) {
  const DynamicAnchor& anchor = schema_.dynamicAnchors[reference.anchor];
  NodeIndex target = reference.fallback;
  for (const Scope* scope = place.scope; scope != nullptr; scope = scope->outer) {
    const auto found =
        std::ranges::lower_bound(anchor, scope->resource, {}, &DynamicAnchor::value_type::first);
    if (found != anchor.end() && found->first == scope->resource) target = found->second;
  }
  return visit(target, place);
}

bool Evaluator::applyAllOf(const NodeList& branches, const Place& place) {
  bool valid = true;
  for (const NodeIndex branch : branches) {
    if (visit(branch, place)) continue;
    valid = false;
    if (mayStop()) return false;
  }
  return valid;
}

bool Evaluator::applyAnyOf(const SchemaNode& node, const NodeList& branches, const Place& place) {
  bool any = false;
  for (const NodeIndex branch : branches) {
    any = visitQuietlyMarking(branch, place) || any;
    if (any && place.marks == nullptr) return true;
  }
  if (any) return true;
  refuse(node, place, "anyOf",
         {"The value matches none of the " + std::to_string(branches.size()) + " alternatives.",
          "a match of at least one alternative", describe(place.value)});
  explainNearest(branches, place);
  return false;
}

bool Evaluator::applyOneOf(const SchemaNode& node, const NodeList& branches, const Place& place) {
  std::size_t matched = 0;
  for (const NodeIndex branch : branches) {
    matched += visitQuietlyMarking(branch, place) ? 1 : 0;
    if (matched > 1 && violations_ == nullptr) return false;
  }
  if (matched == 1) return true;
  refuse(node, place, "oneOf",
         {"The value must match exactly one of the " + std::to_string(branches.size()) +
              " alternatives, not " + std::to_string(matched) + ".",
          "a match of exactly one alternative", std::to_string(matched) + " matches"});
  if (matched == 0) explainNearest(branches, place);
  return false;
}

bool Evaluator::applyNot(const SchemaNode& node, NodeIndex negated, const Place& place) {
  if (!visitQuietly(negated, {place.value, place.at, place.scope, nullptr})) return true;
  return refuse(node, place, "not",
                {"The value matches a schema that it must not match.",
                 "a value that does not match", describe(place.value)});
}

bool Evaluator::applyCondition(const ConditionRule& rule, const Place& place) {
  const bool isMet = visitQuietlyMarking(rule.condition, place);
  const NodeIndex next = isMet ? rule.then : rule.otherwise;
  return next == kNoNode || visit(next, place);
}

bool Evaluator::applyDependentSchemas(std::uint32_t rules, const Place& place) {
  if (!place.value.isObject()) return true;
  if (!work_.spend(schema_.dependentSchemas[rules].size() / 8)) return false;
  bool valid = true;
  for (const auto& [name, node] : schema_.dependentSchemas[rules]) {
    if (!place.value.object().contains(name) || visit(node, place)) continue;
    valid = false;
    if (mayStop()) return false;
  }
  return valid;
}

/// Whether the schema, or the one it refers to, takes values of this type.
bool Evaluator::acceptsType(NodeIndex index, json::Value value) const {
  for (std::size_t hops = 0; hops <= kMaxInPlaceDepth; ++hops) {
    const SchemaNode& node = schema_.nodes[index];
    if (node.refusesAll) return false;
    if (node.checkCount == 0) return true;
    const Check& first = schema_.checks[node.firstCheck];
    if (first.keyword == Keyword::kType) return (first.operand & typesOf(value)) != 0;
    if (first.keyword != Keyword::kRef) return true;
    index = first.operand;
  }
  return true;
}

/// Of alternatives that all failed, the only one for values of this type says what is wrong.
void Evaluator::explainNearest(const NodeList& branches, const Place& place) {
  if (mayStop()) return;
  const auto accepts = [&](NodeIndex branch) { return acceptsType(branch, place.value); };
  if (std::ranges::count_if(branches, accepts) != 1) return;
  visit(*std::ranges::find_if(branches, accepts), {place.value, place.at, place.scope, nullptr});
}

bool Evaluator::refuseAll(const SchemaNode& node, const Place& place, std::string_view keyword,
                          Reason reason) {
  if (mayStop()) return false;
  violations_->push_back({.instance = place.at.text(),
                          .schema = pointerOf(node),
                          .keyword = std::string(keyword),
                          .message = std::move(reason.message),
                          .expected = std::move(reason.expected),
                          .got = std::move(reason.got)});
  const Violation& added = violations_->back();
  violationBytes_ += added.instance.size() + added.schema.size() + added.message.size() +
                     added.expected.size() + added.got.size();
  return false;
}

bool Evaluator::refuse(const SchemaNode& node, const Place& place, std::string_view keyword,
                       Reason reason) {
  if (mayStop()) return false;
  refuseAll(node, place, keyword, std::move(reason));
  violations_->back().schema.append("/").append(keyword);
  return false;
}

}  // namespace fairlead::schema
