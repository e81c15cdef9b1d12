// An IMAP server's responses out of its bytes, however they come in pieces (RFC 9051,
// section 2.2.2).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"
#include "native/mail/imap_wire.h"

namespace fairlead::mail {

/// Holds no more than one response and what was fed behind it. A response that is longer than any
/// should be is `imap_protocol`, as soon as that shows: a literal when it is announced.
class ImapReader {
 public:
  /// Of all lines of a response together: the UIDs of a million mails.
  static constexpr std::size_t kMaxLines = std::size_t{16} << 20;
  static constexpr std::size_t kSmallLiterals = std::size_t{64} << 10;

  /// How many bytes the literals of one response may have together, from the next response on.
  void expectLiterals(std::size_t most) { most_ = most; }

  void feed(std::string_view bytes);
  /// The next response; nothing until more bytes are fed. After an error there is no way on.
  Result<std::optional<ImapResponse>> next();

 private:
  enum class Taken { kNothing, kUpToLiteral, kAll };

  bool takeLiteral();
  Result<Taken> takeLine();

  std::string buffer_;
  std::size_t read_ = 0;      // of the buffer
  std::size_t searched_ = 0;  // of the buffer, for the end of the line
  std::size_t most_ = kSmallLiterals;
  ImapResponse response_;      // as far as it is read
  std::size_t announced_ = 0;  // bytes of its literals
  std::size_t missing_ = 0;    // of its last literal
};

}  // namespace fairlead::mail
