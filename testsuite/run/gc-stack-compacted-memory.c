/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines that wait over several collections take less than half of the 2 KB that they began with. */
/* Stress: no, it measures what moving everything would change */
#include "support/check.h"

enum { N = 30000 };

static goro_chan (int) c;

static long resident_kilobytes (void)
{
  long pages = 0;
  FILE *f = fopen ("/proc/self/statm", "r");

  CHECK (f != NULL && fscanf (f, "%*d %ld", &pages) == 1);
  fclose (f);
  return pages * 4;
}

static void wait (int i)
{
  volatile int kept = i;
  goro_recv (c);
  CHECK (kept == i);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  c = goro_chan_make (int, 0);
  for (int round = 0; round < 3; round++) {
    long before = resident_kilobytes ();
    goro_wait_group_add (&goroutines_under_test, N);
    for (int i = 0; i < N; i++)
      go wait (i);
    goro_sleep (SOON);
    for (int i = 0; i < 3; i++)
      goro_gc ();
    if (round == 0)
      CHECK (resident_kilobytes () - before < N);
    goro_close (c);
    goro_wait_group_wait (&goroutines_under_test);
    c = goro_chan_make (int, 0);
  }
  return 0;
}
