// Reading a text: ours with all it refuses, beside Boost's parser.
#include "core/json/json.h"

#include <string>

#include <boost/json.hpp>

#include "tests/bench/native/cases.h"
#include "tests/bench/native/files.h"

namespace fairlead::bench {

void addJson() {
  for (const std::string name : {"summary.json", "registry.json"}) {
    const std::string text = read(name);
    const json::Limits limits{.max_bytes = text.size()};
    require(json::parse(text, limits).has_value(), "The document is refused.");
    add("json/" + name + "/ours", [text, limits] { return json::parse(text, limits); });
    add("json/" + name + "/Boost.JSON", [text] { return boost::json::parse(text); });
  }
}

}  // namespace fairlead::bench
