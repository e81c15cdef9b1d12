#include "native/mail/flowed.h"

#include <algorithm>

namespace fairlead::mail {
namespace {

constexpr std::string_view kSignature = "-- ";

struct FlowedLine {
  std::size_t quotes = 0;
  std::string_view text;  // without marks and stuffing

  bool goesOn() const { return text.ends_with(' ') && text != kSignature; }
};

FlowedLine read(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  FlowedLine read;
  read.quotes = std::min(line.find_first_not_of('>'), line.size());
  line.remove_prefix(read.quotes);
  if (line.starts_with(' ')) line.remove_prefix(1);
  read.text = line;
  return read;
}

std::string_view takeLine(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

}  // namespace

std::string unflowed(std::string_view text, bool deletes_space) {
  std::string out;
  FlowedLine last;
  bool first = true;
  while (!text.empty()) {
    const FlowedLine line = read(takeLine(text));
    // A paragraph whose last line goes on ends all the same where the quote does.
    const bool joins =
        !first && last.goesOn() && last.quotes == line.quotes && line.text != kSignature;
    if (joins && deletes_space) out.pop_back();
    if (!joins) {
      if (!first) out += '\n';
      out.append(line.quotes, '>');
      if (line.quotes > 0) out += ' ';
    }
    out += line.text;
    last = line;
    first = false;
  }
  return out;
}

}  // namespace fairlead::mail
