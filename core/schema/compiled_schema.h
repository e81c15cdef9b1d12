// What a schema is compiled to: a flat table of nodes, each with its checks.
//
// A node is a subschema. Its checks stand side by side in one array, in the order of Keyword, and
// an operand is either the fact itself (a mask of types, a node) or an index into the table of its
// kind. Nodes name each other by index, so references and recursion cost nothing. Member names are
// kept sorted in each PropertyTable, so that looking a member up allocates nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/dom/json.h"
#include "core/schema/format.h"
#include "core/schema/keyword.h"
#include "core/schema/pattern.h"
#include "core/schema/schema.h"

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
  std::string pointer;          // where it stands in the schema
};

/// Names and what they lead to, found by length and then bytes.
template <typename T>
class NameTable {
 public:
  void add(std::string_view name, T value) {
    const auto at = lowerBound(entries_.begin(), entries_.end(), name);
    entries_.emplace(at, std::string(name), std::move(value));
  }
  const T* find(std::string_view name) const {
    const auto at = lowerBound(entries_.begin(), entries_.end(), name);
    return at != entries_.end() && at->first == name ? &at->second : nullptr;
  }

 private:
  template <typename Iterator>
  static Iterator lowerBound(Iterator first, Iterator last, std::string_view name) {
    while (first != last) {
      const Iterator middle = first + (last - first) / 2;
      const std::string_view there = middle->first;
      const bool less = there.size() != name.size() ? there.size() < name.size() : there < name;
      if (less) {
        first = middle + 1;
      } else {
        last = middle;
      }
    }
    return first;
  }

  std::vector<std::pair<std::string, T>> entries_;
};

struct PropertiesRule {
  NameTable<NodeIndex> named;
  std::vector<std::pair<Pattern, NodeIndex>> patterns;
  NodeIndex additional = kNoNode;
};

struct ItemsRule {
  std::vector<NodeIndex> prefix;
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

struct DynamicReference {
  NodeIndex fallback = kNoNode;
  /// The node with this `$dynamicAnchor` in each resource that has one.
  std::map<std::uint32_t, NodeIndex> byResource{};
};

using NameList = std::vector<std::string>;
using NodeList = std::vector<NodeIndex>;

struct CompiledSchema {
  Options options;
  NodeIndex root = 0;
  std::vector<SchemaNode> nodes;
  std::vector<Check> checks;

  std::vector<dom::Array> enumerations;  // kEnum
  std::vector<dom::Value> values;        // kConst, kMultipleOf, kMaximum … kExclusiveMinimum
  std::vector<std::uint64_t> counts;      // kMaxLength … kMinProperties
  std::vector<std::pair<std::string, Pattern>> patterns;  // kPattern
  std::vector<NameList> requiredNames;                    // kRequired
  std::vector<std::vector<std::pair<std::string, NameList>>> dependentNames;
  std::vector<ItemsRule> items;
  std::vector<ContainsRule> contains;
  std::vector<PropertiesRule> properties;
  std::vector<DynamicReference> dynamicReferences;
  std::vector<NodeList> branches;  // kAllOf, kAnyOf, kOneOf
  std::vector<ConditionRule> conditions;
  std::vector<std::vector<std::pair<std::string, NodeIndex>>> dependentSchemas;
};

}  // namespace fairlead::schema
