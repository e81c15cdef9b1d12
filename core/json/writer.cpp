#include "core/json/writer.h"

#include <array>
#include <cassert>
#include <cmath>
#include <span>
#include <utility>

#include "core/json/canonical.h"
#include "core/json/json.h"
#include "core/json/pointer.h"
#include "core/sort.h"

namespace fairlead::json {
namespace {

/// The JSON Pointer of the value that would come next after `text`, the start of a JSON text.
class NextPlace {
 public:
  explicit NextPlace(std::string_view text) : text_(text) {}

  std::string pointer() {
    while (at_ < text_.size()) step();
    std::string out;
    for (const Level& level : levels_) {
      out += '/';
      if (level.name.empty())
        out += std::to_string(level.index);
      else
        appendEscaped(out, parse(level.name, {.max_bytes = level.name.size()})->root().string());
    }
    return out;
  }

 private:
  /// An open array or object.
  struct Level {
    std::string_view name;  // the last string there, with its quotes; empty in an array
    std::size_t index = 0;
  };

  void step() {
    const char c = text_[at_];
    if (c == '"') return takeString();
    ++at_;
    if (c == '[' || c == '{')
      levels_.push_back({c == '[' ? std::string_view() : "\"\"", 0});
    else if (c == ']' || c == '}')
      levels_.pop_back();
    else if (c == ',')
      ++levels_.back().index;
  }

  void takeString() {
    const std::size_t first = at_;
    for (++at_; text_[at_] != '"'; ++at_)
      if (text_[at_] == '\\') ++at_;
    ++at_;
    if (!levels_.empty() && !levels_.back().name.empty())
      levels_.back().name = text_.substr(first, at_ - first);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Level> levels_;
};

}  // namespace

Writer Writer::after(std::string_view opening) {
  Writer writer(256);
  writer.text_ = opening;
  writer.start_ = opening.size();
  return writer;
}

/// Whether `text` is what a Writer should have written. What parse() would not read again, as too
/// deep or too large, is let pass.
bool Writer::isCanonical(std::string_view text) {
  const Result<Document> document = parse(text, {.max_bytes = kMaxBytes});
  if (!document)
    return document.error().code == "json_too_deep" || document.error().code == "json_too_large";
  Writer again(text.size());
  again.value(document->root());
  return again.text_ == text;
}

/// The comma before a value or a name, unless it is the first of its container or follows a name.
void Writer::separate() {
  if (text_.size() == start_) return;
  const char last = text_.back();
  if (last != '[' && last != '{' && last != ':') text_ += ',';
}

void Writer::beginObject() {
  separate();
  text_ += '{';
}

void Writer::endObject() {
  text_ += '}';
}

void Writer::beginArray() {
  separate();
  text_ += '[';
}

void Writer::endArray() {
  text_ += ']';
}

void Writer::name(std::string_view name) {
  separate();
  appendQuoted(text_, name);
  text_ += ':';
}

void Writer::null() {
  separate();
  text_ += "null";
}

void Writer::boolean(bool value) {
  separate();
  text_ += value ? "true" : "false";
}

void Writer::integer(std::int64_t value) {
  separate();
  if (value > kMaxSafeInteger || value < -kMaxSafeInteger) return refuseInteger();
  appendNumber(text_, value);
}

void Writer::unsignedInteger(std::uint64_t value) {
  separate();
  if (value > static_cast<std::uint64_t>(kMaxSafeInteger)) return refuseInteger();
  appendNumber(text_, static_cast<std::int64_t>(value));
}

void Writer::number(double value) {
  separate();
  if (!std::isfinite(value)) return refuse("json_number_out_of_range", "JSON has no such number.");
  if (isUnsafeInteger(value)) return refuseInteger();
  appendNumber(text_, value);
}

void Writer::string(std::string_view text) {
  separate();
  appendQuoted(text_, text);
}

void Writer::raw(std::string_view canonical) {
  separate();
  text_ += canonical;
}

void Writer::value(Value value) {
  switch (value.kind()) {
    case Kind::kNull:
      return null();
    case Kind::kBoolean:
      return boolean(value.boolean());
    case Kind::kInteger:
      return integer(value.integer());
    case Kind::kUnsigned:
      return unsignedInteger(value.unsignedInteger());
    case Kind::kDouble:
      return number(value.number());
    case Kind::kString:
      return string(value.string());
    case Kind::kArray:
      return array(value.array());
    case Kind::kObject:
      return object(value.object());
  }
}

void Writer::array(Array array) {
  beginArray();
  for (const Value item : array) value(item);
  endArray();
}

void Writer::object(Object object) {
  std::array<const Node*, kIndexedFrom> few;
  std::vector<const Node*> many;
  if (object.isIndexed()) many.resize(object.size());
  const std::span names(object.isIndexed() ? many.data() : few.data(), object.size());
  auto next = names.begin();
  for (const Member member : object) *next++ = member.value.place() - 1;

  const auto memberAt = [&](const Node* name) {
    return *Object::Iterator(name, object.characters_);
  };
  const auto before = [&](const Node* a, const Node* b) {
    return lessByCodeUnits(memberAt(a).name, memberAt(b).name);
  };
  sortInPlace(names, before);

  beginObject();
  for (const Node* name : names) member(memberAt(name));
  endObject();
}

void Writer::member(const Member& member) {
  name(member.name);
  value(member.value);
}

void Writer::refuseInteger() {
  refuse("json_integer_unsafe", "An integer beyond 2^53 - 1 has no canonical form.");
}

void Writer::refuse(std::string_view code, std::string message) {
  if (!fault_) {
    const std::string_view written = text_;
    fault_ = Error{code, std::move(message), NextPlace(written.substr(start_)).pointer()};
  }
  text_ += "null";
}

Result<std::string> Writer::finish() && {
  if (fault_) return std::unexpected(*std::move(fault_));
  assert(isCanonical(std::string_view(text_).substr(start_)));
  return std::move(text_);
}

Result<std::string> canonicalize(Value value) {
  Writer out;
  out.value(value);
  return std::move(out).finish();
}

}  // namespace fairlead::json
