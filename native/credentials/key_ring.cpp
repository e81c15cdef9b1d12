#include "native/credentials/key_ring.h"

#include <fmt/format.h>

namespace fairlead::credentials {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

Result<std::vector<FernetKey>> parseKeys(std::string_view text) {
  std::vector<FernetKey> keys;
  while (keys.size() < kMaxKeys) {
    const auto comma = text.find(',');
    auto key = FernetKey::parse(trimmed(text.substr(0, comma)));
    if (!key) {
      return fail("settings_fernet_key",
                  fmt::format("FERNET_KEY, key {}: {}", keys.size() + 1, key.error().message));
    }
    keys.push_back(std::move(*key));
    if (comma == std::string_view::npos) return keys;
    text.remove_prefix(comma + 1);
  }
  return fail("settings_fernet_key", fmt::format("FERNET_KEY has more than {} keys.", kMaxKeys));
}

}  // namespace

Result<KeyRing> KeyRing::parse(std::string&& text) {
  auto keys = parseKeys(text);
  wipe(text);
  if (!keys) return std::unexpected(keys.error());
  KeyRing ring;
  ring.keys_ = std::move(*keys);
  return ring;
}

Result<std::string> KeyRing::seal(std::string_view message, std::int64_t seconds) const {
  return keys_.front().seal(message, seconds);
}

Result<KeyRing::OpenedBy> KeyRing::open(std::string_view token) const {
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    auto opened = keys_[i].open(token);
    if (opened) return OpenedBy{std::move(*opened), i};
    if (opened.error().code != "fernet_signature") return std::unexpected(opened.error());
  }
  return fail("fernet_signature",
              fmt::format("None of the {} keys of FERNET_KEY opens the token.", keys_.size()));
}

Result<std::optional<std::string>> KeyRing::renew(std::string_view token) const {
  const auto by = open(token);
  if (!by) return std::unexpected(by.error());
  if (by->key == 0) return std::nullopt;
  auto renewed = seal(by->opened.message.reveal(), by->opened.created_at);
  if (!renewed) return std::unexpected(renewed.error());
  return std::optional(std::move(*renewed));
}

}  // namespace fairlead::credentials
