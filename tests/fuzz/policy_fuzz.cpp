// Two texts, a policy and claims: what can be compiled judges any claims, and a token that is
// verified has what the policy asks for, as far as a few plain look-ups can tell.
#include "core/token/wire.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/signing.h"

using namespace fairlead;

namespace {

constexpr double kNow = 1.7e9;

void checkVerified(json::Object policy, const fuzz::Answer& answer) {
  const json::Object claims = answer.member("claims").object();
  const auto expiry = claims.find("exp");
  const auto needs_expiry = policy.find("require_exp");
  if (!needs_expiry || needs_expiry->boolean())
    fuzz::promise(expiry.has_value(), "a token that must expire does");
  if (expiry) fuzz::promise(expiry->number() > kNow - 60, "no token lives beyond the leeway");
  if (const auto required = policy.find("required_claims")) {
    for (const json::Value claim : required->array())
      fuzz::promise(claims.contains(claim.string()), "a required claim is there");
  }
  for (const auto& [member, place] : {std::pair("tenant", "tenant_id"), std::pair("role", "role"),
                                      std::pair("session", "session_id")})
    if (policy.contains(member))
      fuzz::promise(answer.member(place).isString(), "what a pointer names is there");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  const auto [policy, claims] = input.halves();
  const auto document = json::parse(policy);
  if (!document) return 0;
  const std::string setup = R"({"keys":)" + std::string(fuzz::kKeys) + R"(,"policy":)" +
                            std::string(policy) + R"(,"remember":4})";
  auto verifier = token::compileVerifier(setup);
  const fuzz::Answer told(token::compileAnswer(verifier));
  fuzz::promise(told.isError() != verifier.has_value(), "what compiles tells of itself");
  if (!verifier) return 0;
  const std::string text = fuzz::signedToken(R"({"alg":"HS256","typ":"JWT"})", claims);
  const std::string first = token::verifyToken(*verifier, text, kNow);
  const fuzz::Answer answer(first);
  if (!answer.isError()) checkVerified(document->root().object(), answer);
  fuzz::promise(token::verifyToken(*verifier, text, kNow) == first,
                "asked again, it says the same");
  return 0;
}
