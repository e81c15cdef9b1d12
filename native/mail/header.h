// The header of a mail, split into what GMime reads and what it had better not.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fairlead::mail {

struct Header {
  /// The lines for GMime, and its empty line.
  std::string rest;
  /// The values of From, Sender, To and Cc, several of one name behind each other. GMime's own
  /// reading of them takes a call for each group inside a group, and time that grows with the
  /// square of a list; addresses.h reads them.
  std::string from, sender, to, cc;
  /// How many bytes of the mail it has.
  std::size_t size = 0;
  bool was_cut = false;
};

/// The header that `mail` begins with, at most `max_bytes` of it.
Header splitHeader(std::string_view mail, std::size_t max_bytes);

/// Whether the first line could be a header's: a name without blanks, and a colon (RFC 5322,
/// section 2.2).
bool beginsWithHeader(std::string_view bytes);

}  // namespace fairlead::mail
