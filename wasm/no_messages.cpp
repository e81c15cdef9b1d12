// Boost.System and the C++ runtime can put the texts of error codes into words. The core writes its
// own messages and nobody asks for those, so they are left out of the modules, printf with them.
#include <cstddef>

extern "C" {

int snprintf(char*, std::size_t, const char*, ...) {
  return 0;
}

char* strerror(int) {
  return nullptr;
}
}
