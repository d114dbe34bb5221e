#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: gdb stops after the prologue, shows arguments and locals, and finishes functions, before
# and after the stack has moved.

command -v gdb > path || { echo "needs gdb"; exit 77; }
cat > p.c <<'END'
#include <goro.h>

static __attribute__ ((noipa)) int add (int first, int *second)
{
  int sum = first + *second;
  return sum;
}
static __attribute__ ((noipa)) int deeper (int depth, int *p)
{
  volatile char used[500];
  used[0] = 0;
  return depth == 0 ? add (40, p) : deeper (depth - 1, p) + used[0];
}
static void run (goro_chan (int) done)
{
  int two = 2;
  goro_send (done, deeper (50, &two));
}
int main (void)
{
  goro_chan (int) done = goro_chan_make (int, 0);
  go run (done);
  return goro_recv (done) - 42;
}
END
$GORO_CC -O0 -g p.c -o p
gdb -batch -nx -ex run ./p > output 2>&1 || :
grep -q 'exited normally' output || { cat output; echo "gdb cannot run programs here"; exit 77; }

for move in 0 1; do
  GORODEBUG=stackmove=$move gdb -batch -nx -ex 'break p.c:add' -ex run -ex 'info args' -ex 'print *second' \
    -ex finish -ex 'frame function run' -ex 'print two' ./p > output 2>&1 || :
  grep -q '^first = 40' output || { cat output; exit 1; }
  grep -q '^\$1 = 2$' output || { cat output; exit 1; }
  grep -q '^Value returned is .* = 42$' output || { cat output; exit 1; }
  grep -q '^\$3 = 2$' output || { cat output; exit 1; }
done
