#include "core/json/value.h"

#include <algorithm>
#include <cmath>

namespace fairlead::json {

std::optional<std::int64_t> Value::asInteger() const {
  if (!isNumber()) return std::nullopt;
  if (kind() == Kind::kInteger) {
    const bool safe = node_->integer <= kMaxSafeInteger && node_->integer >= -kMaxSafeInteger;
    return safe ? std::optional(node_->integer) : std::nullopt;
  }
  const double value = number();
  const bool safe =
      std::fabs(value) <= static_cast<double>(kMaxSafeInteger) && std::trunc(value) == value;
  return safe ? std::optional(static_cast<std::int64_t>(value)) : std::nullopt;
}

Value Array::operator[](std::size_t index) const {
  assert(index < size());
  Iterator item = begin();
  while (index-- > 0) ++item;
  return *item;
}

std::optional<Object::Found> Object::locate(std::string_view name) const {
  if (isIndexed()) return locateByIndex(name);
  Iterator at = begin();
  for (std::size_t i = 0; i < size(); ++i, ++at)
    if (const Member member = *at; member.name == name) return Found{i, member.value};
  return std::nullopt;
}

std::optional<Object::Found> Object::locateByIndex(std::string_view name) const {
  const auto nameOf = [this](const Node& entry) { return Value(node_ + entry.name, characters_); };
  const Node* const last = index() + size();
  const Node* const entry =
      std::lower_bound(index(), last, name,
                       [&](const Node& a, std::string_view b) { return nameOf(a).string() < b; });
  if (entry == last || nameOf(*entry).string() != name) return std::nullopt;
  return Found{entry->size, Value(node_ + entry->name + 1, characters_)};
}

std::optional<Value> Object::find(std::string_view name) const {
  const std::optional<Found> found = locate(name);
  return found ? std::optional(found->value) : std::nullopt;
}

std::optional<std::size_t> Object::indexOf(std::string_view name) const {
  const std::optional<Found> found = locate(name);
  return found ? std::optional(found->index) : std::nullopt;
}

}  // namespace fairlead::json
