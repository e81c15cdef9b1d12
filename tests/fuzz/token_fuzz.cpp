// No text that was not signed is ever verified, whatever the host says of its signature; and a
// verifier that remembers signatures says what one says that does not.
#include "core/token/wire.h"
#include "tests/fuzz/fuzz.h"

using namespace fairlead;

namespace {

constexpr double kNow = 1.8e9;

// The key of RFC 7515 A.3; the second is 32 bytes that no seed was signed with.
std::string setup(int remember) {
  return R"({"keys":{"keys":[
  {"kty":"EC","crv":"P-256","kid":"ec","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
   "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},
  {"kty":"oct","kid":"mac","k":"__jx6uPc1c7HwLmyq6Sdlo-IgXpzbGVeV1BJQjs0LSY"}]},
  "policy":{"algorithms":["HS256","ES256"],"require_exp":false,"tenant":"/app_metadata/tenant_id"},
  "remember":)" +
         std::to_string(remember) + "}";
}

token::Verifier verifierThatRemembers(int remember) {
  Result<token::Verifier> verifier = token::compileVerifier(setup(remember));
  fuzz::promise(verifier.has_value(), "the setup compiles");
  return *std::move(verifier);
}

void checkToken(token::Verifier& verifier, std::string_view text) {
  const fuzz::Answer first(token::verifyToken(verifier, text, kNow));
  if (!first.isError())
    fuzz::promise(first.member("state").string() == "needs_signature",
                  "nothing is verified by itself");
  const fuzz::Answer refused(token::finishToken(verifier, text, kNow, false));
  fuzz::promise(refused.isError(), "a bad signature is refused");
  const fuzz::Answer vouched(token::finishToken(verifier, text, kNow, true));
  if (first.isError()) fuzz::promise(vouched.isError(), "a host cannot vouch for what was refused");
}

void checkCompact(token::Verifier& verifier, std::string_view text) {
  const fuzz::Answer first(token::verifyCompact(verifier, text));
  const fuzz::Answer refused(token::finishCompact(verifier, text, false));
  fuzz::promise(refused.isError(), "a bad signature is refused");
  const fuzz::Answer vouched(token::finishCompact(verifier, text, true));
  fuzz::promise(first.isError() == vouched.isError(), "the host's word finishes what was begun");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static token::Verifier plain = verifierThatRemembers(0);
  static token::Verifier remembering = verifierThatRemembers(100);
  const fuzz::Input input(data, size);
  checkToken(plain, input.text());
  checkCompact(plain, input.text());
  const std::string vouched = token::finishToken(plain, input.text(), kNow, true);
  fuzz::promise(token::finishToken(remembering, input.text(), kNow, true) == vouched,
                "remembering changes no answer");
  return 0;
}
