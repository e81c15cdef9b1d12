#include <optional>

#include "core/schema/pattern_cursor.h"
#include "core/schema/unicode_category.h"

namespace fairlead::schema {

namespace {

bool isDigit(char32_t point) {
  return point >= U'0' && point <= U'9';
}

bool isLetter(char32_t point) {
  return (point >= U'a' && point <= U'z') || (point >= U'A' && point <= U'Z');
}

bool isNameCharacter(char32_t point) {
  return isLetter(point) || isDigit(point) || point == U'_' || point == U'$' || point > 0x7F;
}

std::optional<unsigned> hexDigit(char32_t point) {
  if (isDigit(point)) return point - U'0';
  if (point >= U'a' && point <= U'f') return point - U'a' + 10;
  if (point >= U'A' && point <= U'F') return point - U'A' + 10;
  return std::nullopt;
}

CharSet digitCharacters() {
  return {{U'0', U'9'}};
}

CharSet spaceCharacters() {
  return {{0x09, 0x0D},     {0x20, 0x20},     {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
          {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
}

Escape escapedPoint(char32_t point) {
  return {.kind = Escape::Kind::kPoint, .point = point};
}
Escape escapedSet(CharSet set) {
  return {.kind = Escape::Kind::kSet, .set = std::move(set)};
}

/// Exactly `digits` hexadecimal digits.
std::optional<char32_t> takeHex(PatternCursor& cursor, unsigned digits) {
  char32_t value = 0;
  for (unsigned i = 0; i < digits; ++i) {
    const auto digit = hexDigit(cursor.peek(i));
    if (!digit) return std::nullopt;
    value = value << 4 | *digit;
  }
  cursor.moveTo(cursor.position() + digits);
  return value;
}

Result<Escape> parseBracedPoint(PatternCursor& cursor) {
  char32_t point = 0;
  bool any = false;
  while (const auto digit = hexDigit(cursor.peek())) {
    point = point << 4 | *digit;
    if (point > kMaxCodePoint) return cursor.invalid("\\u{…} goes beyond 10FFFF");
    any = true;
    cursor.next();
  }
  if (!any || !cursor.take(U"}")) return cursor.invalid("\\u{…} needs hexadecimal digits and }");
  return escapedPoint(point);
}

/// \u…, where two escapes of a surrogate pair make one code point.
Result<Escape> parseUnicodeEscape(PatternCursor& cursor) {
  if (cursor.take(U"{")) return parseBracedPoint(cursor);
  const auto lead = takeHex(cursor, 4);
  if (!lead) return cursor.invalid("\\u needs four hexadecimal digits or {…}");
  const std::size_t afterLead = cursor.position();
  if (*lead >= 0xD800 && *lead <= 0xDBFF && cursor.take(U"\\u")) {
    const auto trail = takeHex(cursor, 4);
    if (trail && *trail >= 0xDC00 && *trail <= 0xDFFF) {
      return escapedPoint(0x10000 + ((*lead - 0xD800) << 10) + (*trail - 0xDC00));
    }
    cursor.moveTo(afterLead);
  }
  return escapedPoint(*lead);
}

/// The set of `Letter`, `gc=Lu`, `Any` and the like.
std::optional<CharSet> propertySet(std::string_view property) {
  if (property == "Any") return CharSet{{0, kMaxCodePoint}};
  if (property == "ASCII") return CharSet{{0, 0x7F}};
  if (property == "Assigned") return generalCategory("Cn")->complement();
  for (const std::string_view prefix : {"General_Category=", "gc="}) {
    if (property.starts_with(prefix)) return generalCategory(property.substr(prefix.size()));
  }
  return generalCategory(property);
}

/// \p{…} or \P{…}, whose p was taken.
Result<Escape> parseProperty(PatternCursor& cursor, bool negated) {
  if (!cursor.take(U"{")) return cursor.invalid("\\p needs {…}");
  std::string property;
  while (isLetter(cursor.peek()) || isDigit(cursor.peek()) || cursor.peek() == U'_' ||
         cursor.peek() == U'=') {
    property += static_cast<char>(cursor.next());
  }
  if (property.empty() || !cursor.take(U"}")) return cursor.invalid("\\p{…} needs a name and }");
  const auto set = propertySet(property);
  if (!set) {
    Escape escape = escapedSet({});
    escape.unsupported = "the property \\p{" + property + "} is not known here";
    return escape;
  }
  return escapedSet(negated ? set->complement() : *set);
}

Result<Escape> parseReference(PatternCursor& cursor) {
  Escape escape{.kind = Escape::Kind::kReference,
                .unsupported = "a back-reference needs backtracking"};
  if (cursor.take(U"k")) {
    if (!cursor.take(U"<")) return cursor.invalid("\\k needs <name>");
    auto name = parseGroupName(cursor);
    if (!name) return std::unexpected(name.error());
    escape.groupName = *name;
    return escape;
  }
  constexpr std::uint32_t kTooMany = 1'000'000;
  while (isDigit(cursor.peek()) && escape.group < kTooMany) {
    escape.group = escape.group * 10 + (cursor.next() - U'0');
  }
  return escape;
}

/// The sets \d \D \s \S \w \W, by their letter.
std::optional<CharSet> shorthandSet(char32_t letter) {
  switch (letter) {
    case U'd':
      return digitCharacters();
    case U'D':
      return digitCharacters().complement();
    case U's':
      return spaceCharacters();
    case U'S':
      return spaceCharacters().complement();
    case U'w':
      return wordCharacters();
    case U'W':
      return wordCharacters().complement();
    default:
      return std::nullopt;
  }
}

/// Escapes of one letter that stand for one control character.
std::optional<char32_t> controlCharacter(char32_t letter) {
  switch (letter) {
    case U't':
      return U'\t';
    case U'n':
      return U'\n';
    case U'v':
      return U'\v';
    case U'f':
      return U'\f';
    case U'r':
      return U'\r';
    default:
      return std::nullopt;
  }
}

bool isSyntaxCharacter(char32_t point) {
  return point != U'\0' &&
         std::u32string_view(U"^$\\.*+?()[]{}|/").find(point) != std::u32string_view::npos;
}

/// What stands for one code point, in a class or outside it.
Result<Escape> parseCharacterEscape(PatternCursor& cursor) {
  const char32_t letter = cursor.next();
  if (const auto control = controlCharacter(letter)) return escapedPoint(*control);
  if (isSyntaxCharacter(letter)) return escapedPoint(letter);
  if (letter == U'0' && !isDigit(cursor.peek())) return escapedPoint(0);
  if (letter == U'c' && isLetter(cursor.peek())) return escapedPoint(cursor.next() % 32);
  if (letter == U'u') return parseUnicodeEscape(cursor);
  if (letter == U'x') {
    if (const auto point = takeHex(cursor, 2)) return escapedPoint(*point);
  }
  cursor.moveTo(cursor.position() - 1);
  return cursor.invalid("this escape is not known");
}

struct ClassAtom {
  CharSet set;
  bool isSingle;
};

Result<ClassAtom> parseClassAtom(PatternCursor& cursor, std::string& unsupported) {
  const char32_t point = cursor.next();
  if (point != U'\\') return ClassAtom{{{point, point}}, true};
  auto escape = parseEscape(cursor, true);
  if (!escape) return std::unexpected(escape.error());
  if (unsupported.empty()) unsupported = escape->unsupported;
  if (escape->kind == Escape::Kind::kSet) return ClassAtom{std::move(escape->set), false};
  return ClassAtom{{{escape->point, escape->point}}, true};
}

}  // namespace

bool PatternCursor::take(std::u32string_view words) {
  if (!startsWith(words)) return false;
  at_ += words.size();
  return true;
}

std::unexpected<Error> PatternCursor::invalid(std::string_view problem) const {
  return fail("schema_pattern_invalid",
              "The pattern is not a regular expression: " + std::string(problem) +
                  " (at character " + std::to_string(at_ + 1) + ").");
}

CharSet wordCharacters() {
  return {{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}};
}

Result<std::u32string> parseGroupName(PatternCursor& cursor) {
  std::u32string name;
  if (isDigit(cursor.peek())) return cursor.invalid("a group's name starts with a letter");
  while (isNameCharacter(cursor.peek())) name += cursor.next();
  if (name.empty() || !cursor.take(U">")) return cursor.invalid("a group's name ends with >");
  return name;
}

Result<Escape> parseEscape(PatternCursor& cursor, bool inClass) {
  if (cursor.done()) return cursor.invalid("a backslash stands at the end");
  const char32_t letter = cursor.peek();
  if (auto set = shorthandSet(letter)) {
    cursor.next();
    return escapedSet(std::move(*set));
  }
  if (cursor.take(U"p")) return parseProperty(cursor, false);
  if (cursor.take(U"P")) return parseProperty(cursor, true);
  if (inClass && cursor.take(U"b")) return escapedPoint(U'\b');
  if (inClass && cursor.take(U"-")) return escapedPoint(U'-');
  if (!inClass && cursor.take(U"b")) return Escape{.kind = Escape::Kind::kWordBorder};
  if (!inClass && cursor.take(U"B")) return Escape{.kind = Escape::Kind::kNoWordBorder};
  if (!inClass && (letter == U'k' || (isDigit(letter) && letter != U'0'))) {
    return parseReference(cursor);
  }
  return parseCharacterEscape(cursor);
}

Result<CharSet> parseClass(PatternCursor& cursor, std::string& unsupported) {
  const bool negated = cursor.take(U"^");
  CharSet set;
  while (!cursor.take(U"]")) {
    if (cursor.done()) return cursor.invalid("[ has no ]");
    auto first = parseClassAtom(cursor, unsupported);
    if (!first) return std::unexpected(first.error());
    const bool isRange = cursor.peek() == U'-' && cursor.peek(1) != U']';
    if (!isRange) {
      set.add(first->set);
      continue;
    }
    cursor.next();
    if (cursor.done()) return cursor.invalid("[ has no ]");
    auto last = parseClassAtom(cursor, unsupported);
    if (!last) return std::unexpected(last.error());
    if (!first->isSingle || !last->isSingle) return cursor.invalid("a class cannot end a range");
    const char32_t from = first->set.ranges()[0].first;
    const char32_t to = last->set.ranges()[0].last;
    if (from > to) return cursor.invalid("a range of characters runs backwards");
    set.add(from, to);
  }
  set.normalise();
  return negated ? set.complement() : set;
}

}  // namespace fairlead::schema
