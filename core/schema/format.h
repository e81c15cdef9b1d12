// The formats of JSON Schema 2020-12 §7.3 that are asserted.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fairlead::schema {

enum class Format : std::uint8_t {
  kDate,          // RFC 3339 full-date, a day that the Gregorian calendar has
  kTime,          // RFC 3339 full-time; a leap second only where UTC has 23:59
  kDateTime,      // RFC 3339 date-time
  kDuration,      // RFC 3339 appendix A
  kEmail,         // RFC 5321 Mailbox, ASCII
  kHostname,      // RFC 1123, labels of at most 63 octets, 253 in all
  kIpv4,          // four decimal octets, no leading zeros
  kIpv6,          // RFC 4291, no zone
  kUri,           // RFC 3986 URI, with a scheme
  kUriReference,  // RFC 3986 URI or relative reference
  kUuid,          // RFC 4122, either case
  kJsonPointer,   // RFC 6901
  kRegex,         // ECMA-262 with the flag u (core/schema/pattern.h)
};

/// "date-time" → kDateTime; nothing for a name that is not asserted here.
std::optional<Format> formatNamed(std::string_view name);

/// Whether the standard names the format, asserted here or not.
bool isStandardFormat(std::string_view name);

/// Its name: "date-time".
std::string_view nameOf(Format format);

/// An example for messages: "2026-11-23".
std::string_view exampleOf(Format format);

bool matches(Format format, std::string_view text);

// One function a format, as RFC or comment above says.
bool isDate(std::string_view text);
bool isTime(std::string_view text);
bool isDateTime(std::string_view text);
bool isDuration(std::string_view text);
bool isEmail(std::string_view text);
bool isHostname(std::string_view text);
bool isIpv4(std::string_view text);
bool isIpv6(std::string_view text);
bool isUri(std::string_view text);
bool isUriReference(std::string_view text);
bool isUuid(std::string_view text);
bool isJsonPointer(std::string_view text);

}  // namespace fairlead::schema
