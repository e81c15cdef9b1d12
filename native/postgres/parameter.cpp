#include "native/postgres/parameter.h"

#include <charconv>

namespace fairlead::postgres {
namespace {

template <typename Number>
void appendNumber(std::string& out, Number number) {
  char buffer[32];  // the shortest form of a double takes at most 24
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  out.append(buffer, end);
}

template <typename Number>
std::string list(char open, std::span<const Number> numbers, char close) {
  std::string out(1, open);
  for (const Number number : numbers) {
    if (out.size() > 1) out += ',';
    appendNumber(out, number);
  }
  return out += close;
}

void appendQuoted(std::string& out, std::string_view element) {
  out += '"';
  for (const char c : element) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

}  // namespace

Parameter::Parameter(double value) : text_(std::string()) {
  appendNumber(*text_, value);
}

Parameter Parameter::array(std::span<const std::string> elements) {
  std::string out = "{";
  for (const std::string& element : elements) {
    if (out.size() > 1) out += ',';
    appendQuoted(out, element);
  }
  return out += '}';
}

Parameter Parameter::array(std::span<const std::int64_t> elements) {
  return list('{', elements, '}');
}

Parameter Parameter::vector(std::span<const float> numbers) {
  return list('[', numbers, ']');
}

}  // namespace fairlead::postgres
