// How much of a mail's body a parser may be given.
#pragma once

#include <cstddef>
#include <string_view>

#include "native/mail/faults.h"

namespace fairlead::mail {

/// What a parser of MIME may have to do, counted in what makes it work.
struct ParserBounds {
  std::size_t max_borders = 10'000;                     ///< lines that may part a mail
  std::size_t max_part_headers = std::size_t{1} << 20;  ///< bytes, of all parts together
};

/// The start of `body` that is within bounds. Where it is not all of it, `faults` says why:
/// `mail_too_many_parts` for lines that begin with "--" (RFC 2046, section 5.1.1), whichever
/// boundaries the mail has; `mail_header_cut` for lines that may be headers behind such a line.
/// A parser makes an object for each of both, at some thousand times the cost of the bytes.
std::string_view withinBounds(std::string_view body, const ParserBounds& bounds, Faults& faults);

}  // namespace fairlead::mail
