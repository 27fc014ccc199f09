# What the actions here have in common. Sourced by their scripts, which run with `-e`, and get inputs as WITH_….

# Sets `cxmap` to the program that the step before has installed.
find_cxmap() {
  cxmap="$RUNNER_TEMP/cxmap/bin/cxmap"
  [ -x "$cxmap" ] || cxmap="$RUNNER_TEMP/cxmap/Scripts/cxmap"
}

# Goes to the top of the repository, where annotations and reports look for the files they name; sets `prefix` to the way
# back to the working directory.
enter_top() {
  cd -P -- "$WITH_DIRECTORY"
  prefix=""
  if up="$(git rev-parse --show-cdup 2>/dev/null)"; then
    prefix="$(git rev-parse --show-prefix)"
    cd "./$up"
  fi
}

# Sets `paths` to the maps and folders of WITH_PATHS, one a line, as they are named from the top.
read_paths() {
  paths=()
  while read -r path; do
    case "$path" in
      "") ;;
      /* | [A-Za-z]:*) paths+=("$path") ;;
      *) paths+=("$prefix$path") ;;
    esac
  done <<<"$WITH_PATHS"
  [ "${#paths[@]}" -gt 0 ] || [ -z "$prefix" ] || paths=("$prefix")
}

# Fetches a commit if it is not there: a checkout is usually one commit deep, and that deep it is fetched as well.
fetch_commit() {
  [ -z "$1" ] || git cat-file -e "$1^{commit}" 2>/dev/null || git fetch --quiet --no-tags --depth=1 origin "$1" || true
}
