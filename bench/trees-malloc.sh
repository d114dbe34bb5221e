#!/bin/bash
# SPDX-License-Identifier: MIT
# binary-trees and gcbench, one P, beside malloc and free on one thread.
# Beside: malloc
# Runs: 3
set -u
here=$(cd "$(dirname "$0")" && pwd)

case $1 in
  prepare)
    $CC -O2 "$here/foreign/trees.c" -o "$OUT/trees-malloc-beside" 2>"$OUT/trees-malloc.cc.log" ||
      echo "trees-malloc: does not build"
    [ -z "$GORO_GCC" ] || for name in binary-trees gcbench; do
      "$GORO_GCC" -O2 "$here/$name.c" -o "$OUT/trees-malloc-$name" || echo "trees-malloc: ours does not build"
    done
    ;;
  ours)
    for name in binary-trees gcbench; do
      GOROMAXPROCS=1 "$OUT/trees-malloc-$name" | sed -E 's/^([^ ]+)/\1-malloc/'
    done
    ;;
  beside)
    [ ! -x "$OUT/trees-malloc-beside" ] || for name in binary-trees gcbench; do
      "$OUT/trees-malloc-beside" "$name"
    done
    ;;
esac
exit 0
