#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: configure refuses a processor that has no port, before it asks anything else.

if "$GORO_SRC/configure" CC="$GORO_PLAIN_CC" --host=m68k-unknown-linux-gnu > output 2>&1; then
  echo "configured for m68k"
  exit 1
fi
cat output
grep -q 'not ported to m68k-unknown-linux-gnu.*Ports: .*x86_64' output
# x86-64 with 32-bit pointers is another port.
! "$GORO_SRC/configure" CC="$GORO_PLAIN_CC" --host=x86_64-pc-linux-gnux32 > output 2>&1 || exit 1
