#include "core/token/compact.h"

#include <array>
#include <string>
#include <utility>

#include "core/crypto/base64url.h"

namespace fairlead::token {
namespace {

using Segments = std::array<std::string_view, 3>;

std::unexpected<Error> malformed(std::string message) {
  return fail("token_malformed", std::move(message));
}

/// Three segments, whatever they hold; nothing for fewer or more.
std::optional<Segments> split(std::string_view token) {
  const std::size_t first = token.find('.');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = token.find('.', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  if (token.find('.', second + 1) != std::string_view::npos) return std::nullopt;
  return Segments{token.substr(0, first), token.substr(first + 1, second - first - 1),
                  token.substr(second + 1)};
}

/// Decodes the segments one behind the other into `out`; then each views its own bytes.
Result<void> decode(Segments& segments, char* out) {
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (!crypto::decodeBase64url(segments[i], out))
      return malformed("Segment " + std::to_string(i + 1) +
                       " is not base64url without padding and stray bits.");
    segments[i] = {out, crypto::decodedSize(segments[i].size())};
    out += segments[i].size();
  }
  return {};
}

/// What a header may not say, because it asks for another way of reading the token.
Result<void> checkHeader(json::Object header) {
  if (header.contains("crit"))
    return malformed("The header has \"crit\", and no critical extension is known.");
  if (header.contains("zip")) return malformed("The header has \"zip\": compression is refused.");
  const auto b64 = header.find("b64");
  if (b64 && b64->asBoolean() != true)
    return malformed("The header's \"b64\" must be true or left out.");
  return {};
}

Result<void> readHeader(CompactToken& token) {
  const json::Object header = token.header.root().object();
  if (auto checked = checkHeader(header); !checked) return checked;
  const auto algorithm = header.find("alg");
  if (!algorithm || !algorithm->isString())
    return malformed("The header needs the string \"alg\".");
  token.algorithm = algorithm->string();
  const auto key_id = header.find("kid");
  if (!key_id) return {};
  if (!key_id->isString()) return malformed("The header's \"kid\" must be a string.");
  token.key_id = key_id->string();
  return {};
}

}  // namespace

Result<json::Document> parseSegment(std::string_view bytes, std::string_view what) {
  Result<json::Document> document =
      json::parse(bytes, {.max_bytes = kMaxTokenBytes, .safe_integers = true});
  if (!document)
    return malformed("The token's " + std::string(what) + ": " + document.error().message);
  if (!document->root().isObject())
    return malformed("The token's " + std::string(what) + " must be a JSON object.");
  return document;
}

Result<CompactToken> parseCompact(std::string_view text) {
  if (text.empty()) return fail("token_missing", "There is no token.");
  if (text.size() > kMaxTokenBytes)
    return malformed("A token has at most " + std::to_string(kMaxTokenBytes) + " bytes.");
  auto segments = split(text);
  if (!segments) return malformed("A token has exactly three segments, separated by dots.");

  auto decoded = std::make_unique_for_overwrite<char[]>(text.size());
  if (auto done = decode(*segments, decoded.get()); !done)
    return std::unexpected(std::move(done.error()));
  const auto [header_text, payload, signature] = *segments;
  Result<json::Document> header = parseSegment(header_text, "header");
  if (!header) return std::unexpected(std::move(header.error()));

  CompactToken token{.text = text,
                     .signing_input = text.substr(0, text.rfind('.')),
                     .header = std::move(*header),
                     .algorithm = {},
                     .key_id = {},
                     .payload = payload,
                     .signature = signature,
                     .decoded = std::move(decoded)};
  if (auto read = readHeader(token); !read) return std::unexpected(std::move(read.error()));
  return token;
}

}  // namespace fairlead::token
