// A line that may be a schema, and a document to check against it.
#include "core/schema/wire.h"
#include "tests/fuzz/fuzz.h"

using namespace fairlead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  const auto [schemaText, document] = input.halves();
  const auto schema = schema::compileText(schemaText, R"({"format":true})");
  fuzz::Answer(schema::compileAnswer(schema));
  if (!schema) return 0;
  const fuzz::Answer verdict(schema::validateText(*schema, document));
  if (verdict.isError()) return 0;
  const bool none = verdict.member("violations").array().empty();
  fuzz::promise(verdict.member("valid").boolean() == none,
                "invalid means that something is violated");
  return 0;
}
