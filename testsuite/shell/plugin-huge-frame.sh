#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: a function whose frame is larger than the largest stack is refused by the compiler.

cat > p.c <<'END'
int use (char *) __attribute__ ((goro_noescape (1)));
int huge (void)
{
  char frame[1200000000];
  return use (frame);
}
END
if $GORO_CC -O2 -c p.c -o p.o 2> messages; then
  echo "accepted"
  exit 1
fi
cat messages
grep -q 'p.c:2:.*frame of .huge. is larger' messages
