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

Verifier verifierWith(std::string_view key) {
  return *compileVerifier(R"({"keys":{"keys":[)" + std::string(key) +
                          R"(]},"policy":{"algorithms":["HS256","ES256"]}})");
}

std::string_view codeOf(const Result<VerifiedToken>& result) {
  return result ? "verified" : result.error().code;
}

TEST(Verifier, LeavesEcdsaToTheHost) {
  const Verifier verifier = verifierWith(kEs256Key);
  Result<Outcome> outcome = verifier.verify(kEs256Token, kAlive);
  ASSERT_TRUE(outcome);
  auto* pending = std::get_if<PendingToken>(&*outcome);
  ASSERT_NE(pending, nullptr);
  const SignatureRequest request = pending->request();
  EXPECT_EQ(request.algorithm, Algorithm::kEs256);
  EXPECT_EQ(request.key_index, 0u);
  EXPECT_EQ(request.signing_input, kEs256Token.substr(0, kEs256Token.rfind('.')));
  EXPECT_EQ(request.signature.size(), 64u);
  EXPECT_EQ(dom::Value(request.key), *dom::parse(kEs256Key));
  EXPECT_EQ(codeOf(std::move(*pending).finish(true)), "verified");
}

TEST(Verifier, TakesTheHostsWordOnlyWhereItAsked) {
  const Verifier ecdsa = verifierWith(kEs256Key);
  EXPECT_EQ(codeOf(ecdsa.finish(kEs256Token, kAlive, true)), "verified");
  EXPECT_EQ(codeOf(ecdsa.finish(kEs256Token, kAlive, false)), "token_signature_invalid");
  const Verifier hmac = verifierWith(kHs256Key);
  EXPECT_EQ(codeOf(hmac.finish(kHs256Token, kAlive, false)), "verified");
  const std::string changed = std::string(kHs256Token.substr(0, kHs256Token.size() - 1)) + "g";
  EXPECT_EQ(codeOf(hmac.finish(changed, kAlive, true)), "token_signature_invalid");
}

TEST(Verifier, JudgesClaimsAfterTheSignature) {
  const Verifier verifier = verifierWith(kEs256Key);
  const Result<Outcome> outcome = verifier.verify(kEs256Token, kExpired);
  ASSERT_TRUE(outcome);  // nothing is said of the claims before the signature is known
  EXPECT_EQ(codeOf(verifier.finish(kEs256Token, kExpired, false)), "token_signature_invalid");
  EXPECT_EQ(codeOf(verifier.finish(kEs256Token, kExpired, true)), "token_expired");
}

TEST(Verifier, HandsOutOnlySignaturesOfTheRightLength) {
  const Verifier verifier = verifierWith(kEs256Key);
  for (const std::string& token : {std::string(kEs256Token.substr(0, kEs256Token.size() - 2)),
                                   std::string(kEs256Token) + "AA"}) {
    const Result<Outcome> outcome = verifier.verify(token, kAlive);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, "token_signature_invalid");
  }
}

TEST(Verifier, NeedsAClock) {
  const Verifier verifier = verifierWith(kHs256Key);
  for (const double now : {std::nan(""), std::numeric_limits<double>::infinity(),
                           -std::numeric_limits<double>::infinity()})
    EXPECT_EQ(codeOf(verifier.finish(kHs256Token, now, true)), "clock_invalid");
}

TEST(TokenWire, AsksForASignature) {
  EXPECT_EQ(verifyToken(verifierWith(kEs256Key), kEs256Token, kAlive),
            R"({"value":{"algorithm":"ES256","key":{"crv":"P-256","kty":"EC",)"
            R"("x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
            R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},"signature":")" +
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
  const Verifier verifier = verifierWith(kEs256Key);
  EXPECT_EQ(finishToken(verifier, kEs256Token, kAlive, true), kVerified);
  EXPECT_EQ(finishToken(verifier, kEs256Token, kAlive, false),
            R"({"error":{"code":"token_signature_invalid",)"
            R"("message":"The token's signature is not good.","path":""}})");
}

TEST(TokenWire, NeverRepeatsABadToken) {
  const Verifier verifier = verifierWith(kHs256Key);
  for (const std::string_view bad : {"secret.secret.secret", "c2VjcmV0.c2VjcmV0.c2VjcmV0"}) {
    const std::string answer = verifyToken(verifier, bad, kAlive);
    EXPECT_EQ(answer.find("secret"), std::string::npos) << answer;
    EXPECT_EQ(answer.find("c2VjcmV0"), std::string::npos) << answer;
  }
}

}  // namespace
}  // namespace fairlead::token
