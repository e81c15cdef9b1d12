// The automaton of a pattern: Thompson's construction over classes of code points.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/schema/pattern_syntax.h"

namespace fairlead::schema {

/// Code points that no set of the pattern tells apart share a class.
class Alphabet {
 public:
  Alphabet() = default;
  explicit Alphabet(const std::vector<CharSet>& sets);

  std::size_t size() const { return memberships_.size(); }
  /// How many runs of code points it tells apart.
  std::size_t runs() const { return starts_.size(); }

  std::uint32_t classOf(char32_t point) const {
    return point < kAscii ? ascii_[point] : classBeyondAscii(point);
  }
  bool contains(std::uint32_t set, std::uint32_t characterClass) const {
    return memberships_[characterClass][set];
  }

 private:
  static constexpr char32_t kAscii = 128;

  std::uint32_t classBeyondAscii(char32_t point) const;

  std::array<std::uint32_t, kAscii> ascii_{};
  std::vector<char32_t> starts_;                // where runs of one class begin
  std::vector<std::uint32_t> classes_;          // the class of each run
  std::vector<std::vector<bool>> memberships_;  // for each class, for each set
};

struct Instruction {
  enum class Kind : std::uint8_t { kSet, kSplit, kJump, kAssertion, kMatch };

  Kind kind;
  Assertion assertion = Assertion::kStart;
  std::uint32_t set = 0;     // kSet: then goes on at the next instruction
  std::uint32_t first = 0;   // kSplit, kJump
  std::uint32_t second = 0;  // kSplit
};

/// What stands around a position of the text, as far as assertions ask.
struct Surroundings {
  bool atStart = false;
  bool atEnd = false;
  bool wordBefore = false;
  bool wordAfter = false;

  bool satisfies(Assertion assertion) const;
};

struct Program {
  std::vector<Instruction> code;  // starts at 0
  Alphabet alphabet;
  bool hasWordAssertions = false;
  std::uint32_t wordSet = 0;  // the set of word characters, where hasWordAssertions
};

/// Error `schema_pattern_unsupported` when the classes are too many.
Result<Program> makeProgram(PatternTree tree);

}  // namespace fairlead::schema
