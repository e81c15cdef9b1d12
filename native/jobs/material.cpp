#include "native/jobs/material.h"

#include <fmt/format.h>

#include "core/crypto/sha256.h"

namespace fairlead::jobs {
namespace {

constexpr std::size_t kMarkLength = 16;

bool beginsCharacter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

}  // namespace

std::string_view firstCharacters(std::string_view text, std::size_t most) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (beginsCharacter(text[at]) && characters++ == most) return text.substr(0, at);
  }
  return text;
}

std::string fenced(std::string_view kind, std::string_view text, std::string_view salt) {
  const std::string mark =
      crypto::sha256Hex(fmt::format("{}\n{}", salt, text)).substr(0, kMarkLength);
  return fmt::format("<{0} {1}>\n{2}\n</{0} {1}>", kind, mark, text);
}

}  // namespace fairlead::jobs
