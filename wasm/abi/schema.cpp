#include "core/schema/wire.h"
#include "wasm/abi/fairlead.h"
#include "wasm/abi/objects.h"

using namespace fairlead;
using abi::ask;
using abi::input;

const uint8_t* fl_schema_compile(uint32_t schema, uint32_t options) {
  return abi::keep(schema::compileText(input(schema), input(schema, options)));
}
const uint8_t* fl_schema_validate(uint32_t schema, uint32_t document) {
  return ask(schema, schema::validateText, input(document));
}
const uint8_t* fl_schema_check_output(uint32_t schema, uint32_t text) {
  return ask(schema, schema::checkOutputText, input(text));
}
const uint8_t* fl_schema_stream(uint32_t schema) {
  const schema::Schema* compiled = abi::objects().find<schema::Schema>(schema);
  if (compiled == nullptr)
    return abi::keep<schema::OutputStream>(std::unexpected(abi::badHandle()));
  return abi::keep<schema::OutputStream>(schema::OutputStream(*compiled));
}
const uint8_t* fl_schema_push(uint32_t stream, uint32_t chunk) {
  return ask(stream, schema::pushChunk, input(chunk));
}
const uint8_t* fl_schema_finish(uint32_t stream) {
  return ask(stream, schema::finishStream);
}
