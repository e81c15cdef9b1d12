// Any document may come as a key set with its policy.
#include "core/token/wire.h"
#include "tests/fuzz/fuzz.h"

using namespace fairlead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  auto verifier = token::compileVerifier(input.text());
  const fuzz::Answer told(token::compileAnswer(verifier));
  fuzz::promise(told.isError() != verifier.has_value(), "what compiles tells of itself");
  if (!verifier) return 0;
  fuzz::promise(told.member("usable").number() > 0, "a verifier has a key");
  fuzz::Answer(token::verifyToken(*verifier, "e30.e30.", 0));
  return 0;
}
