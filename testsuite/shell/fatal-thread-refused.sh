#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: when the system refuses a thread a fatal message says so and names the goroutine.

cat > p.c <<'END'
#include <goro.h>

extern int foreign_sleep (int ms);
static void block (void) { foreign_sleep (100000); }

int main (void)
{
  for (int i = 0; i < 1000; i++)
    go block ();
  for (int i = 0; i < 100; i++)
    goro_sleep (100 * GORO_MILLISECOND);
  return 0;
}
END
$GORO_PLAIN_CC -O2 -c "$GORO_SRC/testsuite/run/support/foreign-sleep.c" -o foreign.o
$GORO_CC -O2 p.c foreign.o -o p
status=0
# Each thread reserves its stack: some hundred do not fit.
(ulimit -s 65536 && ulimit -v 3000000 && exec timeout 60 ./p > output 2> messages) || status=$?
head -c 2000 messages
[ "$status" = 2 ] || { echo "exit status $status, not 2"; exit 1; }
grep -q 'thread' messages || { echo "the message does not say that it is about a thread"; exit 1; }
grep -q '^goroutine [0-9]* \[' messages || { echo 'the message names no goroutine'; exit 1; }
grep -q '^fatal error: ' messages
