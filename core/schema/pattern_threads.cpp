#include "core/schema/pattern_threads.h"

namespace fairlead::schema {

void Threads::restart(std::span<const std::uint32_t> seeds, const Surroundings& surroundings) {
  count_ = 0;
  matched_ = false;
  for (const std::uint32_t seed : seeds) follow(seed, surroundings);
  follow(0, surroundings);
  work_ += count_;
}

void Threads::push(std::uint32_t place) {
  const std::uint32_t at = index_[place];
  if (at < count_ && places_[at] == place) return;
  index_[place] = static_cast<std::uint32_t>(count_);
  places_[count_++] = place;
  stack_.push_back(place);
}

void Threads::follow(std::uint32_t start, const Surroundings& surroundings) {
  push(start);
  while (!stack_.empty()) {
    const std::uint32_t place = stack_.back();
    const Instruction& instruction = program_.code[place];
    stack_.pop_back();
    switch (instruction.kind) {
      case Instruction::Kind::kSet:
        break;
      case Instruction::Kind::kMatch:
        matched_ = true;
        break;
      case Instruction::Kind::kJump:
        push(instruction.first);
        break;
      case Instruction::Kind::kSplit:
        push(instruction.second);
        push(instruction.first);
        break;
      case Instruction::Kind::kAssertion:
        if (surroundings.satisfies(instruction.assertion)) push(place + 1);
        break;
    }
  }
}

void Threads::step(std::uint32_t characterClass, std::vector<std::uint32_t>& seeds) const {
  seeds.clear();
  for (std::size_t i = 0; i < count_; ++i) {
    const Instruction& instruction = program_.code[places_[i]];
    if (instruction.kind == Instruction::Kind::kSet &&
        program_.alphabet.contains(instruction.set, characterClass)) {
      seeds.push_back(places_[i] + 1);
    }
  }
}

std::vector<std::uint32_t> Threads::waiting() const {
  std::vector<std::uint32_t> places;
  for (std::size_t i = 0; i < count_; ++i) {
    if (program_.code[places_[i]].kind == Instruction::Kind::kSet) places.push_back(places_[i]);
  }
  return places;
}

}  // namespace fairlead::schema
