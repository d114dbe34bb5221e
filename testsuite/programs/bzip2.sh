#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: bzip2: its own tests, and a larger text there and back.

. "$GORO_SRC/testsuite/programs/support/program.sh"

build ()
{
  cc=$1
  shift
  (cd "$source" && ls blocksort.c huffman.c crctable.c randtable.c compress.c decompress.c bzlib.c bzip2.c) > files || return
  # shellcheck disable=SC2046
  $cc "$@" -D_FILE_OFFSET_BITS=64 $(sed "s,^,$source/," files) -o bzip2
}

run ()
{
  for sample in 1 2 3; do
    timeout 300 ./bzip2 -$sample < "$source/sample$sample.ref" | cmp - "$source/sample$sample.bz2" &&
      timeout 300 ./bzip2 -d < "$source/sample$sample.bz2" | cmp - "$source/sample$sample.ref" || return
  done
  timeout 300 ./bzip2 -ds < "$source/sample3.bz2" | cmp - "$source/sample3.ref" || return
  cat "$source"/*.c "$source"/manual.* > text
  for level in 1 9; do
    timeout 300 ./bzip2 -v -$level < text > text.$level.bz2 && cksum text.$level.bz2 && timeout 300 ./bzip2 -tv text.$level.bz2 2>&1 || return
  done
  # Damaged data is found.
  head -c 3000 text.9.bz2 > short.bz2
  ! timeout 300 ./bzip2 -tv short.bz2 2>&1
}

program bzip2
