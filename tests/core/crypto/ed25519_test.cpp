// Ed25519: the tests of RFC 8032 section 7.1, and encodings that are refused. More, on tokens, in
// tests/vectors/token/edwards.json.
#include "core/crypto/ed25519.h"

#include <gtest/gtest.h>

#include "tests/core/crypto/unhex.h"

namespace fairlead::crypto {
namespace {

struct Example {
  std::string key;
  std::string message;
  std::string signature;
};

const Example kExamples[] = {
    {unhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"), "",
     unhex("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39"
           "701cf9b46bd25bf5f0595bbe24655141438e7a100b")},
    {unhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"), unhex("72"),
     unhex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f36"
           "13d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")},
    {unhex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"), unhex("af82"),
     unhex("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f7"
           "60984dc6594a7c15e9716ed28dc027beceea1ec40a")},
};

TEST(Ed25519, VerifiesTheExamplesOfTheRfc) {
  for (const Example& one : kExamples) {
    EXPECT_TRUE(isAdmissibleEd25519(one.key, one.signature));
    EXPECT_TRUE(verifyEd25519(one.key, one.message, one.signature));
  }
}

TEST(Ed25519, RefusesAnyChange) {
  const Example& one = kExamples[2];
  for (std::size_t i = 0; i < one.signature.size(); ++i) {
    std::string changed = one.signature;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(verifyEd25519(one.key, one.message, changed)) << i;
  }
  EXPECT_FALSE(verifyEd25519(one.key, "", one.signature));
  EXPECT_FALSE(verifyEd25519(kExamples[1].key, one.message, one.signature));
}

TEST(Ed25519, RefusesOtherLengths) {
  const Example& one = kExamples[0];
  EXPECT_FALSE(verifyEd25519(one.key, one.message, ""));
  EXPECT_FALSE(verifyEd25519(one.key, one.message, one.signature.substr(0, 63)));
  EXPECT_FALSE(verifyEd25519(one.key, one.message, one.signature + '\0'));
  EXPECT_FALSE(verifyEd25519(one.key.substr(0, 31), one.message, one.signature));
  EXPECT_FALSE(verifyEd25519(one.key + '\0', one.message, one.signature));
  EXPECT_FALSE(verifyEd25519("", one.message, one.signature));
}

// L = 2^252 + 27742317777372353535851937790883648493, little-endian.
const std::string kOrder =
    unhex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

TEST(Ed25519, TakesSOnlyBelowTheOrder) {
  const Example& one = kExamples[0];
  const auto with_s = [&](const std::string& s) { return one.signature.substr(0, 32) + s; };
  std::string below = kOrder;
  below[0] = '\xec';
  EXPECT_TRUE(isAdmissibleEd25519(one.key, with_s(below)));
  EXPECT_FALSE(isAdmissibleEd25519(one.key, with_s(kOrder)));
  EXPECT_FALSE(isAdmissibleEd25519(one.key, with_s(std::string(32, '\xff'))));
}

TEST(Ed25519, RefusesPointsOfSmallOrderAndSecondSpellings) {
  const Example& one = kExamples[0];
  const std::string s = one.signature.substr(32);
  // In the order of the orders 1, 2, 4, 8, 8, then y = p, p + 1 and the greatest number.
  for (const std::string_view low :
       {"0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"}) {
    std::string point = unhex(low);
    for (int sign = 0; sign < 2; ++sign) {
      EXPECT_FALSE(isAdmissibleEd25519(point, one.signature)) << low;
      EXPECT_FALSE(isAdmissibleEd25519(one.key, point + s)) << low;
      point.back() = static_cast<char>(point.back() ^ 0x80);
    }
  }
}

}  // namespace
}  // namespace fairlead::crypto
