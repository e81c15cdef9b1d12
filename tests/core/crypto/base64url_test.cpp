// Base64url: RFC 4648 section 10 without padding, and one spelling for every sequence of bytes.
#include "core/crypto/base64url.h"

#include <gtest/gtest.h>

namespace fairlead::crypto {
namespace {

TEST(Base64url, KnowsTheExamplesOfTheRfc) {
  const std::pair<std::string_view, std::string_view> examples[] = {
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},         {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : examples) {
    EXPECT_EQ(encodeBase64url(bytes), text);
    EXPECT_EQ(decodeBase64url(text), bytes);
  }
}

TEST(Base64url, HasTwoLettersOfItsOwn) {
  EXPECT_EQ(encodeBase64url("\xfb\xff\xfe"), "-__-");
  EXPECT_EQ(decodeBase64url("-__-"), "\xfb\xff\xfe");
  EXPECT_EQ(decodeBase64url("+//+"), std::nullopt);
}

TEST(Base64url, RefusesEveryOtherCharacter) {
  for (int c = 0; c < 256; ++c) {
    const bool letter = std::isalnum(c) != 0 || c == '-' || c == '_';
    for (const std::size_t at : {0, 1, 2, 3, 4, 5, 6}) {
      std::string text = "AAAAAAA";
      text[at] = static_cast<char>(c);
      if (at == 6 && letter) continue;  // stray bits, below
      EXPECT_EQ(decodeBase64url(text).has_value(), letter) << c << " at " << at;
    }
  }
}

TEST(Base64url, RefusesPaddingAndImpossibleLengths) {
  for (const std::string_view text : {"Zg==", "Zm8=", "Zm9v=", "=", "Z", "Zm9vY", "Zm9vYmFyA"})
    EXPECT_EQ(decodeBase64url(text), std::nullopt) << text;
}

TEST(Base64url, HasOneSpellingForTheLastBits) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  for (std::size_t i = 0; i < kLetters.size(); ++i) {
    EXPECT_EQ(decodeBase64url(std::string("A") + kLetters[i]).has_value(), i % 16 == 0);
    EXPECT_EQ(decodeBase64url(std::string("AA") + kLetters[i]).has_value(), i % 4 == 0);
  }
}

TEST(Base64url, ReadsBackWhatItWrote) {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    const std::string text = encodeBase64url(bytes);
    EXPECT_EQ(text.size(), (bytes.size() * 4 + 2) / 3);
    EXPECT_EQ(decodeBase64url(text), bytes);
    bytes += static_cast<char>(i * 37);
  }
}

}  // namespace
}  // namespace fairlead::crypto
