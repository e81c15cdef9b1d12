// What a language model wrote, held against a schema: finds the JSON document in the text, mends
// what is certain, and says what is wrong, also to the model.
//
// Finding. The document is the first JSON object or array, of a kind that the schema takes, that
// begins a line (so also the first in a code fence); where there is none, the first inside a line.
// What stands between <think> and </think> is passed over. A bracket in prose is no document: one
// counts once it has a name in double quotes with its colon, or a first member or item that is
// whole. Where it breaks before that, the search goes on behind the break.
//
// Mending, each listed with its place in the text:
//   trailing_comma      a comma before } or ]
//   single_quoted_name  {'a': 1}
//   unquoted_name       {a: 1}, of letters, digits, _ and $
//   raw_control         a line break, a tab or another control character inside a string
//   comment             // to the end of the line, or /* … */
// Anything else that is not JSON stays a fault: nothing is guessed, and nothing that is missing at
// the end is ever added. A text that ends inside the document, or a fence that does, is truncated.
//
//   const auto report = checkOutput(schema, text);
//   if (report->outcome == Outcome::kValid) use(report->document->root());
//   else again = ask(model, report->askAgain);
//
// Time is linear in the text, memory at most about ten times it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/json/json.h"
#include "core/schema/schema.h"

namespace fairlead::schema {

/// Repairs that one document may need; one more, and it is no JSON.
inline constexpr std::size_t kMaxRepairs = 1000;

enum class Outcome : std::uint8_t { kValid, kInvalid, kTruncated, kNoJson };

/// "valid", "invalid", "truncated", "no_json".
std::string_view nameOf(Outcome outcome);

/// A place in the text, both from 1; a column is a code point.
struct TextPlace {
  std::size_t line = 1;
  std::size_t column = 1;

  /// Moves past a byte of UTF-8.
  void pass(char byte) {
    if (byte == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) {
      ++column;
    }
  }
};

struct Repair {
  std::string_view code;
  TextPlace place;
  std::string message;
};

struct OutputReport {
  Outcome outcome = Outcome::kNoJson;
  /// The mended document, where it is whole and JSON, valid or not.
  std::optional<json::Document> document{};
  std::vector<Repair> repairs{};  // in the order of the text
  /// Why it is invalid. Where the text is not even JSON the keyword is the reader's code: json_….
  std::vector<Violation> violations{};
  /// What to tell the model; empty when valid. At most kMaxAskAgainBytes.
  std::string askAgain{};
};

inline constexpr std::size_t kMaxAskAgainBytes = 4096;

/// Judges a whole text. Errors: json_too_large for a text beyond Options::max_bytes,
/// `schema_work_exceeded`.
Result<OutputReport> checkOutput(const Schema& schema, std::string_view text);

/// How far a stream has come.
struct Progress {
  enum class State : std::uint8_t {
    kSearching,  // no document yet, or only one that a later one would go before
    kReading,    // inside what is, or may become, the document
    kComplete,   // the document is whole and valid; what follows does not matter
    kViolated,   // whatever follows, the text will not be valid
  };
  State state = State::kSearching;
  std::optional<Violation> violation{};  // of kViolated, the first one
};

/// "searching", "reading", "complete", "violated".
std::string_view nameOf(Progress::State state);

/// The same for a text that comes in pieces, cut anywhere: whatever the pieces, finish() gives what
/// checkOutput gives for all of them together.
///
/// What is seen before the document ends: wrong types, members and items that may not be there or
/// are too many, strings that are too long or that no enumeration has, every fault of a scalar that
/// is whole, members missing from an object that is whole, text that is not JSON. Schemas with
/// $dynamicRef are judged at the end.
class OutputStream {
 public:
  explicit OutputStream(const Schema& schema);
  OutputStream(OutputStream&&) noexcept;
  OutputStream& operator=(OutputStream&&) noexcept;
  ~OutputStream();

  /// Takes the next piece. Once the text is beyond Options::max_bytes it is violated.
  Progress push(std::string_view chunk);

  /// The verdict on all that was pushed. Errors as of checkOutput. Asked once, at the end.
  Result<OutputReport> finish();

 private:
  friend Result<OutputReport> checkOutput(const Schema& schema, std::string_view text);
  class Machine;
  std::unique_ptr<Machine> machine_;
};

}  // namespace fairlead::schema
