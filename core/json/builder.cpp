#include "core/json/builder.h"

#include <algorithm>
#include <span>

#include "core/json/pointer.h"
#include "core/sort.h"

namespace fairlead::json {

// One node takes at least two bytes of text ("0,"), most take far more. Room for a seventh, twice
// doubled, is room for all, at 14 times the text while the row moves; the copy makes it 15.
Builder::Builder(std::string_view text, bool onlySafeIntegers)
    : text_(text.data()),
      repeated_(std::numeric_limits<std::size_t>::max()),
      only_safe_integers_(onlySafeIntegers) {
  document_.characters_ = std::make_unique_for_overwrite<char[]>(text.size());
  std::copy(text.begin(), text.end(), document_.characters_.get());
  document_.nodes_.reserve(text.size() / 7 + 16);
}

std::string_view Builder::nameAt(std::size_t node) const {
  const Node& name = document_.nodes_[node];
  return {document_.characters_.get() + name.begin, name.size};
}

void Builder::notice(std::size_t name) {
  repeated_ = std::min(repeated_, name);
}

void Builder::closeObject(std::size_t members) {
  const std::size_t object = open_[depth_ - 1];
  document_.nodes_[object].size = static_cast<std::uint32_t>(members);
  if (members > kIndexedFrom)
    appendIndex(object);
  else if (members > 1)
    compareNames(object);
  close(members);
}

/// Each name of a small object with those before it.
void Builder::compareNames(std::size_t object) {
  std::array<std::size_t, kIndexedFrom> before;
  std::size_t at = object + 1;
  for (std::size_t i = 0; i < document_.nodes_[object].size; ++i) {
    for (std::size_t j = 0; j < i; ++j)
      if (nameAt(before[j]) == nameAt(at)) return notice(at);
    before[i] = at;
    at += 1 + document_.nodes_[at + 1].span();
  }
}

/// One node a member, in the order of the names; equal names stand side by side.
void Builder::appendIndex(std::size_t object) {
  std::vector<Node>& nodes = document_.nodes_;
  const std::uint32_t members = nodes[object].size;
  std::size_t at = object + 1;
  const std::size_t first = nodes.size();
  for (std::uint32_t i = 0; i < members; ++i) {
    Node& entry = nodes.emplace_back();
    entry.size = i;
    entry.name = at - object;
    at += 1 + nodes[at + 1].span();
  }
  const auto nameOf = [&](const Node& entry) { return nameAt(object + entry.name); };
  const auto before = [&](const Node& a, const Node& b) {
    const int order = nameOf(a).compare(nameOf(b));
    return order < 0 || (order == 0 && a.size < b.size);
  };
  sortInPlace(std::span(nodes).subspan(first), before);
  for (std::size_t i = first + 1; i < nodes.size(); ++i)
    if (nameOf(nodes[i - 1]) == nameOf(nodes[i])) notice(object + nodes[i].name);
}

/// The value in `at` that `target` is inside of, or is the name of; `path` is led there.
Value Builder::stepTowards(const Node* target, Value at, std::string& path) {
  const auto reaches = [target](Value value) {
    return target < value.place() + value.place()->span();
  };
  path += '/';
  if (at.isObject()) {
    for (const Member member : at.object()) {
      if (!reaches(member.value)) continue;
      appendEscaped(path, member.name);
      return member.value;
    }
  }
  std::size_t index = 0;
  auto item = at.array().begin();
  for (; !reaches(*item); ++item) ++index;
  path += std::to_string(index);
  return *item;
}

std::optional<std::string> Builder::repeatedMember() const {
  if (repeated_ >= document_.nodes_.size()) return std::nullopt;
  const Node* const target = &document_.nodes_[repeated_];
  std::string path;
  for (Value at = document_.root(); at.place() < target;) at = stepTowards(target, at, path);
  return path;
}

}  // namespace fairlead::json
