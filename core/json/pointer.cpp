#include "core/json/pointer.h"

#include <algorithm>
#include <charconv>

namespace fairlead::json {
namespace {

/// One token of a pointer with `~0` and `~1` undone; false when a `~` stands alone.
bool unescape(std::string_view token, std::string& out) {
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] != '~') {
      out += token[i];
      continue;
    }
    if (++i == token.size() || (token[i] != '0' && token[i] != '1')) return false;
    out += token[i] == '0' ? '~' : '/';
  }
  return true;
}

std::optional<Value> item(Array array, std::string_view token) {
  std::size_t index = 0;
  const auto [end, ec] = std::from_chars(token.data(), token.data() + token.size(), index);
  const bool plain = ec == std::errc() && end == token.data() + token.size() &&
                     (token.size() == 1 || token.front() != '0');
  return plain && index < array.size() ? std::optional(array[index]) : std::nullopt;
}

}  // namespace

void appendEscaped(std::string& out, std::string_view token) {
  for (const char c : token) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
}

std::string Path::text() const {
  if (parent_ == nullptr) return {};
  std::string out = parent_->text();
  out += '/';
  if (member_.data() == nullptr)
    out += std::to_string(index_);
  else
    appendEscaped(out, member_);
  return out;
}

Result<Pointer> Pointer::parse(std::string_view text) {
  const auto refused = [&] {
    return fail("member_value",
                "A JSON Pointer is empty or starts with \"/\" and has only ~0 and "
                "~1 as escapes.");
  };
  Pointer pointer;
  if (!text.empty() && text.front() != '/') return refused();
  while (!text.empty()) {
    text.remove_prefix(1);
    const std::string_view token = text.substr(0, text.find('/'));
    if (!unescape(token, pointer.tokens_.emplace_back())) return refused();
    text.remove_prefix(token.size());
  }
  return pointer;
}

std::optional<Value> Pointer::find(Value root) const {
  std::optional<Value> value = root;
  for (const std::string& token : tokens_) {
    if (value->isObject())
      value = value->object().find(token);
    else if (value->isArray())
      value = item(value->array(), token);
    else
      return std::nullopt;
    if (!value) break;
  }
  return value;
}

std::string Pointer::text() const {
  std::string out;
  for (const std::string& token : tokens_) {
    out += '/';
    appendEscaped(out, token);
  }
  return out;
}

}  // namespace fairlead::json
