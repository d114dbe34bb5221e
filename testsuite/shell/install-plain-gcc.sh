#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: a program compiles with plain gcc -fplugin and links with -lgoro, from installed files.

make -C "$GORO_BUILD" install DESTDIR="$GORO_TMP/dest" > install.log 2>&1
root=$GORO_TMP/dest$(sed -n 's/^prefix = //p' "$GORO_BUILD/Makefile")

$GORO_PLAIN_CC -fplugin="$root/lib/goro/goro.so" -I"$root/include" -O2 "$GORO_SRC/examples/squares.c" -o squares \
  -L"$root/lib" -lgoro -pthread
output=$(LD_LIBRARY_PATH="$root/lib" ./squares)
[ "$output" = 285 ] || { echo "squares says $output"; exit 1; }

# pkg-config says the same, given where the files stand.
if command -v pkg-config > pkg-config.path; then
  PKG_CONFIG_PATH=$root/lib/pkgconfig
  PKG_CONFIG_SYSROOT_DIR=
  export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
  pkg-config --define-variable=prefix="$root" --cflags --libs goro > flags
  # shellcheck disable=SC2046
  $GORO_PLAIN_CC -O2 "$GORO_SRC/examples/squares.c" -o squares2 $(cat flags)
  output=$(LD_LIBRARY_PATH="$root/lib" ./squares2)
  [ "$output" = 285 ] || { echo "with pkg-config: squares says $output"; exit 1; }
fi
