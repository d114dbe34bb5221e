#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: programs link with libgoro.a, and with everything static.

for options in -static-libgoro -static '-static-pie -fPIE' '-no-pie -fno-pie' '-pie -fPIE' '-fno-plt' '-Wl,-z,lazy'; do
  # shellcheck disable=SC2086
  $GORO_CC -O2 $options "$GORO_SRC/examples/squares.c" -o squares
  output=$(GORODEBUG=stackmove=1 ./squares)
  [ "$output" = 285 ] || { echo "$options: squares says $output"; exit 1; }
done
$GORO_CC -O2 -static-libgoro "$GORO_SRC/examples/squares.c" -o squares
! readelf -d squares | grep -q 'NEEDED.*libgoro' || exit 1
