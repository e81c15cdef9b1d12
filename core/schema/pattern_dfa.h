// The deterministic form of a pattern's automaton, for patterns where it is small.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/schema/pattern_program.h"

namespace fairlead::schema {

class Dfa {
 public:
  /// Nothing when it would be large, take long to make, or would have to look ahead (\b, \B).
  static std::optional<Dfa> make(const Program& program);

  bool search(const Alphabet& alphabet, std::string_view utf8) const;

  /// Whether no text is found.
  bool matchesNothing() const;

  /// How many transitions it has.
  std::size_t size() const { return transitions_.size(); }

 private:
  friend class DfaBuilder;

  static constexpr std::uint16_t kDead = 0;     // no match can come any more
  static constexpr std::uint16_t kMatched = 1;  // a match is certain

  std::size_t classes_ = 0;
  std::uint16_t start_ = kDead;
  std::vector<std::uint16_t> transitions_;  // [state × classes_ + class]
  std::vector<bool> matchesAtEnd_;          // by state
};

}  // namespace fairlead::schema
