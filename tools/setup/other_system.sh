#!/usr/bin/env bash
# On systems other than Debian 12 and 13 nothing is installed: says what is missing and stops.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. tools/setup/lib.sh

lacking=()
for tool in cmake ninja clang-19 wasm-ld-19 clang-format-19 clang-tidy-19 pg_config npm; do
  command -v "$tool" >/dev/null || lacking+=("$tool")
done
command -v emcc >/dev/null || [ -n "${EMSDK:-}" ] || lacking+=("emcc 3.1.60 or newer (on the PATH, or EMSDK)")
[ -n "${WASI_SDK_PATH:-}" ] || lacking+=("wasi-sdk (WASI_SDK_PATH)")
[ -f .toolchain/boost/include/boost/json.hpp ] ||
  lacking+=("Boost 1.88 headers (link a folder that holds only boost/ as .toolchain/boost/include)")
[ -f .toolchain/libsodium/src/libsodium/include/sodium.h ] ||
  lacking+=("libsodium 1.0.18 source (unpack it as .toolchain/libsodium)")
[ -d .toolchain/json-schema-suite/tests/draft2020-12 ] ||
  lacking+=("the JSON Schema test suite (its tests and remotes as .toolchain/json-schema-suite)")
[ ${#lacking[@]} -eq 0 ] && exit 0
printf 'bootstrap: this is not Debian 12 or 13, so nothing is installed. Missing here:\n' >&2
printf '  - %s\n' "${lacking[@]}" >&2
exit 1
