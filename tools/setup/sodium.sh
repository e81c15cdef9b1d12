# libsodium's source; CMake compiles the few files that the wasm builds use.
. tools/setup/next_release.sh

next_source libsodium .toolchain/libsodium
test -f .toolchain/libsodium/src/libsodium/include/sodium.h

# What its configure script would write.
headers=.toolchain/libsodium/src/libsodium/include/sodium
sed -e 's/@VERSION@/1.0.18/' -e 's/@SODIUM_LIBRARY_VERSION_MAJOR@/10/' \
  -e 's/@SODIUM_LIBRARY_VERSION_MINOR@/3/' -e 's/@SODIUM_LIBRARY_MINIMAL_DEF@//' \
  "$headers/version.h.in" >"$headers/version.h"
