// What a host asks of the registry: who wants to do what to which thing, and with what.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/json/pointer.h"
#include "core/json/reader.h"
#include "core/json/value.h"

namespace fairlead::action {

/// Who calls, after the token and the membership were checked.
struct Principal {
  std::string_view userId;
  std::string_view tenantId;
  std::string_view role;
};

/// What came of looking up the thing that a request names.
enum class Lookup {
  kNotNamed,  // the request names none
  kNotFound,
  kFound,
};

struct Entity {
  Lookup lookup = Lookup::kNotNamed;
  std::string_view id;        // these two only when found
  std::string_view tenantId;  // whose it is, which may be another tenant than the principal's
};

/// A public key of the member, as enrolled.
struct SigningKey {
  std::string_view keyId;
  std::array<std::uint8_t, 32> publicKey{};
  bool revoked = false;
};

/// A request as it stands in its document: everything here is a view of it and good while it lives.
struct Request {
  std::string_view action;
  Principal principal;
  Entity entity;
  json::Value payload;  // as the client sent it; anything but an object is a fault of the fields
  std::optional<std::string_view> idempotencyKey;
  json::Value signature;  // as the client sent it; null is none
  std::vector<SigningKey> signingKeys;
  bool nonceUsed = false;  // whether the host has seen the envelope's nonce before
  double now = 0;          // seconds since the epoch
};

/// Reads a request document. What the client is free to send (payload, signature) is not judged
/// here but by the check it belongs to, in its turn.
/// Code: request_invalid, with the path of the fault.
Result<Request> readRequest(json::Value document, const json::Path& at = json::Path());

/// A principal, or what was found of an entity (null: nothing), as they stand in a request. Faults
/// are those of `outer`.
Principal readPrincipal(json::Value value, const json::Path& at, json::ObjectReader& outer);
Entity readEntity(json::Value value, const json::Path& at, json::ObjectReader& outer);

/// The longest idempotency key, in bytes.
inline constexpr std::size_t kMaxIdempotencyKeyBytes = 255;

}  // namespace fairlead::action
