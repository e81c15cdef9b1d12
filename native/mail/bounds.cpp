#include "native/mail/bounds.h"

#include <algorithm>

#include "native/mail/header.h"

namespace fairlead::mail {
namespace {

bool isEmptyLine(std::string_view line) {
  return line == "\n" || line == "\r\n";
}

// A header's first line, or one that it is folded over.
bool mayBeHeader(std::string_view line) {
  return line.starts_with(' ') || line.starts_with('\t') || beginsWithHeader(line);
}

}  // namespace

std::string_view withinBounds(std::string_view body, const ParserBounds& bounds, Faults& faults) {
  std::size_t borders = 0;
  std::size_t headers = 0;
  bool behind_border = false;
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = std::min(body.find('\n', at), body.size() - 1) + 1;
    const std::string_view line = body.substr(at, end - at);
    if (line.starts_with("--")) {
      ++borders;
      behind_border = true;
    } else if (isEmptyLine(line)) {
      behind_border = false;
    } else if (behind_border && mayBeHeader(line)) {
      headers += line.size();
    }
    if (borders > bounds.max_borders) faults.add("mail_too_many_parts");
    if (headers > bounds.max_part_headers) faults.add("mail_header_cut");
    if (borders > bounds.max_borders || headers > bounds.max_part_headers)
      return body.substr(0, at);
    at = end;
  }
  return body;
}

}  // namespace fairlead::mail
