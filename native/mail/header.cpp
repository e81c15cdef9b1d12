#include "native/mail/header.h"

#include <algorithm>
#include <array>

namespace fairlead::mail {
namespace {

// Where the header ends: behind its last line, before the empty one.
std::size_t headerSize(std::string_view mail) {
  for (auto end = mail.find('\n'); end != mail.npos; end = mail.find('\n', end + 1)) {
    const std::string_view rest = mail.substr(end + 1, 2);
    if (rest.starts_with('\n') || rest == "\r\n") return end + 1;
  }
  return mail.size();
}

// One header with its folded lines, taken from the front of `text`.
std::string_view takeField(std::string_view& text) {
  std::size_t end = text.find('\n');
  while (end != text.npos && end + 1 < text.size() &&
         (text[end + 1] == ' ' || text[end + 1] == '\t'))
    end = text.find('\n', end + 1);
  const std::size_t size = end == text.npos ? text.size() : end + 1;
  const std::string_view field = text.substr(0, size);
  text.remove_prefix(size);
  return field;
}

// The field's name, small, without blanks before the colon.
std::string nameOf(std::string_view field) {
  std::string name;
  for (const char c : field.substr(0, std::min<std::size_t>(field.find(':'), 40))) {
    if (c == ' ' || c == '\t') break;
    name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name;
}

// Headers that GMime reads as addresses and that nobody asks for.
constexpr std::array kUnread = std::to_array<std::string_view>({"bcc", "reply-to"});

}  // namespace

bool beginsWithHeader(std::string_view bytes) {
  const auto colon = bytes.find(':');
  if (colon == 0 || colon == bytes.npos) return false;
  return std::ranges::all_of(bytes.substr(0, colon), [](char c) { return c > ' ' && c < 0x7F; });
}

Header splitHeader(std::string_view mail, std::size_t max_bytes) {
  Header header;
  header.size = headerSize(mail);
  header.was_cut = header.size > max_bytes;
  // GMime refuses a mail whose first line is none, which may be so once others are taken out.
  header.rest = "MIME-Version: 1.0\r\n";
  std::string_view left = mail.substr(0, std::min(header.size, max_bytes));
  while (!left.empty()) {
    const std::string_view field = takeField(left);
    const std::string name = nameOf(field);
    std::string* to = name == "from"     ? &header.from
                      : name == "sender" ? &header.sender
                      : name == "to"     ? &header.to
                      : name == "cc"     ? &header.cc
                                         : nullptr;
    if (to) {
      const auto colon = std::min(field.find(':'), field.size() - 1);
      *to += std::string(to->empty() ? "" : ",") + std::string(field.substr(colon + 1));
    } else if (std::ranges::find(kUnread, name) == kUnread.end()) {
      header.rest += field;
    }
  }
  if (!header.rest.ends_with('\n')) header.rest += '\n';
  return header;
}

}  // namespace fairlead::mail
