// What a binding answers to a compilation, as the concepts' wire files describe their objects.
#pragma once

#include <string>

#include "core/error.h"
#include "core/dom/answer.h"

namespace fairlead {

/// The error, or what the object says of itself (`describe` in its wire.h). The schema's wire.h has
/// a compileAnswer of its own, which goes before this one.
template <typename T>
std::string compileAnswer(const Result<T>& compiled) {
  return compiled ? dom::answer(describe(*compiled)) : dom::answer(compiled.error());
}

}  // namespace fairlead
