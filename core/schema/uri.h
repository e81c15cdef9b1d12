// URI references (RFC 3986): taking apart and resolving.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fairlead::schema {

/// The components of RFC 3986 appendix B, unchecked; views into the text that was split.
struct UriParts {
  std::optional<std::string_view> scheme;
  std::optional<std::string_view> authority;
  std::string_view path;
  std::optional<std::string_view> query;
  std::optional<std::string_view> fragment;
};

UriParts splitUri(std::string_view text);

/// The reference resolved against a base (RFC 3986 §5.2), without its fragment. An empty base
/// leaves a relative reference relative.
std::string resolveUri(std::string_view base, std::string_view reference);

/// The text with each %XX replaced by its byte; other text stays.
std::string percentDecode(std::string_view text);

}  // namespace fairlead::schema
