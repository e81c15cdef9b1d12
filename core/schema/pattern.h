// Regular expressions that search in time linear in the text.
//
// The language is that of ECMA-262 with the flag `u` and no other, which JSON Schema 2020-12
// asks for in `pattern` and `patternProperties`: a search over code points, not anchored unless
// the pattern says so. Two parts of it need backtracking and are refused: back-references
// (\1, \k<name>) and look-around. Capturing groups group, lazy quantifiers match what the greedy
// ones match: a search only says whether there is a match.
//
// Properties: \p{…} and \P{…} take a general category by its long or short name, alone or as
// General_Category=… / gc=…, and Any, ASCII, Assigned (Unicode 15.0). Other properties are refused.
//
// How: the expression becomes a Thompson automaton over classes of code points; where that has a
// small deterministic form, it is made once at compile time, else the automaton is simulated
// with all its threads at once (Pike). The time of a search is at most text × automaton, and the
// automaton has at most kMaxPatternSize states.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "core/error.h"
#include "core/schema/work.h"

namespace fairlead::schema {

/// States a pattern may expand to; `x{1000}` takes 1,000, so `(x{1000}){1000}` is refused.
inline constexpr std::size_t kMaxPatternSize = 16384;
/// Bytes of a pattern's own text.
inline constexpr std::size_t kMaxPatternBytes = 16384;
/// How deep groups may nest.
inline constexpr unsigned kMaxPatternDepth = 100;

/// A compiled pattern. Immutable, cheap to copy, may be searched from many threads at once.
class Pattern {
 public:
  /// Errors, both with a message that names the place in the pattern and an empty path:
  /// - `schema_pattern_invalid`: not a regular expression of ECMA-262 with the flag `u`;
  /// - `schema_pattern_unsupported`: one that needs backtracking, a property that is not known
  ///   here, or that is larger than the limits above.
  static Result<Pattern> compile(std::string_view expression);

  /// Whether the text is a regular expression at all, supported or not (`format: regex`).
  static bool isWellFormed(std::string_view expression);

  /// Whether the pattern matches anywhere in the text. Bytes that are not UTF-8 count as U+FFFD.
  bool search(std::string_view utf8) const;

  /// Whether it is certain that no text matches ("a^", "$a"). A pattern that has no deterministic
  /// form is not looked into: false.
  bool matchesNothing() const;

  /// The same, spending work as it goes; false once that is exhausted.
  bool search(std::string_view utf8, Work& work) const;

  /// What it holds in memory, in words.
  std::size_t size() const;

 private:
  struct Machine;
  explicit Pattern(std::shared_ptr<const Machine> machine) : machine_(std::move(machine)) {}

  std::shared_ptr<const Machine> machine_;
};

}  // namespace fairlead::schema
