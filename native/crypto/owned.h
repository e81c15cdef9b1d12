// Objects of C libraries that are freed by a function of their own.
#pragma once

#include <memory>

namespace fairlead::crypto {

template <auto release>
struct Releaser {
  template <typename T>
  void operator()(T* object) const {
    release(object);
  }
};

/// `Owned<BIGNUM, BN_free>` owns a BIGNUM.
template <typename T, auto release>
using Owned = std::unique_ptr<T, Releaser<release>>;

}  // namespace fairlead::crypto
