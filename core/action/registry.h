// The registry: every action that members of a tenant can run, read once from one JSON document
// (edge/registry/actions.json) and then asked many times. docs/actions.md describes the document.
//
// A registry that exists is sound: ids are unique, roles are declared, bounds are in order, and
// every SIGNED action names who may sign it and how.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/action/field.h"
#include "core/error.h"
#include "core/json/value.h"

namespace fairlead::action {

/// The longest text of a registry, in bytes.
inline constexpr std::size_t kMaxRegistryBytes = 1 << 20;
/// The most roles that one declares.
inline constexpr std::size_t kMaxRoles = 64;

enum class Variant { kRead, kMutate, kSigned };
enum class Method { kEd25519, kAttestation };

/// "READ", "MUTATE", "SIGNED".
std::string_view nameOf(Variant variant);
/// "ed25519", "attestation".
std::string_view nameOf(Method method);

/// How a SIGNED action is to be signed.
struct SignatureRule {
  std::vector<Method> methods;  // not empty
  std::int64_t maxAgeS = 300;
  std::string sentence;  // what is typed to attest; not empty where attestation is allowed

  bool allows(Method method) const;
};

struct Action {
  std::string id;
  std::string domain;
  std::optional<std::string> entity;  // the kind of thing it is done to
  bool entityRequired = false;
  std::string label;
  Variant variant = Variant::kRead;
  std::vector<std::string> allowedRoles;  // all that may run it, in rank order; never empty
  std::vector<Field> fields;
  bool idempotent = false;
  bool dropdownOnly = false;
  std::optional<SignatureRule> signature;  // there exactly when the variant is kSigned
  int successStatus = 200;
  std::vector<std::string> keywords;

  bool mayBeRunBy(std::string_view role) const;
};

class Registry {
 public:
  /// Reads a registry. The first fault is the error: its path points at the member, its message
  /// says what would be right. Codes: registry_invalid, and json_* where the text is not JSON.
  static Result<Registry> load(std::string_view text);
  /// The same from a document that was read already.
  static Result<Registry> read(json::Value document);

  const std::string& version() const { return version_; }
  /// Every role of a tenant, lowest rank first.
  const std::vector<std::string>& roles() const { return roles_; }
  /// In the document's order.
  const std::vector<Action>& actions() const { return actions_; }
  /// nullptr when there is none; valid as long as the registry.
  const Action* find(std::string_view id) const;

 private:
  Registry() = default;

  std::string version_;
  std::vector<std::string> roles_;
  std::vector<Action> actions_;
  std::vector<std::uint32_t> byId_;  // places in actions_, in the order of the ids
};

}  // namespace fairlead::action
