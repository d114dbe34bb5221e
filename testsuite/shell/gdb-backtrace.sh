#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: gdb walks from a breakpoint in a goroutine to its first function, and out of libc.

command -v gdb > path || { echo "needs gdb"; exit 77; }
cat > p.c <<'END'
#include <goro.h>
#include <stdio.h>
#include <stdlib.h>

static __attribute__ ((noipa)) void innermost (int depth) { printf ("%d\n", depth); fflush (stdout); }
static __attribute__ ((noipa)) void middle (int depth)
{
  if (depth == 20)
    innermost (depth);
  else
    middle (depth + 1);
  __asm__ volatile ("");
}
static void outermost (goro_chan (int) done) { middle (0); goro_send (done, 1); }
int main (void)
{
  goro_chan (int) done = goro_chan_make (int, 0);
  go outermost (done);
  return goro_recv (done) - 1;
}
END
$GORO_CC -O1 -g p.c -o p
# Without ptrace (some containers) gdb cannot run anything.
gdb -batch -nx -ex run ./p > output 2>&1 || :
grep -q 'exited normally' output || { cat output; echo "gdb cannot run programs here"; exit 77; }

gdb -batch -nx -ex 'break innermost' -ex run -ex backtrace ./p > output 2>&1
[ "$(grep -c ' middle (' output)" = 21 ] || { cat output; exit 1; }
grep -q ' outermost (' output || { cat output; exit 1; }

gdb -batch -nx -ex 'set breakpoint pending on' -ex 'break write' -ex run -ex backtrace ./p > output 2>&1
grep -q ' innermost (' output || { cat output; exit 1; }
grep -q ' outermost (' output || { cat output; exit 1; }
