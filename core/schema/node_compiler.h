// Compiling one schema, keyword by keyword. Only compiler.cpp and its parts include this.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/schema/compiled_schema.h"
#include "core/schema/locations.h"

namespace fairlead::schema {

class SchemaCompiler {
 public:
  SchemaCompiler(Locations& locations, const Options& options) : locations_(locations) {
    compiled_.options = options;
  }

  Result<CompiledSchema> compile();

 private:
  using Value = json::Value;
  /// Compiles a keyword whose value this is.
  using Handler = void (SchemaCompiler::*)(Keyword keyword, Value value);
  struct Entry {
    Keyword keyword;
    Handler handler;
  };
  static std::span<const Entry> handlers();

  /// The node of a schema; where it is new, the node is compiled later.
  NodeIndex nodeAt(const Location& location);
  NodeIndex nodeOf(Value schema) { return nodeAt(locations_.at(schema)); }
  void compileNode(NodeIndex index, const Location& location);
  void compilePending();
  /// Fills in who has which `$dynamicAnchor`, now that all references are known.
  void compileDynamicAnchors();
  std::uint32_t dynamicAnchorNamed(std::string_view name);

  // compile_assertions.cpp
  void compileType(Keyword, Value value);
  void compileEnum(Keyword, Value value);
  void compileConst(Keyword, Value value);
  void compileLimit(Keyword keyword, Value value);
  void compileCount(Keyword keyword, Value value);
  void compilePattern(Keyword, Value value);
  void compileFormat(Keyword, Value value);
  void compileUniqueItems(Keyword, Value value);
  void compileRequired(Keyword, Value value);
  void compileDependentRequired(Keyword, Value value);

  // compile_applicators.cpp
  void compileItems();
  void compileContains(Keyword, Value value);
  void compileProperties();
  void compileSingle(Keyword keyword, Value value);
  void compileReference(Keyword keyword, Value value);
  void compileBranches(Keyword keyword, Value value);
  void compileCondition(Keyword, Value value);
  void compileDependentSchemas(Keyword, Value value);

  /// Adds a check, in the order of Keyword.
  void add(Keyword keyword, std::size_t operand) {
    auto at = checks_.end();
    while (at != checks_.begin() && (at - 1)->keyword > keyword) --at;
    checks_.insert(at, {keyword, static_cast<std::uint32_t>(operand)});
  }
  /// Puts the value into its table and adds a check for it.
  template <typename T>
  void addTo(std::vector<T>& table, Keyword keyword, T value) {
    add(keyword, table.size());
    table.push_back(std::move(value));
  }
  std::optional<Value> member(std::string_view name) const { return object_.find(name); }
  std::optional<Pattern> patternOf(std::string_view expression, std::string path);
  std::optional<std::uint64_t> countOf(std::string_view name, Value value);
  std::optional<NameList> namesOf(Value value, const std::string& path);
  bool has(Vocabularies any) const { return (location_->vocabularies & any) != 0; }

  /// The pointer of a member of the present schema.
  std::string pathOf(std::string_view name) const;
  /// Keeps the first fault.
  void refuse(std::string_view code, std::string message, std::string path);
  void refuseInvalid(std::string_view name, std::string message) {
    refuse("schema_invalid", std::move(message), pathOf(name));
  }

  Locations& locations_;
  CompiledSchema compiled_;
  std::map<const json::Node*, NodeIndex> known_;
  std::vector<std::string> dynamicAnchors_;  // names, in the order of CompiledSchema's
  std::size_t patternSize_ = 0;              // of all patterns together
  std::vector<std::pair<NodeIndex, Location>> pending_;
  std::optional<Error> fault_;

  // The schema being compiled.
  const Location* location_ = nullptr;
  json::Object object_;
  std::vector<Check> checks_;
};

}  // namespace fairlead::schema
