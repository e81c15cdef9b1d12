// What an IMAP server says (RFC 9051, section 7), as far as reading a folder needs it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fairlead::mail {

/// One response: its lines as one text, in which each literal is its announcement `{n}` alone, and
/// the literals' bytes.
struct ImapResponse {
  std::string text;
  std::vector<std::string> literals;
};

/// The size of the literal that a line announces at its end: "… {123}".
std::optional<std::size_t> literalSize(std::string_view line);

/// The number in "* OK [UIDVALIDITY 7] …", for any such code.
std::optional<std::int64_t> codeValue(std::string_view text, std::string_view code);

/// The numbers of "* SEARCH 2 5 9"; nothing for another response.
std::optional<std::vector<std::int64_t>> searchResult(std::string_view text);

/// A mail as FETCH gives it.
struct Fetched {
  std::int64_t uid = 0;
  std::optional<std::int64_t> arrived;  ///< INTERNALDATE, seconds since the epoch
  std::string body;
};

/// The mail of "* n FETCH (…)"; nothing for another response, or one without UID and body, as a
/// server may send when flags change.
std::optional<Fetched> fetched(ImapResponse&& response);

/// A string in quotes, for a folder's name; nothing where it holds what cannot be quoted.
std::optional<std::string> quoted(std::string_view text);

}  // namespace fairlead::mail
