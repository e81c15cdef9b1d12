// How much a validation may cost. Time is bounded by counting steps, never by a clock, so that the
// same document ends the same way on every machine.
#pragma once

#include <cstddef>

namespace fairlead::schema {

/// A step is what one small subschema takes on one value: at most about 100 ns on a machine of
/// 2020. Whatever costs more with the size of something spends more.
class Work {
 public:
  explicit Work(std::size_t steps) : left_(steps) {}

  /// Takes steps off; false when there are too few, now and from then on.
  bool spend(std::size_t steps) {
    if (steps > left_) isExhausted_ = true;
    left_ -= steps > left_ ? left_ : steps;
    return !isExhausted_;
  }
  bool isExhausted() const { return isExhausted_; }
  std::size_t left() const { return left_; }

 private:
  std::size_t left_;
  bool isExhausted_ = false;
};

}  // namespace fairlead::schema
