// What the action tests share: a small registry, requests against it, and somebody to sign them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/action/registry.h"
#include "core/action/request.h"
#include "core/json/json.h"
#include "tests/core/action/document.h"

namespace fairlead::action::test {

inline constexpr double kNow = 1'750'000'000;
inline constexpr std::string_view kSentence = "I have counted it myself.";

/// Six actions that differ in every way that a check looks at:
/// look READ; book MUTATE, idempotent, with fields; open MUTATE on an optional thing; ping MUTATE
/// on nothing; count SIGNED by key or attestation, idempotent; close SIGNED by key, within 60 s.
std::string_view smallRegistry();

Value parsed(std::string_view text);
Registry loaded(std::string_view text);

/// A document as the core reads it.
json::Document document(const Value& value);

/// A request as the core reads it, with the document that it is a view of.
struct Asked {
  explicit Asked(const Value& value) : document(test::document(value)) {}

  json::Document document;
  Result<Request> request = readRequest(document.root());
};

/// A pair of keys made from one byte.
struct Signer {
  explicit Signer(std::uint8_t seed);

  std::string publicKey() const;  // in base64url
  std::string sign(std::string_view message) const;

  std::array<unsigned char, 32> pub{};
  std::array<unsigned char, 64> secret{};
};

/// A request by user u1 of tenant t1 about thing e1, with an idempotency key and the enrolled keys
/// k1 (good) and k2 (revoked); nothing is wrong with it but what the arguments make wrong.
Object request(std::string_view action, std::string_view role, Value payload);

/// What a member would send with the request to sign it with the key `key_id`; `changes` replaces
/// members before signing.
Object envelope(const Object& request, const Signer& signer, std::string_view keyId,
                const Object& changes = {});

/// The same by typing a sentence.
Object attestation(const Object& request, std::string_view sentence);

/// A payload that each action of the small registry takes.
Value goodPayload(std::string_view action);

}  // namespace fairlead::action::test
