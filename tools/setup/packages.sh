# Installs the packages of packages.txt that are missing, and no others.
. tools/setup/lib.sh

wanted() {
  local release
  release=$(supported_release)
  sed -nE "s/^($release:)?([a-z0-9][a-z0-9.+-]*)$/\2/p" tools/setup/packages.txt
}

missing() {
  local have
  have=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' 2>/dev/null | sed -n 's/ installed$//p')
  comm -23 <(wanted | sort -u) <(sort -u <<<"$have")
}

mapfile -t packages < <(missing)
[ ${#packages[@]} -eq 0 ] && exit 0
[ "$(free_megabytes)" -ge 6000 ] || { echo "no space left: about 6 GB are needed"; exit 1; }
echo "installing: ${packages[*]}"
export DEBIAN_FRONTEND=noninteractive
as_root apt-get update
as_root apt-get install --yes --no-install-recommends "${packages[@]}"
