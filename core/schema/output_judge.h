// Judging a document while it comes: what is wrong whatever may follow.
//
// It walks with the document through the schemas that must hold (those of $ref, allOf, properties,
// items), and asks of each value what can be known so far. What depends on alternatives is asked
// only of scalars that are whole; the rest is left to the end.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/schema/assertions.h"
#include "core/schema/compiled_schema.h"

namespace fairlead::schema {

class EarlyJudge {
 public:
  explicit EarlyJudge(const CompiledSchema& schema);

  // What the reader tells, in the order of the document. Texts are strict JSON.
  void begin(char first);  // a value begins with this character
  void name(std::string_view quoted);
  void scalar(std::string_view text);
  void close();

  /// What is wrong if a string has come so far: its characters without quotes, how many code points
  /// they stand for at least, and whether there are escapes among them. Nothing is kept of it, so
  /// that the first violation does not depend on where a text was cut.
  std::optional<Violation> part(std::string_view characters, std::size_t points, bool hasEscapes);

  /// The first violation, once there is one.
  const std::optional<Violation>& violation() const { return violation_; }

 private:
  /// A container that is open.
  struct Frame {
    bool isObject = false;
    std::size_t count = 0;             // items, or members, so far
    std::vector<std::string> names{};  // the first kMaxNames of its members
    std::string name{};                // of the present member
    NodeList applied{};                // to the container itself, with all they lead to
    NodeList toMember{};               // to the present member's value
  };

  bool isDone() const { return isOff_ || violation_.has_value(); }
  /// The schemas that the value about to begin must hold.
  NodeList applicable() const;
  /// All that hold because these must.
  NodeList expanded(const NodeList& nodes) const;
  void checkType(NodeIndex node, char first);
  void checkCount(Keyword keyword);
  void checkEnd(NodeIndex node, const Check& check);
  void checkMember(NodeIndex node, const PropertiesRule& rule, NodeList& toMember);
  void evaluate(NodeIndex node, json::Value value);
  void checkPart(NodeIndex node, const Check& check, std::string_view characters,
                 std::size_t points, bool hasEscapes);
  /// A fault of the value that is about to come, or of the container around it.
  void refuse(NodeIndex node, std::string_view keyword, Reason reason);
  void refuseContainer(NodeIndex node, std::string_view keyword, Reason reason);
  void refuseText(const Error& fault);
  void note(NodeIndex node, std::string_view keyword, Reason reason, std::size_t depth);
  std::string path(std::size_t depth) const;

  template <typename See>
  void forEachCheck(const NodeList& nodes, See see) const;

  const CompiledSchema& schema_;
  std::vector<Frame> frames_;
  NodeList present_;  // what the present scalar must hold, not expanded
  Work work_;
  bool isOff_ = false;
  std::optional<Violation> violation_;
};

}  // namespace fairlead::schema
