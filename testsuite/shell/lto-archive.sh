#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: objects of -flto work from an archive, main too, and in a shared library.

src=$GORO_SRC/testsuite/shell/support

$GORO_CC -O2 -flto -c "$src/lto-main.c" "$src/lto-lib.c"
"$($GORO_PLAIN_CC -print-prog-name=gcc-ar)" rc libparts.a lto-lib.o 2> messages || ar rc libparts.a lto-lib.o
$GORO_CC -O2 -flto lto-main.o -L. -lparts -o p
[ "$(GORODEBUG=stackmove=1 ./p)" = right ]

ar rc libparts.a lto-main.o
$GORO_CC -O2 -flto -L. -lparts -o p
[ "$(GORODEBUG=stackmove=1 ./p)" = right ]

$GORO_CC -O2 -flto -fPIC -shared "$src/lto-lib.c" -o libshared.so
$GORO_CC -O2 -flto lto-main.o -L. -lshared -Wl,-rpath,"$PWD" -o p
[ "$(GORODEBUG=stackmove=1 ./p)" = right ]
