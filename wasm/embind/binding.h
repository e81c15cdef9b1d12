// How the wire functions of the core look to Embind, which passes text as std::string and objects
// by handles of its own.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <emscripten/bind.h>

#include "core/error.h"

namespace fairlead::embind {

/// What a compilation gives JavaScript: the answer (compileAnswer in the concept's wire.h), and the
/// object unless the answer is an error.
template <typename T>
class Compiled {
 public:
  explicit Compiled(Result<T> result) : result_(std::move(result)) {}

  std::string answer() const { return compileAnswer(result_); }
  bool compiled() const { return result_.has_value(); }
  const T& object() const { return *result_; }
  T& object() { return *result_; }

 private:
  Result<T> result_;
};

/// Declares what JavaScript sees of a compiled object.
template <typename T>
void declareCompiled(const char* name) {
  emscripten::class_<Compiled<T>>(name)
      .property("answer", &Compiled<T>::answer)
      .property("compiled", &Compiled<T>::compiled);
}

/// A wire function that needs no compiled object.
template <std::string (*kAnswer)(std::string_view)>
std::string answer(const std::string& text) {
  return kAnswer(text);
}

/// A wire function that asks a compiled object.
template <typename T, std::string (*kAnswer)(const T&, std::string_view)>
std::string ask(const Compiled<T>& compiled, const std::string& text) {
  return kAnswer(compiled.object(), text);
}

}  // namespace fairlead::embind
