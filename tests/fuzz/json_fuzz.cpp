// What is read and written canonically reads back as the same.
#include "tests/fuzz/fuzz_dom.h"

using namespace fairlead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  const Result<dom::Value> value = dom::parse(input.text());
  if (!value) return 0;
  const Result<std::string> canonical = dom::canonicalize(*value);
  if (!canonical) return 0;
  const Result<dom::Value> again = dom::parse(*canonical, {.max_bytes = canonical->size()});
  fuzz::promise(again.has_value(), "the canonical form can be read");
  fuzz::promise(dom::canonicalize(*again) == *canonical, "the canonical form is its own");
  return 0;
}
