#include "core/dom/wire.h"
#include "tests/vectors/native/operations.h"

namespace fairlead::vectors {

void addJson(Operations& operations) {
  operations["json.canonicalize"] = [](const dom::Value&, const dom::Value& input) {
    return dom::canonicalizeJson(textMember(input, "text"));
  };
}

}  // namespace fairlead::vectors
