#!/bin/bash
# SPDX-License-Identifier: MIT
# The objects of alloc-sizes, one goroutine, beside calloc and free on one thread.
# Beside: calloc
set -u
here=$(cd "$(dirname "$0")" && pwd)

case $1 in
  prepare)
    $CC -O2 -pthread "$here/foreign/alloc-sizes.c" -o "$OUT/alloc-malloc-beside" ||
      echo "alloc-malloc: does not build"
    [ -z "$GORO_GCC" ] || "$GORO_GCC" -O2 "$here/alloc-sizes.c" -o "$OUT/alloc-malloc-ours" ||
      echo "alloc-malloc: ours does not build"
    ;;
  ours) GOROMAXPROCS=1 "$OUT/alloc-malloc-ours" | sed -E 's/^([^ ]+)/\1-malloc/' ;;
  beside) "$OUT/alloc-malloc-beside" 1 ;;
esac
exit 0
