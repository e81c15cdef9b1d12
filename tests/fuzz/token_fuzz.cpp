// No text that was not signed is ever verified, whatever the host says of its signature.
#include "core/token/wire.h"
#include "tests/fuzz/fuzz_dom.h"

using namespace fairlead;

namespace {

// The key of RFC 7515 A.3; the second is 32 bytes that no seed was signed with.
constexpr std::string_view kSetup = R"({"keys":{"keys":[
  {"kty":"EC","crv":"P-256","kid":"ec","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
   "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},
  {"kty":"oct","kid":"mac","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}]},
  "policy":{"algorithms":["HS256","ES256"],"require_exp":false,"tenant":"/app_metadata/tenant_id"}})";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto verifier = token::compileVerifier(kSetup);
  fuzz::promise(verifier.has_value(), "the setup compiles");
  const fuzz::Input input(data, size);
  const dom::Value first = fuzz::requireAnswer(token::verifyToken(*verifier, input.text(), 1.8e9));
  if (!first.is_null())
    fuzz::promise(first.at("state") == "needs_signature", "nothing is verified by itself");
  const auto refused = token::finishToken(*verifier, input.text(), 1.8e9, false);
  fuzz::promise(fuzz::requireAnswer(refused).is_null(), "a bad signature is refused");
  const auto vouched = token::finishToken(*verifier, input.text(), 1.8e9, true);
  if (first.is_null())
    fuzz::promise(fuzz::requireAnswer(vouched).is_null(),
                  "a host cannot vouch for what was refused");
  return 0;
}
