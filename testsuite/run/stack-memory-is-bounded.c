/* SPDX-License-Identifier: MIT */
/* Purpose: Rounds of goroutines that grow their stacks and end use no more memory in the end
   than after the first rounds. */
/* Stress: no, it measures what moving everything would change */
#include "support/check.h"

static long resident_kilobytes (void)
{
  long pages = 0;
  FILE *f = fopen ("/proc/self/statm", "r");

  CHECK (f != NULL && fscanf (f, "%*d %ld", &pages) == 1);
  fclose (f);
  return pages * 4;
}

static void run (int frames)
{
  grow (frames);
  goro_wait_group_done (&goroutines_under_test);
}

static void round_of_goroutines (void)
{
  goro_wait_group_add (&goroutines_under_test, 1000);
  for (int i = 0; i < 1000; i++)
    go run (i % 100 == 0 ? 2000 : i % 10 * 20);
  goro_wait_group_wait (&goroutines_under_test);
}

int main (void)
{
  for (int i = 0; i < 5; i++)
    round_of_goroutines ();
  long before = resident_kilobytes ();
  for (int i = 0; i < 50; i++)
    round_of_goroutines ();
  CHECK (resident_kilobytes () < before + before / 2 + 20000);
  return 0;
}
