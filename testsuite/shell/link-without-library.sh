#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: a program linked without libgoro: the linker names what README explains.

echo 'int main (void) { return 0; }' > p.c
$GORO_CC -c p.c -o p.o
if $GORO_PLAIN_CC p.o -o p 2> messages; then
  echo "linked without libgoro"
  exit 1
fi
cat messages
grep -q '__goro_main' messages
grep -q '__goro_main' "$GORO_SRC/README.md"
grep -q -e '-lgoro -pthread' "$GORO_SRC/README.md"
