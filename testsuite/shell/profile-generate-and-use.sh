#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: counters of -fprofile-generate and --coverage are written at the end of a program that runs on
# goroutines, read back by -fprofile-use, which splits functions, and the results stay right on moving stacks.

cat > p.c <<'END'
#include <goro.h>
#include <stdio.h>
#include <stdlib.h>
static __attribute__ ((noinline)) int deep (int n, int *p) { int x = n; if (n > 190) { puts ("cold"); abort (); }
  int below = n > 0 ? deep (n - 1, &x) : 0; return below + *p - x; }
static int one (int *p) { return deep (100, p); }
static int two (int *p) { return deep (50, p); }
int (*volatile table[2]) (int *) = { one, two };
static void worker (int id, goro_chan (int) out)
{
  int x = 1000, sum = 0;
  for (int i = 0; i < 50; i++)
    sum += table[i % 10 == 0] (&x);
  goro_send (out, sum + id);
}
int main (void)
{
  goro_chan (int) out = goro_chan_make (int, 0);
  int sum = 0;
  for (int i = 0; i < 8; i++)
    go worker (i, out);
  for (int i = 0; i < 8; i++)
    sum += goro_recv (out);
  printf ("%d\n", sum);
}
END
for options in "-fprofile-generate" "-fprofile-generate -fprofile-update=atomic"; do
  rm -rf profile
  $GORO_CC -O2 $options -fprofile-dir="$PWD/profile" p.c -o p.make
  for debug in stackmove=0 stackmove=1; do
    GORODEBUG=$debug ./p.make > result
    [ -f expected ] || cp result expected
    cmp result expected
  done
  data=$(find profile -name '*.gcda')
  [ -n "$data" ]
  $GORO_CC -O2 -fprofile-use="$data" -freorder-blocks-and-partition -Werror=coverage-mismatch p.c -o p.use
  for debug in stackmove=0 stackmove=1; do
    GORODEBUG=$debug ./p.use > result
    cmp result expected
  done
done

$GORO_CC -O0 --coverage p.c -o p.coverage
GORODEBUG=stackmove=1 ./p.coverage > result
cmp result expected
gcov=gcov-12
command -v $gcov > /dev/null || gcov=gcov
$gcov -n p.coverage-p.gcda > lines 2>&1 || $gcov -n p.gcda > lines 2>&1
grep -q 'Lines executed:\([89]\|100\)' lines || { cat lines; exit 1; }
