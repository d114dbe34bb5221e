/* SPDX-License-Identifier: MIT */
/* Purpose: With one P: a foreign call that sleeps for long loses the P to other goroutines, and gets
   one again when it returns. */
/* Procs: 1 */
/* Foreign: support/foreign-sleep.c */
#include "support/check.h"

extern int foreign_sleep (int ms);

static _Atomic int turns;
static goro_chan (int) out;

static void sleeper (int ms)
{
  int local = ms, *p = &local;
  int before = turns;

  CHECK (foreign_sleep (ms) == ms);
  CHECK (turns > before + 100);
  grow (30);
  CHECK (*p == ms);
  goro_send (out, ms);
}

static void busy (void)
{
  for (;;) {
    turns++;
    goro_yield ();
  }
}

static void test (void)
{
  out = goro_chan_make (int, 0);
  go busy ();
  go sleeper (200);
  go sleeper (200);
  int64_t start = goro_now ();
  CHECK (goro_recv (out) + goro_recv (out) == 400);
  CHECK (goro_now () - start < 390 * GORO_MILLISECOND); /* they slept at the same time */
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
