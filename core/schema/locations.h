// Where the schemas of a document stand, and by which names references find them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/json/value.h"
#include "core/schema/keyword.h"

namespace fairlead::schema {

/// A schema within the document, or within a further document.
struct Location {
  json::Value schema;
  /// From the root of the document; in a further document its URI and "#" stand before that.
  std::string pointer;
  std::string base;            // the URI that its references are relative to
  std::uint32_t resource = 0;  // counts the schemas with an `$id`, the root first
  Vocabularies vocabularies = kStandardVocabularies;
};

struct ResolvedReference {
  Location location;
  /// The name of the `$dynamicAnchor` that the reference names, empty when it names none.
  std::string dynamicAnchor;
};

class Locations {
 public:
  /// Walks over all keywords that hold schemas and checks their shape, `$id`, anchors, `$schema`
  /// and `$vocabulary`. The further documents, by their URIs, are walked over once a reference or
  /// `$schema` leads there. All must outlive what is made here.
  /// Errors: schema_invalid, schema_unsupported.
  static Result<Locations> scan(json::Value document, json::Object documents);

  /// All schemas in document order, the root first; behind them those that only references found.
  const std::deque<Location>& all() const { return all_; }

  const Location& at(json::Value schema) const { return all_[byPlace_.at(schema.place())]; }

  /// What a reference of the given schema points at. Where that is a place that no keyword names
  /// as a schema, it is scanned as one now.
  /// Errors: schema_invalid when there is nothing; schema_unsupported when it leads to no document
  /// that is here (both without a path); those of scan.
  Result<ResolvedReference> resolve(const Location& from, std::string_view reference);

  /// For each resource that has it, in order, the schema with this `$dynamicAnchor`.
  std::vector<const Location*> withDynamicAnchor(std::string_view name) const;

 private:
  friend class LocationScanner;
  explicit Locations(json::Object documents) : documents_(documents) {}

  Result<void> load(const std::string& uri);
  Result<Location> follow(const Location& resource, std::string_view pointer);

  json::Object documents_;
  std::deque<Location> all_;  // grows without moving what others point at
  std::uint32_t resources_ = 0;
  std::size_t nameBytes_ = 0;  // of the pointers and bases in all_
  std::size_t steps_ = 0;      // over items, of all references
  std::map<const json::Node*, std::size_t> byPlace_;
  std::map<std::string, std::size_t, std::less<>> byId_;
  std::map<std::string, std::size_t, std::less<>> byAnchor_;  // "base#name"
  std::map<std::string, std::map<std::uint32_t, std::size_t>, std::less<>> byDynamicAnchor_;
};

}  // namespace fairlead::schema
