# SPDX-License-Identifier: MIT
# Sourced by testsuite/programs/*.sh: an existing program, unchanged, compiled by plain gcc and by goro-gcc, has to print the same.
# A script defines
#
#   build CC FLAG...   compile what is in $source, in the present folder, which is empty; $plain is yes or no
#   run                run what has been built; prints what has to be the same, and fails when a test of the program's own fails
#
# and calls program NAME, where NAME is what bench/get-source knows.  Each result is a line, as DejaGnu's: PASS: or FAIL: and a name.
#
#   GORO_PROGRAM_FLAGS   options of goro-gcc, sets separated by semicolons; with +summaries in front the program is built with
#                        -fplugin-arg-goro-summaries, and what is used is the second build.  Without it $every_flags, if the script sets it
#   GORO_PROGRAM_MODES   values of GORODEBUG, separated by semicolons; `plain' is none
#
# What has been built is kept in the build tree, until the plugin or the script changes.

set -u
support=$GORO_SRC/testsuite/programs/support
script=$0

# built FOLDER CC FLAG...: FOLDER holds what CC made of the program.
built ()
{
  folder=$1
  shift
  if [ -f "$folder/built" ] && [ -n "${GORO_PROGRAM_KEEP:-}" ]; then
    return 0
  fi
  if [ -f "$folder/built" ] && [ "$folder/built" -nt "$script" ] && [ "$folder/built" -nt "$support" ] &&
     { [ "$plain" = yes ] || [ "$folder/built" -nt "$GORO_BUILD/goro.so" ]; }; then
    return 0
  fi
  rm -rf "$folder"
  mkdir -p "$folder"
  cc=$1
  shift
  if [ "${1:-}" = +summaries ]; then
    shift
    summaries=$(dirname "$folder")/$(basename "$folder" | tr = _).summaries
    rm -rf "$summaries"
    set -- "-fplugin-arg-goro-summaries=$summaries" "$@"
    (cd "$folder" && build "$cc" "$@" > log 2>&1) || return
    rm -rf "$folder"
    mkdir -p "$folder"
  fi
  (cd "$folder" && build "$cc" "$@" > log 2>&1 && touch built)
}

# The last lines that say something, on one.
end_of () { tail -n "${2:-3}" "$1" | tr '\n' ' ' | cut -c 1-400; }

compare ()
{
  test=$1 status=0
  (cd "$folder" && run > output 2> errors) || status=$?
  if [ "$status" != 0 ]; then
    echo "FAIL: $test (status $status: $(grep -m 2 -E '^(goro:|fatal error|panic:|\[signal|not ok|FAIL)' "$folder/errors" "$folder/output" -h | tr '\n' ' ') $(end_of "$folder/errors"))"
  elif ! cmp -s "$folder/output" "$store/plain/output"; then
    echo "FAIL: $test (prints something else than plain gcc's: $(diff "$store/plain/output" "$folder/output" | head -n 4 | tr '\n' ' ' | cut -c 1-400))"
  elif grep -q '^goro: escapeverify' "$folder/errors"; then
    echo "FAIL: $test ($(grep '^goro: escapeverify' "$folder/errors" | head -n 3 | cut -c 1-400))"
  else
    echo "PASS: $test"
  fi
}

program ()
{
  name=$1
  store=$GORO_BUILD/programs/$name
  if ! source=$(BUILD=$GORO_BUILD "$GORO_SRC/bench/get-source" "$name" 2> get.log); then
    end_of get.log
    echo "the source of $name could not be fetched: NOT TESTED"
    exit 77
  fi
  unset GORODEBUG
  plain=yes
  if ! built "$store/plain" "$GORO_PLAIN_CC" -O1 -w || ! (cd "$store/plain" && run > output 2> errors); then
    end_of "$store/plain/log"
    echo "$name does not pass its tests here when plain gcc compiles it: NOT TESTED"
    exit 77
  fi
  plain=no
  printf '%s\n' "${GORO_PROGRAM_FLAGS:-${every_flags:--O2}}" | tr ';' '\n' > flags
  while read -r flags; do
    folder=$store/goro$(printf %s "$flags" | tr -c 'a-zA-Z0-9=' _)
    # shellcheck disable=SC2086
    if ! built "$folder" "$GORO_CC" $flags; then
      echo "FAIL: $name $flags (does not compile: $(grep -m 2 -E 'error|undefined' "$folder/log" | tr '\n' ' ') $(end_of "$folder/log" 1))"
      continue
    fi
    printf '%s\n' "${GORO_PROGRAM_MODES:-plain;stackmove=1}" | tr ';' '\n' > modes
    while read -r mode; do
      if [ "$mode" = plain ]; then
        unset GORODEBUG
      else
        export GORODEBUG="$mode"
      fi
      compare "$name $flags${GORODEBUG:+ }${GORODEBUG:-}" < /dev/null
    done < modes
    unset GORODEBUG
  done < flags
}
