# Packages of the Debian release that follows 12, fetched without touching the system: apt runs on
# a state directory of its own, with the machine's own sources but the other release's name. On
# Debian 13 that release is the machine's own. (`apt-get indextargets` reads both formats that apt
# has for its sources, so neither is parsed here.)
. tools/setup/lib.sh

next_state=$PWD/.toolchain/apt

next_sources() {
  local codename keyring=/usr/share/keyrings/debian-archive-keyring.gpg options=
  codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
  [ -r "$keyring" ] && options="[signed-by=$keyring] "
  apt-get indextargets --format '$(ORIGIN)|$(RELEASE)|$(COMPONENT)|$(REPO_URI)' 'Created-By: Packages' |
    sort -u |
    sed -nE "s#^Debian\|$codename\|main\|(.*)#deb $options\1 trixie main\ndeb-src $options\1 trixie main#p"
}

next_prepare() {
  mkdir -p "$next_state"/{lists/partial,cache/archives/partial,empty}
  cat >"$next_state/apt.conf" <<CONF
Dir::State "$next_state";
Dir::State::lists "$next_state/lists";
Dir::State::status "$next_state/status";
Dir::Cache "$next_state/cache";
Dir::Etc::sourcelist "$next_state/sources.list";
Dir::Etc::sourceparts "$next_state/empty";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "$next_state/empty";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
APT::Sandbox::User "$(id -un)";
CONF
  : >"$next_state/status"
  next_sources >"$next_state/sources.list"
  if [ ! -s "$next_state/sources.list" ]; then
    as_root apt-get update
    next_sources >"$next_state/sources.list"
  fi
  [ -s "$next_state/sources.list" ] || fail "apt has no source for Debian's main archive"
  export APT_CONFIG=$next_state/apt.conf
  # Lists of the last day are good enough.
  if [ -z "$(find "$next_state/updated" -mmin -1440 2>/dev/null)" ]; then
    apt-get update
    touch "$next_state/updated"
  fi
}

# next_binary <folder> <package…>: downloads the .deb files into the folder.
next_binary() {
  local folder=$1
  shift
  next_prepare
  mkdir -p "$folder"
  (cd "$folder" && apt-get download "$@")
}

# next_source <package> <folder>: the source with Debian's patches, unpacked as the folder.
next_source() {
  local package=$1 folder=$2 scratch
  next_prepare
  scratch=$(mktemp -d -p .toolchain)
  (cd "$scratch" && apt-get source --download-only "$package" && dpkg-source --no-check -x ./*.dsc unpacked)
  rm -rf "$folder"
  mv "$scratch/unpacked" "$folder"
  rm -rf "$scratch"
}
