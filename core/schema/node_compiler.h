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
  using Value = dom::Value;
  /// Compiles a keyword whose value this is.
  using Handler = void (SchemaCompiler::*)(Keyword keyword, const Value& value);
  struct Entry {
    Keyword keyword;
    Handler handler;
  };
  static std::span<const Entry> handlers();

  /// The node of a schema; where it is new, the node is compiled later.
  NodeIndex nodeAt(const Location& location);
  NodeIndex nodeOf(const Value& schema) { return nodeAt(locations_.at(schema)); }
  void compileNode(NodeIndex index, const Location& location);

  // compile_assertions.cpp
  void compileType(Keyword, const Value& value);
  void compileEnum(Keyword, const Value& value);
  void compileConst(Keyword, const Value& value);
  void compileLimit(Keyword keyword, const Value& value);
  void compileCount(Keyword keyword, const Value& value);
  void compilePattern(Keyword, const Value& value);
  void compileFormat(Keyword, const Value& value);
  void compileUniqueItems(Keyword, const Value& value);
  void compileRequired(Keyword, const Value& value);
  void compileDependentRequired(Keyword, const Value& value);

  // compile_applicators.cpp
  void compileItems();
  void compileContains(Keyword, const Value& value);
  void compileProperties();
  void compileSingle(Keyword keyword, const Value& value);
  void compileReference(Keyword keyword, const Value& value);
  void compileBranches(Keyword keyword, const Value& value);
  void compileCondition(Keyword, const Value& value);
  void compileDependentSchemas(Keyword, const Value& value);

  void add(Keyword keyword, std::size_t operand) {
    checks_.push_back({keyword, static_cast<std::uint32_t>(operand)});
  }
  /// Puts the value into its table and adds a check for it.
  template <typename T>
  void addTo(std::vector<T>& table, Keyword keyword, T value) {
    add(keyword, table.size());
    table.push_back(std::move(value));
  }
  const Value* member(std::string_view name) const { return object_->if_contains(name); }
  std::optional<Pattern> patternOf(std::string_view expression, std::string path);
  std::optional<std::uint64_t> countOf(std::string_view name, const Value& value);
  std::optional<NameList> namesOf(const Value& value, const std::string& path);

  /// The pointer of a member of the present schema.
  std::string pathOf(std::string_view name) const;
  /// Keeps the first fault.
  void refuse(std::string_view code, std::string message, std::string path);
  void refuseInvalid(std::string_view name, std::string message) {
    refuse("schema_invalid", std::move(message), pathOf(name));
  }

  Locations& locations_;
  CompiledSchema compiled_;
  std::map<const Value*, NodeIndex> known_;
  std::vector<std::pair<NodeIndex, Location>> pending_;
  std::optional<Error> fault_;

  // The schema being compiled.
  const Location* location_ = nullptr;
  const dom::Object* object_ = nullptr;
  std::vector<Check> checks_;
};

}  // namespace fairlead::schema
