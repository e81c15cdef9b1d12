#include "core/json/wire.h"
#include "tests/vectors/native/operations.h"

namespace fairlead::vectors {

void addJson(Operations& operations) {
  operations["json.canonicalize"] = [](json::Value, json::Value input) {
    return json::canonicalizeJson(textMember(input, "text"));
  };
}

}  // namespace fairlead::vectors
