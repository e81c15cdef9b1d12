#include "core/token/compact.h"

#include <array>
#include <utility>

#include "core/crypto/base64url.h"

namespace fairlead::token {
namespace {

std::unexpected<Error> malformed(std::string message) {
  return fail("token_malformed", std::move(message));
}

/// Three segments, whatever they hold; nothing for fewer or more.
std::optional<std::array<std::string_view, 3>> split(std::string_view token) {
  const std::size_t first = token.find('.');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = token.find('.', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  if (token.find('.', second + 1) != std::string_view::npos) return std::nullopt;
  return std::array{token.substr(0, first), token.substr(first + 1, second - first - 1),
                    token.substr(second + 1)};
}

/// What a header may not say, because it asks for another way of reading the token.
Result<void> checkHeader(const dom::Object& header) {
  if (header.contains("crit"))
    return malformed("The header has \"crit\", and no critical extension is known.");
  if (header.contains("zip")) return malformed("The header has \"zip\": compression is refused.");
  const dom::Value* b64 = header.if_contains("b64");
  if (b64 != nullptr && (!b64->is_bool() || !*b64->if_bool()))
    return malformed("The header's \"b64\" must be true or left out.");
  return {};
}

Result<void> readHeader(CompactToken& token) {
  const dom::Object& header = *token.header.if_object();
  if (auto checked = checkHeader(header); !checked) return checked;
  const dom::Value* algorithm = header.if_contains("alg");
  if (algorithm == nullptr || !algorithm->is_string())
    return malformed("The header needs the string \"alg\".");
  token.algorithm = *algorithm->if_string();
  const dom::Value* key_id = header.if_contains("kid");
  if (key_id == nullptr) return {};
  if (!key_id->is_string()) return malformed("The header's \"kid\" must be a string.");
  token.key_id = *key_id->if_string();
  return {};
}

}  // namespace

Result<dom::Value> parseSegment(std::string_view bytes, std::string_view what) {
  Result<dom::Value> value =
      dom::parse(bytes, {.max_bytes = kMaxTokenBytes, .safe_integers = true});
  if (!value) return malformed("The token's " + std::string(what) + ": " + value.error().message);
  if (!value->is_object())
    return malformed("The token's " + std::string(what) + " must be a JSON object.");
  return value;
}

Result<CompactToken> parseCompact(std::string_view text) {
  if (text.empty()) return fail("token_missing", "There is no token.");
  if (text.size() > kMaxTokenBytes)
    return malformed("A token has at most " + std::to_string(kMaxTokenBytes) + " bytes.");
  const auto segments = split(text);
  if (!segments) return malformed("A token has exactly three segments, separated by dots.");

  std::array<std::string, 3> bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto decoded = crypto::decodeBase64url((*segments)[i]);
    if (!decoded)
      return malformed("Segment " + std::to_string(i + 1) +
                       " is not base64url without padding and stray bits.");
    bytes[i] = std::move(*decoded);
  }
  Result<dom::Value> header = parseSegment(bytes[0], "header");
  if (!header) return std::unexpected(std::move(header.error()));

  CompactToken token{.signing_input = text.substr(0, text.rfind('.')),
                     .header = std::move(*header),
                     .algorithm = {},
                     .key_id = {},
                     .payload = std::move(bytes[1]),
                     .signature = std::move(bytes[2])};
  if (auto read = readHeader(token); !read) return std::unexpected(std::move(read.error()));
  return token;
}

}  // namespace fairlead::token
