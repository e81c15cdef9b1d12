// A mail out of its bytes (RFC 5322, MIME: RFC 2045 to 2047, 2183, 2231).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "native/mail/bounds.h"

namespace fairlead::mail {

/// What a mail may cost, however it is made. What is beyond is not read, and the mail says so.
struct Limits {
  std::size_t max_bytes = std::size_t{32} << 20;
  std::size_t max_header_bytes = std::size_t{256} << 10;
  std::size_t max_depth = 32;  ///< of parts inside each other
  std::size_t max_parts = 500;
  std::size_t max_text_bytes = std::size_t{512} << 10;
  ParserBounds parser;
  std::chrono::milliseconds time{2'000};
};

/// A mail as it is stored. All texts are valid UTF-8 without characters that nobody sees.
struct Mail {
  std::string message_id;  ///< without angle brackets; "sha256-…" of the bytes where it has none
  std::string thread_id;   ///< the Message-ID that its thread began with, as far as it says
  std::vector<std::string> references;  ///< Message-IDs it answers, oldest first, at most 100
  std::string from_name;
  std::string from_address;
  std::vector<std::string> to;  ///< addresses of To and Cc, at most 200
  std::string subject;
  std::optional<std::int64_t> date;  ///< seconds since the epoch, 1970 to 2200
  std::string text;                  ///< quotes and signature included (quotes.h trims them)
  std::size_t attachments = 0;
  /// Codes of what could not be read, each once:
  ///   mail_cut            longer than max_bytes: the rest was not read
  ///   mail_header_cut     its header is longer than max_header_bytes, or those of its parts are
  ///                       longer than 1 MiB together: the rest was not read
  ///   mail_too_deep       parts below max_depth were left out
  ///   mail_too_many_parts parts behind max_parts were left out, or it has more than 10,000 lines
  ///                       that may part it: the rest was not read
  ///   mail_text_cut       its text is longer than max_text_bytes
  ///   mail_time_limit     reading took too long: the rest was left out
  ///   mail_html_cut       its HTML reached a limit
  ///   mail_charset_unknown, mail_charset_broken   text in a charset that is not read here, or
  ///                       with bytes that mean nothing in its charset
  ///   mail_encrypted      its text is encrypted
  ///   mail_from_missing, mail_date_missing, mail_id_missing   the header is not there or is none
  std::vector<std::string_view> faults;
};

/// Decodes a mail. However broken it is, what can be read is given and `faults` says the rest; the
/// only error is `mail_unreadable`, for bytes that have no header of a mail at all. A first line
/// "From …" of an mbox file is passed over.
///
/// The text is that of the parts that a reader would show: of alternatives the plain one, else the
/// HTML (html.h); of related parts the first; of mixed ones all, mails inside included, each below
/// "---------- Forwarded message ----------". Time is linear in the bytes, and bounded.
Result<Mail> decode(std::string_view bytes, const Limits& limits = {});

}  // namespace fairlead::mail
