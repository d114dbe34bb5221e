#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: goroutines without number end in a fatal message that says out of memory, not in a crash.

cat > p.c <<'END'
#include <goro.h>

static goro_chan (int) never;
static void wait (void) { goro_recv (never); }

int main (void)
{
  never = goro_chan_make (int, 0);
  for (;;)
    go wait ();
}
END
$GORO_CC -O2 p.c -o p
status=0
(ulimit -v 1500000 && GOROMAXPROCS=1 exec timeout 60 ./p > output 2> messages) || status=$?
head -c 2000 messages
[ "$status" = 2 ] || { echo "exit status $status, not 2"; exit 1; }
grep -q '^fatal error: out of memory' messages
grep -q '^goroutine [0-9]* \[' messages || { echo "the goroutine is not named"; exit 1; }
