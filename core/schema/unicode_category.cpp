#include "core/schema/unicode_category.h"

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace fairlead::schema {

namespace {

// Runs of code points of one category; tools/unicode/general_category.py describes the bytes.
constexpr std::uint8_t kRuns[] = {
#include "core/schema/unicode_category_table.inc"
};

constexpr unsigned kCategoryBits = 5;
constexpr std::uint32_t kCategoryMask = (1U << kCategoryBits) - 1;

/// The LEB128 number at `at`, which moves behind it.
std::uint32_t readNumber(const std::uint8_t*& at) {
  std::uint32_t number = 0;
  for (unsigned shift = 0;; shift += 7) {
    const std::uint8_t byte = *at++;
    number |= (byte & 0x7FU) << shift;
    if (byte < 0x80) return number;
  }
}

struct Category {
  std::string_view shortName;
  std::string_view longName;
  std::string_view otherName;
};

// In the order of the generator's CATEGORIES.
constexpr Category kCategories[] = {
    {"Lu", "Uppercase_Letter", ""},
    {"Ll", "Lowercase_Letter", ""},
    {"Lt", "Titlecase_Letter", ""},
    {"Lm", "Modifier_Letter", ""},
    {"Lo", "Other_Letter", ""},
    {"Mn", "Nonspacing_Mark", ""},
    {"Mc", "Spacing_Mark", ""},
    {"Me", "Enclosing_Mark", ""},
    {"Nd", "Decimal_Number", "digit"},
    {"Nl", "Letter_Number", ""},
    {"No", "Other_Number", ""},
    {"Pc", "Connector_Punctuation", ""},
    {"Pd", "Dash_Punctuation", ""},
    {"Ps", "Open_Punctuation", ""},
    {"Pe", "Close_Punctuation", ""},
    {"Pi", "Initial_Punctuation", ""},
    {"Pf", "Final_Punctuation", ""},
    {"Po", "Other_Punctuation", ""},
    {"Sm", "Math_Symbol", ""},
    {"Sc", "Currency_Symbol", ""},
    {"Sk", "Modifier_Symbol", ""},
    {"So", "Other_Symbol", ""},
    {"Zs", "Space_Separator", ""},
    {"Zl", "Line_Separator", ""},
    {"Zp", "Paragraph_Separator", ""},
    {"Cc", "Control", "cntrl"},
    {"Cf", "Format", ""},
    {"Cs", "Surrogate", ""},
    {"Co", "Private_Use", ""},
    {"Cn", "Unassigned", ""},
};

// Groups hold every category whose short name starts with their own.
constexpr Category kGroups[] = {
    {"L", "Letter", ""}, {"M", "Mark", "Combining_Mark"},
    {"N", "Number", ""}, {"P", "Punctuation", "punct"},
    {"S", "Symbol", ""}, {"Z", "Separator", ""},
    {"C", "Other", ""},
};

bool names(const Category& category, std::string_view name) {
  return name == category.shortName || name == category.longName ||
         (!category.otherName.empty() && name == category.otherName);
}

/// A bit for each category that the name stands for.
std::uint32_t categoriesNamed(std::string_view name) {
  constexpr std::uint32_t kCasedLetter = 0b111;  // Lu, Ll, Lt
  if (name == "LC" || name == "Cased_Letter") return kCasedLetter;
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < std::size(kCategories); ++i) {
    if (names(kCategories[i], name)) bits |= 1U << i;
  }
  for (const Category& group : kGroups) {
    if (!names(group, name)) continue;
    for (std::size_t i = 0; i < std::size(kCategories); ++i) {
      if (kCategories[i].shortName[0] == group.shortName[0]) bits |= 1U << i;
    }
  }
  return bits;
}

}  // namespace

std::optional<CharSet> generalCategory(std::string_view name) {
  const std::uint32_t wanted = categoriesNamed(name);
  if (wanted == 0) return std::nullopt;
  CharSet set;
  char32_t first = 0;
  for (const std::uint8_t* at = std::begin(kRuns); at != std::end(kRuns);) {
    const std::uint32_t run = readNumber(at);
    const char32_t end = first + (run >> kCategoryBits);
    if ((wanted >> (run & kCategoryMask) & 1U) != 0) set.add(first, end - 1);
    first = end;
  }
  set.normalise();
  return set;
}

}  // namespace fairlead::schema
