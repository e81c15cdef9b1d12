#include <memory>

#include "core/json/answer.h"
#include "core/json/reader.h"
#include "core/schema/wire.h"
#include "tests/proof/answers.h"

namespace fairlead::proof {
namespace {

using schema::Schema;

/// Documents: the setup. Inputs: the texts of documents.
template <std::string (*kAnswer)(const Schema&, std::string_view)>
Ask ask(const std::vector<std::string>& documents) {
  const Result<Schema> compiled = schema::compileSetup(documents.at(0));
  if (!compiled) {
    return [answer = json::answer(compiled.error())](std::string_view) { return answer; };
  }
  return [compiled = *compiled](std::string_view text) { return kAnswer(compiled, text); };
}

/// No documents. Inputs: {"setup", "text"}, both as texts: many schemas with a document or two
/// each.
Ask once(const std::vector<std::string>&) {
  return [](std::string_view input) {
    const Result<json::Document> document = json::parse(input, {.max_bytes = 4 << 20});
    if (!document) return json::answer(document.error());
    json::ObjectReader in(document->root());
    const Result<Schema> compiled = schema::compileSetup(in.string("setup"));
    return compiled ? schema::validateText(*compiled, in.string("text"))
                    : json::answer(compiled.error());
  };
}

}  // namespace

void addSchema(Operations& operations) {
  operations["schema.check_output"] = ask<schema::checkOutputText>;
  operations["schema.validate"] = ask<schema::validateText>;
  operations["schema.once"] = once;
}

}  // namespace fairlead::proof
