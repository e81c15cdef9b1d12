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
