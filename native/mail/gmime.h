// GMime's objects, owned. Included only by what talks to GMime.
#pragma once

#include <gmime/gmime.h>
#include <memory>

namespace fairlead::mail {

struct Unreference {
  void operator()(gpointer object) const { g_object_unref(object); }
};

/// Owns one reference.
template <typename T>
using Held = std::unique_ptr<T, Unreference>;

struct Free {
  void operator()(gpointer memory) const { g_free(memory); }
};
using Characters = std::unique_ptr<char, Free>;

}  // namespace fairlead::mail
