// Why a key is refused: the code and the member, for each way of being unusable.
#include "core/token/key.h"

#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/crypto/base64url.h"
#include "core/json/json.h"

namespace fairlead::token {
namespace {

using crypto::encodeBase64url;

/// The text of a JWK: members in the order given, the last of a name counts.
class Jwk {
 public:
  Jwk(std::initializer_list<std::pair<std::string, std::string>> members) : members_(members) {}

  /// The same key with a member set to a JSON text.
  Jwk with(const std::string& name, const std::string& value) const {
    Jwk changed = *this;
    std::erase_if(changed.members_, [&](const auto& member) { return member.first == name; });
    changed.members_.emplace_back(name, value);
    return changed;
  }

  std::string json() const {
    std::string out;
    for (const auto& [name, value] : members_)
      out += (out.empty() ? "{\"" : ",\"") + name + "\":" + value;
    return out + "}";
  }

 private:
  std::vector<std::pair<std::string, std::string>> members_;
};

std::string text(std::string_view bare) {
  return '"' + std::string(bare) + '"';
}

std::string secretOf(std::size_t size) {
  return text(encodeBase64url(std::string(size, 'k')));
}

/// A modulus of this many bits, all ones but for the last.
std::string modulusOf(std::size_t bits, char last = '\xff') {
  std::string bytes((bits + 7) / 8, '\xff');
  if (bits % 8 != 0) bytes.front() = static_cast<char>(0xff >> (8 - bits % 8));
  bytes.back() = last;
  return text(encodeBase64url(bytes));
}

Jwk rsaOf(std::string n, std::string_view e = "AQAB") {
  return {{"kty", text("RSA")}, {"n", std::move(n)}, {"e", text(e)}};
}

Jwk secret(std::size_t size) {
  return {{"kty", text("oct")}, {"k", secretOf(size)}};
}

Jwk point() {
  return {{"kty", text("EC")}, {"crv", text("P-256")}, {"x", secretOf(32)}, {"y", secretOf(32)}};
}

Result<Key> parse(const std::string& text) {
  const json::Document document = *json::parse(text);
  const json::Path root;
  return Key::parse(document.root(), root / "key");
}

std::string refusalOf(const std::string& text) {
  const Result<Key> key = parse(text);
  return key ? "" : std::string(key.error().code) + " " + key.error().path;
}
std::string refusalOf(const Jwk& jwk) {
  return refusalOf(jwk.json());
}

TEST(Key, IsWeak) {
  EXPECT_EQ(refusalOf(secret(32)), "");
  EXPECT_EQ(refusalOf(secret(31)), "key_weak /key/k");
  EXPECT_EQ(refusalOf(secret(47).with("alg", text("HS384"))), "key_weak /key/k");
  EXPECT_EQ(refusalOf(secret(63).with("alg", text("HS512"))), "key_weak /key/k");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(2048))), "");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(2047))), "key_weak /key/n");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(8192))), "");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(8193))), "key_weak /key/n");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(2048), "Aw")), "");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(2048), "AQ")), "key_weak /key/e");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(2048), "EQ")), "key_weak /key/e");
}

TEST(Key, IsUnsupported) {
  EXPECT_EQ(refusalOf(secret(32).with("kty", text("AKP"))), "key_unsupported /key/kty");
  EXPECT_EQ(refusalOf(secret(32).with("kty", text("OCT"))), "key_unsupported /key/kty");
  EXPECT_EQ(refusalOf(secret(32).with("use", text("enc"))), "key_unsupported /key/use");
  EXPECT_EQ(refusalOf(secret(32).with("key_ops", R"(["sign"])")), "key_unsupported /key/key_ops");
  EXPECT_EQ(refusalOf(secret(32).with("alg", text("A256GCM"))), "key_unsupported /key/alg");
  EXPECT_EQ(refusalOf(point().with("crv", text("secp256k1"))), "key_unsupported /key/crv");
  EXPECT_EQ(refusalOf(Jwk{{"kty", text("OKP")}, {"crv", text("X25519")}, {"x", secretOf(32)}}),
            "key_unsupported /key/crv");
}

TEST(Key, IsMalformed) {
  EXPECT_EQ(refusalOf(text("key")), "key_malformed /key");
  EXPECT_EQ(refusalOf(Jwk{{"k", secretOf(32)}}), "key_malformed /key/kty");
  EXPECT_EQ(refusalOf(Jwk{{"kty", text("oct")}}), "key_malformed /key/k");
  EXPECT_EQ(refusalOf(secret(32).with("k", text(encodeBase64url(std::string(32, 'k')) + "="))),
            "key_malformed /key/k");
  EXPECT_EQ(refusalOf(secret(32).with("k", text(""))), "key_malformed /key/k");
  EXPECT_EQ(refusalOf(secret(32).with("kid", "7")), "key_malformed /key/kid");
  EXPECT_EQ(refusalOf(secret(32).with("use", "7")), "key_malformed /key/use");
  EXPECT_EQ(refusalOf(secret(32).with("key_ops", text("verify"))), "key_malformed /key/key_ops");
  EXPECT_EQ(refusalOf(secret(32).with("key_ops", R"(["verify", 7])")),
            "key_malformed /key/key_ops");
  EXPECT_EQ(refusalOf(secret(32).with("alg", text("RS256"))), "key_malformed /key/alg");
  EXPECT_EQ(refusalOf(secret(32).with("alg", "null")), "key_malformed /key/alg");
  EXPECT_EQ(refusalOf(point().with("alg", text("ES384"))), "key_malformed /key/alg");
  EXPECT_EQ(refusalOf(point().with("x", secretOf(31))), "key_malformed /key/x");
  EXPECT_EQ(refusalOf(point().with("y", secretOf(33))), "key_malformed /key/y");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(2048, '\xfe'))), "key_malformed /key/n");
  EXPECT_EQ(refusalOf(rsaOf(text(encodeBase64url('\0' + std::string(256, '\xff'))))),
            "key_malformed /key/n");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(2048), "AAEAAQ")), "key_malformed /key/e");
  EXPECT_EQ(refusalOf(Jwk{{"kty", text("OKP")}, {"crv", text("Ed25519")}, {"x", secretOf(31)}}),
            "key_malformed /key/x");
}

std::string publicOf(const Key& key) {
  json::Writer out;
  key.writePublic(out);
  return *std::move(out).finish();
}

TEST(Key, ShowsOnlyPublicMembersToTheHost) {
  const Result<Key> key = parse(point().with("d", secretOf(32)).with("kid", text("1")).json());
  ASSERT_TRUE(key);
  EXPECT_FALSE(key->isVerifiedHere());
  EXPECT_EQ(publicOf(*key),
            R"({"crv":"P-256","kty":"EC","x":)" + secretOf(32) + R"(,"y":)" + secretOf(32) + "}");
  EXPECT_TRUE(key->isAdmissible(std::string(64, 's')));
  EXPECT_FALSE(key->isAdmissible(std::string(63, 's')));
  const Result<Key> rsa = parse(rsaOf(modulusOf(2048)).with("d", secretOf(32)).json());
  EXPECT_EQ(publicOf(*rsa), R"({"e":"AQAB","kty":"RSA","n":)" + modulusOf(2048) + "}");
  EXPECT_TRUE(rsa->isAdmissible(std::string(256, 's')));
  EXPECT_FALSE(rsa->isAdmissible(std::string(257, 's')));
}

TEST(Key, ShowsNothingOfASecret) {
  const Result<Key> key = parse(secret(64).json());
  ASSERT_TRUE(key);
  EXPECT_TRUE(key->isVerifiedHere());
  EXPECT_TRUE(key->isSecret());
  EXPECT_EQ(publicOf(*key), "null");
  EXPECT_FALSE(key->isAdmissible(std::string(32, 's')));
}

TEST(Key, FitsWhatItsLengthAndAlgorithmAllow) {
  const auto fits = [&](const Jwk& jwk, Algorithm algorithm) {
    return parse(jwk.json())->fits(algorithm);
  };
  EXPECT_TRUE(fits(secret(47), Algorithm::kHs256));
  EXPECT_FALSE(fits(secret(47), Algorithm::kHs384));
  EXPECT_TRUE(fits(secret(48), Algorithm::kHs384));
  EXPECT_FALSE(fits(secret(63), Algorithm::kHs512));
  EXPECT_TRUE(fits(secret(64), Algorithm::kHs512));
  EXPECT_FALSE(fits(secret(64).with("alg", text("HS512")), Algorithm::kHs256));
  EXPECT_FALSE(fits(secret(64), Algorithm::kRs256));
  EXPECT_TRUE(fits(rsaOf(modulusOf(2048)), Algorithm::kPs512));
  EXPECT_FALSE(fits(rsaOf(modulusOf(2048)), Algorithm::kHs256));
  EXPECT_TRUE(fits(point(), Algorithm::kEs256));
  EXPECT_FALSE(fits(point(), Algorithm::kEs384));
}

}  // namespace
}  // namespace fairlead::token
