// schema.wasm: the schema and JSON rules for browsers and other JavaScript hosts.
#include <emscripten/bind.h>

#include "core/json/wire.h"
#include "wasm/embind/binding.h"

EMSCRIPTEN_BINDINGS(schema) {
  using namespace fairlead;
  using emscripten::function;

  function("json_canonicalize", &embind::answer<json::canonicalizeJson>);
}
