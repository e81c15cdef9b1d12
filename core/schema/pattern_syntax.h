// The tree of a regular expression, and the parser that makes it (ECMA-262 §22.2.1, flag `u`).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/schema/char_set.h"

namespace fairlead::schema {

enum class Assertion : std::uint8_t { kStart, kEnd, kWordBorder, kNoWordBorder };

inline constexpr std::uint32_t kUnbounded = 0xFFFFFFFF;

struct PatternNode {
  enum class Kind : std::uint8_t { kEmpty, kSet, kAssertion, kConcat, kAlternate, kRepeat };

  Kind kind = Kind::kEmpty;
  Assertion assertion = Assertion::kStart;  // kAssertion
  std::uint32_t set = 0;                    // kSet: index into PatternTree::sets
  std::uint32_t min = 0;                    // kRepeat
  std::uint32_t max = 0;                    // kRepeat; may be kUnbounded
  std::vector<std::uint32_t> children{};    // indices into PatternTree::nodes
  std::size_t size = 1;                     // states it takes, an upper bound
};

struct PatternTree {
  std::vector<PatternNode> nodes;
  std::vector<CharSet> sets;
  std::uint32_t root = 0;
  /// Why the engine cannot run this well-formed expression; empty when it can.
  std::string unsupported;
};

/// Errors `schema_pattern_invalid`, and `schema_pattern_unsupported` when a limit stops the parser.
/// Other well-formed expressions that are not supported say so in the tree, whose other members
/// are then not to be used.
Result<PatternTree> parsePattern(std::string_view expression);

/// Error `schema_pattern_unsupported`.
std::unexpected<Error> unsupportedPattern(std::string_view why);

}  // namespace fairlead::schema
