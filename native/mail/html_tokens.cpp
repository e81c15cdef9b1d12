#include "native/mail/html_tokens.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <libxml/HTMLparser.h>

namespace fairlead::mail {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f";

// Elements whose content is text until their own end tag, whatever stands in it.
constexpr std::array kRaw = std::to_array<std::string_view>(
    {"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"});

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isLetter(char c) {
  return small(c) >= 'a' && small(c) <= 'z';
}

bool startsWithName(std::string_view text, std::string_view name) {
  return std::ranges::equal(text.substr(0, name.size()), name, {}, small);
}

void appendUtf8(std::string& out, std::uint32_t c) {
  const auto part = [&](std::uint32_t bits) { out += static_cast<char>(bits); };
  if (c < 0x80) return part(c);
  if (c < 0x800) {
    part(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      part(0xE0 | c >> 12);
    } else {
      part(0xF0 | c >> 18);
      part(0x80 | (c >> 12 & 0x3F));
    }
    part(0x80 | (c >> 6 & 0x3F));
  }
  part(0x80 | (c & 0x3F));
}

// The character that the number of a reference means; U+FFFD where it means none. Numbers of
// windows-1252's own characters are read as browsers read them.
std::uint32_t meant(std::uint32_t c) {
  constexpr std::array<std::uint16_t, 32> kWindows1252 = {
      0x20AC, 0xFFFD, 0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
      0x2039, 0x152,  0xFFFD, 0x17D,  0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0xFFFD, 0x17E,  0x178};
  if (c >= 0x80 && c < 0xA0) return kWindows1252[c - 0x80];
  const bool none = c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000);
  return none ? 0xFFFD : c;
}

// Resolves "#8364;" or "#x20ac" at the front of `text`; gives its length, 0 where it is none.
std::size_t appendNumber(std::string& out, std::string_view text) {
  const bool hex = text.size() > 1 && small(text[1]) == 'x';
  const std::size_t start = hex ? 2 : 1;
  if (start >= text.size()) return 0;
  const char* last = text.data() + std::min<std::size_t>(text.size(), start + 8);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data() + start, last, number, hex ? 16 : 10);
  if (error != std::errc() || end == text.data() + start) return 0;
  appendUtf8(out, meant(number));
  const auto size = static_cast<std::size_t>(end - text.data());
  return size + (size < text.size() && text[size] == ';' ? 1 : 0);
}

// Resolves "amp;" at the front of `text` by libxml2's table of HTML 4's names.
std::size_t appendNamed(std::string& out, std::string_view text) {
  constexpr std::size_t kLongest = 10;
  std::string name;
  while (name.size() < kLongest && name.size() < text.size() &&
         (isLetter(text[name.size()]) || (text[name.size()] >= '0' && text[name.size()] <= '9')))
    name += text[name.size()];
  if (name.size() >= text.size() || text[name.size()] != ';') return 0;
  if (name == "apos") {
    out += '\'';
    return name.size() + 1;
  }
  const htmlEntityDesc* entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
  if (!entity) return 0;
  appendUtf8(out, entity->value);
  return name.size() + 1;
}

}  // namespace

std::string withoutReferences(std::string_view text) {
  std::string out;
  while (true) {
    const auto at = text.find('&');
    out += text.substr(0, at);
    if (at == text.npos) return out;
    text.remove_prefix(at + 1);
    const std::size_t size =
        text.starts_with('#') ? appendNumber(out, text) : appendNamed(out, text);
    if (size == 0) out += '&';
    text.remove_prefix(size);
  }
}

bool HtmlTokenizer::next(HtmlToken& token) {
  while (!left_.empty()) {
    if (left_[0] == '<' && takeMarkup(token)) {
      if (!token.name.empty()) return true;
      continue;  // a comment or the like
    }
    const auto open = left_.find('<', 1);
    takeText(token, std::min(open, left_.size()));
    return true;
  }
  return false;
}

// What begins with "<" where it is markup. A name that stays empty means that nothing is told.
bool HtmlTokenizer::takeMarkup(HtmlToken& token) {
  token = {};
  const char second = left_.size() > 1 ? left_[1] : ' ';
  const bool closes = second == '/' && left_.size() > 2 && isLetter(left_[2]);
  if (!raw_until_.empty() && !(closes && startsWithName(left_.substr(2), raw_until_))) return false;
  if (closes || isLetter(second)) {
    token.kind = closes ? HtmlToken::Kind::kClose : HtmlToken::Kind::kOpen;
    take(closes ? 2 : 1);
    takeTag(token);
    return true;
  }
  if (left_.starts_with("<!--")) {
    take(4);
    skipBehind("-->");
    return true;
  }
  if (second != '!' && second != '?' && second != '/') return false;
  skipBehind(">");
  return true;
}

void HtmlTokenizer::takeText(HtmlToken& token, std::size_t size) {
  token = {};
  token.kind = HtmlToken::Kind::kText;
  token.text = withoutReferences(take(size));
}

void HtmlTokenizer::takeTag(HtmlToken& token) {
  const auto end = std::min(left_.find_first_of(" \t\r\n\f/>"), left_.size());
  constexpr std::size_t kLongestName = 40;
  for (const char c : take(end).substr(0, kLongestName)) token.name += small(c);
  while (true) {
    skipBlanks();
    if (left_.empty() || left_[0] == '>') break;
    if (left_[0] == '/') {
      token.closes_itself = left_.starts_with("/>");
      take(1);
    } else {
      takeAttribute(token);
    }
  }
  take(std::min<std::size_t>(1, left_.size()));
  raw_until_.clear();
  const bool raw =
      token.kind == HtmlToken::Kind::kOpen && std::ranges::find(kRaw, token.name) != kRaw.end();
  if (raw) raw_until_ = token.name;
}

void HtmlTokenizer::takeAttribute(HtmlToken& token) {
  // A "=" in front is part of the name.
  const auto end = std::min(left_.find_first_of(" \t\r\n\f/>=", 1), left_.size());
  std::string name;
  constexpr std::size_t kLongestName = 10;
  for (const char c : take(end).substr(0, kLongestName)) name += small(c);
  skipBlanks();
  std::string_view value;
  if (left_.starts_with('=')) {
    take(1);
    value = takeValue();
  }
  constexpr std::size_t kLongestValue = 4096;
  value = value.substr(0, kLongestValue);
  if (name == "style" && token.style.empty()) token.style = withoutReferences(value);
  if (name == "href" && token.href.empty()) token.href = withoutReferences(value);
  if (name == "alt" && token.alt.empty()) token.alt = withoutReferences(value);
  if (name == "hidden") token.is_hidden_by_name = true;
}

std::string_view HtmlTokenizer::takeValue() {
  skipBlanks();
  const char quote = left_.empty() ? '>' : left_[0];
  if (quote != '"' && quote != '\'')
    return take(std::min(left_.find_first_of(" \t\r\n\f>"), left_.size()));
  take(1);
  const std::string_view value = take(std::min(left_.find(quote), left_.size()));
  take(std::min<std::size_t>(1, left_.size()));
  return value;
}

std::string_view HtmlTokenizer::take(std::size_t size) {
  const std::string_view taken = left_.substr(0, size);
  left_.remove_prefix(taken.size());
  return taken;
}

void HtmlTokenizer::skipBlanks() {
  take(std::min(left_.find_first_not_of(kBlanks), left_.size()));
}

void HtmlTokenizer::skipBehind(std::string_view end) {
  const auto at = left_.find(end);
  take(at == left_.npos ? left_.size() : at + end.size());
}

}  // namespace fairlead::mail
