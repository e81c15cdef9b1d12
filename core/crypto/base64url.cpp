#include "core/crypto/base64url.h"

#include <array>
#include <cstdint>

namespace fairlead::crypto {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::uint32_t kInvalid = 0x80;  // a bit that no value has

constexpr auto kValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kInvalid);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i)
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  return values;
}();

std::uint32_t valueOf(char c) {
  return kValues[static_cast<unsigned char>(c)];
}

char byteOf(std::uint32_t bits) {
  return static_cast<char>(bits & 0xFF);
}

/// The last two or three characters; false when they are not the one spelling of their bytes.
bool decodeTail(std::string_view tail, char* out) {
  const std::uint32_t a = valueOf(tail[0]);
  const std::uint32_t b = valueOf(tail[1]);
  const std::uint32_t c = tail.size() == 3 ? valueOf(tail[2]) : 0;
  if (((a | b | c) & kInvalid) != 0) return false;
  const std::uint32_t bits = a << 18 | b << 12 | c << 6;
  *out++ = byteOf(bits >> 16);
  if (tail.size() == 2) return (bits & 0xFFFF) == 0;
  *out = byteOf(bits >> 8);
  return (bits & 0xFF) == 0;
}

}  // namespace

bool decodeBase64url(std::string_view text, char* out) {
  if (text.size() % 4 == 1) return false;
  std::uint32_t seen = 0;
  for (; text.size() >= 4; text.remove_prefix(4), out += 3) {
    const std::uint32_t a = valueOf(text[0]);
    const std::uint32_t b = valueOf(text[1]);
    const std::uint32_t c = valueOf(text[2]);
    const std::uint32_t d = valueOf(text[3]);
    seen |= a | b | c | d;
    const std::uint32_t bits = a << 18 | b << 12 | c << 6 | d;
    out[0] = byteOf(bits >> 16);
    out[1] = byteOf(bits >> 8);
    out[2] = byteOf(bits);
  }
  return (seen & kInvalid) == 0 && (text.empty() || decodeTail(text, out));
}

std::optional<std::string> decodeBase64url(std::string_view text) {
  std::string bytes(decodedSize(text.size()), '\0');
  if (!decodeBase64url(text, bytes.data())) return std::nullopt;
  return bytes;
}

std::string encodeBase64url(std::string_view bytes) {
  std::string text((bytes.size() * 4 + 2) / 3, '\0');
  char* out = text.data();
  std::uint32_t bits = 0;
  int waiting = 0;  // bits not yet written
  for (const char c : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (waiting += 8; waiting >= 6; waiting -= 6) *out++ = kAlphabet[bits >> (waiting - 6) & 63];
  }
  if (waiting > 0) *out = kAlphabet[bits << (6 - waiting) & 63];
  return text;
}

}  // namespace fairlead::crypto
