#include "core/schema/pattern_program.h"

#include <algorithm>
#include <map>

#include "core/schema/pattern.h"
#include "core/schema/pattern_cursor.h"
#include "core/sort.h"

namespace fairlead::schema {

namespace {

/// Bits in the table of memberships: half a megabyte.
constexpr std::size_t kMaxMemberships = std::size_t{1} << 22;

class Emitter {
 public:
  explicit Emitter(const PatternTree& tree) : tree_(tree) {}

  std::vector<Instruction> emitAll() {
    emit(tree_.root);
    push({.kind = Instruction::Kind::kMatch});
    return std::move(code_);
  }

 private:
  void emit(std::uint32_t index);
  void emitAlternatives(const std::vector<std::uint32_t>& branches);
  void emitRepeat(const PatternNode& node);
  void emitStar(std::uint32_t child);
  void emitOptional(std::uint32_t child, std::uint32_t times);

  std::uint32_t here() const { return static_cast<std::uint32_t>(code_.size()); }
  std::uint32_t push(Instruction instruction) {
    code_.push_back(instruction);
    return here() - 1;
  }
  /// A split whose first way is the next instruction; the second is set later.
  std::uint32_t pushSplit() {
    return push({.kind = Instruction::Kind::kSplit, .first = here() + 1});
  }

  const PatternTree& tree_;
  std::vector<Instruction> code_;
};

void Emitter::emit(std::uint32_t index) {
  const PatternNode& node = tree_.nodes[index];
  switch (node.kind) {
    case PatternNode::Kind::kEmpty:
      return;
    case PatternNode::Kind::kSet:
      push({.kind = Instruction::Kind::kSet, .set = node.set});
      return;
    case PatternNode::Kind::kAssertion:
      push({.kind = Instruction::Kind::kAssertion, .assertion = node.assertion});
      return;
    case PatternNode::Kind::kConcat:
      for (const std::uint32_t child : node.children) emit(child);
      return;
    case PatternNode::Kind::kAlternate:
      emitAlternatives(node.children);
      return;
    case PatternNode::Kind::kRepeat:
      emitRepeat(node);
      return;
  }
}

void Emitter::emitAlternatives(const std::vector<std::uint32_t>& branches) {
  std::vector<std::uint32_t> jumpsToEnd;
  for (std::size_t i = 0; i + 1 < branches.size(); ++i) {
    const std::uint32_t split = pushSplit();
    emit(branches[i]);
    jumpsToEnd.push_back(push({.kind = Instruction::Kind::kJump}));
    code_[split].second = here();
  }
  emit(branches.back());
  for (const std::uint32_t jump : jumpsToEnd) code_[jump].first = here();
}

void Emitter::emitRepeat(const PatternNode& node) {
  for (std::uint32_t i = 0; i < node.min; ++i) emit(node.children[0]);
  if (node.max == kUnbounded) {
    emitStar(node.children[0]);
  } else {
    emitOptional(node.children[0], node.max - node.min);
  }
}

void Emitter::emitStar(std::uint32_t child) {
  const std::uint32_t split = pushSplit();
  emit(child);
  push({.kind = Instruction::Kind::kJump, .first = split});
  code_[split].second = here();
}

void Emitter::emitOptional(std::uint32_t child, std::uint32_t times) {
  std::vector<std::uint32_t> splits;
  for (std::uint32_t i = 0; i < times; ++i) {
    splits.push_back(pushSplit());
    emit(child);
  }
  for (const std::uint32_t split : splits) code_[split].second = here();
}

/// The points at which some set begins or ends, from 0 on.
std::vector<char32_t> bordersOf(const std::vector<CharSet>& sets) {
  std::vector<char32_t> borders{0};
  for (const CharSet& set : sets) {
    for (const CharRange& range : set.ranges()) {
      borders.push_back(range.first);
      if (range.last < kMaxCodePoint) borders.push_back(range.last + 1);
    }
  }
  sortInPlace(borders);
  borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
  return borders;
}

bool hasPoint(const CharSet& set, char32_t point) {
  const auto ranges = set.ranges();
  const auto after = std::ranges::upper_bound(ranges, point, {}, &CharRange::first);
  return after != ranges.begin() && point <= std::prev(after)->last;
}

}  // namespace

Alphabet::Alphabet(const std::vector<CharSet>& sets) : starts_(bordersOf(sets)) {
  std::map<std::vector<bool>, std::uint32_t> known;
  for (const char32_t start : starts_) {
    std::vector<bool> membership(sets.size());
    for (std::size_t i = 0; i < sets.size(); ++i) membership[i] = hasPoint(sets[i], start);
    const auto [entry, isNew] =
        known.try_emplace(membership, static_cast<std::uint32_t>(memberships_.size()));
    if (isNew) memberships_.push_back(std::move(membership));
    classes_.push_back(entry->second);
  }
  for (char32_t point = 0; point < kAscii; ++point) ascii_[point] = classBeyondAscii(point);
}

std::uint32_t Alphabet::classBeyondAscii(char32_t point) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), point);
  return classes_[static_cast<std::size_t>(after - starts_.begin()) - 1];
}

bool Surroundings::satisfies(Assertion assertion) const {
  switch (assertion) {
    case Assertion::kStart:
      return atStart;
    case Assertion::kEnd:
      return atEnd;
    case Assertion::kWordBorder:
      return wordBefore != wordAfter;
    case Assertion::kNoWordBorder:
      return wordBefore == wordAfter;
  }
  return false;
}

Result<Program> makeProgram(PatternTree tree) {
  Program program;
  program.code = Emitter(tree).emitAll();
  program.hasWordAssertions = std::ranges::any_of(tree.nodes, [](const PatternNode& node) {
    return node.kind == PatternNode::Kind::kAssertion && node.assertion >= Assertion::kWordBorder;
  });
  if (program.hasWordAssertions) {
    program.wordSet = static_cast<std::uint32_t>(tree.sets.size());
    tree.sets.push_back(wordCharacters());
  }
  if (bordersOf(tree.sets).size() * tree.sets.size() > kMaxMemberships) {
    return unsupportedPattern("it tells too many classes of characters apart");
  }
  program.alphabet = Alphabet(tree.sets);
  return program;
}

}  // namespace fairlead::schema
