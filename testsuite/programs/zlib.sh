#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: zlib: its own tests, and eight goroutines that compress at the same time.

. "$GORO_SRC/testsuite/programs/support/program.sh"

build ()
{
  cc=$1
  shift
  define=
  [ "$plain" = no ] || define=-DPLAIN
  files=
  for file in adler32 compress crc32 deflate gzclose gzlib gzread gzwrite infback inffast inflate inftrees trees uncompr zutil; do
    $cc "$@" -D_LARGEFILE64_SOURCE=1 -DHAVE_UNISTD_H -c "$source/$file.c" || return
    files="$files $file.o"
  done
  # shellcheck disable=SC2086
  for program in example minigzip infcover; do
    $cc "$@" -D_LARGEFILE64_SOURCE=1 -I"$source" "$source/test/$program.c" $files -o $program || return
  done
  # shellcheck disable=SC2086
  $cc "$@" $define -I"$source" "$support/zlib-goroutines.c" $files -o eight
}

run ()
{
  timeout 300 ./example && timeout 300 ./infcover 2>&1 | grep -v '^inf\|allocated' || return
  cat "$source"/*.c > text
  for level in 1 6 9; do
    timeout 300 ./minigzip -$level < text > text.$level.gz && timeout 300 ./minigzip -d < text.$level.gz | cmp - text || return
    cksum text.$level.gz
  done
  timeout 300 ./eight
}

every_flags='-O2;+summaries -O2'
program zlib
