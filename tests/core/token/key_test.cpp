// Why a key is refused: the code and the member, for each way of being unusable.
#include "core/token/key.h"

#include <gtest/gtest.h>

#include "core/crypto/base64url.h"

namespace fairlead::token {
namespace {

using crypto::encodeBase64url;

std::string secretOf(std::size_t size) {
  return encodeBase64url(std::string(size, 'k'));
}

/// A modulus of this many bits, all ones but for the last.
std::string modulusOf(std::size_t bits, char last = '\xff') {
  std::string bytes((bits + 7) / 8, '\xff');
  if (bits % 8 != 0) bytes.front() = static_cast<char>(0xff >> (8 - bits % 8));
  bytes.back() = last;
  return encodeBase64url(bytes);
}

dom::Value rsaOf(std::string n, std::string_view e = "AQAB") {
  return dom::Object{{"kty", "RSA"}, {"n", std::move(n)}, {"e", e}};
}

template <typename T>
dom::Value with(dom::Value key, std::string_view member, T value) {
  key.if_object()->insert_or_assign(member, dom::Value(value));
  return key;
}

dom::Value secret(std::size_t size) {
  return dom::Object{{"kty", "oct"}, {"k", secretOf(size)}};
}

dom::Value point() {
  return dom::Object{{"kty", "EC"}, {"crv", "P-256"}, {"x", secretOf(32)}, {"y", secretOf(32)}};
}

std::string refusalOf(const dom::Value& jwk) {
  const dom::Path root;
  const dom::Path at = root / "key";
  const Result<Key> key = Key::parse(jwk, at);
  return key ? "" : std::string(key.error().code) + " " + key.error().path;
}

TEST(Key, IsWeak) {
  EXPECT_EQ(refusalOf(secret(32)), "");
  EXPECT_EQ(refusalOf(secret(31)), "key_weak /key/k");
  EXPECT_EQ(refusalOf(with(secret(47), "alg", "HS384")), "key_weak /key/k");
  EXPECT_EQ(refusalOf(with(secret(63), "alg", "HS512")), "key_weak /key/k");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(2048))), "");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(2047))), "key_weak /key/n");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(8192))), "");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(8193))), "key_weak /key/n");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(2048), "Aw")), "");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(2048), "AQ")), "key_weak /key/e");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(2048), "EQ")), "key_weak /key/e");
}

TEST(Key, IsUnsupported) {
  EXPECT_EQ(refusalOf(with(secret(32), "kty", "AKP")), "key_unsupported /key/kty");
  EXPECT_EQ(refusalOf(with(secret(32), "kty", "OCT")), "key_unsupported /key/kty");
  EXPECT_EQ(refusalOf(with(secret(32), "use", "enc")), "key_unsupported /key/use");
  EXPECT_EQ(refusalOf(with(secret(32), "key_ops", dom::Array{"sign"})),
            "key_unsupported /key/key_ops");
  EXPECT_EQ(refusalOf(with(secret(32), "alg", "A256GCM")), "key_unsupported /key/alg");
  EXPECT_EQ(refusalOf(with(point(), "crv", "secp256k1")), "key_unsupported /key/crv");
  EXPECT_EQ(refusalOf(dom::Object{{"kty", "OKP"}, {"crv", "X25519"}, {"x", secretOf(32)}}),
            "key_unsupported /key/crv");
}

TEST(Key, IsMalformed) {
  EXPECT_EQ(refusalOf("key"), "key_malformed /key");
  EXPECT_EQ(refusalOf(dom::Object{{"k", secretOf(32)}}), "key_malformed /key/kty");
  EXPECT_EQ(refusalOf(dom::Object{{"kty", "oct"}}), "key_malformed /key/k");
  EXPECT_EQ(refusalOf(with(secret(32), "k", encodeBase64url(std::string(32, 'k')) + "=")),
            "key_malformed /key/k");
  EXPECT_EQ(refusalOf(with(secret(32), "k", "")), "key_malformed /key/k");
  EXPECT_EQ(refusalOf(with(secret(32), "kid", 7)), "key_malformed /key/kid");
  EXPECT_EQ(refusalOf(with(secret(32), "use", 7)), "key_malformed /key/use");
  EXPECT_EQ(refusalOf(with(secret(32), "key_ops", "verify")), "key_malformed /key/key_ops");
  EXPECT_EQ(refusalOf(with(secret(32), "key_ops", dom::Array{"verify", 7})),
            "key_malformed /key/key_ops");
  EXPECT_EQ(refusalOf(with(secret(32), "alg", "RS256")), "key_malformed /key/alg");
  EXPECT_EQ(refusalOf(with(secret(32), "alg", nullptr)), "key_malformed /key/alg");
  EXPECT_EQ(refusalOf(with(point(), "alg", "ES384")), "key_malformed /key/alg");
  EXPECT_EQ(refusalOf(with(point(), "x", secretOf(31))), "key_malformed /key/x");
  EXPECT_EQ(refusalOf(with(point(), "y", secretOf(33))), "key_malformed /key/y");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(2048, '\xfe'))), "key_malformed /key/n");
  EXPECT_EQ(refusalOf(rsaOf(encodeBase64url('\0' + std::string(256, '\xff')))),
            "key_malformed /key/n");
  EXPECT_EQ(refusalOf(rsaOf(modulusOf(2048), "AAEAAQ")), "key_malformed /key/e");
  EXPECT_EQ(refusalOf(dom::Object{{"kty", "OKP"}, {"crv", "Ed25519"}, {"x", secretOf(31)}}),
            "key_malformed /key/x");
}

TEST(Key, ShowsOnlyPublicMembersToTheHost) {
  const dom::Path root;
  const Result<Key> key = Key::parse(with(with(point(), "d", secretOf(32)), "kid", "1"), root);
  ASSERT_TRUE(key);
  EXPECT_FALSE(key->isVerifiedHere());
  EXPECT_EQ(dom::Value(key->publicJwk()), point());
  EXPECT_EQ(key->signatureBytes(), 64u);
}

TEST(Key, ShowsNothingOfASecret) {
  const dom::Path root;
  const Result<Key> key = Key::parse(secret(64), root);
  ASSERT_TRUE(key);
  EXPECT_TRUE(key->isVerifiedHere());
  EXPECT_TRUE(key->publicJwk().empty());
}

TEST(Key, FitsWhatItsLengthAndAlgorithmAllow) {
  const dom::Path root;
  const auto fits = [&](const dom::Value& jwk, Algorithm algorithm) {
    return Key::parse(jwk, root)->fits(algorithm);
  };
  EXPECT_TRUE(fits(secret(47), Algorithm::kHs256));
  EXPECT_FALSE(fits(secret(47), Algorithm::kHs384));
  EXPECT_TRUE(fits(secret(48), Algorithm::kHs384));
  EXPECT_FALSE(fits(secret(63), Algorithm::kHs512));
  EXPECT_TRUE(fits(secret(64), Algorithm::kHs512));
  EXPECT_FALSE(fits(with(secret(64), "alg", "HS512"), Algorithm::kHs256));
  EXPECT_FALSE(fits(secret(64), Algorithm::kRs256));
  EXPECT_TRUE(fits(rsaOf(modulusOf(2048)), Algorithm::kPs512));
  EXPECT_FALSE(fits(rsaOf(modulusOf(2048)), Algorithm::kHs256));
  EXPECT_TRUE(fits(point(), Algorithm::kEs256));
  EXPECT_FALSE(fits(point(), Algorithm::kEs384));
}

}  // namespace
}  // namespace fairlead::token
