#include "core/schema/pattern.h"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

namespace fairlead::schema {
namespace {

bool matches(std::string_view expression, std::string_view text) {
  const auto pattern = Pattern::compile(expression);
  if (!pattern) {
    ADD_FAILURE() << expression << ": " << pattern.error().message;
    return false;
  }
  return pattern->search(text);
}

std::string refusal(std::string_view expression) {
  const auto pattern = Pattern::compile(expression);
  return pattern ? "compiled" : std::string(pattern.error().code);
}

const std::string kInvalid = "schema_pattern_invalid";
const std::string kUnsupported = "schema_pattern_unsupported";

TEST(Pattern, SearchesAnywhereUnlessAnchored) {
  EXPECT_TRUE(matches("b", "abc"));
  EXPECT_FALSE(matches("^b", "abc"));
  EXPECT_FALSE(matches("b$", "abc"));
  EXPECT_TRUE(matches("^abc$", "abc"));
  EXPECT_FALSE(matches("^abc$", "abc\n"));
  EXPECT_TRUE(matches("", ""));
  EXPECT_TRUE(matches("", "abc"));
  EXPECT_TRUE(matches("^$", ""));
  EXPECT_FALSE(matches("^$", "a"));
  EXPECT_FALSE(matches("a^b", "ab"));
  EXPECT_FALSE(matches("a$b", "ab"));
}

TEST(Pattern, AlternativesAndGroups) {
  EXPECT_TRUE(matches("^(cat|dog)s?$", "dogs"));
  EXPECT_FALSE(matches("^(cat|dog)s?$", "cow"));
  EXPECT_TRUE(matches("^(?:a|)b$", "b"));
  EXPECT_TRUE(matches("^(?<year>\\d{4})-(?<month>\\d\\d)$", "2026-11"));
  EXPECT_TRUE(matches("^a|b$", "ax"));
  EXPECT_TRUE(matches("^a|b$", "xb"));
  EXPECT_FALSE(matches("^a|b$", "xbx"));
}

TEST(Pattern, Quantifiers) {
  EXPECT_TRUE(matches("^a*$", ""));
  EXPECT_FALSE(matches("^a+$", ""));
  EXPECT_TRUE(matches("^a{2,3}$", "aa"));
  EXPECT_TRUE(matches("^a{2,3}$", "aaa"));
  EXPECT_FALSE(matches("^a{2,3}$", "a"));
  EXPECT_FALSE(matches("^a{2,3}$", "aaaa"));
  EXPECT_TRUE(matches("^a{2,}$", "aaaaa"));
  EXPECT_TRUE(matches("^a{0}$", ""));
  EXPECT_FALSE(matches("^a{0}$", "a"));
  EXPECT_TRUE(matches("^(a|b){3}$", "aba"));
  EXPECT_TRUE(matches("^(a*)*$", "aaa"));
  EXPECT_TRUE(matches("^(a?){3}b$", "ab"));
  EXPECT_TRUE(matches("^a+?b*?c??$", "aabb"));
  EXPECT_TRUE(matches("^.{1,5000}$", std::string(5000, 'x')));
  EXPECT_FALSE(matches("^.{1,5000}$", std::string(5001, 'x')));
}

TEST(Pattern, ClassesAndEscapes) {
  EXPECT_TRUE(matches("^[a-cx]+$", "abcx"));
  EXPECT_FALSE(matches("^[a-cx]+$", "d"));
  EXPECT_TRUE(matches("^[^a-c]$", "d"));
  EXPECT_FALSE(matches("^[^a-c]$", "b"));
  EXPECT_FALSE(matches("[]", "a"));
  EXPECT_TRUE(matches("^[^]$", "\n"));
  EXPECT_TRUE(matches("^[a\\-z]+$", "-az"));
  EXPECT_TRUE(matches("^[-a]$", "-"));
  EXPECT_TRUE(matches("^[a-]$", "-"));
  EXPECT_TRUE(matches("^[+--]$", ","));
  EXPECT_TRUE(matches("^[\\d\\-x]+$", "4-x"));
  EXPECT_TRUE(matches("^[\\b]$", "\b"));
  EXPECT_TRUE(matches("^\\d\\D\\w\\W\\s\\S$", "1a_- x"));
  EXPECT_FALSE(matches("^\\d$", "\u0663"));  // an Arabic digit: \d is ASCII
  EXPECT_FALSE(matches("^\\w$", "é"));
  EXPECT_TRUE(matches("^\\s+$", "\u00a0\u2003\u3000\ufeff\t\n\v\f\r "));
  EXPECT_TRUE(matches("^\\t\\n\\v\\f\\r\\0$", std::string_view("\t\n\v\f\r\0", 6)));
  EXPECT_TRUE(matches("^\\x41\\u0042\\u{43}\\cJ$", "ABC\n"));
  EXPECT_TRUE(matches("^\\uD83D\\uDE00$", "\U0001F600"));
  EXPECT_TRUE(matches("^\\/\\.\\$$", "/.$"));
}

TEST(Pattern, CountsCodePointsNotBytes) {
  EXPECT_TRUE(matches("^.$", "é"));
  EXPECT_TRUE(matches("^.$", "\U0001F600"));
  EXPECT_TRUE(matches("^.{2}$", "日本"));
  EXPECT_TRUE(matches("^[à-ü]+$", "éè"));
  EXPECT_FALSE(matches("^.$", "\n"));
  EXPECT_FALSE(matches("^.$", "\u2028"));
}

TEST(Pattern, GeneralCategories) {
  EXPECT_TRUE(matches("^\\p{Letter}+$", "Zürich東京"));
  EXPECT_FALSE(matches("^\\p{L}+$", "a1"));
  EXPECT_TRUE(matches("^\\p{Lu}\\p{Ll}$", "Éé"));
  EXPECT_TRUE(matches("^\\p{gc=Nd}\\p{General_Category=Decimal_Number}$", "1\u0663"));
  EXPECT_TRUE(matches("^\\P{L}$", "1"));
  EXPECT_TRUE(matches("^[\\p{L}\\p{N} ]+$", "Pumpe 2"));
  EXPECT_TRUE(matches("^\\p{LC}$", "ǅ"));
  EXPECT_TRUE(matches("^\\p{Sc}$", "€"));
  EXPECT_TRUE(matches("^\\p{Any}\\p{ASCII}$", "éa"));
  EXPECT_FALSE(matches("\\p{Assigned}", "\u0378"));
  EXPECT_TRUE(matches("\\p{Cn}", "\U0010FFFF"));
  EXPECT_EQ(refusal("\\p{Nonsense}"), kUnsupported);
  EXPECT_EQ(refusal("\\p{Script=Greek}"), kUnsupported);
}

TEST(Pattern, WordBorders) {
  EXPECT_TRUE(matches("\\bpump\\b", "the pump, again"));
  EXPECT_FALSE(matches("\\bpump\\b", "pumps"));
  EXPECT_TRUE(matches("\\Bump", "pump"));
  EXPECT_FALSE(matches("\\Bump", "ump"));
  EXPECT_TRUE(matches("^\\ba\\b$", "a"));
  EXPECT_FALSE(matches("\\b", " "));
  EXPECT_TRUE(matches("^\\B$", ""));
}

TEST(Pattern, RefusesWhatNeedsBacktracking) {
  for (const auto* expression :
       {"(a)\\1", "(?<n>a)\\k<n>", "a(?=b)", "a(?!b)", "(?<=a)b", "(?<!a)b", "(?i:a)"}) {
    EXPECT_EQ(refusal(expression), kUnsupported) << expression;
    EXPECT_TRUE(Pattern::isWellFormed(expression)) << expression;
  }
}

TEST(Pattern, RefusesWhatIsNoRegularExpression) {
  for (const auto* expression :
       {"(",     ")",       "[",       "]",     "{",           "}",     "*",    "a**",    "a{2,1}",
        "a{",    "a{,2}",   "^*",      "\\b+",  "(?=a)*",      "\\",    "\\a",  "\\-",    "\\q",
        "[z-a]", "[a-\\d]", "[\\w-z]", "\\u12", "\\u{110000}", "\\u{}", "\\x4", "\\c1",   "\\01",
        "\\p",   "\\p{",    "\\p{}",   "(?a)",  "(?<1a>b)",    "(?<a",  "\\1",  "\\k<n>", "[a",
        "[a-",   "[\\",     "(?",      "a{2",   "a{2,",        "^(abc]"}) {
    EXPECT_EQ(refusal(expression), kInvalid) << expression;
    EXPECT_FALSE(Pattern::isWellFormed(expression)) << expression;
  }
}

TEST(Pattern, NamesThePlaceOfTheFault) {
  EXPECT_EQ(Pattern::compile("ab[z-a]").error().message,
            "The pattern is not a regular expression: a range of characters runs backwards (at "
            "character 7).");
}

TEST(Pattern, SizeIsBounded) {
  EXPECT_EQ(refusal("(x{1000}){1000}"), kUnsupported);
  EXPECT_EQ(refusal("((((((){1000}){1000}){1000}){1000}){1000})"), kUnsupported);
  EXPECT_EQ(refusal("a{4294967296}"), kUnsupported);
  EXPECT_EQ(refusal("a{99999999999999999999,}"), kUnsupported);
  EXPECT_EQ(refusal(std::string(101, '(') + std::string(101, ')')), kUnsupported);
  EXPECT_EQ(refusal(std::string(100, '(') + std::string(100, ')')), "compiled");
  EXPECT_EQ(refusal(std::string(kMaxPatternBytes + 1, 'a')), kUnsupported);
  std::string letters;
  for (int i = 0; i < 2000; ++i) letters += "[\\p{L}\\x" + std::to_string(10 + i % 90) + "]";
  EXPECT_EQ(refusal(letters), kUnsupported);
}

TEST(Pattern, TimeIsLinear) {
  using Clock = std::chrono::steady_clock;
  const std::string text = std::string(100'000, 'a') + "!";
  for (const auto* expression :
       {"^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(a*)*b", "^(.*a){20}$", "(\\ba+)+\\b$"}) {
    const auto start = Clock::now();
    EXPECT_FALSE(matches(expression, text)) << expression;
    EXPECT_LT(Clock::now() - start, std::chrono::milliseconds(500)) << expression;
  }
}

TEST(Pattern, ReadsBytesThatAreNotUtf8AsReplacements) {
  EXPECT_TRUE(matches("^\\u{FFFD}{2}$", "\xff\xc3"));
  EXPECT_TRUE(matches("^\\u{FFFD}{3}$", "\xed\xa0\x80"));  // a surrogate
  EXPECT_TRUE(matches("^\\u{FFFD}{2}$", "\xc0\xaf"));      // an overlong slash
}

TEST(Pattern, KnowsWhatNothingMatches) {
  for (const char* pattern : {"a^", "$a", "^a$b", "[]", "x[]y"})
    EXPECT_TRUE(Pattern::compile(pattern)->matchesNothing()) << pattern;
  for (const char* pattern : {"", "^$", "$^", "a*^", "a", "^a|$b", "[^]", "\\bfoo"})
    EXPECT_FALSE(Pattern::compile(pattern)->matchesNothing()) << pattern;
}

}  // namespace
}  // namespace fairlead::schema
