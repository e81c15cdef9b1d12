#include <cstdint>
#include <cstring>

#include "core/json/canonical.h"

namespace fairlead::json {
namespace {

bool isPlain(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

/// Whether eight characters need no escape, all looked at in one word: a byte less than n borrows
/// from its highest bit, and a byte equal to c is one less than 1 after an exclusive or with c.
bool eightArePlain(const char* characters) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHigh = 0x80 * kOnes;
  std::uint64_t word = 0;
  std::memcpy(&word, characters, sizeof word);
  const auto anyBelow = [](std::uint64_t x, std::uint64_t n) { return (x - n * kOnes) & ~x; };
  return ((anyBelow(word, 0x20) | anyBelow(word ^ '"' * kOnes, 1) |
           anyBelow(word ^ '\\' * kOnes, 1)) &
          kHigh) == 0;
}

/// How many characters `text` starts with that need no escape.
std::size_t plainPrefix(std::string_view text) {
  std::size_t at = 0;
  while (text.size() - at >= 8 && eightArePlain(text.data() + at)) at += 8;
  while (at < text.size() && isPlain(text[at])) ++at;
  return at;
}

}  // namespace

/// RFC 8785, section 3.2.2.2.
void appendEscape(std::string& out, char c) {
  static constexpr std::string_view kShort = "\"\\\b\t\n\f\r";
  static constexpr std::string_view kLetter = "\"\\btnfr";
  out += '\\';
  if (const std::size_t i = kShort.find(c); i != std::string_view::npos) {
    out += kLetter[i];
    return;
  }
  static constexpr std::string_view kHex = "0123456789abcdef";
  const auto code = static_cast<unsigned char>(c);
  out.append("u00").append(1, kHex[code >> 4]).append(1, kHex[code & 15]);
}

void appendQuoted(std::string& out, std::string_view text) {
  out += '"';
  for (;;) {
    const std::size_t plain = plainPrefix(text);
    out += text.substr(0, plain);
    if (plain == text.size()) break;
    appendEscape(out, text[plain]);
    text.remove_prefix(plain + 1);
  }
  out += '"';
}

}  // namespace fairlead::json
