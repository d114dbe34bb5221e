#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: make install with DESTDIR puts every file in its place, and uninstall takes each away.

make -C "$GORO_BUILD" install DESTDIR="$GORO_TMP/dest" > install.log 2>&1 || { tail install.log; exit 1; }
prefix=$(sed -n 's/^prefix = //p' "$GORO_BUILD/Makefile")

for file in bin/goro-gcc include/goro.h lib/libgoro.a lib/libgoro.so lib/goro/goro.so lib/pkgconfig/goro.pc; do
  [ -f "dest$prefix/$file" ] || { echo "not installed: $file"; exit 1; }
done
[ -x "dest$prefix/bin/goro-gcc" ]

# Nothing may point into the build tree or into DESTDIR.
for file in bin/goro-gcc lib/pkgconfig/goro.pc; do
  if grep -n -e "$GORO_BUILD" -e "$GORO_TMP" "dest$prefix/$file"; then
    echo "$file names a folder of the build"
    exit 1
  fi
done

make -C "$GORO_BUILD" uninstall DESTDIR="$GORO_TMP/dest" > uninstall.log 2>&1
left=$(find dest -type f -o -type l)
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
