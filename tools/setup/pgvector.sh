# pgvector from its Debian source, for releases that do not package it. OPTFLAGS is empty so that
# what is built here runs on any machine of the architecture.
. tools/setup/next_release.sh

config=/usr/lib/postgresql/$(postgres_version)/bin/pg_config
control=$("$config" --sharedir)/extension/vector.control
if grep -qE "default_version = '0\.([89]|[1-9][0-9])" "$control" 2>/dev/null; then
  echo "pgvector is installed already"
  exit 0
fi
next_source pgvector .toolchain/pgvector
make -C .toolchain/pgvector -j"$(nproc)" OPTFLAGS="" PG_CONFIG="$config"
as_root make -C .toolchain/pgvector install OPTFLAGS="" PG_CONFIG="$config"
