// schema.wasm: the schema and JSON rules for browsers and other JavaScript hosts.
#include "core/json/wire.h"
#include "core/schema/wire.h"
#include "wasm/embind/binding.h"

using namespace fairlead;
using schema::Schema;

namespace {

embind::Compiled<Schema> compile(const std::string& text, const std::string& options) {
  return embind::Compiled(schema::compileText(text, options));
}

}  // namespace

EMSCRIPTEN_BINDINGS(schema) {
  using emscripten::function;

  embind::declareCompiled<Schema>("Schema");
  function("schema_compile", &compile);
  function("schema_validate", &embind::ask<Schema, schema::validateText>);

  function("json_canonicalize", &embind::answer<json::canonicalizeJson>);
}
