#include "native/mail/imap_wire.h"

#include <algorithm>
#include <charconv>
#include <ctime>

namespace fairlead::mail {
namespace {

std::optional<std::int64_t> numberAt(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 0) return std::nullopt;
  return number;
}

// What stands behind `name` in a list of attributes.
std::optional<std::string_view> valueOf(std::string_view text, std::string_view name) {
  for (auto at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
    if (at > 0 && (text[at - 1] == '(' || text[at - 1] == ' '))
      return text.substr(at + name.size());
  }
  return std::nullopt;
}

// "05-Oct-2026 10:00:00 +0200", the day perhaps behind a blank.
std::optional<std::int64_t> dateAt(std::string_view text) {
  std::tm time{};
  const std::string date(text.substr(0, 26));
  const char* zone = strptime(date.c_str(), "%d-%b-%Y %H:%M:%S", &time);
  if (!zone || !strptime(zone, " %z", &time)) return std::nullopt;
  const std::int64_t offset = time.tm_gmtoff;
  return timegm(&time) - offset;
}

}  // namespace

std::optional<std::size_t> literalSize(std::string_view line) {
  if (!line.ends_with('}')) return std::nullopt;
  const auto open = line.rfind('{');
  if (open == line.npos) return std::nullopt;
  const std::string_view digits = line.substr(open + 1, line.size() - open - 2);
  const bool numeric = !digits.empty() && digits.size() <= 12 &&
                       digits.find_first_not_of("0123456789") == digits.npos;
  if (!numeric) return std::nullopt;
  return static_cast<std::size_t>(numberAt(digits).value_or(0));
}

std::optional<std::int64_t> codeValue(std::string_view text, std::string_view code) {
  const auto at = text.find("[" + std::string(code) + " ");
  if (at == text.npos) return std::nullopt;
  return numberAt(text.substr(at + code.size() + 2));
}

std::optional<std::vector<std::int64_t>> searchResult(std::string_view text) {
  constexpr std::string_view kOpening = "* SEARCH";
  if (!text.starts_with(kOpening)) return std::nullopt;
  std::vector<std::int64_t> numbers;
  text.remove_prefix(kOpening.size());
  while (text.starts_with(' ')) {
    text.remove_prefix(1);
    if (const auto number = numberAt(text)) numbers.push_back(*number);
    text.remove_prefix(std::min(text.find(' '), text.size()));
  }
  return numbers;
}

std::optional<Fetched> fetched(ImapResponse&& response) {
  const std::string_view text = response.text;
  const auto list = text.find(" FETCH (");
  if (!text.starts_with("* ") || list == text.npos) return std::nullopt;
  const std::string_view attributes = text.substr(list + 7);
  const auto uid = valueOf(attributes, "UID ");
  const bool hasBody = attributes.find("BODY[]") != text.npos;
  if (!uid || !numberAt(*uid) || !hasBody || response.literals.size() > 1) return std::nullopt;
  Fetched mail{*numberAt(*uid), {}, {}};
  if (const auto date = valueOf(attributes, "INTERNALDATE \"")) mail.arrived = dateAt(*date);
  if (!response.literals.empty()) mail.body = std::move(response.literals.front());
  return mail;
}

std::optional<std::string> quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c < ' ' || c == 0x7F) return std::nullopt;  // bytes beyond ASCII are negative
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace fairlead::mail
