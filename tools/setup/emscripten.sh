# Emscripten of Debian 13 on Debian 12: its scripts as they are, Binaryen's programs through the
# loader and C library they were built for. The package brings the system libraries ready made,
# those for LTO too, so the cache is warm. The LLVM is Debian 12's clang-19.
. tools/setup/next_release.sh

if [ -n "${EMSDK:-}" ]; then
  echo "EMSDK is set: using it"
  exit 0
fi

scratch=$(mktemp -d -p .toolchain)
next_binary "$scratch" emscripten binaryen libc6 libstdc++6 libgcc-s1

rm -rf .toolchain/emscripten .toolchain/binaryen
mkdir -p .toolchain/emscripten .toolchain/binaryen/{bin,lib,program}

dpkg-deb --fsys-tarfile "$scratch"/emscripten_*.deb |
  tar -x -C .toolchain/emscripten --strip-components=4 \
    --exclude='./usr/share/emscripten/test' --exclude='*/docs' --exclude='*/ChangeLog.*' \
    --exclude='*/wasm32-emscripten/pic' --exclude='*/wasm32-emscripten/lto-pic' \
    --exclude='*/lib*-ww*' --exclude='*/lib*-mt*' --exclude='*/libGL-emu*' \
    --exclude='*/libGL-*es3*' --exclude='*/libubsan*' \
    ./usr/share/emscripten

for package in libc6 libstdc++6 libgcc-s1 binaryen; do
  mkdir "$scratch/$package"
  dpkg-deb -x "$scratch/$package"_*.deb "$scratch/$package"
  find "$scratch/$package" -name '*.so*' -path '*lib/*' -not -path '*/gconv/*' \
    -not -path '*/gdb/*' -exec cp --no-clobber --no-dereference {} .toolchain/binaryen/lib/ \;
done
dpkg-deb --fsys-tarfile "$scratch"/binaryen_*.deb |
  tar -x -C .toolchain/binaryen/program --strip-components=3 ./usr/bin
rm -rf "$scratch"

loader=$(basename "$(ls .toolchain/binaryen/lib/ld-linux-*)")
for program in .toolchain/binaryen/program/*; do
  wrapper=.toolchain/binaryen/bin/$(basename "$program")
  cat >"$wrapper" <<'WRAPPER'
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")/..
exec "$here/lib/LOADER" --library-path "$here/lib" "$here/program/$(basename "$0")" "$@"
WRAPPER
  sed -i "s/LOADER/$loader/" "$wrapper"
  chmod +x "$wrapper"
done

cat >.toolchain/emscripten/.emscripten <<CONFIG
LLVM_ROOT = '/usr/bin'
LLVM_ADD_VERSION = '19'
CLANG_ADD_VERSION = '19'
BINARYEN_ROOT = '$PWD/.toolchain/binaryen'
NODE_JS = 'node'
CACHE = '$PWD/.toolchain/emscripten/cache'
FROZEN_CACHE = False
CONFIG

# Its scripts are CommonJS, whatever the folder it lies in says.
echo '{ "type": "commonjs" }' >.toolchain/emscripten/package.json
# The JavaScript optimizer imports acorn, which Debian packages apart; npm has it too.
mkdir -p .toolchain/emscripten/node_modules
ln -sfn "$PWD/node_modules/acorn" .toolchain/emscripten/node_modules/acorn

# --emit-tsd calls a `tsc` with an option that TypeScript 6 takes only when told so.
mkdir -p .toolchain/emscripten/programs
cat >.toolchain/emscripten/programs/tsc <<PROGRAM
#!/bin/sh
exec node '$PWD/node_modules/typescript/bin/tsc' --ignoreDeprecations 6.0 "\$@"
PROGRAM
chmod +x .toolchain/emscripten/programs/tsc
.toolchain/emscripten/emcc --version
