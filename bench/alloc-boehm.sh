#!/bin/bash
# SPDX-License-Identifier: MIT
# The objects of alloc-sizes, one goroutine, beside the Boehm collector on one thread (libgc-dev).
# Beside: Boehm
set -u
here=$(cd "$(dirname "$0")" && pwd)

case $1 in
  prepare)
    $CC -O2 -pthread -DBOEHM "$here/foreign/alloc-sizes.c" -o "$OUT/alloc-boehm-beside" -lgc 2>"$OUT/alloc-boehm.cc.log" ||
      echo "alloc-boehm: left out: no libgc-dev"
    [ -z "$GORO_GCC" ] || "$GORO_GCC" -O2 "$here/alloc-sizes.c" -o "$OUT/alloc-boehm-ours" ||
      echo "alloc-boehm: ours does not build"
    ;;
  ours) GOROMAXPROCS=1 "$OUT/alloc-boehm-ours" | sed -E 's/^([^ ]+)/\1-boehm/' ;;
  beside) [ ! -x "$OUT/alloc-boehm-beside" ] || "$OUT/alloc-boehm-beside" 1 ;;
esac
exit 0
