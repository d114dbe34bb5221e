#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: objects that goro-gcc compiled with -flto cannot be linked without the plugin; the message says what to do.

src=$GORO_SRC/testsuite/shell/support
lib=$GORO_BUILD/libgoro/.libs

refused ()
{
  if "$@" -L"$lib" -lgoro -pthread -o p 2> messages; then
    echo "linked without the plugin: $*"
    exit 1
  fi
  grep -q 'Error: goro: .*-flto is linked without.*plugin; link with goro-gcc' messages || { cat messages; exit 1; }
}

$GORO_CC -O2 -flto -c "$src/lto-main.c" "$src/lto-lib.c"
refused $GORO_PLAIN_CC lto-main.o lto-lib.o
refused $GORO_PLAIN_CC -O2 -flto lto-main.o lto-lib.o
refused $GORO_PLAIN_CC -O2 -flto -flto-partition=max -w lto-main.o lto-lib.o
refused $GORO_PLAIN_CC -O2 -flto -flto-partition=none -Wl,--gc-sections lto-main.o lto-lib.o
$GORO_PLAIN_CC -O2 -flto -r lto-main.o lto-lib.o -o both.o
refused $GORO_PLAIN_CC both.o

# One of them is enough, and an object that nobody asked for too.
echo 'int unused (void) { return 0; }' > unused.c
echo 'int main (void) { return 0; }' > plain.c
$GORO_CC -O2 -flto -ffat-lto-objects -c unused.c
refused $GORO_PLAIN_CC -O2 -flto plain.c unused.o
