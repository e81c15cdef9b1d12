# Boost's headers alone: Boost.JSON 1.81 of Debian 12 does not parse numbers exactly.
. tools/setup/next_release.sh

scratch=$(mktemp -d -p .toolchain)
next_binary "$scratch" libboost1.88-dev
rm -rf .toolchain/boost
mkdir -p .toolchain/boost
dpkg-deb --fsys-tarfile "$scratch"/*.deb |
  tar -x -C .toolchain/boost --strip-components=2 ./usr/include/boost
rm -rf "$scratch"
test -f .toolchain/boost/include/boost/json.hpp
