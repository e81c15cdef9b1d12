#include "wasm/abi/fairlead.h"
#include "wasm/abi/objects.h"

namespace fairlead::abi {

Objects& objects() {
  static Objects table;
  return table;
}

std::uint32_t& lastHandle() {
  static std::uint32_t handle = 0;
  return handle;
}

}  // namespace fairlead::abi

using namespace fairlead::abi;

uint32_t fl_abi_version() {
  return 1;
}
uint32_t fl_handle() {
  return lastHandle();
}
void fl_release(uint32_t handle) {
  objects().release(handle);
}
