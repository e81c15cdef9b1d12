// The compiled objects that the module holds for its host, and how their questions are answered.
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include "core/action/registry.h"
#include "core/error.h"
#include "core/json/answer.h"
#include "core/rank/vector_set.h"
#include "core/schema/output.h"
#include "core/schema/schema.h"
#include "core/token/verifier.h"
#include "wasm/abi/buffers.h"
#include "wasm/abi/handles.h"

namespace fairlead::abi {

using Objects = Handles<action::Registry, rank::VectorSet, schema::OutputStream, schema::Schema,
                        token::Verifier>;
Objects& objects();

/// What fl_handle() gives.
std::uint32_t& lastHandle();

/// Takes a compiled object in, and answers what its concept (compileAnswer in its wire.h) says of
/// the compilation.
template <typename T>
const std::uint8_t* keep(Result<T> compiled) {
  const std::string answer = compileAnswer(compiled);
  lastHandle() = compiled ? objects().add(std::move(*compiled)) : 0;
  return reply(answer);
}

/// The error for a handle that names no object of the kind asked for.
inline Error badHandle() {
  return {"handle_invalid",
          "The handle names no object of this kind; it was released, or never came from a compile.",
          {}};
}

/// Puts a question to the object that a handle names.
template <typename T, typename... Inputs>
const std::uint8_t* ask(std::uint32_t handle, std::string (*question)(T&, Inputs...),
                        std::type_identity_t<Inputs>... inputs) {
  T* object = objects().template find<std::remove_const_t<T>>(handle);
  if (object != nullptr) return reply(question(*object, inputs...));
  return reply(json::answer(badHandle()));
}

}  // namespace fairlead::abi
