#include "core/schema/utf8.h"

namespace fairlead::schema {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool isContinuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::size_t sequenceLength(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

bool isScalarOfLength(char32_t point, std::size_t length) {
  if (length == 3) return point >= 0x800 && (point < 0xD800 || point > 0xDFFF);
  if (length == 4) return point >= 0x10000 && point <= 0x10FFFF;
  return true;
}

}  // namespace

char32_t nextCodePoint(std::string_view text, std::size_t& at) {
  const std::size_t start = at++;
  const auto lead = static_cast<unsigned char>(text[start]);
  if (lead < 0x80) return lead;
  const std::size_t length = sequenceLength(lead);
  if (length == 0 || length > text.size() - start) return kReplacement;
  char32_t point = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if (!isContinuation(text[start + i])) return kReplacement;
    point = point << 6 | (static_cast<unsigned char>(text[start + i]) & 0x3FU);
  }
  if (!isScalarOfLength(point, length)) return kReplacement;
  at = start + length;
  return point;
}

std::size_t countCodePoints(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += isContinuation(byte) ? 0 : 1;
  return count;
}

}  // namespace fairlead::schema
