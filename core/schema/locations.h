// Where the schemas of a document stand, and by which names references find them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/dom/json.h"

namespace fairlead::schema {

/// A schema within the document.
struct Location {
  const dom::Value* schema = nullptr;
  std::string pointer;         // from the root of the document
  std::string base;            // the URI that its references are relative to
  std::uint32_t resource = 0;  // counts the schemas with an `$id`, the root first
};

struct ResolvedReference {
  Location location;
  /// The name of the `$dynamicAnchor` that the reference names, empty when it names none.
  std::string dynamicAnchor;
};

class Locations {
 public:
  /// Walks over all keywords that hold schemas and checks their shape, `$id`, anchors, `$schema`
  /// and `$vocabulary`. The document must outlive what is made here.
  /// Errors: schema_invalid, schema_unsupported.
  static Result<Locations> scan(const dom::Value& document);

  /// All schemas in document order, the root first; behind them those that only references found.
  const std::deque<Location>& all() const { return all_; }

  const Location& at(const dom::Value& schema) const { return all_[byValue_.at(&schema)]; }

  /// What a reference of the given schema points at, within the document. Where that is a place
  /// that no keyword names as a schema, it is scanned as one now.
  /// Errors: schema_invalid when there is nothing; schema_unsupported when it leads out of the
  /// document (both without a path); those of scan.
  Result<ResolvedReference> resolve(const Location& from, std::string_view reference);

  /// For each resource that has it, the schema with this `$dynamicAnchor`.
  std::map<std::uint32_t, const Location*> withDynamicAnchor(std::string_view name) const;

 private:
  friend class LocationScanner;
  Locations() = default;

  Result<Location> follow(const Location& resource, std::string_view pointer);

  std::deque<Location> all_;  // grows without moving what others point at
  std::uint32_t resources_ = 1;
  std::size_t nameBytes_ = 0;  // of the pointers and bases in all_
  std::map<const dom::Value*, std::size_t> byValue_;
  std::map<std::string, std::size_t, std::less<>> byId_;
  std::map<std::string, std::size_t, std::less<>> byAnchor_;  // "base#name"
  std::map<std::string, std::map<std::uint32_t, std::size_t>, std::less<>> byDynamicAnchor_;
};

}  // namespace fairlead::schema
