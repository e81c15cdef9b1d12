// The few symbols that would otherwise reach outside the module. libc++ and wasi-libc bring them in
// for exceptions, aborts and diagnostics, none of which the core uses; so each is a trap, and the
// finished module imports nothing. Memory comes from wasi-libc's malloc; where there is no more,
// the module says so and traps, and the host makes a new instance.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#include "wasm/abi/fairlead.h"

namespace {

std::uint32_t outOfMemory = 0;

void* orTrap(void* memory) {
  if (memory != nullptr) return memory;
  outOfMemory = 1;
  __builtin_trap();
}

void* allocate(std::size_t size) {
  return orTrap(std::malloc(size == 0 ? 1 : size));
}

void* allocate(std::size_t size, std::align_val_t alignment) {
  const auto align = static_cast<std::size_t>(alignment);
  return orTrap(std::aligned_alloc(align, (size + align - 1) / align * align));
}

}  // namespace

void* operator new(std::size_t size) {
  return allocate(size);
}
void* operator new[](std::size_t size) {
  return allocate(size);
}
void* operator new(std::size_t size, std::align_val_t align) {
  return allocate(size, align);
}
void* operator new[](std::size_t size, std::align_val_t align) {
  return allocate(size, align);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
  std::free(memory);
}

std::uint32_t fl_out_of_memory() {
  return outOfMemory;
}

[[noreturn]] void std::__libcpp_verbose_abort(const char*, ...) {
  __builtin_trap();
}

extern "C" {

void* __cxa_allocate_exception(std::size_t) {
  __builtin_trap();
}
void __cxa_throw(void*, void*, void (*)(void*)) {
  __builtin_trap();
}
void abort() {
  __builtin_trap();
}
[[noreturn]] void abort_message(const char*, ...) {
  __builtin_trap();
}

// compiler-rt's 128-bit division was built with stack protection, which wasi-libc does not know.
extern const std::uintptr_t __stack_chk_guard = 0x2f6b3c1d;
[[noreturn]] void __stack_chk_fail() {
  __builtin_trap();
}

int raise(int) {
  __builtin_trap();
}

// Standard output of wasi-libc: there is none, so every call answers EBADF.
constexpr std::int32_t kBadDescriptor = 8;

std::int32_t __imported_wasi_snapshot_preview1_fd_write(std::int32_t, std::int32_t, std::int32_t,
                                                        std::int32_t) {
  return kBadDescriptor;
}
std::int32_t __imported_wasi_snapshot_preview1_fd_close(std::int32_t) {
  return kBadDescriptor;
}
std::int32_t __imported_wasi_snapshot_preview1_fd_seek(std::int32_t, std::int64_t, std::int32_t,
                                                       std::int32_t) {
  return kBadDescriptor;
}
}
