#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: libpng over zlib, both compiled anew: its own tests, whose errors are longjmps.

. "$GORO_SRC/testsuite/programs/support/program.sh"

build ()
{
  cc=$1
  shift
  zlib=$(BUILD=$GORO_BUILD "$GORO_SRC/bench/get-source" zlib) || return
  cp "$source/scripts/pnglibconf.h.prebuilt" pnglibconf.h
  files=
  for file in "$zlib"/adler32.c "$zlib"/compress.c "$zlib"/crc32.c "$zlib"/deflate.c "$zlib"/inffast.c "$zlib"/inflate.c "$zlib"/inftrees.c \
    "$zlib"/trees.c "$zlib"/uncompr.c "$zlib"/zutil.c "$source"/png.c "$source"/png[egmprstw]*.c; do
    case $file in */pngtest.c) continue ;; esac
    object=$(basename "$file" .c).o
    $cc "$@" -DPNG_INTEL_SSE_OPT=0 -DPNG_NO_HARDWARE -I. -I"$source" -I"$zlib" -c "$file" -o "$object" || return
    files="$files $object"
  done
  for file in "$source"/pngtest.c "$source"/contrib/libtests/pngvalid.c "$source"/contrib/libtests/pngunknown.c "$source"/contrib/libtests/pngimage.c; do
    # shellcheck disable=SC2086
    $cc "$@" -I. -I"$source" -I"$zlib" "$file" $files -o "$(basename "$file" .c)" -lm || return
  done
}

run ()
{
  timeout 300 ./pngtest "$source/pngtest.png" &&
    timeout 900 ./pngvalid --strict --standard && timeout 900 ./pngvalid --strict --transform &&
    timeout 900 ./pngvalid --strict --standard --progressive-read &&
    timeout 300 ./pngunknown --strict default=discard "$source/pngtest.png" &&
    timeout 900 ./pngimage --list-combos --log "$source"/contrib/pngsuite/basn*.png
}

program libpng
