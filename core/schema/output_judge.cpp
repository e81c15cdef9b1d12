#include "core/schema/output_judge.h"

#include <algorithm>
#include <utility>

#include "core/json/json.h"
#include "core/json/pointer.h"
#include "core/json/utf8.h"
#include "core/schema/evaluator.h"
#include "core/schema/output_words.h"

namespace fairlead::schema {

namespace {

/// Schemas that are followed for one value; what is beyond is judged at the end.
constexpr std::size_t kMaxNodes = 64;
/// Members of an object whose names are kept, to see what is missing at its end.
constexpr std::size_t kMaxNames = 64;

TypeMask typesBeginningWith(char first) {
  switch (first) {
    case '{':
      return kObjectType;
    case '[':
      return kArrayType;
    case '"':
      return kStringType;
    case 't':
    case 'f':
      return kBooleanType;
    case 'n':
      return kNullType;
    default:
      return kNumberType | kIntegerType;
  }
}

void addOnce(NodeList& nodes, NodeIndex node) {
  if (nodes.size() < kMaxNodes && std::ranges::find(nodes, node) == nodes.end()) {
    nodes.push_back(node);
  }
}

bool canBecome(json::Value value, std::string_view characters) {
  return value.isString() && value.string().starts_with(characters);
}

}  // namespace

EarlyJudge::EarlyJudge(const CompiledSchema& schema)
    : schema_(schema), work_(kMaxWork), isOff_(!schema.dynamicReferences.empty()) {}

template <typename See>
void EarlyJudge::forEachCheck(const NodeList& nodes, See see) const {
  for (const NodeIndex index : nodes) {
    const SchemaNode& node = schema_.nodes[index];
    for (std::uint32_t i = 0; i < node.checkCount && !violation_; ++i) {
      see(index, schema_.checks[node.firstCheck + i]);
    }
  }
}

NodeList EarlyJudge::applicable() const {
  if (frames_.empty()) return {schema_.root};
  const Frame& frame = frames_.back();
  if (frame.isObject) return frame.toMember;
  NodeList nodes;
  forEachCheck(frame.applied, [&](NodeIndex, const Check& check) {
    if (check.keyword != Keyword::kItems) return;
    const ItemsRule& rule = schema_.items[check.operand];
    const std::size_t item = frame.count - 1;
    if (item < rule.prefix.size()) {
      addOnce(nodes, rule.prefix[item]);
    } else if (rule.rest != kNoNode) {
      addOnce(nodes, rule.rest);
    }
  });
  return nodes;
}

NodeList EarlyJudge::expanded(const NodeList& nodes) const {
  NodeList all = nodes;
  for (std::size_t i = 0; i < all.size(); ++i) {
    forEachCheck({all[i]}, [&](NodeIndex, const Check& check) {
      if (check.keyword == Keyword::kRef) addOnce(all, check.operand);
      if (check.keyword != Keyword::kAllOf) return;
      for (const NodeIndex branch : schema_.branches[check.operand]) addOnce(all, branch);
    });
  }
  return all;
}

void EarlyJudge::begin(char first) {
  if (isDone()) return;
  if (!frames_.empty() && !frames_.back().isObject) {
    ++frames_.back().count;
    checkCount(Keyword::kMaxItems);
    if (isDone()) return;
  }
  present_ = applicable();
  NodeList applied = expanded(present_);
  for (const NodeIndex node : applied) checkType(node, first);
  if (isDone()) return;
  if (first == '{' || first == '[') {
    frames_.push_back({.isObject = first == '{', .applied = std::move(applied)});
  }
}

void EarlyJudge::checkType(NodeIndex index, char first) {
  if (isDone()) return;
  const json::Value empty(first == '{' ? &json::kEmptyObjectNode : &json::kEmptyArrayNode, nullptr);
  const bool isContainer = first == '{' || first == '[';
  if (schema_.nodes[index].refusesAll && isContainer) {
    return evaluate(index, empty);
  }
  forEachCheck({index}, [&](NodeIndex node, const Check& check) {
    if (check.keyword != Keyword::kType || (check.operand & typesBeginningWith(first)) != 0) return;
    if (!isContainer) return;  // a scalar is judged whole
    Reason reason = explain(schema_, check, empty).front();
    reason.got = first == '{' ? "an object" : "an array";
    refuse(node, "type", std::move(reason));
  });
}

/// Whether the open container has more items or members than it may have.
void EarlyJudge::checkCount(Keyword keyword) {
  const Frame& frame = frames_.back();
  forEachCheck(frame.applied, [&](NodeIndex node, const Check& check) {
    if (check.keyword != keyword || frame.count <= schema_.counts[check.operand]) return;
    refuseContainer(node, nameOf(keyword),
                    countReason(keyword, schema_.counts[check.operand], frame.count));
  });
}

void EarlyJudge::name(std::string_view quoted) {
  if (isDone()) return;
  const auto document = json::parse(quoted, kLimits);
  if (!document) return refuseText(document.error());
  Frame& frame = frames_.back();
  frame.name = document->root().string();
  ++frame.count;
  if (frame.names.size() < kMaxNames) frame.names.push_back(frame.name);
  checkCount(Keyword::kMaxProperties);
  NodeList toMember;
  forEachCheck(frame.applied, [&](NodeIndex node, const Check& check) {
    if (check.keyword == Keyword::kPropertyNames) evaluate(check.operand, document->root());
    if (check.keyword != Keyword::kProperties) return;
    checkMember(node, schema_.properties[check.operand], toMember);
  });
  frame.toMember = std::move(toMember);
}

void EarlyJudge::checkMember(NodeIndex node, const PropertiesRule& rule, NodeList& toMember) {
  const std::string& name = frames_.back().name;
  bool found = false;
  if (const NodeIndex* named = rule.named.find(name)) {
    found = true;
    addOnce(toMember, *named);
  }
  for (const auto& [pattern, matched] : rule.patterns) {
    if (!pattern.search(name, work_)) continue;
    found = true;
    addOnce(toMember, matched);
  }
  if (work_.isExhausted()) isOff_ = true;
  if (isOff_ || found || rule.additional == kNoNode) return;
  if (!schema_.nodes[rule.additional].refusesAll) return addOnce(toMember, rule.additional);
  const std::string shown = name.size() > 40 ? "a member" : "the member \"" + name + "\"";
  refuse(node, "additionalProperties",
         {"The object must not have this member.", "no such member", shown});
}

void EarlyJudge::scalar(std::string_view text) {
  if (isDone()) return;
  const auto document = json::parse(text, kLimits);
  if (!document) return refuseText(document.error());
  for (const NodeIndex node : present_) {
    if (!isDone()) evaluate(node, document->root());
  }
}

void EarlyJudge::evaluate(NodeIndex node, json::Value value) {
  Evaluator verdict(schema_, nullptr, work_);
  const bool isValid = verdict.evaluate(node, value);
  work_ = verdict.work();
  if (work_.isExhausted()) isOff_ = true;
  if (isValid || isOff_) return;
  std::vector<Violation> violations;
  Evaluator(schema_, &violations, work_).evaluate(node, value);
  if (violations.empty()) return;
  violation_ = std::move(violations.front());
  violation_->instance = path(frames_.size()) + violation_->instance;
}

void EarlyJudge::close() {
  if (isDone()) return;
  forEachCheck(frames_.back().applied,
               [&](NodeIndex node, const Check& check) { checkEnd(node, check); });
  frames_.pop_back();
}

void EarlyJudge::checkEnd(NodeIndex node, const Check& check) {
  const Frame& frame = frames_.back();
  if (check.keyword == (frame.isObject ? Keyword::kMinProperties : Keyword::kMinItems)) {
    const std::uint64_t least = schema_.counts[check.operand];
    if (frame.count >= least) return;
    return refuseContainer(node, nameOf(check.keyword),
                           countReason(check.keyword, least, frame.count));
  }
  const bool areNamesKnown = frame.isObject && frame.count == frame.names.size();
  if (check.keyword != Keyword::kRequired || !areNamesKnown) return;
  for (const std::string& name : schema_.requiredNames[check.operand]) {
    if (std::ranges::find(frame.names, name) != frame.names.end()) continue;
    return refuseContainer(node, "required", missingMember(name));
  }
}

std::optional<Violation> EarlyJudge::part(std::string_view characters, std::size_t points,
                                          bool hasEscapes) {
  if (isDone()) return violation_;
  forEachCheck(expanded(present_), [&](NodeIndex node, const Check& check) {
    checkPart(node, check, characters, points, hasEscapes);
  });
  return std::exchange(violation_, std::nullopt);
}

void EarlyJudge::checkPart(NodeIndex node, const Check& check, std::string_view characters,
                           std::size_t points, bool hasEscapes) {
  if (check.keyword == Keyword::kMaxLength && points > schema_.counts[check.operand]) {
    return refuse(node, "maxLength",
                  countReason(check.keyword, schema_.counts[check.operand], points));
  }
  if (hasEscapes) return;
  bool isPossible = true;
  if (check.keyword == Keyword::kConst) {
    isPossible = canBecome(schema_.values[check.operand], characters);
  } else if (check.keyword == Keyword::kEnum) {
    isPossible = std::ranges::any_of(schema_.enumerations[check.operand].listed,
                                     [&](json::Value one) { return canBecome(one, characters); });
  }
  if (isPossible) return;
  const std::size_t shown = json::validUtf8Prefix(characters);  // it may end inside a character
  const json::LooseString text(characters.substr(0, shown));
  refuse(node, nameOf(check.keyword), explain(schema_, check, text.value()).front());
}

void EarlyJudge::refuse(NodeIndex node, std::string_view keyword, Reason reason) {
  note(node, keyword, std::move(reason), frames_.size());
}

void EarlyJudge::refuseContainer(NodeIndex node, std::string_view keyword, Reason reason) {
  note(node, keyword, std::move(reason), frames_.size() - 1);
}

void EarlyJudge::refuseText(const Error& fault) {
  violation_ = notJson(fault.code, "This is no JSON string, number or name.", path(frames_.size()));
}

void EarlyJudge::note(NodeIndex node, std::string_view keyword, Reason reason, std::size_t depth) {
  if (isDone()) return;
  violation_ = Violation{.instance = path(depth),
                         .schema = schema_.pointers[node] + "/" + std::string(keyword),
                         .keyword = std::string(keyword),
                         .message = std::move(reason.message),
                         .expected = std::move(reason.expected),
                         .got = std::move(reason.got)};
}

/// The pointer to what the outermost `depth` containers have in hand.
std::string EarlyJudge::path(std::size_t depth) const {
  std::string path;
  for (std::size_t i = 0; i < depth; ++i) {
    path += '/';
    if (frames_[i].isObject) {
      json::appendEscaped(path, frames_[i].name);
    } else {
      path += std::to_string(frames_[i].count - 1);
    }
  }
  return path;
}

}  // namespace fairlead::schema
