#!/bin/bash
# SPDX-License-Identifier: MIT
# binary-trees and gcbench, one P, beside the Boehm collector (libgc-dev) on one thread.
# Beside: Boehm
# Goal: binary-trees-cpu-boehm 1
# Runs: 3
set -u
here=$(cd "$(dirname "$0")" && pwd)

case $1 in
  prepare)
    $CC -O2 -DBOEHM "$here/foreign/trees.c" -o "$OUT/trees-boehm-beside" -lgc 2>"$OUT/trees-boehm.cc.log" ||
      echo "trees-boehm: left out: no libgc-dev"
    [ -z "$GORO_GCC" ] || for name in binary-trees gcbench; do
      "$GORO_GCC" -O2 "$here/$name.c" -o "$OUT/trees-boehm-$name" || echo "trees-boehm: ours does not build"
    done
    ;;
  ours)
    for name in binary-trees gcbench; do
      GOROMAXPROCS=1 "$OUT/trees-boehm-$name" | sed -E 's/^([^ ]+)/\1-boehm/'
    done
    ;;
  beside)
    [ ! -x "$OUT/trees-boehm-beside" ] || for name in binary-trees gcbench; do
      "$OUT/trees-boehm-beside" "$name"
    done
    ;;
esac
exit 0
