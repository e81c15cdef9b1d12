// Which schemas apply to the same value as the schema that holds them, and how deep that goes.
#include <algorithm>

#include "core/schema/compiler.h"

namespace fairlead::schema {

namespace {

NodeList inPlaceNodes(const CompiledSchema& schema, const Check& check) {
  switch (check.keyword) {
    case Keyword::kRef:
    case Keyword::kNot:
      return {check.operand};
    case Keyword::kAllOf:
    case Keyword::kAnyOf:
    case Keyword::kOneOf:
      return schema.branches[check.operand];
    case Keyword::kDynamicRef: {
      const DynamicReference& reference = schema.dynamicReferences[check.operand];
      NodeList nodes{reference.fallback};
      for (const auto& [resource, node] : schema.dynamicAnchors[reference.anchor]) {
        nodes.push_back(node);
      }
      return nodes;
    }
    case Keyword::kIf: {
      const ConditionRule& rule = schema.conditions[check.operand];
      return {rule.condition, rule.then, rule.otherwise};
    }
    case Keyword::kDependentSchemas: {
      NodeList nodes;
      for (const auto& [name, node] : schema.dependentSchemas[check.operand]) nodes.push_back(node);
      return nodes;
    }
    default:
      return {};
  }
}

/// A depth-first search whose own depth the limit bounds.
class DepthSearch {
 public:
  explicit DepthSearch(const CompiledSchema& schema)
      : schema_(schema), height_(schema.nodes.size(), kUnknown) {}

  Result<void> run() {
    for (NodeIndex node = 0; node < schema_.nodes.size(); ++node) {
      if (auto height = heightOf(node, 0); !height) return std::unexpected(height.error());
    }
    return {};
  }

 private:
  static constexpr std::size_t kUnknown = SIZE_MAX;
  static constexpr std::size_t kOpen = SIZE_MAX - 1;

  Result<std::size_t> heightOf(NodeIndex index, std::size_t depth) {
    const SchemaNode& node = schema_.nodes[index];
    if (height_[index] == kOpen) {
      return fail("schema_invalid",
                  "This schema leads back to itself without moving into the document.",
                  schema_.pointers[index]);
    }
    const std::size_t known = height_[index] == kUnknown ? 0 : height_[index];
    if (depth + known > kMaxInPlaceDepth) {
      return fail("schema_unsupported",
                  "More than " + std::to_string(kMaxInPlaceDepth) +
                      " schemas apply to one value inside each other.",
                  schema_.pointers[index]);
    }
    if (height_[index] == kUnknown) {
      auto height = search(node, index, depth);
      if (!height) return height;
      height_[index] = *height;
    }
    return height_[index];
  }

  Result<std::size_t> search(const SchemaNode& node, NodeIndex index, std::size_t depth) {
    height_[index] = kOpen;
    std::size_t height = 0;
    for (std::uint32_t i = 0; i < node.checkCount; ++i) {
      for (const NodeIndex next : inPlaceNodes(schema_, schema_.checks[node.firstCheck + i])) {
        if (next == kNoNode) continue;
        if (++steps_ > kMaxWork) {
          return fail("schema_unsupported", "Too many schemas apply to one value.",
                      schema_.pointers[index]);
        }
        auto below = heightOf(next, depth + 1);
        if (!below) return below;
        height = std::max(height, *below + 1);
      }
    }
    return height;
  }

  const CompiledSchema& schema_;
  std::vector<std::size_t> height_;
  std::size_t steps_ = 0;
};

}  // namespace

Result<void> checkInPlaceDepth(const CompiledSchema& schema) {
  return DepthSearch(schema).run();
}

}  // namespace fairlead::schema
