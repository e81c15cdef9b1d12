#include "core/json/wire.h"
#include "tests/proof/answers.h"

namespace fairlead::proof {

void addJson(Operations& operations) {
  operations["json.canonicalize"] = [](const std::vector<std::string>&) -> Ask {
    return [](std::string_view text) { return json::canonicalizeJson(text); };
  };
}

}  // namespace fairlead::proof
