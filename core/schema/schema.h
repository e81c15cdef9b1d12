// Checking a JSON document against a JSON Schema, draft 2020-12 (json-schema.org): the core and
// validation vocabularies, the applicators, the unevaluated vocabulary, and formats asserted.
//
// A schema is compiled once and asked many times. Compiling reads every keyword: an unknown one is
// an annotation and changes nothing, a known one that cannot be honoured here is refused. There is
// no eval, no backtracking and no network: `$ref` reaches within the document only.
//
//   auto schema = Schema::compile(text);
//   auto verdict = schema->validate(document);
//   if (verdict && !verdict->valid) … verdict->violations …
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/json/json.h"

namespace fairlead::schema {

/// Violations that one validation lists; it stops looking after these.
inline constexpr std::size_t kMaxViolations = 100;
/// Bytes of text in them, after which no further one is listed.
inline constexpr std::size_t kMaxViolationBytes = std::size_t{1} << 20;
/// Steps that one validation may take, so that no schema makes a document cost for ever: one for a
/// subschema applied to a value, more for what grows with the value (core/schema/work.h).
inline constexpr std::size_t kMaxWork = 10'000'000;
/// How many subschemas may apply to the same value inside each other, by $ref, allOf and the like.
inline constexpr std::size_t kMaxInPlaceDepth = 32;

struct Options {
  /// Whether `format` is asserted. Unknown formats are annotations; those that the standard names
  /// and that are not here (idn-email, idn-hostname, iri, iri-reference, uri-template,
  /// relative-json-pointer) are then refused at compile time.
  bool format = true;
  /// Size of a document's text in bytes.
  std::size_t max_bytes = 1 << 20;
};

/// One reason why a document is invalid.
struct Violation {
  std::string instance;  // JSON Pointer into the document: the value at fault
  std::string schema;    // JSON Pointer into the schema: the keyword, or the schema `false`; in a
                         // further document its URI and "#" stand before the pointer
  std::string keyword;   // "maxLength"; "false" for the schema `false`
  std::string message;   // a sentence for a person
  std::string expected;  // what would be right, in words: "at most 3 items"
  std::string got;       // what is there, cut short: "\"abc\"", "5 items"

  friend bool operator==(const Violation&, const Violation&) = default;
};

struct Validation {
  bool valid = true;
  std::vector<Violation> violations;  // in a fixed order; empty when valid
};

/// A schema that was read before, and what holds it.
struct Source {
  std::vector<json::Document> owners;  // of the values below; kept by what is compiled
  json::Value schema;
  /// Further schemas by their absolute URIs, for references and for `$schema` (a metaschema, whose
  /// `$vocabulary` then counts). Only those that something leads to are looked at.
  json::Object documents;
};

struct CompiledSchema;

/// A compiled schema. Immutable, cheap to copy, may be asked from many threads at once.
class Schema {
 public:
  /// Compiles the text of a schema. Errors carry the JSON Pointer of the fault in the schema (in a
  /// further document with its URI and "#" before it):
  /// - a code json_… when the text is not JSON;
  /// - `schema_invalid`: a keyword's value is not what the standard asks for, a pattern is not a
  ///   regular expression, a reference points at nothing or leads back to itself without moving
  ///   into the document;
  /// - `schema_unsupported`: a `$schema` that is neither the standard's nor among the documents, a
  ///   required vocabulary that is unknown, a reference to a document that is not here, a standard
  ///   format that is not here, too deep a chain of references;
  /// - `schema_pattern_unsupported`: a pattern that core/schema/pattern.h refuses.
  static Result<Schema> compile(std::string_view text, Options options = {});
  static Result<Schema> compile(Source source, Options options = {});

  /// Validates the text of a document. Errors: a code json_… when it is not JSON within
  /// Options::max_bytes; `schema_work_exceeded` after kMaxWork.
  Result<Validation> validate(std::string_view text) const;

  /// Validates a document that was read before. Error: `schema_work_exceeded`.
  Result<Validation> validate(json::Value document) const;

  /// How many assertions and applicators were compiled.
  std::size_t keywordCount() const;

  /// What the other rules of this folder walk over.
  const CompiledSchema& compiled() const { return *compiled_; }

 private:
  explicit Schema(std::shared_ptr<const CompiledSchema> compiled)
      : compiled_(std::move(compiled)) {}

  std::shared_ptr<const CompiledSchema> compiled_;
};

}  // namespace fairlead::schema
