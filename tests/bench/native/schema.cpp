// A model's output from text to verdict.
#include "core/schema/schema.h"

#include <memory>
#include <string>
#include <utility>

#include "core/schema/wire.h"
#include "tests/bench/native/cases.h"
#include "tests/bench/native/files.h"

namespace fairlead::bench {

void addSchema() {
  auto compiled = schema::compileText(read("schema.json"), "");
  require(compiled.has_value(), "The schema does not compile.");
  const auto schema = std::make_shared<const schema::Schema>(*std::move(compiled));
  const std::string text = read("summary.json");
  const auto validation = schema->validate(text);
  require(validation.has_value() && validation->valid, "The document is not valid.");
  add("schema/from text/ours", [schema, text] { return schema->validate(text); });
  add("schema/from text/ours, answer as text",
      [schema, text] { return schema::validateText(*schema, text); });
}

}  // namespace fairlead::bench
