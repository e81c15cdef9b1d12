// Fernet tokens: the specification's cases, tampering, several keys.
#include <charconv>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "core/json/json.h"
#include "native/credentials/key_ring.h"

namespace fairlead::credentials {
namespace {

constexpr const char* kFirst = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";
constexpr const char* kSecond = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

// The cases of the specification, as tokens.json writes them.
class SpecificationTest : public ::testing::Test {
 protected:
  static std::string fileText() {
    std::ifstream stream(FAIRLEAD_SOURCE_DIR "/tests/native/credentials/tokens.json");
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
  }
  std::string_view textOf(json::Value object, const char* name) const {
    return object.object().find(name)->string();
  }
  std::int64_t numberOf(json::Value object, const char* name) const {
    return object.object().find(name)->integer();
  }
  json::Array cases(const char* name) const {
    return document_.value().root().object().find(name)->array();
  }

  Result<json::Document> document_ = json::parse(fileText());
  FernetKey key_ = FernetKey::parse(textOf(document_.value().root(), "key")).value();
};

Iv ivOf(std::string_view hex) {
  Iv iv{};
  for (std::size_t i = 0; i < iv.size(); ++i) {
    std::from_chars(hex.data() + 2 * i, hex.data() + 2 * i + 2, iv[i], 16);
  }
  return iv;
}

TEST_F(SpecificationTest, ATokenIsMadeAsTheSpecificationMakesIt) {
  ASSERT_EQ(cases("made").size(), 1U);
  for (const json::Value made : cases("made")) {
    const auto token =
        key_.seal(textOf(made, "message"), numberOf(made, "seconds"), ivOf(textOf(made, "iv")));
    EXPECT_EQ(token.value(), textOf(made, "token"));
  }
}

TEST_F(SpecificationTest, AGoodTokenOpens) {
  ASSERT_EQ(cases("opened").size(), 1U);
  for (const json::Value good : cases("opened")) {
    const auto opened =
        key_.open(textOf(good, "token"), Age{numberOf(good, "now"), numberOf(good, "ttl")});
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(opened->message.reveal(), textOf(good, "message"));
    EXPECT_EQ(opened->created_at, numberOf(good, "seconds"));
  }
}

TEST_F(SpecificationTest, ABadTokenIsRefusedForItsOwnFault) {
  ASSERT_EQ(cases("refused").size(), 8U);
  for (const json::Value bad : cases("refused")) {
    const auto opened =
        key_.open(textOf(bad, "token"), Age{numberOf(bad, "now"), numberOf(bad, "ttl")});
    ASSERT_FALSE(opened) << textOf(bad, "name");
    EXPECT_EQ(opened.error().code, textOf(bad, "code")) << textOf(bad, "name");
  }
}

TEST(FernetTest, AnyLengthComesBackAsItWent) {
  const FernetKey key = FernetKey::parse(kFirst).value();
  for (std::size_t size : {0, 1, 15, 16, 17, 31, 32, 1000, 65536}) {
    const std::string message(size, 'm');
    const auto token = key.seal(message, 1'700'000'000);
    ASSERT_TRUE(token) << size;
    EXPECT_EQ(token->size() % 4, 0U);
    EXPECT_EQ(key.open(*token).value().message.reveal(), message) << size;
  }
  EXPECT_EQ(key.seal(std::string(65537, 'm'), 0).error().code, "fernet_malformed");
}

TEST(FernetTest, TwoTokensOfOneMessageDiffer) {
  const FernetKey key = FernetKey::parse(kFirst).value();
  EXPECT_NE(key.seal("same", 1).value(), key.seal("same", 1).value());
}

TEST(FernetTest, NoCharacterOfATokenCanBeChanged) {
  const FernetKey key = FernetKey::parse(kFirst).value();
  const std::string token = key.seal("the harbour's password", 1'700'000'000).value();
  int refused = 0;
  for (std::size_t at = 0; at < token.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string altered = token;
      altered[at] = static_cast<char>(byte);
      if (altered == token) continue;
      ASSERT_FALSE(key.open(altered)) << "character " << at << " as " << byte;
      ++refused;
    }
  }
  EXPECT_EQ(refused, static_cast<int>(token.size()) * 255);
}

TEST(FernetTest, NoTokenCanBeCutOrLengthened) {
  const FernetKey key = FernetKey::parse(kFirst).value();
  const std::string token = key.seal("the harbour's password", 1'700'000'000).value();
  for (std::size_t size = 0; size < token.size(); ++size) {
    EXPECT_FALSE(key.open(token.substr(0, size))) << size;
  }
  EXPECT_FALSE(key.open(token + "A"));
  EXPECT_FALSE(key.open(token + "AAAA"));
  EXPECT_FALSE(key.open(token + "===="));
  EXPECT_EQ(key.open(std::string(1 << 20, 'A')).error().code, "fernet_malformed");
}

TEST(FernetTest, AgeCountsOnlyWhereItIsAskedFor) {
  const FernetKey key = FernetKey::parse(kFirst).value();
  const std::string token = key.seal("m", 1000).value();
  EXPECT_TRUE(key.open(token));
  EXPECT_TRUE(key.open(token, Age{1060, 60}));
  EXPECT_EQ(key.open(token, Age{1061, 60}).error().code, "fernet_expired");
  EXPECT_TRUE(key.open(token, Age{940, 60}));
  EXPECT_EQ(key.open(token, Age{939, 60}).error().code, "fernet_future");
}

TEST(FernetTest, OnlyAKeyOf32BytesWithPaddingIsOne) {
  EXPECT_TRUE(FernetKey::parse(kFirst));
  const std::string key = kFirst;
  for (const std::string& text :
       {std::string(), key.substr(0, 43), key + "=", key.substr(0, 40), key + "AAAA",
        std::string("cw_0x689RpI+jtRR7oE8h/eQsKImvJapLeSbXpwF4e4="), std::string(44, '=')}) {
    const auto parsed = FernetKey::parse(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().code, "fernet_key");
  }
}

KeyRing ringOf(std::string text) {
  return KeyRing::parse(std::move(text)).value();
}

TEST(KeyRingTest, TheFirstEncryptsAndAllDecrypt) {
  const std::string both = std::string(kFirst) + " , " + kSecond;
  const KeyRing ring = ringOf(both);
  EXPECT_EQ(ring.size(), 2U);
  const std::string old = ringOf(kSecond).seal("m", 5).value();
  EXPECT_EQ(ring.open(old).value().key, 1U);
  EXPECT_EQ(ring.open(ring.seal("m", 5).value()).value().key, 0U);
  EXPECT_EQ(ringOf(kFirst).open(old).error().code, "fernet_signature");
}

TEST(KeyRingTest, RenewingKeepsMessageAndTimeAndHappensOnce) {
  const KeyRing ring = ringOf(std::string(kFirst) + "," + kSecond);
  const std::string old = ringOf(kSecond).seal("m", 12345).value();
  const auto renewed = ring.renew(old).value();
  ASSERT_TRUE(renewed);
  const auto opened = ringOf(kFirst).open(*renewed);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->opened.message.reveal(), "m");
  EXPECT_EQ(opened->opened.created_at, 12345);
  EXPECT_FALSE(ring.renew(*renewed).value());
}

TEST(KeyRingTest, AFaultySettingNamesTheKeyByNumberOnly) {
  const auto ring = KeyRing::parse(std::string(kFirst) + ",no-key-at-all");
  ASSERT_FALSE(ring);
  EXPECT_EQ(ring.error().code, "settings_fernet_key");
  EXPECT_NE(ring.error().message.find("key 2"), std::string::npos);
  EXPECT_EQ(ring.error().message.find("no-key"), std::string::npos);
  EXPECT_FALSE(KeyRing::parse(""));
  EXPECT_FALSE(KeyRing::parse(std::string(kFirst) + ","));
  std::string many = kFirst;
  for (int i = 0; i < 16; ++i) many += std::string(",") + kFirst;
  EXPECT_FALSE(KeyRing::parse(std::move(many)));
}

TEST(KeyRingTest, TheTextOfTheSettingIsWiped) {
  std::string text = kFirst;
  const char* bytes = text.data();  // longer than what a string keeps in itself
  ASSERT_TRUE(KeyRing::parse(std::move(text)));
  // NOLINTNEXTLINE(bugprone-use-after-move): parse() leaves it empty, its bytes overwritten
  EXPECT_TRUE(text.empty());
  EXPECT_EQ(std::string_view(bytes, 44).find_first_not_of('\0'), std::string_view::npos);
}

TEST(SecretTest, MovingLeavesNothingBehind) {
  Secret first = Secret::take(std::string("password"));
  const Secret second = std::move(first);
  EXPECT_EQ(second.reveal(), "password");
  // NOLINTNEXTLINE(bugprone-use-after-move): what is left of it is what is asked for
  EXPECT_EQ(first.size(), 0U);
}

}  // namespace
}  // namespace fairlead::credentials
