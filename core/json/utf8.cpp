#include "core/json/utf8.h"

#include <algorithm>

namespace fairlead::json {
namespace {

using Byte = unsigned char;

constexpr std::size_t kBlock = 32;

/// The length of the sequence that starts `text` (not empty), 0 when it is not valid. The second
/// byte's range carries all special cases (RFC 3629, section 4).
std::size_t sequenceLength(std::string_view text) {
  const Byte lead = static_cast<Byte>(text[0]);
  if (lead < 0x80) return 1;
  std::size_t length = 0;
  Byte low = 0x80;
  Byte high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    if (lead == 0xE0) low = 0xA0;   // shorter forms exist
    if (lead == 0xED) high = 0x9F;  // surrogates
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    if (lead == 0xF0) low = 0x90;   // shorter forms exist
    if (lead == 0xF4) high = 0x8F;  // above U+10FFFF
  }
  if (length == 0 || text.size() < length) return 0;
  const Byte second = static_cast<Byte>(text[1]);
  if (second < low || second > high) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if ((static_cast<Byte>(text[i]) & 0xC0) != 0x80) return 0;
  return length;
}

/// How many bytes `text` starts with, in whole blocks, that are ASCII. Blocks are looked at as a
/// whole, so that the compiler takes wide registers for them.
std::size_t asciiBlocks(std::string_view text) {
  std::size_t at = 0;
  for (; text.size() - at >= kBlock; at += kBlock) {
    Byte all = 0;
    for (std::size_t i = 0; i < kBlock; ++i) all |= static_cast<Byte>(text[at + i]);
    if (all >= 0x80) break;
  }
  return at;
}

}  // namespace

std::size_t validUtf8Prefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    at += asciiBlocks(text.substr(at));
    // Then the rest of a block, one character after the other.
    const std::size_t last = std::min(text.size(), at + kBlock);
    while (at < last) {
      const std::size_t length = sequenceLength(text.substr(at));
      if (length == 0) return at;
      at += length;
    }
  }
  return at;
}

}  // namespace fairlead::json
