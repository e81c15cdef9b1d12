// Making a token (RFC 7519, in the compact form of RFC 7515).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/error.h"
#include "core/json/value.h"
#include "native/token/signing_key.h"

namespace fairlead::token {

/// `claims`, an object, signed with `key`. `iat` is `now` and `exp` is `now + ttl`, in seconds,
/// unless the claims say otherwise. The header names `keyId`, else the key's own id, if there is
/// one. Error: that of json::Writer when a claim has no canonical form.
Result<std::string> mint(const SigningKey& key, json::Value claims, std::int64_t now,
                         std::int64_t ttl, const std::optional<std::string>& keyId = {});

}  // namespace fairlead::token
