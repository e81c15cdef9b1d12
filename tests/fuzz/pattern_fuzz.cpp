// A line that may be a pattern, and a text to search.
#include "core/schema/pattern.h"
#include "tests/fuzz/fuzz.h"

using namespace fairlead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  const auto [expression, text] = input.halves();
  const auto pattern = schema::Pattern::compile(expression);
  if (!pattern) return 0;
  fuzz::promise(schema::Pattern::isWellFormed(expression), "what compiles is well formed");
  const bool found = pattern->search(text);
  const auto anywhere = schema::Pattern::compile("[^]*(?:" + std::string(expression) + ")");
  if (anywhere) fuzz::promise(anywhere->search(text) == found, "a search looks everywhere");
  return 0;
}
