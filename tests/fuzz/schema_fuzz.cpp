// A line that may be a schema, and a document to check against it.
#include "core/schema/wire.h"
#include "tests/fuzz/fuzz_dom.h"

using namespace fairlead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  const auto [schemaText, document] = input.halves();
  const auto schema = schema::compileText(schemaText, R"({"format":true})");
  if (!schema) return 0;
  const dom::Value verdict = fuzz::requireAnswer(schema::validateText(*schema, document));
  if (verdict.is_null()) return 0;
  const bool none = verdict.at("violations").as_array().empty();
  fuzz::promise(verdict.at("valid").as_bool() == none, "invalid means that something is violated");
  return 0;
}
