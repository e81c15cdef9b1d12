// What a schema is compiled to: a flat table of nodes, each with its checks.
//
// A node is a subschema. Its checks stand side by side in one array, in the order of Keyword, and
// an operand is either the fact itself (a mask of types, a node) or an index into the table of its
// kind. Nodes name each other by index, so references and recursion cost nothing. What is looked up
// while validating (member names, the values of an enumeration) is kept sorted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/json/value.h"
#include "core/schema/format.h"
#include "core/schema/keyword.h"
#include "core/schema/pattern.h"
#include "core/schema/schema.h"
#include "core/sort.h"

namespace fairlead::schema {

using NodeIndex = std::uint32_t;
inline constexpr NodeIndex kNoNode = 0xFFFFFFFF;

/// A set of types as bits. A number without a fraction is of both kIntegerType and kNumberType.
using TypeMask = std::uint32_t;
inline constexpr TypeMask kNullType = 1, kBooleanType = 2, kIntegerType = 4, kNumberType = 8,
                          kStringType = 16, kArrayType = 32, kObjectType = 64;

struct Check {
  Keyword keyword;
  /// kType: the TypeMask. kFormat: the Format. kUniqueItems: nothing. kRef, kNot, kPropertyNames,
  /// kUnevaluated…: the NodeIndex. Others: an index into the table that serves the keyword.
  std::uint32_t operand;
};

struct SchemaNode {
  std::uint32_t firstCheck = 0;
  std::uint32_t checkCount = 0;
  std::uint32_t resource = 0;   // the schema resource ($id) it belongs to
  bool refusesAll = false;      // the schema `false`
  bool hasUnevaluated = false;  // has a check kUnevaluatedItems or kUnevaluatedProperties
};

/// Names and what they lead to, found by length and then bytes.
template <typename T>
class NameTable {
 public:
  void reserve(std::size_t size) { entries_.reserve(size); }
  void add(std::string_view name, T value) { entries_.emplace_back(std::string(name), value); }
  /// After the last add().
  void sort() {
    sortInPlace(entries_, [](const Entry& a, const Entry& b) { return isLess(a.first, b.first); });
  }
  const T* find(std::string_view name) const {
    const Entry* first = entries_.data();
    std::size_t size = entries_.size();
    while (size > kFew) {  // the first entry that is not less is among the `size` from `first`
      const std::size_t half = size / 2;
      const bool isBehind = isLess(first[half - 1].first, name);
      if (isBehind) first += half;
      size = isBehind ? size - half : half;
    }
    for (; size > 0; ++first, --size) {
      if (first->first == name) return &first->second;
    }
    return nullptr;
  }

 private:
  using Entry = std::pair<std::string, T>;
  static constexpr std::size_t kFew = 8;

  static bool isLess(std::string_view a, std::string_view b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  }

  std::vector<Entry> entries_;
};

using NameList = std::vector<std::string>;
using NodeList = std::vector<NodeIndex>;

struct Enumeration {
  json::Array listed;
  std::vector<json::Value> sorted{};  // by compare() of number.h
};

struct PatternRule {
  std::string expression;
  Pattern pattern;
};

struct PropertiesRule {
  NameTable<NodeIndex> named;
  std::vector<std::pair<Pattern, NodeIndex>> patterns;
  NodeIndex additional = kNoNode;
};

struct ItemsRule {
  NodeList prefix;
  NodeIndex rest = kNoNode;
};

struct ContainsRule {
  NodeIndex node = kNoNode;
  std::uint64_t min = 1;
  std::uint64_t max = UINT64_MAX;
};

struct ConditionRule {
  NodeIndex condition = kNoNode;
  NodeIndex then = kNoNode;
  NodeIndex otherwise = kNoNode;
};

/// The nodes that have one `$dynamicAnchor`, in the order of their resources.
using DynamicAnchor = std::vector<std::pair<std::uint32_t, NodeIndex>>;

struct DynamicReference {
  NodeIndex fallback = kNoNode;
  std::uint32_t anchor = 0;  // an index into dynamicAnchors
};

struct CompiledSchema {
  std::vector<json::Document> owners;  // of all values below
  Options options;
  NodeIndex root = 0;
  std::vector<SchemaNode> nodes;
  std::vector<std::string> pointers;  // by node: where it stands in the schema
  std::vector<Check> checks;

  std::vector<Enumeration> enumerations;  // kEnum
  std::vector<json::Value> values;        // kConst, kMultipleOf, kMaximum … kExclusiveMinimum
  std::vector<std::uint64_t> counts;      // kMaxLength … kMinProperties
  std::vector<PatternRule> patterns;      // kPattern
  std::vector<NameList> requiredNames;    // kRequired
  std::vector<std::vector<std::pair<std::string, NameList>>> dependentNames;
  std::vector<ItemsRule> items;
  std::vector<ContainsRule> contains;
  std::vector<PropertiesRule> properties;
  std::vector<DynamicReference> dynamicReferences;
  std::vector<DynamicAnchor> dynamicAnchors;
  std::vector<NodeList> branches;  // kAllOf, kAnyOf, kOneOf
  std::vector<ConditionRule> conditions;
  std::vector<std::vector<std::pair<std::string, NodeIndex>>> dependentSchemas;
};

}  // namespace fairlead::schema
