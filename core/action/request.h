// What a host asks of the registry: who wants to do what to which thing, and with what.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/dom/json.h"
#include "core/dom/pointer.h"

namespace fairlead::action {

/// Who calls, after the token and the membership were checked.
struct Principal {
  std::string userId;
  std::string tenantId;
  std::string role;
};

/// What came of looking up the thing that a request names.
enum class Lookup {
  kNotNamed,  // the request names none
  kNotFound,
  kFound,
};

struct Entity {
  Lookup lookup = Lookup::kNotNamed;
  std::string id;        // these two only when found
  std::string tenantId;  // whose it is, which may be another tenant than the principal's
};

/// A public key of the member, as enrolled.
struct SigningKey {
  std::string keyId;
  std::array<std::uint8_t, 32> publicKey{};
  bool revoked = false;
};

struct Request {
  std::string action;
  Principal principal;
  Entity entity;
  dom::Value payload;  // as the client sent it; anything but an object is a fault of the fields
  std::optional<std::string> idempotencyKey;
  dom::Value signature;  // as the client sent it; null is none
  std::vector<SigningKey> signingKeys;
  bool nonceUsed = false;  // whether the host has seen the envelope's nonce before
  double now = 0;          // seconds since the epoch
};

/// Reads a request document. What the client is free to send (payload, signature) is not judged
/// here but by the check it belongs to, in its turn.
/// Code: request_invalid, with the path of the fault.
Result<Request> readRequest(const dom::Value& document, const dom::Path& at = dom::Path());

/// The longest idempotency key, in bytes.
inline constexpr std::size_t kMaxIdempotencyKeyBytes = 255;

}  // namespace fairlead::action
