#include "core/schema/pattern_syntax.h"

#include <algorithm>
#include <map>

#include "core/schema/pattern.h"
#include "core/schema/pattern_cursor.h"
#include "core/schema/utf8.h"

namespace fairlead::schema {

namespace {

using Kind = PatternNode::Kind;

/// Ranges in all the sets of a pattern; enough for 300 times \p{Letter}.
constexpr std::size_t kMaxRanges = 200'000;

struct Bounds {
  std::uint32_t min;
  std::uint32_t max;
};

class PatternParser {
 public:
  explicit PatternParser(std::u32string_view text) : cursor_(text) {}

  Result<PatternTree> parse();

 private:
  Result<std::uint32_t> parseDisjunction();
  Result<std::uint32_t> parseAlternative();
  Result<std::uint32_t> parseTerm();
  Result<std::uint32_t> parseAtom();
  Result<std::uint32_t> parseAtomEscape();
  Result<std::uint32_t> parseGroup();
  Result<void> openGroup();
  Result<void> skipModifiers();
  Result<std::uint32_t> parseQuantified(std::uint32_t atom);
  Result<Bounds> parseBounds();
  bool takeNumber(std::uint32_t& number);
  bool atLookAround() const;
  bool referencesExist() const;

  std::uint32_t add(PatternNode node);
  Result<std::uint32_t> addSet(CharSet set);
  std::uint32_t addList(Kind kind, std::vector<std::uint32_t> children);
  std::uint32_t addAssertion(Assertion assertion);
  void refuse(std::string_view why);

  PatternCursor cursor_;
  PatternTree tree_;
  std::map<CharSet, std::uint32_t> setIndex_;
  std::size_t rangeCount_ = 0;
  unsigned depth_ = 0;
  std::uint32_t groupCount_ = 0;
  std::uint32_t highestReference_ = 0;
  std::vector<std::u32string> groupNames_;
  std::vector<std::u32string> referredNames_;
};

void PatternParser::refuse(std::string_view why) {
  if (tree_.unsupported.empty()) tree_.unsupported = why;
}

std::uint32_t PatternParser::add(PatternNode node) {
  if (node.size > kMaxPatternSize) {
    refuse("it expands to more than " + std::to_string(kMaxPatternSize) + " states");
    node.size = 1;
  }
  tree_.nodes.push_back(std::move(node));
  return static_cast<std::uint32_t>(tree_.nodes.size() - 1);
}

Result<std::uint32_t> PatternParser::addSet(CharSet set) {
  const auto [entry, isNew] =
      setIndex_.try_emplace(set, static_cast<std::uint32_t>(tree_.sets.size()));
  if (isNew) {
    rangeCount_ += set.ranges().size();
    if (rangeCount_ > kMaxRanges) {
      return unsupportedPattern("its classes have more than " + std::to_string(kMaxRanges) +
                                " ranges");
    }
    tree_.sets.push_back(std::move(set));
  }
  return add({.kind = Kind::kSet, .set = entry->second});
}

std::uint32_t PatternParser::addAssertion(Assertion assertion) {
  return add({.kind = Kind::kAssertion, .assertion = assertion});
}

std::uint32_t PatternParser::addList(Kind kind, std::vector<std::uint32_t> children) {
  if (children.empty()) return add({});
  if (children.size() == 1) return children[0];
  PatternNode node{.kind = kind, .size = 0};
  const std::size_t eachBranch = kind == Kind::kAlternate ? 2 : 0;
  for (const std::uint32_t child : children) node.size += tree_.nodes[child].size + eachBranch;
  node.children = std::move(children);
  return add(std::move(node));
}

Result<std::uint32_t> PatternParser::parseDisjunction() {
  std::vector<std::uint32_t> branches;
  do {
    auto branch = parseAlternative();
    if (!branch) return branch;
    branches.push_back(*branch);
  } while (cursor_.take(U"|"));
  return addList(Kind::kAlternate, std::move(branches));
}

Result<std::uint32_t> PatternParser::parseAlternative() {
  std::vector<std::uint32_t> terms;
  while (!cursor_.done() && cursor_.peek() != U'|' && cursor_.peek() != U')') {
    auto term = parseTerm();
    if (!term) return term;
    terms.push_back(*term);
  }
  return addList(Kind::kConcat, std::move(terms));
}

/// Assertions, look-around among them, take no quantifier; everything else may.
Result<std::uint32_t> PatternParser::parseTerm() {
  if (cursor_.take(U"^")) return addAssertion(Assertion::kStart);
  if (cursor_.take(U"$")) return addAssertion(Assertion::kEnd);
  if (cursor_.take(U"\\b")) return addAssertion(Assertion::kWordBorder);
  if (cursor_.take(U"\\B")) return addAssertion(Assertion::kNoWordBorder);
  const bool isLookAround = atLookAround();
  auto atom = parseAtom();
  if (!atom || isLookAround) return atom;
  return parseQuantified(*atom);
}

Result<std::uint32_t> PatternParser::parseAtom() {
  if (cursor_.take(U"(")) return parseGroup();
  if (cursor_.take(U"\\")) return parseAtomEscape();
  if (cursor_.take(U"[")) {
    auto set = parseClass(cursor_, tree_.unsupported);
    if (!set) return std::unexpected(set.error());
    return addSet(std::move(*set));
  }
  if (cursor_.take(U".")) {
    const CharSet lineEnds{{U'\n', U'\n'}, {U'\r', U'\r'}, {0x2028, 0x2029}};
    return addSet(lineEnds.complement());
  }
  const char32_t point = cursor_.peek();
  if (point == U'*' || point == U'+' || point == U'?' || point == U'{') {
    return cursor_.invalid("a quantifier has nothing to repeat");
  }
  if (point == U']' || point == U'}') {
    return cursor_.invalid("a closing bracket stands alone; write it with a backslash");
  }
  cursor_.next();
  return addSet({{point, point}});
}

Result<std::uint32_t> PatternParser::parseAtomEscape() {
  auto escape = parseEscape(cursor_, false);
  if (!escape) return std::unexpected(escape.error());
  if (!escape->unsupported.empty()) refuse(escape->unsupported);
  if (escape->kind == Escape::Kind::kReference) {
    highestReference_ = std::max(highestReference_, escape->group);
    if (!escape->groupName.empty()) referredNames_.push_back(escape->groupName);
    return add({});
  }
  if (escape->kind == Escape::Kind::kSet) return addSet(std::move(escape->set));
  return addSet({{escape->point, escape->point}});
}

bool PatternParser::atLookAround() const {
  return cursor_.startsWith(U"(?=") || cursor_.startsWith(U"(?!") || cursor_.startsWith(U"(?<=") ||
         cursor_.startsWith(U"(?<!");
}

/// Reads what stands between `(` and the group's content.
Result<void> PatternParser::openGroup() {
  if (cursor_.take(U"?:")) return {};
  if (cursor_.take(U"?=") || cursor_.take(U"?!") || cursor_.take(U"?<=") || cursor_.take(U"?<!")) {
    refuse("look-around needs backtracking");
    return {};
  }
  if (cursor_.take(U"?<")) {
    auto name = parseGroupName(cursor_);
    if (!name) return std::unexpected(name.error());
    groupNames_.push_back(std::move(*name));
  } else if (cursor_.take(U"?")) {
    return skipModifiers();
  }
  ++groupCount_;
  return {};
}

/// (?ims-ims: of ECMA-262 2025.
Result<void> PatternParser::skipModifiers() {
  refuse("flags for a part of the pattern are not supported");
  while (cursor_.peek() == U'i' || cursor_.peek() == U'm' || cursor_.peek() == U's' ||
         cursor_.peek() == U'-') {
    cursor_.next();
  }
  if (!cursor_.take(U":")) return cursor_.invalid("this kind of group is not known");
  return {};
}

Result<std::uint32_t> PatternParser::parseGroup() {
  if (depth_ == kMaxPatternDepth) {
    return unsupportedPattern("its groups nest deeper than " + std::to_string(kMaxPatternDepth));
  }
  if (auto opened = openGroup(); !opened) return std::unexpected(opened.error());
  ++depth_;
  auto content = parseDisjunction();
  --depth_;
  if (!content) return content;
  if (!cursor_.take(U")")) return cursor_.invalid("( has no )");
  return content;
}

/// One or more digits; numbers beyond 32 bits count as the largest.
bool PatternParser::takeNumber(std::uint32_t& number) {
  const std::size_t start = cursor_.position();
  std::uint64_t value = 0;
  while (cursor_.peek() >= U'0' && cursor_.peek() <= U'9') {
    value = std::min<std::uint64_t>(value * 10 + (cursor_.next() - U'0'), kUnbounded - 1);
  }
  number = static_cast<std::uint32_t>(value);
  return cursor_.position() != start;
}

/// {n}, {n,} or {n,m}, whose { was taken.
Result<Bounds> PatternParser::parseBounds() {
  Bounds bounds{};
  if (!takeNumber(bounds.min)) return cursor_.invalid("{ needs a number");
  bounds.max = bounds.min;
  if (cursor_.take(U",") && !takeNumber(bounds.max)) bounds.max = kUnbounded;
  if (!cursor_.take(U"}")) return cursor_.invalid("{ has no }");
  if (bounds.min > bounds.max) return cursor_.invalid("a repetition runs backwards");
  return bounds;
}

Result<std::uint32_t> PatternParser::parseQuantified(std::uint32_t atom) {
  Bounds bounds{0, kUnbounded};
  if (cursor_.take(U"+")) {
    bounds.min = 1;
  } else if (cursor_.take(U"?")) {
    bounds.max = 1;
  } else if (cursor_.take(U"{")) {
    const auto read = parseBounds();
    if (!read) return std::unexpected(read.error());
    bounds = *read;
  } else if (!cursor_.take(U"*")) {
    return atom;
  }
  cursor_.take(U"?");  // lazy: the same matches in another order
  // In 64 bits, since a size_t of WebAssembly would wrap.
  const std::uint64_t copies =
      bounds.max == kUnbounded ? std::uint64_t{bounds.min} + 1 : bounds.max;
  const std::uint64_t size = std::max<std::uint64_t>(copies, 1) * (tree_.nodes[atom].size + 2);
  return add(
      {.kind = Kind::kRepeat,
       .min = bounds.min,
       .max = bounds.max,
       .children = {atom},
       .size = static_cast<std::size_t>(std::min<std::uint64_t>(size, kMaxPatternSize + 1))});
}

/// A back-reference to a group that is not there is a fault of syntax.
bool PatternParser::referencesExist() const {
  return highestReference_ <= groupCount_ &&
         std::ranges::all_of(referredNames_, [this](const std::u32string& name) {
           return std::ranges::find(groupNames_, name) != groupNames_.end();
         });
}

Result<PatternTree> PatternParser::parse() {
  auto root = parseDisjunction();
  if (!root) return std::unexpected(root.error());
  if (!cursor_.done()) return cursor_.invalid(") has no (");
  if (!referencesExist()) return cursor_.invalid("a back-reference names no group");
  tree_.root = *root;
  return std::move(tree_);
}

std::u32string decode(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) points += nextCodePoint(text, at);
  return points;
}

}  // namespace

std::unexpected<Error> unsupportedPattern(std::string_view why) {
  return fail(
      "schema_pattern_unsupported",
      "The pattern cannot run in linear time and bounded memory: " + std::string(why) + ".");
}

Result<PatternTree> parsePattern(std::string_view expression) {
  if (expression.size() > kMaxPatternBytes) {
    return unsupportedPattern("it is longer than " + std::to_string(kMaxPatternBytes) + " bytes");
  }
  const std::u32string points = decode(expression);
  return PatternParser(points).parse();
}

}  // namespace fairlead::schema
