# libsodium as the target `fairlead_sodium`: the system's library for native builds; for wasm the
# files that the core uses and no others, compiled from the source that tools/bootstrap fetched.
#
# In wasm there is: HMAC-SHA-256 and -512, SHA-256 and -512, Ed25519, constant-time comparison,
# base64 and hexadecimal. There is no randomness and no sodium_init (nothing here needs it).
include_guard()

if(NOT (FAIRLEAD_WASI OR FAIRLEAD_EMSCRIPTEN))
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(FAIRLEAD_SODIUM REQUIRED IMPORTED_TARGET libsodium)
  add_library(fairlead_sodium INTERFACE)
  target_link_libraries(fairlead_sodium INTERFACE PkgConfig::FAIRLEAD_SODIUM)
  return()
endif()

set(_sodium ${CMAKE_SOURCE_DIR}/.toolchain/libsodium/src/libsodium)
add_library(fairlead_sodium STATIC
  ${_sodium}/crypto_auth/hmacsha256/auth_hmacsha256.c
  ${_sodium}/crypto_auth/hmacsha512/auth_hmacsha512.c
  ${_sodium}/crypto_core/ed25519/ref10/ed25519_ref10.c
  ${_sodium}/crypto_hash/sha256/cp/hash_sha256_cp.c
  ${_sodium}/crypto_hash/sha256/hash_sha256.c
  ${_sodium}/crypto_hash/sha512/cp/hash_sha512_cp.c
  ${_sodium}/crypto_hash/sha512/hash_sha512.c
  ${_sodium}/crypto_sign/ed25519/ref10/keypair.c
  ${_sodium}/crypto_sign/ed25519/ref10/open.c
  ${_sodium}/crypto_sign/ed25519/ref10/sign.c
  ${_sodium}/crypto_sign/ed25519/sign_ed25519.c
  ${_sodium}/crypto_verify/sodium/verify.c
  ${_sodium}/sodium/codecs.c
  ${_sodium}/sodium/utils.c
  ${CMAKE_SOURCE_DIR}/wasm/sodium/traps.c)
fairlead_hot(${_sodium}/crypto_hash/sha256/cp/hash_sha256_cp.c
             ${_sodium}/crypto_hash/sha512/cp/hash_sha512_cp.c)
target_include_directories(fairlead_sodium SYSTEM PUBLIC ${_sodium}/include)
target_include_directories(fairlead_sodium SYSTEM PRIVATE ${_sodium}/include/sodium)
# What its configure script would have found. Without the first it wipes byte by byte.
target_compile_definitions(fairlead_sodium PRIVATE CONFIGURED=1 HAVE_EXPLICIT_BZERO=1
                                                   NATIVE_LITTLE_ENDIAN=1)
target_compile_definitions(fairlead_sodium PUBLIC SODIUM_STATIC=1)
target_compile_options(fairlead_sodium PRIVATE -w)
target_link_libraries(fairlead_sodium PUBLIC fairlead_machine)
