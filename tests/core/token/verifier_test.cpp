// The two phases of a verification, and what the wire's answers say of them. The rules themselves
// are shown by tests/vectors/token.
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "core/token/wire.h"

namespace fairlead::token {
namespace {

// RFC 7515, A.1 and A.3.
constexpr std::string_view kHs256Key =
    R"({"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"})";
constexpr std::string_view kHs256Token =
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
    "fQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
constexpr std::string_view kEs256Key =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})";
constexpr std::string_view kEs256Token =
    "eyJhbGciOiJFUzI1NiJ9"
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
    "fQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
constexpr double kAlive = 1300819379;
constexpr double kExpired = 1300819386;

// RFC 8037, A.4, whose payload is a sentence.
constexpr std::string_view kEdKey =
    R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";
constexpr std::string_view kEdToken =
    "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
    ".hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

Verifier verifierWith(std::string_view key, int remember = 0) {
  return *compileVerifier(R"({"keys":{"keys":[)" + std::string(key) +
                          R"(]},"policy":{"algorithms":["HS256","ES256","EdDSA"]},"remember":)" +
                          std::to_string(remember) + "}");
}

std::string_view codeOf(const Result<VerifiedToken>& result) {
  return result ? "verified" : result.error().code;
}

/// The decision with a host that says so of every signature.
Result<VerifiedToken> decide(Verifier& verifier, std::string_view text, double now, bool word,
                             Ed25519By ed25519 = Ed25519By::kCore) {
  Result<SignedToken> token = verifier.open(text, ed25519);
  if (!token) return std::unexpected(token.error());
  if (const auto settled = verifier.settle(*token, word); !settled)
    return std::unexpected(settled.error());
  return verifier.judge(std::move(*token), now);
}

TEST(Verifier, LeavesEcdsaToTheHost) {
  Verifier verifier = verifierWith(kEs256Key);
  Result<SignedToken> token = verifier.open(kEs256Token);
  ASSERT_TRUE(token);
  EXPECT_FALSE(token->is_settled);
  const SignatureRequest request = verifier.request(*token);
  EXPECT_EQ(request.algorithm, Algorithm::kEs256);
  EXPECT_EQ(request.key_index, 0u);
  EXPECT_EQ(request.signing_input, kEs256Token.substr(0, kEs256Token.rfind('.')));
  EXPECT_EQ(request.signature.size(), 64u);
  EXPECT_NE(request.key.ec(), nullptr);
  ASSERT_TRUE(verifier.settle(*token, true));
  EXPECT_EQ(codeOf(verifier.judge(std::move(*token), kAlive)), "verified");
}

TEST(Verifier, JudgesNoTokenThatIsNotSettled) {
  Verifier verifier = verifierWith(kEs256Key);
  EXPECT_EQ(codeOf(verifier.judge(std::move(*verifier.open(kEs256Token)), kAlive)),
            "token_signature_invalid");
}

TEST(Verifier, TakesTheHostsWordOnlyWhereItAsked) {
  Verifier ecdsa = verifierWith(kEs256Key);
  EXPECT_EQ(codeOf(decide(ecdsa, kEs256Token, kAlive, true)), "verified");
  EXPECT_EQ(codeOf(decide(ecdsa, kEs256Token, kAlive, false)), "token_signature_invalid");
  Verifier hmac = verifierWith(kHs256Key);
  EXPECT_EQ(codeOf(decide(hmac, kHs256Token, kAlive, false, Ed25519By::kHost)), "verified");
  const std::string changed = std::string(kHs256Token.substr(0, kHs256Token.size() - 1)) + "g";
  EXPECT_EQ(codeOf(decide(hmac, changed, kAlive, true, Ed25519By::kHost)),
            "token_signature_invalid");
}

TEST(Verifier, LeavesEd25519ToTheHostWhereItMay) {
  Verifier verifier = verifierWith(kEdKey);
  EXPECT_TRUE(verifier.open(kEdToken)->is_settled);
  Result<SignedToken> token = verifier.open(kEdToken, Ed25519By::kHost);
  ASSERT_TRUE(token);
  EXPECT_FALSE(token->is_settled);
  EXPECT_NE(verifier.request(*token).key.ed25519(), nullptr);
  EXPECT_TRUE(verifier.settle(*token, true));
  const std::string asked = verifyCompact(verifier, kEdToken, Ed25519By::kHost);
  EXPECT_NE(asked.find(R"("key":{"crv":"Ed25519","kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcv)"),
            std::string::npos)
      << asked;
  // S, the second half, beyond the group's order: hosts would differ, so none is asked.
  std::string beyond(kEdToken);
  beyond.replace(beyond.size() - 2, 2, "_w");
  const Result<SignedToken> refused = verifier.open(beyond, Ed25519By::kHost);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "token_signature_invalid");
}

TEST(Verifier, TakesTheRulesOfAnother) {
  Verifier verifier = verifierWith(kEdKey);
  verifier = verifierWith(kEs256Key);
  EXPECT_EQ(verifier.open(kEdToken).error().code, "token_key_unknown");
  EXPECT_EQ(codeOf(decide(verifier, kEs256Token, kAlive, true)), "verified");
}

TEST(Verifier, JudgesClaimsAfterTheSignature) {
  Verifier verifier = verifierWith(kEs256Key);
  EXPECT_EQ(codeOf(decide(verifier, kEs256Token, kExpired, false)), "token_signature_invalid");
  EXPECT_EQ(codeOf(decide(verifier, kEs256Token, kExpired, true)), "token_expired");
}

TEST(Verifier, HandsOutOnlySignaturesOfTheRightLength) {
  Verifier verifier = verifierWith(kEs256Key);
  for (const std::string& token : {std::string(kEs256Token.substr(0, kEs256Token.size() - 2)),
                                   std::string(kEs256Token) + "AA"}) {
    const Result<SignedToken> opened = verifier.open(token);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, "token_signature_invalid");
  }
}

TEST(Verifier, NeedsAClock) {
  Verifier verifier = verifierWith(kHs256Key, 10);
  for (const double now : {std::nan(""), std::numeric_limits<double>::infinity(),
                           -std::numeric_limits<double>::infinity()}) {
    EXPECT_EQ(codeOf(decide(verifier, kHs256Token, now, true)), "clock_invalid");
    EXPECT_FALSE(verifier.recall(kHs256Token, now));
  }
}

TEST(Verifier, RecallsWhatItVerified) {
  Verifier verifier = verifierWith(kHs256Key, 10);
  EXPECT_FALSE(verifier.recall(kHs256Token, kAlive));
  EXPECT_EQ(codeOf(decide(verifier, kHs256Token, kAlive, false)), "verified");
  EXPECT_TRUE(verifier.recall(kHs256Token, kAlive));
  EXPECT_FALSE(verifier.recall(kHs256Token, kExpired));  // the time is judged anew
  EXPECT_TRUE(verifier.recall(kHs256Token, kAlive));
  EXPECT_EQ(codeOf(decide(verifier, kHs256Token, kExpired, false)), "token_expired");
}

TEST(Verifier, RecallsNoOtherToken) {
  Verifier verifier = verifierWith(kHs256Key, 10);
  EXPECT_EQ(codeOf(decide(verifier, kHs256Token, kAlive, false)), "verified");
  for (std::size_t at = 0; at < kHs256Token.size(); ++at) {
    std::string changed(kHs256Token);
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(verifier.recall(changed, kAlive)) << at;
  }
}

TEST(Verifier, RemembersNoBadSignature) {
  Verifier verifier = verifierWith(kEs256Key, 10);
  EXPECT_EQ(codeOf(decide(verifier, kEs256Token, kAlive, false)), "token_signature_invalid");
  EXPECT_FALSE(verifier.recall(kEs256Token, kAlive));
  EXPECT_FALSE(verifier.open(kEs256Token)->is_settled);
  EXPECT_EQ(codeOf(decide(verifier, kEs256Token, kAlive, true)), "verified");
  EXPECT_TRUE(verifier.recall(kEs256Token, kAlive));
  EXPECT_TRUE(verifier.open(kEs256Token)->is_settled);  // the host is not asked again
}

TEST(Verifier, RemembersNothingUnlessTold) {
  Verifier verifier = verifierWith(kHs256Key);
  EXPECT_EQ(codeOf(decide(verifier, kHs256Token, kAlive, false)), "verified");
  EXPECT_FALSE(verifier.recall(kHs256Token, kAlive));
}

TEST(Verifier, RecallsNoPayloadThatIsNoClaims) {
  Verifier verifier = verifierWith(kEdKey, 10);
  EXPECT_TRUE(verifier.open(kEdToken)->is_settled);
  EXPECT_FALSE(verifier.recall(kEdToken, kAlive));
}

TEST(TokenWire, AsksForASignature) {
  Verifier verifier = verifierWith(kEs256Key);
  EXPECT_EQ(verifyToken(verifier, kEs256Token, kAlive),
            R"({"value":{"algorithm":"ES256","key":{"crv":"P-256","kty":"EC",)"
            R"("x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
            R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},"key_index":0,"signature":")" +
                std::string(kEs256Token.substr(kEs256Token.rfind('.') + 1)) +
                R"(","signing_input":")" +
                std::string(kEs256Token.substr(0, kEs256Token.rfind('.'))) +
                R"(","state":"needs_signature"}})");
}

TEST(TokenWire, FinishesWithTheHostsWord) {
  constexpr std::string_view kVerified =
      R"({"value":{"algorithm":"ES256","claims":{"exp":1300819380,)"
      R"("http://example.com/is_root":true,"iss":"joe"},"expires_at":1300819380,)"
      R"("header":{"alg":"ES256"},"issued_at":null,"key_id":null,"role":null,"session_id":null,)"
      R"("state":"verified","subject":null,"tenant_id":null}})";
  Verifier verifier = verifierWith(kEs256Key);
  EXPECT_EQ(finishToken(verifier, kEs256Token, kAlive, true), kVerified);
  EXPECT_EQ(finishToken(verifier, kEs256Token, kAlive, false),
            R"({"error":{"code":"token_signature_invalid",)"
            R"("message":"The token's signature is not good.","path":""}})");
}

TEST(TokenWire, NeverRepeatsABadToken) {
  Verifier verifier = verifierWith(kHs256Key);
  for (const std::string_view bad : {"secret.secret.secret", "c2VjcmV0.c2VjcmV0.c2VjcmV0"}) {
    const std::string answer = verifyToken(verifier, bad, kAlive);
    EXPECT_EQ(answer.find("secret"), std::string::npos) << answer;
    EXPECT_EQ(answer.find("c2VjcmV0"), std::string::npos) << answer;
  }
}

}  // namespace
}  // namespace fairlead::token
