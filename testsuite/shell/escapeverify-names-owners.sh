#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: GORODEBUG=escapeverify names each place that keeps an address of a stack, and whose frame it is: statics, thread-locals, objects,
# malloc's memory, another goroutine's stack, a library's own variables; with 2 the first ends the program.

cat > p.c <<'END'
#include <goro.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static volatile unsigned long table[10];
static __thread volatile unsigned long local_table[10];
void keep_in_library (unsigned long);

/* The compiler must not know that this is an address of the frame.  */
#define here() ({ unsigned long at_ = (unsigned long) __builtin_frame_address (0); __asm__ volatile ("" : "+r" (at_)); at_; })

static __attribute__ ((noinline)) int down (int n)
{
  volatile char room[100];
  room[0] = (char) n;
  return n == 0 ? 0 : down (n - 1) + room[0] - n;
}

static __attribute__ ((noinline)) int keeper (volatile unsigned long *block, volatile unsigned long *object)
{
  volatile char frame[64] = { 0 };
  table[3] = here ();
  local_table[2] = here ();
  block[5] = here ();
  object[1] = here ();
  keep_in_library (here ());
  return down (10) + frame[0];
}

static void reader (goro_chan (int) go_on, const char *where)
{
  goro_recv (go_on);
  down (10);
  __asm__ volatile ("" : : "r" (where));
  goro_send (go_on, 0);
}

static __attribute__ ((noinline)) int lender (goro_chan (int) go_on)
{
  volatile char frame[64] = { 0 };
  go reader (go_on, (const char *) here ());
  goro_yield ();
  down (3);
  goro_send (go_on, 1);
  return goro_recv (go_on) + frame[0];
}

int main (int argc, char **argv)
{
  goro_chan (int) go_on = goro_chan_make (int, 0);
  unsigned long *block = malloc (800), *object = goro_make (unsigned long, 8);
  int bad = argc > 1 && strcmp (argv[1], "stack") == 0 ? lender (go_on) : argc > 1 ? keeper (block, object) : down (200);
  free (block);
  return bad;
}
END
cat > library.c <<'END'
static volatile unsigned long kept_there;
void keep_in_library (unsigned long p) { kept_there = p; }
END
$GORO_PLAIN_CC -O1 -fPIC -shared library.c -o libkeep.so
$GORO_CC -O1 -g p.c -L. -lkeep -Wl,-rpath,. -o p

# report PATTERN: a line about the frame of FRAME matches.
frame=keeper
report ()
{
  grep -qE "^goro: escapeverify: $1 holds 0x[0-9a-f]+, [0-9]+ bytes below the top of goroutine 1's stack(, in the frame of $frame \(.*p\.c:[0-9]+\))?, which has moved\$" messages ||
    { echo "not reported: $1"; cat messages; exit 1; }
}

for modes in '' stackmove=1, preempt=1,; do
  GORODEBUG=${modes}escapeverify=1 ./p keep 2> messages
  report 'table\+0x18, static data of .*/p,'
  report 'local_table\+0x10 of thread [0-9]+, thread-local in .*/p,'
  report '0x[0-9a-f]+\+0x8, an object of 64 bytes,'
  report '0x[0-9a-f]+\+0x28, 808 bytes from malloc \(it may be stale\),'
  report 'kept_there\+0x0, static data of .*libkeep.so,'
  [ "$(wc -l < messages)" = 5 ] || { cat messages; exit 1; }

  GORODEBUG=${modes}escapeverify=1 ./p > messages 2>&1
  [ ! -s messages ] || { echo "a clean program:"; cat messages; exit 1; }
done

GORODEBUG=stackmove=1,escapeverify=1 ./p stack 2> messages
frame=lender
report 'the stack of goroutine [0-9]+, in reader \(.*p\.c:[0-9]+\),'

status=0
GORODEBUG=stackmove=1,escapeverify=2 ./p keep 2> messages || status=$?
[ "$status" = 134 ] && grep -q 'internal error: an address of a stack is kept outside it' messages || { cat messages; exit 1; }
[ "$(grep -c 'escapeverify: .* holds' messages)" -le 2 ] || { cat messages; exit 1; }

GORODEBUG=stackmove=1,escapeverify=3 ./p 2> messages
grep -qE '^goro: escapeverify: 0 words found, [1-9][0-9]* searches for addresses of [1-9][0-9]* stacks$' messages || { cat messages; exit 1; }
