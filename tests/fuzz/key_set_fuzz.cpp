// Any document may come as a key set with its policy.
#include "core/dom/answer.h"
#include "core/token/wire.h"
#include "tests/fuzz/fuzz_dom.h"

using namespace fairlead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  const auto verifier = token::compileVerifier(input.text());
  if (!verifier) return 0;
  const dom::Value told = fuzz::requireAnswer(dom::answer(token::describe(*verifier)));
  fuzz::promise(told.at("usable").to_number<int>() > 0, "a verifier has a key");
  fuzz::requireAnswer(token::verifyToken(*verifier, "e30.e30.", 0));
  return 0;
}
