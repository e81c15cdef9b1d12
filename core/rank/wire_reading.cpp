#include "core/rank/wire_reading.h"

#include <optional>

namespace fairlead::rank {

std::vector<float> readVector(json::ObjectReader& in) {
  std::vector<float> vector;
  const std::optional<json::Value> value = in.nullable("vector");
  if (!value) return vector;
  const std::optional<json::Array> components = value->asArray();
  if (!components) {
    in.refuse("member_type", "The vector must be an array of numbers.", "vector");
    return vector;
  }
  vector.reserve(components->size());
  for (const json::Value component : *components) {
    const std::optional<double> number = component.asNumber();
    if (!number && !component.isNull())
      in.refuse("member_type", "A vector has numbers only.", "vector");
    vector.push_back(static_cast<float>(number.value_or(std::numeric_limits<double>::quiet_NaN())));
  }
  return vector;
}

std::vector<std::string_view> readIds(json::ObjectReader& in, std::string_view member) {
  std::vector<std::string_view> ids;
  for (const json::Value id : in.array(member)) {
    if (const auto text = id.asString())
      ids.push_back(*text);
    else
      in.refuse("member_type", "An id must be a string.", member);
  }
  return ids;
}

}  // namespace fairlead::rank
