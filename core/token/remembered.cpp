#include "core/token/remembered.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace fairlead::token {
namespace {

constexpr std::size_t kWord = sizeof(std::uint64_t);
constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15;  // 2^64 over the golden ratio

/// Eight bytes as a number, or as many as are left.
std::uint64_t wordAt(std::string_view bytes, std::size_t at) {
  std::uint64_t word = 0;
  if (bytes.size() - at >= kWord)
    std::memcpy(&word, bytes.data() + at, kWord);
  else
    std::memcpy(&word, bytes.data() + at, bytes.size() - at);
  return word;
}

/// Spreads tokens over rows; nothing hangs on it but speed.
std::uint64_t hashOf(std::string_view bytes) {
  std::uint64_t hash = bytes.size();
  for (std::size_t at = 0; at < bytes.size(); at += kWord)
    hash = std::rotl(hash ^ wordAt(bytes, at), 29) * kOdd;
  hash = (hash ^ hash >> 32) * kOdd;
  return hash ^ hash >> 29;
}

bool isEqual(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  std::uint64_t difference = 0;
  for (std::size_t at = 0; at < a.size(); at += kWord) difference |= wordAt(a, at) ^ wordAt(b, at);
  return difference == 0;
}

}  // namespace

RememberedTokens::RememberedTokens(std::size_t capacity)
    : row_count_(capacity == 0 ? 0 : std::max<std::size_t>(capacity / kWays, 1)),
      ways_(std::min(capacity, kWays)) {}

RememberedToken* RememberedTokens::find(std::string_view token) {
  if (rows_.empty() || token.empty() || token.size() > kMaxRememberedBytes) return nullptr;
  const std::uint64_t hash = hashOf(token);
  for (RememberedToken& known : rowOf(hash).tokens)
    if (known.hash == hash && isEqual(known.text, token)) return &known;
  return nullptr;
}

void RememberedTokens::add(std::string_view token) {
  if (row_count_ == 0 || token.size() > kMaxRememberedBytes) return;
  if (rows_.empty()) rows_.resize(row_count_);
  const std::uint64_t hash = hashOf(token);
  Row& row = rowOf(hash);
  row.tokens[row.oldest] = {.hash = hash, .text = std::string(token), .header = {}, .claims = {}};
  row.oldest = (row.oldest + 1) % ways_;
}

}  // namespace fairlead::token
