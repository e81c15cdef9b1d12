// SHA-256 by FIPS 180-4, HMAC by RFC 4231.
#include <gtest/gtest.h>

#include "core/crypto/hmac.h"
#include "core/crypto/sha256.h"
#include "tests/core/crypto/unhex.h"

namespace fairlead::crypto {
namespace {

TEST(Sha256, HashesTheExamplesOfTheStandard) {
  EXPECT_EQ(sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256Hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256Hex(std::string(1000000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  EXPECT_EQ(sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, HashesPartsAsTheWhole) {
  EXPECT_EQ(hex(Sha256().update("a").update("").update("bc").finish()), sha256Hex("abc"));
}

TEST(Hex, WritesTwoDigitsAByte) {
  EXPECT_EQ(hex(std::string_view("\x00\x0f\xf0\xff", 4)), "000ff0ff");
}

struct HmacCase {
  std::string key;
  std::string message;
  std::string_view sha256;
  std::string_view sha384;
  std::string_view sha512;
};

const HmacCase kCases[] = {
    {std::string(20, '\x0b'), "Hi There",
     "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
     "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa"
     "9cb6",
     "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3"
     "f4e4be9d914eeb61f1702e696c203a126854"},
    {"Jefe", "what do ya want for nothing?",
     "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
     "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab2"
     "1649",
     "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0"
     "e6fdcaeab1a34d4a6b4b636e070a38bce737"},
    {std::string(20, '\xaa'), std::string(50, '\xdd'),
     "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
     "88062608d3e6ad8a0aa2ace014c8a86f0aa635d947ac9febe83ef4e55966144b2a5ab39dc13814b94e3ab6e101a3"
     "4f27",
     "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39bf3e848279a722c806b485a47e67"
     "c807b946a337bee8942674278859e13292fb"},
    {unhex("0102030405060708090a0b0c0d0e0f10111213141516171819"), std::string(50, '\xcd'),
     "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
     "3e8a69b7783c25851933ab6290af6ca77a9981480850009cc5577c6e1f573b4e6801dd23c4a7d679ccf8a386c674"
     "cffb",
     "b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3dba91ca5c11aa25eb4d679275cc578"
     "8063a5f19741120c4f2de2adebeb10a298dd"},
    {std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
     "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
     "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f4"
     "4952",
     "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a"
     "1e5295e64f73f63f0aec8b915a985d786598"},
    {std::string(131, '\xaa'),
     "This is a test using a larger than block-size key and a larger than block-size data. The key "
     "needs to be hashed before being used by the HMAC algorithm.",
     "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
     "6617178e941f020d351e2f254e8fd32c602420feb0b8fb9adccebb82461e99c5a678cc31e799176d3860e6110c46"
     "523e",
     "e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944b6022cac3c4982b10d5eeb55c3e4"
     "de15134676fb6de0446065c97440fa8c6a58"},
};

/// Good as it is; bad with any bit changed, cut, longer, or for another message.
void expectTag(Hash hash, const HmacCase& one, std::string_view expected) {
  const HmacKey key(hash, one.key);
  const std::string tag = unhex(expected);
  EXPECT_TRUE(key.verify(one.message, tag)) << expected;
  EXPECT_FALSE(key.verify(one.message + "x", tag));
  EXPECT_FALSE(key.verify(one.message, tag + '\0'));
  EXPECT_FALSE(key.verify(one.message, ""));
  for (std::size_t i = 0; i < tag.size(); ++i) {
    std::string changed = tag;
    changed[i] = static_cast<char>(changed[i] ^ 0x10);
    EXPECT_FALSE(key.verify(one.message, changed)) << i;
    EXPECT_FALSE(key.verify(one.message, tag.substr(0, i))) << i;
  }
}

TEST(Hmac, VerifiesTheExamplesOfTheRfc) {
  for (const HmacCase& one : kCases) {
    expectTag(Hash::kSha256, one, one.sha256);
    expectTag(Hash::kSha384, one, one.sha384);
    expectTag(Hash::kSha512, one, one.sha512);
  }
}

TEST(Hmac, RefusesTheTruncatedTagOfTheRfc) {
  const HmacKey key(Hash::kSha256, std::string(20, '\x0c'));
  EXPECT_FALSE(key.verify("Test With Truncation", unhex("a3b6167473100ee06e0c796c2955552b")));
}

TEST(Hmac, IsTheSameEveryTimeAndInEveryCopy) {
  const HmacCase& one = kCases[0];
  const HmacKey key(Hash::kSha384, one.key);
  const HmacKey copy = key;
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(key.verify(one.message, unhex(one.sha384)));
    EXPECT_TRUE(copy.verify(one.message, unhex(one.sha384)));
  }
}

}  // namespace
}  // namespace fairlead::crypto
