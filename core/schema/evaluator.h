// Walking over a document with a compiled schema.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/json/pointer.h"
#include "core/json/value.h"
#include "core/schema/assertions.h"
#include "core/schema/compiled_schema.h"

namespace fairlead::schema {

class Evaluator {
 public:
  /// Without a list of violations only the verdict is found, which stops at the first fault.
  Evaluator(const CompiledSchema& schema, std::vector<Violation>* violations,
            Work work = Work(kMaxWork))
      : schema_(schema), violations_(violations), work_(work) {}

  bool evaluate(json::Value document);

  /// The same for one of the schema's nodes.
  bool evaluate(NodeIndex node, json::Value value);

  /// Whether the work went beyond the limits; the verdict then means nothing.
  bool isExhausted() const { return work_.isExhausted(); }
  const Work& work() const { return work_; }

 private:
  /// The schema resources on the way here, innermost first (the dynamic scope of the standard).
  struct Scope {
    const Scope* outer;
    std::uint32_t resource;
  };

  /// Which members or items of a value, by index, some schema has evaluated.
  using Marks = std::vector<bool>;

  /// What a schema is applied to. `marks` is there only where some unevaluated… keyword asks.
  struct Place {
    json::Value value;
    const json::Path& at;
    const Scope* scope;
    Marks* marks;
  };

  bool visit(NodeIndex index, const Place& place);
  bool visitNode(const SchemaNode& node, const Place& place);
  bool visitQuietly(NodeIndex index, const Place& place);
  bool visitQuietlyMarking(NodeIndex index, const Place& place);
  bool visitRemaining(NodeIndex index, const Place& place, Keyword keyword);
  bool apply(const SchemaNode& node, const Check& check, const Place& place);

  bool applyItems(const ItemsRule& rule, const Place& place);
  bool applyContains(const SchemaNode& node, const ContainsRule& rule, const Place& place);
  bool applyProperties(const PropertiesRule& rule, const Place& place);
  bool applyNamed(const PropertiesRule& rule, std::string_view name, const Place& member,
                  bool& found);
  bool applyPropertyNames(NodeIndex names, const Place& place);
  bool applyDynamicReference(const DynamicReference& reference, const Place& place);
  bool applyAllOf(const NodeList& branches, const Place& place);
  bool applyAnyOf(const SchemaNode& node, const NodeList& branches, const Place& place);
  bool applyOneOf(const SchemaNode& node, const NodeList& branches, const Place& place);
  bool applyNot(const SchemaNode& node, NodeIndex negated, const Place& place);
  bool applyCondition(const ConditionRule& rule, const Place& place);
  bool applyDependentSchemas(std::uint32_t rules, const Place& place);
  bool applyUnevaluatedItems(NodeIndex rest, const Place& place);
  bool applyUnevaluatedProperties(NodeIndex rest, const Place& place);

  bool acceptsType(NodeIndex index, json::Value value) const;
  void explainNearest(const NodeList& branches, const Place& place);
  /// Whether a keyword with a fault may stop: nobody wants to hear of more.
  bool mayStop() const;
  /// Notes a violation of the node's keyword, or of a schema `false` itself; always false.
  bool refuse(const SchemaNode& node, const Place& place, std::string_view keyword, Reason reason);
  bool refuseAll(const SchemaNode& node, const Place& place, std::string_view keyword,
                 Reason reason);

  const std::string& pointerOf(const SchemaNode& node) const {
    return schema_.pointers[static_cast<std::size_t>(&node - schema_.nodes.data())];
  }

  const CompiledSchema& schema_;
  std::vector<Violation>* violations_;
  Work work_;
  std::size_t depth_ = 0;
  std::size_t violationBytes_ = 0;
};

}  // namespace fairlead::schema
