// The compiled objects that the module holds for its host, and how their questions are answered.
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include "core/action/registry.h"
#include "core/error.h"
#include "core/json/answer.h"
#include "wasm/abi/buffers.h"
#include "wasm/abi/handles.h"

namespace fairlead::abi {

using Objects = Handles<action::Registry>;
Objects& objects();

/// What fl_handle() gives.
std::uint32_t& lastHandle();

/// Takes a compiled object in, and answers what it says of itself.
template <typename T>
const std::uint8_t* keep(Result<T> compiled) {
  lastHandle() = 0;
  if (!compiled) return reply(json::answer(compiled.error()));
  const std::string answer = json::answer(describe(*compiled));
  lastHandle() = objects().add(std::move(*compiled));
  return reply(answer);
}

/// Puts a question to the object that a handle names.
template <typename T, typename... Inputs>
const std::uint8_t* ask(std::uint32_t handle, std::string (*question)(const T&, Inputs...),
                        std::type_identity_t<Inputs>... inputs) {
  const T* object = objects().find<T>(handle);
  if (object != nullptr) return reply(question(*object, inputs...));
  return reply(json::answer(Error{
      "handle_invalid",
      "The handle names no object of this kind; it was released, or never came from a compile.",
      {}}));
}

}  // namespace fairlead::abi
