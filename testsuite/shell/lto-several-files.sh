#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: a program of several files runs on moving stacks when it is compiled with -flto, whatever the way of link-time optimisation.

src=$GORO_SRC/testsuite/shell/support

try ()
{
  output=$(GORODEBUG=stackmove=1 ./p) && [ "$output" = right ] || { echo "$*: the program says $output"; exit 1; }
  nm p | grep -q ' goro\.main$' || { echo "$*: main was not compiled with the plugin"; exit 1; }
}

for options in '-O0 -flto' '-O2 -flto' '-O3 -g -flto=2' '-Os -flto -flto-partition=none' '-O2 -flto=2 -flto-partition=max' \
               '-O2 -flto -fPIC' '-O2 -flto -fno-pie -no-pie' '-O2 -flto -static' '-O2 -flto -fno-use-linker-plugin' \
               '-O2 -flto -ffat-lto-objects' '-O2 -flto -ffunction-sections -Wl,--gc-sections'; do
  # shellcheck disable=SC2086
  $GORO_CC $options "$src/lto-main.c" "$src/lto-lib.c" -o p || { echo "$options: does not compile"; exit 1; }
  try "$options"
done

# The link does not say -flto, or says that only some files are.
$GORO_CC -O2 -flto -c "$src/lto-main.c" "$src/lto-lib.c"
$GORO_CC lto-main.o lto-lib.o -o p
try "no -flto at the link"
$GORO_CC -O2 -c "$src/lto-lib.c" -o ordinary-lib.o
$GORO_CC -O2 -flto lto-main.o ordinary-lib.o -o p
try "a library without -flto"
$GORO_CC -O2 -c "$src/lto-main.c" -o ordinary-main.o
$GORO_CC -O2 -flto ordinary-main.o lto-lib.o -o p
try "main without -flto"
$GORO_CC -O2 -flto -r lto-main.o lto-lib.o -o both.o
$GORO_CC -O2 -flto both.o -o p
try "linked in two steps"
if command -v ld.gold > path; then
  $GORO_CC -O2 -flto -fuse-ld=gold ordinary-main.o lto-lib.o -static-libgoro -o p
  try "gold"
fi

# The ordinary code of fat objects.
$GORO_CC -O2 -flto -ffat-lto-objects -c "$src/lto-main.c" "$src/lto-lib.c"
$GORO_CC -fno-lto lto-main.o lto-lib.o -o p
try "fat objects with -fno-lto"
