#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: the library leaves a goroutine's stack by tail calls alone, so that no frame stays there which the pointer maps do not know.
# The exceptions never come back, or are the check's slow path, which the mover knows.

objdump -d --no-show-raw-insn "$GORO_BUILD/libgoro/.libs/libgoro.so" > code
grep -q 'jmp.*<goro__call_sys>' code || { echo "no tail call of goro__call_sys either: is it called differently now?"; exit 1; }
awk '/^[0-9a-f]+ <.*>:$/ { name = $2 } /call.*<goro__call_sys>/ { print name }' code |
  grep -v -x -e '<goro__throw>:' -e '<report>:' -e '<goro_exit>:' -e '<__goro_builtin_longjmp>:' -e '<__goro_morestack>:' \
    -e '<goro__morestack_ret>:' > found || :
if [ -s found ]; then
  echo "not by a tail call:"
  cat found
  exit 1
fi
