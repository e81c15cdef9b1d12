// schema.wasm: the schema and JSON rules for browsers and other JavaScript hosts.
#include "core/json/wire.h"
#include "core/schema/wire.h"
#include "wasm/embind/binding.h"

using namespace fairlead;
using schema::OutputStream;
using schema::Schema;

namespace {

embind::Compiled<Schema> compile(const std::string& text, const std::string& options) {
  return embind::Compiled(schema::compileText(text, options));
}

/// A stream cannot be copied, as Embind does with what it gets by value; the caller owns this one.
embind::Compiled<OutputStream>* stream(const embind::Compiled<Schema>& schema) {
  return new embind::Compiled(Result<OutputStream>(OutputStream(schema.object())));
}
std::string push(embind::Compiled<OutputStream>& stream, const std::string& chunk) {
  return schema::pushChunk(stream.object(), chunk);
}
std::string finish(embind::Compiled<OutputStream>& stream) {
  return schema::finishStream(stream.object());
}

}  // namespace

EMSCRIPTEN_BINDINGS(schema) {
  using emscripten::function;

  embind::declareCompiled<Schema>("Schema");
  function("schema_compile", &compile);
  function("schema_validate", &embind::ask<Schema, schema::validateText>);
  function("schema_check_output", &embind::ask<Schema, schema::checkOutputText>);

  embind::declareCompiled<OutputStream>("OutputStream");
  function("schema_stream", &stream, emscripten::allow_raw_pointers());
  function("schema_push", &push);
  function("schema_finish", &finish);

  function("json_canonicalize", &embind::answer<json::canonicalizeJson>);
}
