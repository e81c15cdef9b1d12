#include "core/schema/uri.h"

#include <algorithm>

#include "core/schema/ascii.h"
#include "core/schema/format.h"

namespace fairlead::schema {

namespace {

using Part = std::optional<std::string_view>;

/// Cuts off what follows the first separator.
Part cutAfter(std::string_view& text, char separator) {
  const std::size_t at = text.find(separator);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = text.substr(at + 1);
  text = text.substr(0, at);
  return rest;
}

bool isScheme(std::string_view text) {
  return !text.empty() && isAsciiLetter(text[0]) &&
         std::ranges::all_of(text, [](char c) { return isAsciiAlnum(c) || isOneOf(c, "+-."); });
}

/// Only characters of a URI, and those not in `extra` are unreserved, sub-delims or %XX.
bool hasOnly(std::string_view text, std::string_view extra) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (isAsciiAlnum(c) || isOneOf(c, "-._~!$&'()*+,;=") || isOneOf(c, extra)) continue;
    if (c != '%' || text.size() - i < 3 || !isHexDigit(text[i + 1]) || !isHexDigit(text[i + 2])) {
      return false;
    }
    i += 2;
  }
  return true;
}

bool isIpFuture(std::string_view text) {
  if (text.empty() || !isOneOf(text[0], "vV")) return false;
  const std::size_t dot = text.find('.');
  return dot != std::string_view::npos && dot > 1 && dot + 1 < text.size() &&
         std::ranges::all_of(text.substr(1, dot - 1), isHexDigit) &&
         text.find('%') == std::string_view::npos && hasOnly(text.substr(dot + 1), ":");
}

bool isAuthority(std::string_view text) {
  if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
    if (!hasOnly(text.substr(0, at), ":")) return false;
    text.remove_prefix(at + 1);
  }
  std::string_view port;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return false;
    const std::string_view address = text.substr(1, end - 1);
    if (!isIpv6(address) && !isIpFuture(address)) return false;
    port = text.substr(end + 1);
    if (!port.empty() && port[0] != ':') return false;
    if (!port.empty()) port.remove_prefix(1);
  } else {
    port = cutAfter(text, ':').value_or("");
    if (!hasOnly(text, "")) return false;
  }
  return std::ranges::all_of(port, isAsciiDigit);
}

bool areParts(const UriParts& parts) {
  return (!parts.scheme || isScheme(*parts.scheme)) &&
         (!parts.authority || isAuthority(*parts.authority)) && hasOnly(parts.path, "/:@") &&
         hasOnly(parts.query.value_or(""), "/:@?") && hasOnly(parts.fragment.value_or(""), "/:@?");
}

std::string removeDotSegments(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/', 1), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(end);
    if (segment == "/.." || segment == "..") {
      out.resize(out.rfind('/') == std::string::npos ? 0 : out.rfind('/'));
      if (path.empty()) out += '/';
    } else if (segment == "/." || segment == ".") {
      if (path.empty()) out += '/';
    } else {
      out += segment;
    }
  }
  return out;
}

/// RFC 3986 §5.2.3.
std::string mergePaths(const UriParts& base, std::string_view path) {
  if (base.authority && base.path.empty()) return "/" + std::string(path);
  const std::size_t slash = base.path.rfind('/');
  const std::size_t kept = slash == std::string_view::npos ? 0 : slash + 1;
  return std::string(base.path.substr(0, kept)) + std::string(path);
}

std::string join(Part scheme, Part authority, std::string_view path, Part query) {
  std::string out;
  if (scheme) out.append(*scheme).append(":");
  if (authority) out.append("//").append(*authority);
  out.append(path);
  if (query) out.append("?").append(*query);
  return out;
}

}  // namespace

UriParts splitUri(std::string_view text) {
  UriParts parts;
  parts.fragment = cutAfter(text, '#');
  parts.query = cutAfter(text, '?');
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && colon > 0 && colon < text.find('/')) {
    parts.scheme = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  if (text.starts_with("//")) {
    const std::size_t end = std::min(text.find('/', 2), text.size());
    parts.authority = text.substr(2, end - 2);
    text.remove_prefix(end);
  }
  parts.path = text;
  return parts;
}

std::string resolveUri(std::string_view base, std::string_view reference) {
  const UriParts from = splitUri(base);
  const UriParts to = splitUri(reference);
  if (to.scheme) return join(to.scheme, to.authority, removeDotSegments(to.path), to.query);
  if (to.authority) return join(from.scheme, to.authority, removeDotSegments(to.path), to.query);
  if (to.path.empty()) {
    return join(from.scheme, from.authority, from.path, to.query ? to.query : from.query);
  }
  const bool isRooted = to.path.starts_with('/');
  const std::string path = isRooted ? std::string(to.path) : mergePaths(from, to.path);
  return join(from.scheme, from.authority, removeDotSegments(path), to.query);
}

std::string percentDecode(std::string_view text) {
  const auto digit = [](char c) { return isAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10; };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool isEscape = text[i] == '%' && text.size() - i >= 3 && isHexDigit(text[i + 1]) &&
                          isHexDigit(text[i + 2]);
    if (!isEscape) {
      out += text[i];
      continue;
    }
    out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
    i += 2;
  }
  return out;
}

bool isUri(std::string_view text) {
  const UriParts parts = splitUri(text);
  return parts.scheme && areParts(parts);
}

/// A relative reference whose first segment has a colon was split as a scheme, so it is judged so.
bool isUriReference(std::string_view text) {
  return areParts(splitUri(text));
}

}  // namespace fairlead::schema
