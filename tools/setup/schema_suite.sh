# The official test suite of JSON Schema, as Debian packages it: cases and remote documents.
. tools/setup/next_release.sh

scratch=$(mktemp -d -p .toolchain)
next_binary "$scratch" libtest-json-schema-acceptance-perl
rm -rf .toolchain/json-schema-suite
mkdir -p .toolchain/json-schema-suite
dpkg-deb --fsys-tarfile "$scratch"/*.deb |
  tar -x -C .toolchain/json-schema-suite --strip-components=8 --wildcards \
    './usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance/tests/draft2020-12*' \
    './usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance/remotes*'
rm -rf "$scratch"
test -d .toolchain/json-schema-suite/tests/draft2020-12
test -d .toolchain/json-schema-suite/remotes/draft2020-12
