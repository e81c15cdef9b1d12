// Host names, addresses and mailboxes.
#include <algorithm>

#include "core/schema/ascii.h"
#include "core/schema/format.h"

namespace fairlead::schema {

namespace {

/// Takes the text up to the next separator, or all of it; says whether more follows.
bool takeUntil(std::string_view& text, char separator, std::string_view& part) {
  const std::size_t at = text.find(separator);
  part = text.substr(0, at);
  const bool more = at != std::string_view::npos;
  text.remove_prefix(more ? at + 1 : text.size());
  return more;
}

bool isHostLabel(std::string_view label) {
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::ranges::all_of(label, [](char c) { return isAsciiAlnum(c) || c == '-'; });
}

bool isOctet(std::string_view text) {
  if (!areDigits(text) || text.size() > 3 || (text.size() > 1 && text[0] == '0')) return false;
  int value = 0;
  for (const char digit : text) value = value * 10 + (digit - '0');
  return value <= 255;
}

/// The groups of 16 bits that "1:2:3" or "1:192.0.2.1" stands for, or -1. An IPv4 address counts
/// two and may only end the text, and only where `mayEndInIpv4`.
int countGroups(std::string_view text, bool mayEndInIpv4) {
  if (text.empty()) return 0;
  int groups = 0;
  bool more = true;
  while (more) {
    std::string_view group;
    more = takeUntil(text, ':', group);
    if (!more && mayEndInIpv4 && isIpv4(group)) return groups + 2;
    if (group.empty() || group.size() > 4 || !std::ranges::all_of(group, isHexDigit)) return -1;
    ++groups;
  }
  return groups;
}

bool isAtomCharacter(char c) {
  return isAsciiAlnum(c) || isOneOf(c, "!#$%&'*+-/=?^_`{|}~");
}

bool isDotString(std::string_view text) {
  bool more = true;
  while (more) {
    std::string_view atom;
    more = takeUntil(text, '.', atom);
    if (atom.empty() || !std::ranges::all_of(atom, isAtomCharacter)) return false;
  }
  return true;
}

/// What stands between the quotes of a quoted local part.
bool isQuotedContent(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') return false;
    if (text[i] == '\\' && ++i == text.size()) return false;
    if (text[i] < ' ' || text[i] > '~') return false;
  }
  return true;
}

bool isLocalPart(std::string_view text) {
  if (text.empty() || text.size() > 64) return false;
  const bool isQuoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return isQuoted ? isQuotedContent(text.substr(1, text.size() - 2)) : isDotString(text);
}

bool isAddressLiteral(std::string_view text) {
  if (!text.starts_with('[') || !text.ends_with(']')) return false;
  text = text.substr(1, text.size() - 2);
  return text.starts_with("IPv6:") ? isIpv6(text.substr(5)) : isIpv4(text);
}

}  // namespace

bool isHostname(std::string_view text) {
  if (text.size() > 253) return false;
  bool more = true;
  while (more) {
    std::string_view label;
    more = takeUntil(text, '.', label);
    if (!isHostLabel(label)) return false;
  }
  return true;
}

bool isIpv4(std::string_view text) {
  int octets = 0;
  bool more = true;
  while (more) {
    std::string_view octet;
    more = takeUntil(text, '.', octet);
    if (!isOctet(octet)) return false;
    ++octets;
  }
  return octets == 4;
}

bool isIpv6(std::string_view text) {
  const std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) return countGroups(text, true) == 8;
  const int before = countGroups(text.substr(0, gap), false);
  const int after = countGroups(text.substr(gap + 2), true);
  return before >= 0 && after >= 0 && before + after <= 7;
}

bool isEmail(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos) return false;
  const std::string_view domain = text.substr(at + 1);
  return isLocalPart(text.substr(0, at)) && (isHostname(domain) || isAddressLiteral(domain));
}

}  // namespace fairlead::schema
