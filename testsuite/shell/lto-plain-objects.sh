#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: with -flto too, what was compiled without the plugin stays foreign code: no checks, another stack, not inlined.

src=$GORO_SRC/testsuite/shell/support

for options in '-O0 -flto' '-O1 -flto' '-O2 -flto' '-O3 -flto' '-O2 -flto -flto-partition=none' '-O2 -flto=2 -flto-partition=max' \
               '-O2 -flto -fno-pie -no-pie' '-O2 -flto -mcmodel=large'; do
  # shellcheck disable=SC2086
  {
    $GORO_PLAIN_CC $options -c "$src/lto-plain.c" -o plain.o
    $GORO_CC $options -c "$src/lto-plain-main.c" -o main.o
    $GORO_CC $options main.o plain.o -o p
  }
  output=$(GORODEBUG=stackmove=1 ./p) && [ "$output" = 1275 ] || { echo "$options: the program says $output"; exit 1; }
done

# Nor is main renamed where it is not ours.
echo 'int lib_errno (void); int main (void) { return lib_errno () != 9; }' > m.c
$GORO_PLAIN_CC -O2 -flto -c m.c
$GORO_CC -O2 -flto m.o "$src/lto-lib.c" -o p
./p
! nm p | grep -q ' goro\.main$' || exit 1
