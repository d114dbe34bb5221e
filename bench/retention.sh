#!/bin/bash
# SPDX-License-Identifier: MIT
# Of 1200 dead lists, how many 60 frames that stay keep alive with what they need no more; beside the Boehm collector (libgc-dev), the same
# program (testsuite/run/gc-false-retention.c).
# Beside: Boehm
# Goal: retention-O2 0.2
# Runs: 1
set -u
program=$(cd "$(dirname "$0")/../testsuite/run" && pwd)/gc-false-retention.c

run ()
{
  for level in O0 O2; do
    [ ! -x "$OUT/retention-$1-$level" ] ||
      REPORT=1 "$OUT/retention-$1-$level" | sed -nE "s/^([0-9]+) of .*/retention-$level \1 lists/p"
  done
}

case $1 in
  prepare)
    for level in O0 O2; do
      $CC -$level -DBOEHM "$program" -o "$OUT/retention-beside-$level" -lgc 2>"$OUT/retention.cc.log" ||
        echo "retention: left out: no libgc-dev"
      [ -z "$GORO_GCC" ] || "$GORO_GCC" -$level "$program" -o "$OUT/retention-ours-$level" || echo "retention: ours does not build"
    done
    ;;
  ours) GORODEBUG=clobberfree=1 run ours ;;
  beside) run beside ;;
esac
exit 0
