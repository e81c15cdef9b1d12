// The table behind the handles of the C ABI. A handle is the number of a slot and, in its upper
// half, how often the slot was given away, so that a handle that was released stays bad when its
// slot is used again.
#pragma once

#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

namespace fairlead::abi {

template <typename... Objects>
class Handles {
 public:
  /// Takes an object in; 0 when all 65,536 slots are taken.
  template <typename T>
  std::uint32_t add(T object) {
    if (free_.empty()) {
      if (slots_.size() > kSlotMask) return 0;
      free_.push_back(static_cast<std::uint32_t>(slots_.size()));
      slots_.emplace_back();
    }
    const std::uint32_t index = free_.back();
    free_.pop_back();
    slots_[index].object = std::move(object);
    return slots_[index].generation << kSlotBits | index;
  }

  /// nullptr unless the handle is good and names a T.
  template <typename T>
  T* find(std::uint32_t handle) {
    Slot* slot = taken(handle);
    return slot == nullptr ? nullptr : std::get_if<T>(&slot->object);
  }

  /// Destroys the object; a handle that is not good is passed over.
  void release(std::uint32_t handle) {
    Slot* slot = taken(handle);
    if (slot == nullptr) return;
    slot->object = std::monostate();
    // A slot whose generations are used up is never given away again.
    if (++slot->generation <= kSlotMask) free_.push_back(handle & kSlotMask);
  }

 private:
  static constexpr unsigned kSlotBits = 16;
  static constexpr std::uint32_t kSlotMask = (1u << kSlotBits) - 1;

  struct Slot {
    std::uint32_t generation = 1;
    std::variant<std::monostate, Objects...> object;
  };

  Slot* taken(std::uint32_t handle) {
    const std::uint32_t index = handle & kSlotMask;
    if (index >= slots_.size()) return nullptr;
    Slot& slot = slots_[index];
    const bool good = slot.generation == handle >> kSlotBits && slot.object.index() != 0;
    return good ? &slot : nullptr;
  }

  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
};

}  // namespace fairlead::abi
