// Calls of the C ABI as a faulty or hostile host makes them: functions in any order, handles that
// were released or never given, lengths that do not fit what was written. Each input is a row of
// calls; what it takes as a text, a length, a handle or a time comes from its bytes.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <tuple>
#include <type_traits>
#include <vector>

#include "tests/fuzz/fuzz.h"
#include "wasm/abi/fairlead.h"

using namespace fairlead;

namespace {

/// Reads numbers and texts off the front of an input; zero and empty when there is nothing left.
class Reader {
 public:
  explicit Reader(std::string_view rest) : rest_(rest) {}

  template <typename T>
  T take() {
    T value{};
    const std::size_t size = std::min(sizeof value, rest_.size());
    std::memcpy(&value, rest_.data(), size);
    rest_.remove_prefix(size);
    return value;
  }
  std::string_view text(std::size_t size) {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  bool empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

/// One host: what it wrote last and which objects it was given.
struct Host {
  Reader in;
  std::uint32_t written = 0;
  std::vector<std::uint32_t> handles;

  /// A length or a handle, most often one that makes sense.
  std::uint32_t number() {
    const auto how = in.take<std::uint8_t>();
    if (how < 0x60) return written;
    if (how < 0xa0) return handles.empty() ? 0 : handles[how % handles.size()];
    if (how < 0xe0) return in.take<std::uint8_t>();
    return in.take<std::uint32_t>();
  }

  void draw(std::uint32_t& argument) { argument = number(); }
  void draw(double& argument) { argument = in.take<double>(); }
  void draw(int& argument) { argument = in.take<std::int8_t>(); }
};

/// A frame is its length and then an answer.
void check(const std::uint8_t* frame) {
  std::uint32_t length = 0;
  std::memcpy(&length, frame, sizeof length);
  const fuzz::Answer answer({reinterpret_cast<const char*>(frame) + sizeof length, length});
}
void check(std::uint32_t) {}
void check(const double*) {}

template <typename Returned, typename... Arguments>
void call(Host& host, Returned (*function)(Arguments...)) {
  std::tuple<Arguments...> arguments;
  std::apply([&](auto&... each) { (host.draw(each), ...); }, arguments);
  if constexpr (std::is_void_v<Returned>)
    std::apply(function, arguments);
  else
    check(std::apply(function, arguments));
}

using Call = void (*)(Host&);

// One row for every function but those that the host below calls by itself, made from fairlead.h.
constexpr Call kCalls[] = {
#define FAIRLEAD_FUNCTION(function) [](Host& host) { call(host, function); },
#include "abi_functions.inc"
#undef FAIRLEAD_FUNCTION
};

void write(Host& host) {
  const auto length = host.in.take<std::uint16_t>();
  const std::string_view text = host.in.text(length);
  std::uint8_t* buffer = fl_input(static_cast<std::uint32_t>(text.size()));
  fuzz::promise(buffer != nullptr, "there is room for a small input");
  if (!text.empty()) std::memcpy(buffer, text.data(), text.size());
  host.written = static_cast<std::uint32_t>(text.size());
}

void step(Host& host) {
  const auto kind = host.in.take<std::uint8_t>();
  if (kind < 0x60) return write(host);
  if (kind >= 0xf0) return fl_release(host.number());
  kCalls[host.in.take<std::uint8_t>() % std::size(kCalls)](host);
  if (const std::uint32_t made = fl_handle(); made != 0) host.handles.push_back(made);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  Host host{.in = Reader(input.text()), .handles = {}};
  for (int steps = 0; !host.in.empty() && steps < 64; ++steps) step(host);
  for (const std::uint32_t handle : host.handles) fl_release(handle);
  return 0;
}
