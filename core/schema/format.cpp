#include "core/schema/format.h"

#include <algorithm>
#include <iterator>

#include "core/schema/ascii.h"
#include "core/schema/pattern.h"

namespace fairlead::schema {

namespace {

struct Entry {
  std::string_view name;
  std::string_view example;
  bool (*matches)(std::string_view);
};

// In the order of the enumeration.
constexpr Entry kFormats[] = {
    {"date", "2026-11-23", isDate},
    {"time", "14:05:00Z", isTime},
    {"date-time", "2026-11-23T14:05:00Z", isDateTime},
    {"duration", "P1DT12H", isDuration},
    {"email", "mate@example.org", isEmail},
    {"hostname", "www.example.org", isHostname},
    {"ipv4", "192.0.2.1", isIpv4},
    {"ipv6", "2001:db8::1", isIpv6},
    {"uri", "https://example.org/a", isUri},
    {"uri-reference", "../a", isUriReference},
    {"uuid", "123e4567-e89b-12d3-a456-426614174000", isUuid},
    {"json-pointer", "/a/0", isJsonPointer},
    {"regex", "^[a-z]+$", Pattern::isWellFormed},
};
static_assert(std::size(kFormats) == static_cast<std::size_t>(Format::kRegex) + 1);

constexpr std::string_view kOthersOfTheStandard[] = {
    "idn-email", "idn-hostname", "iri", "iri-reference", "relative-json-pointer", "uri-template",
};

const Entry& entryOf(Format format) {
  return kFormats[static_cast<std::size_t>(format)];
}

}  // namespace

std::optional<Format> formatNamed(std::string_view name) {
  const auto* const at = std::ranges::find(kFormats, name, &Entry::name);
  if (at == std::end(kFormats)) return std::nullopt;
  return static_cast<Format>(at - std::begin(kFormats));
}

bool isStandardFormat(std::string_view name) {
  return formatNamed(name) ||
         std::ranges::find(kOthersOfTheStandard, name) != std::end(kOthersOfTheStandard);
}

std::string_view nameOf(Format format) {
  return entryOf(format).name;
}

std::string_view exampleOf(Format format) {
  return entryOf(format).example;
}

bool matches(Format format, std::string_view text) {
  return entryOf(format).matches(text);
}

bool isJsonPointer(std::string_view text) {
  if (text.empty()) return true;
  if (text[0] != '/') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '~') continue;
    if (i + 1 == text.size() || !isOneOf(text[i + 1], "01")) return false;
  }
  return true;
}

}  // namespace fairlead::schema
