# libsodium's source; CMake compiles the few files that the wasm builds use.
. tools/setup/next_release.sh

next_source libsodium .toolchain/libsodium
test -f .toolchain/libsodium/src/libsodium/include/sodium.h
