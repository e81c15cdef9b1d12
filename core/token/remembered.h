// The tokens whose signatures were found good, as far as they fit: a bounded cache that spares the
// arithmetic of a signature when the same token comes again. Nothing but that is remembered of a
// token; what its claims mean at another time is asked anew.
//
// A table of rows of kWays places. A token's hash gives its row, where every byte of it is
// compared; in a full row the oldest goes. So nothing is ever moved or searched for longer than
// one row, and tokens that share a hash can only push each other out. What is signed for nobody
// never comes in, whatever its hash.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/json/value.h"

namespace fairlead::token {

/// The longest token that is remembered, in bytes, so that one verifier's memory stays small.
inline constexpr std::size_t kMaxRememberedBytes = 4096;

/// The most tokens that a verifier may be told to remember.
inline constexpr std::size_t kMaxRemembered = 10'000;

struct RememberedToken {
  std::uint64_t hash = 0;
  std::string text;
  /// What the text holds; read when the token comes a second time.
  std::optional<json::Document> header;
  std::optional<json::Document> claims;
};

class RememberedTokens {
 public:
  /// For at most `capacity` tokens. Nothing is allocated before the first is added.
  explicit RememberedTokens(std::size_t capacity);
  RememberedTokens(RememberedTokens&&) = default;
  RememberedTokens& operator=(RememberedTokens&&) = default;

  /// The remembered token with exactly these bytes; nullptr where there is none. Valid until the
  /// next add(). The comparison takes the same time wherever the bytes differ.
  RememberedToken* find(std::string_view token);

  /// Remembers a token that is not remembered yet and whose signature is good.
  void add(std::string_view token);

 private:
  static constexpr std::size_t kWays = 8;
  struct Row {
    std::array<RememberedToken, kWays> tokens;
    std::size_t oldest = 0;
  };

  Row& rowOf(std::uint64_t hash) { return rows_[hash % rows_.size()]; }

  std::size_t row_count_;
  std::size_t ways_;  // fewer than kWays in a table of one small row
  std::vector<Row> rows_;
};

}  // namespace fairlead::token
