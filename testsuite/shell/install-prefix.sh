#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: a build with another prefix and another place for the plugin installs and works.

prefix=$GORO_TMP/opt
mkdir build
cd build
"$GORO_SRC/configure" CC="$GORO_PLAIN_CC" --prefix="$prefix" --libdir="$prefix/lib64" \
  --with-gcc-plugin-dir="$prefix/plugins" > configure.log 2>&1 || { tail configure.log; exit 1; }
make install > make.log 2>&1 || { tail make.log; exit 1; }
cd ..
[ -f opt/plugins/goro.so ]
[ -f opt/lib64/libgoro.so ]

opt/bin/goro-gcc -O2 -Wall -Werror "$GORO_SRC/examples/squares.c" -o squares
[ "$(./squares)" = 285 ]
opt/bin/goro-gcc -O2 -static-libgoro "$GORO_SRC/examples/squares.c" -o squares
[ "$(./squares)" = 285 ]

# The plugin and the library are the installed ones.
opt/bin/goro-gcc '-###' "$GORO_SRC/examples/squares.c" 2> command
grep -q "$prefix/plugins/goro.so" command
! grep -q -e "$GORO_BUILD/goro.so" -e "$GORO_BUILD/libgoro" command || exit 1
