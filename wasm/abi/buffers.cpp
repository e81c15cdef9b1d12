#include "wasm/abi/buffers.h"

#include <cstdlib>
#include <cstring>
#include <string>

#include "wasm/abi/fairlead.h"

namespace fairlead::abi {
namespace {

/// A buffer that outgrew this is given back when a call needs less.
constexpr std::uint32_t kKeptBytes = 1 << 20;

struct Input {
  std::uint8_t* bytes = nullptr;
  std::uint32_t capacity = 0;
};

Input& inputBuffer() {
  static Input buffer;
  return buffer;
}

}  // namespace

std::string_view input(std::uint32_t length) {
  return input(0, length);
}

std::string_view input(std::uint32_t offset, std::uint32_t length) {
  const Input& buffer = inputBuffer();
  const std::string_view all(reinterpret_cast<const char*>(buffer.bytes), buffer.capacity);
  return offset <= all.size() ? all.substr(offset, length) : std::string_view();
}

const std::uint8_t* reply(std::string_view answer) {
  static std::string frame;
  const auto length = static_cast<std::uint32_t>(answer.size());
  frame.resize(sizeof length);
  std::memcpy(frame.data(), &length, sizeof length);
  frame += answer;
  return reinterpret_cast<const std::uint8_t*>(frame.data());
}

const std::uint8_t* answer(std::string (*rule)(std::string_view), std::uint32_t length) {
  return reply(rule(input(length)));
}

}  // namespace fairlead::abi

using namespace fairlead::abi;

uint8_t* fl_input(uint32_t size) {
  Input& buffer = inputBuffer();
  const bool fits = buffer.bytes != nullptr && size <= buffer.capacity;
  if (fits && buffer.capacity <= kKeptBytes) return buffer.bytes;
  const std::uint32_t capacity = size < 4096 ? 4096 : size;
  std::free(buffer.bytes);
  buffer.bytes = static_cast<std::uint8_t*>(std::malloc(capacity));
  buffer.capacity = buffer.bytes == nullptr ? 0 : capacity;
  return buffer.bytes;
}
