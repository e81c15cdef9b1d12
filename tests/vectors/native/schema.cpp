#include "core/json/answer.h"
#include "core/schema/wire.h"
#include "tests/vectors/native/operations.h"

namespace fairlead::vectors {
namespace {

std::string compile(const dom::Value& setup, const dom::Value&) {
  return schema::compileAnswer(schema::compileSetup(textOf(setup)));
}

std::string validate(const dom::Value& setup, const dom::Value& input) {
  const Result<schema::Schema> schema = schema::compileSetup(textOf(setup));
  if (!schema) return json::answer(schema.error());
  return schema::validateText(*schema, textMember(input, "text"));
}

}  // namespace

void addSchema(Operations& operations) {
  operations["schema.compile"] = compile;
  operations["schema.validate"] = validate;
}

}  // namespace fairlead::vectors
