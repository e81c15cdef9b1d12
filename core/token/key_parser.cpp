// Reading a JWK: the members of RFC 7517 section 4 and RFC 7518 section 6, RFC 8037 section 2.
#include <bit>
#include <utility>

#include "core/crypto/base64url.h"
#include "core/token/key.h"

namespace fairlead::token {
namespace {

using json::Value;

constexpr AlgorithmSet kHmac(Algorithm::kHs256, Algorithm::kHs384, Algorithm::kHs512);
constexpr AlgorithmSet kRsa(Algorithm::kRs256, Algorithm::kRs384, Algorithm::kRs512,
                            Algorithm::kPs256, Algorithm::kPs384, Algorithm::kPs512);
constexpr AlgorithmSet kEd25519(Algorithm::kEdDsa, Algorithm::kEd25519);

struct Curve {
  std::string_view name;
  Algorithm algorithm;
  std::size_t bytes;  // of one coordinate, and of r and s
};
constexpr Curve kCurves[] = {{"P-256", Algorithm::kEs256, 32},
                             {"P-384", Algorithm::kEs384, 48},
                             {"P-521", Algorithm::kEs512, 66}};

/// The bits of a big-endian number that does not start with a zero byte.
std::size_t bitLength(std::string_view number) {
  const auto first = static_cast<unsigned char>(number.front());
  return (number.size() - 1) * 8 + static_cast<std::size_t>(std::bit_width(first));
}

bool isOdd(std::string_view number) {
  return (number.back() & 1) != 0;
}

}  // namespace

/// Reads one key; the first fault stops it.
class KeyParser {
 public:
  KeyParser(json::Object jwk, const json::Path& at) : jwk_(jwk), at_(at) {}

  Result<Key> parse() {
    if (!readUse() || !readKeyOps()) return std::unexpected(std::move(fault_));
    const std::string_view type = text("kty");
    const bool read = type == "oct"   ? readSecret()
                      : type == "RSA" ? readRsa()
                      : type == "EC"  ? readEc()
                      : type == "OKP" ? readOkp()
                                      : unsupportedType();
    if (!read || !narrowByAlgorithm() || !readId()) return std::unexpected(std::move(fault_));
    return Key(std::move(id_), fitting_, std::move(material_));
  }

 private:
  bool refuse(std::string_view code, std::string_view member, std::string message) {
    if (fault_.code.empty()) fault_ = {code, std::move(message), (at_ / member).text()};
    return false;
  }
  bool malformed(std::string_view member, std::string message) {
    return refuse("key_malformed", member, std::move(message));
  }

  /// A member that must be a string; empty after a fault.
  std::string_view text(std::string_view member) {
    const auto value = jwk_.find(member);
    if (value && value->isString()) return value->string();
    malformed(member, "A key needs the string \"" + std::string(member) + "\".");
    return {};
  }

  /// A member of base64url; empty after a fault.
  std::string bytes(std::string_view member) {
    auto decoded = crypto::decodeBase64url(text(member));
    if (decoded && !decoded->empty()) return std::move(*decoded);
    malformed(member, "\"" + std::string(member) + "\" must be base64url without padding.");
    return {};
  }

  /// A positive number as RFC 7518 writes it, big-endian without leading zeros (section 2).
  std::string number(std::string_view member) {
    std::string value = bytes(member);
    if (value.empty() || value.front() != '\0') return value;
    malformed(member, "\"" + std::string(member) + "\" must not start with a zero byte.");
    return {};
  }

  bool unsupportedType() {
    if (!fault_.code.empty()) return false;
    return refuse("key_unsupported", "kty", "Keys of this type are not used here.");
  }

  bool readUse() {
    if (!jwk_.contains("use")) return true;
    const std::string_view use = text("use");
    if (!fault_.code.empty()) return false;
    return use == "sig" || refuse("key_unsupported", "use", "The key is not for signatures.");
  }

  bool readKeyOps() {
    const auto value = jwk_.find("key_ops");
    if (!value) return true;
    if (!value->isArray()) return malformed("key_ops", "\"key_ops\" must be an array.");
    std::size_t verifies = 0;
    for (const Value operation : value->array()) {
      if (!operation.isString()) return malformed("key_ops", "\"key_ops\" must hold strings.");
      verifies += operation.string() == "verify" ? 1 : 0;
    }
    if (verifies > 1) return malformed("key_ops", "\"key_ops\" names an operation twice.");
    return verifies == 1 || refuse("key_unsupported", "key_ops", "The key is not for verifying.");
  }

  bool readId() {
    if (!jwk_.contains("kid")) return true;
    id_ = text("kid");
    return fault_.code.empty();
  }

  bool readSecret() {
    const std::string secret = bytes("k");
    if (!fault_.code.empty()) return false;
    Key::Secret ready;
    for (const Algorithm algorithm : {Algorithm::kHs256, Algorithm::kHs384, Algorithm::kHs512}) {
      const crypto::Hash hash = hashOf(algorithm);
      if (secret.size() < crypto::sizeOf(hash)) break;
      ready.emplace_back(hash, secret);
      fitting_.add(algorithm);
    }
    if (ready.empty())
      return refuse("key_weak", "k", "An HMAC secret needs at least 32 bytes, the hash's length.");
    material_ = std::move(ready);
    return true;
  }

  bool readRsa() {
    std::string n = number("n");
    std::string e = number("e");
    if (!fault_.code.empty()) return false;
    if (!isOdd(n)) return malformed("n", "An RSA modulus is odd.");
    const std::size_t bits = bitLength(n);
    if (bits < 2048 || bits > 8192)
      return refuse(
          "key_weak", "n",
          "An RSA modulus needs 2048 to 8192 bits; this one has " + std::to_string(bits) + ".");
    if (e != "\x03" && e != std::string_view("\x01\x00\x01", 3))
      return refuse("key_weak", "e", "The RSA exponent must be 3 or 65537.");
    material_ = RsaKey{std::move(n), std::move(e)};
    fitting_ = kRsa;
    return true;
  }

  bool readEc() {
    const std::string_view name = text("crv");
    for (const Curve& curve : kCurves)
      if (curve.name == name) return readPoint(curve);
    if (!fault_.code.empty()) return false;
    return refuse("key_unsupported", "crv", "This curve is not used here.");
  }

  bool readPoint(const Curve& curve) {
    EcKey point{curve.name, coordinate(curve, "x"), coordinate(curve, "y")};
    if (!fault_.code.empty()) return false;
    material_ = std::move(point);
    fitting_.add(curve.algorithm);
    return true;
  }

  std::string coordinate(const Curve& curve, std::string_view member) {
    std::string value = bytes(member);
    if (value.size() != curve.bytes)
      malformed(member, "A coordinate on " + std::string(curve.name) + " has " +
                            std::to_string(curve.bytes) + " bytes.");
    return value;
  }

  bool readOkp() {
    const std::string_view curve = text("crv");
    if (!fault_.code.empty()) return false;
    if (curve != "Ed25519") return refuse("key_unsupported", "crv", "This curve is not used here.");
    std::string point = bytes("x");
    if (!fault_.code.empty()) return false;
    if (point.size() != 32) return malformed("x", "An Ed25519 public key has 32 bytes.");
    material_ = Ed25519Key{std::move(point)};
    fitting_ = kEd25519;
    return true;
  }

  /// The key's own "alg" leaves one algorithm of those that its material allows.
  bool narrowByAlgorithm() {
    if (!jwk_.contains("alg")) return true;
    const std::string_view name = text("alg");
    if (!fault_.code.empty()) return false;
    const std::optional<Algorithm> algorithm = algorithmNamed(name);
    if (!algorithm) return refuse("key_unsupported", "alg", "This algorithm is not used here.");
    if (fitting_.contains(*algorithm)) {
      if (familyOf(*algorithm) != Family::kEd25519) fitting_ = AlgorithmSet(*algorithm);
      return true;
    }
    if (familyOf(*algorithm) == Family::kHmac && !(fitting_ & kHmac).empty())
      return refuse("key_weak", "k", "The HMAC secret is shorter than the hash of its \"alg\".");
    return malformed("alg", "The key's \"alg\" is not one for its \"kty\" and \"crv\".");
  }

  json::Object jwk_;
  const json::Path& at_;
  Error fault_{};
  std::optional<std::string> id_;
  AlgorithmSet fitting_;
  Key::Material material_;
};

Result<Key> Key::parse(Value jwk, const json::Path& at) {
  if (!jwk.isObject()) return fail("key_malformed", "A key must be an object.", at.text());
  return KeyParser(jwk.object(), at).parse();
}

}  // namespace fairlead::token
