#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: GORODEBUG=mapverify names function, register and value where a map calls an address not a
# pointer: the first ends the program, or with 2 all are counted.

cat > p.c <<'END'
#include <goro.h>
static __attribute__ ((noinline)) long descend (long *up, int n)
{
  volatile long here[40] = { n };
  return n == 0 ? 0 : descend ((long *) here, n - 1) + here[0] - n;
}
static void start (goro_chan (long) out)
{
  long zero = 0;
  goro_send (out, descend (&zero, 20));
}
int main (void)
{
  goro_chan (long) out = goro_chan_make (long, 0);
  go start (out);
  return (int) goro_recv (out);
}
END
$GORO_CC -O1 -S p.c -o right.s
# The classes of rdi at all checks: the low half of the third byte of each vector of five.
awk '
  /\.section[ \t]+goro_rec/ { table = 1 }
  /\.section/ && !/goro_rec/ { table = 0 }
  table && split ($2, b, ",") == 5 && /\.byte/ && vectors-- > 0 {
    b[3] -= b[3] % 16
    printf "\t.byte %d,%d,%d,%d,%d\n", b[1], b[2], b[3], b[4], b[5]
    next
  }
  table && /\.byte/ && vectors == "" { vectors = $2 + 0 }
  { print }' right.s > wrong.s
! cmp -s right.s wrong.s || exit 1
$GORO_CC right.s -o right
$GORO_CC wrong.s -o wrong

GORODEBUG=mapverify=2 ./right 2> messages
grep -qE 'mapverify: [1-9][0-9]* addresses, 0 in words that are not pointers' messages || { cat messages; exit 1; }

status=0
GORODEBUG=mapverify=1 ./wrong 2> messages || status=$?
[ "$status" = 134 ] || { echo "status $status"; cat messages; exit 1; }
grep -qE 'mapverify: goroutine [0-9]+: descend \(p\.c:2 \+0x[0-9a-f]+\), return address 0x[0-9a-f]+: register rdi is not a pointer, but holds 0x' messages &&
  grep -q 'internal error: a pointer map is wrong' messages || { cat messages; exit 1; }

# A program may survive it, or not: the report is what counts.
GORODEBUG=mapverify=2 ./wrong 2> messages || :
[ "$(grep -c 'register rdi is not a pointer' messages)" -ge 1 ] || { cat messages; exit 1; }
