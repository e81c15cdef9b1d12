// All the places in a pattern's automaton where a match may stand at one position of the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/schema/pattern_program.h"

namespace fairlead::schema {

class Threads {
 public:
  explicit Threads(const Program& program)
      : program_(program), places_(program.code.size()), index_(program.code.size()) {}

  /// Starts anew with the given threads and, as a match may begin anywhere, one at the start;
  /// follows everything that takes no character.
  void restart(std::span<const std::uint32_t> seeds, const Surroundings& surroundings);

  /// How many places were visited since the last start.
  std::size_t size() const { return count_; }

  /// Whether a match ends here.
  bool matched() const { return matched_; }

  /// The threads that live on after a character of this class, to restart from.
  void step(std::uint32_t characterClass, std::vector<std::uint32_t>& seeds) const;

  /// The threads that wait for a character, in no order.
  std::vector<std::uint32_t> waiting() const;

  /// How many places were visited in all.
  std::size_t work() const { return work_; }

 private:
  void follow(std::uint32_t start, const Surroundings& surroundings);
  void push(std::uint32_t place);

  const Program& program_;
  // A sparse set (Briggs and Torczon): places_[0, count_) holds what was visited, and index_
  // where in it each place stands, so that clearing costs nothing.
  std::vector<std::uint32_t> places_;
  std::vector<std::uint32_t> index_;
  std::size_t count_ = 0;
  std::vector<std::uint32_t> stack_;
  bool matched_ = false;
  std::size_t work_ = 0;
};

}  // namespace fairlead::schema
