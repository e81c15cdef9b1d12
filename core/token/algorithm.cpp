#include "core/token/algorithm.h"

#include <array>

namespace fairlead::token {
namespace {

using crypto::Hash;

struct Entry {
  std::string_view name;
  Family family;
  Hash hash;
};

/// In the order of the enumeration.
constexpr std::array<Entry, 14> kEntries = {{
    {"HS256", Family::kHmac, Hash::kSha256},
    {"HS384", Family::kHmac, Hash::kSha384},
    {"HS512", Family::kHmac, Hash::kSha512},
    {"RS256", Family::kRsaPkcs1, Hash::kSha256},
    {"RS384", Family::kRsaPkcs1, Hash::kSha384},
    {"RS512", Family::kRsaPkcs1, Hash::kSha512},
    {"PS256", Family::kRsaPss, Hash::kSha256},
    {"PS384", Family::kRsaPss, Hash::kSha384},
    {"PS512", Family::kRsaPss, Hash::kSha512},
    {"ES256", Family::kEcdsa, Hash::kSha256},
    {"ES384", Family::kEcdsa, Hash::kSha384},
    {"ES512", Family::kEcdsa, Hash::kSha512},
    {"EdDSA", Family::kEd25519, Hash::kSha512},
    {"Ed25519", Family::kEd25519, Hash::kSha512},
}};

const Entry& entryOf(Algorithm algorithm) {
  return kEntries[static_cast<std::size_t>(algorithm)];
}

}  // namespace

std::optional<Algorithm> algorithmNamed(std::string_view name) {
  for (std::size_t i = 0; i < kEntries.size(); ++i)
    if (kEntries[i].name == name) return static_cast<Algorithm>(i);
  return std::nullopt;
}

std::string_view nameOf(Algorithm algorithm) {
  return entryOf(algorithm).name;
}
Family familyOf(Algorithm algorithm) {
  return entryOf(algorithm).family;
}
Hash hashOf(Algorithm algorithm) {
  return entryOf(algorithm).hash;
}

}  // namespace fairlead::token
