# Shared by tools/bootstrap and its steps. Every step runs with the repository as its directory.

# Prints what to do about a fault and stops.
fail() {
  printf 'bootstrap: %s\n' "$*" >&2
  exit 1
}

# Runs a command with root's rights, by sudo where we are not root.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo --preserve-env=DEBIAN_FRONTEND "$@"
  else
    fail "this step needs root: run it as root, or install sudo"
  fi
}

# The Debian release we stand on, where it is one we set up ourselves; otherwise nothing.
supported_release() {
  (. /etc/os-release && [ "${ID:-}" = debian ] && case "${VERSION_ID:-}" in 12 | 13) echo "$VERSION_ID" ;; esac) || true
}

# PostgreSQL's major version as Debian ships it.
postgres_version() {
  case "$(supported_release)" in 12) echo 15 ;; 13) echo 17 ;; esac
}

# step <name> <what> <script> [input…]: runs the script unless it already ran in this folder with the
# same inputs. The stamp holds the digest of script and inputs as they are after the run.
step() {
  local name=$1 what=$2 script=$3 began
  local stamp=.toolchain/stamps/$name log=.data/log/bootstrap-$name.log
  if [ "$(cat "$stamp" 2>/dev/null)" = "$(digest "${@:3}")" ]; then
    return
  fi
  printf 'bootstrap: %s … ' "$what"
  began=$SECONDS
  if bash -euo pipefail "$script" >"$log" 2>&1 </dev/null; then
    digest "${@:3}" >"$stamp"
    printf 'done in %d s\n' $((SECONDS - began))
  else
    printf 'failed\n'
    explain_failure "$what" "$log"
  fi
}

digest() { { pwd; cat "$@"; } | sha256sum | cut -d' ' -f1; }

# One message: the step, its log, what to do.
explain_failure() {
  local what=$1 log=$2 advice="read the log, mend what it names, and run this again: finished steps are kept"
  if grep -qi 'no space left' "$log" || [ "$(free_megabytes)" -lt 200 ]; then
    advice="the disk is full: free about 6 GB and run this again"
  elif grep -qiE 'could not resolve|temporary failure|unable to fetch|ENOTFOUND|ETIMEDOUT|ECONNREFUSED|CERT_IN_CHAIN' "$log"; then
    advice="the network or a package source did not answer: check it and run this again"
  elif grep -qiE 'needs root|are you root|permission denied|a password is required|EACCES' "$log"; then
    advice="a right is missing: run this as root, or as a user who may use sudo"
  fi
  tail -n 5 "$log" | sed 's/^/  | /' >&2
  fail "step \"$what\" failed. Log: $log. What to do: $advice."
}

free_megabytes() { df --output=avail -m . | tail -1 | tr -d ' '; }
