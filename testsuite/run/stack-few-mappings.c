/* SPDX-License-Identifier: MIT */
/* Purpose: 100,000 parked goroutines with grown stacks need few mappings (the kernel allows 65,530) and
   little more memory than their stacks. */
/* Stress: no, it measures what moving everything would change */
#include "support/check.h"

enum { MANY = 100000 };

static goro_chan (int) gate;
static _Atomic int parked;

static void run (int frames)
{
  grow (frames);
  parked++;
  goro_recv (gate);
  goro_wait_group_done (&goroutines_under_test);
}

static int count_mappings (void)
{
  FILE *f = fopen ("/proc/self/maps", "r");
  int lines = 0;

  CHECK (f != NULL);
  for (int c; (c = getc (f)) != EOF;)
    lines += c == '\n';
  fclose (f);
  return lines;
}

static long resident_kilobytes (void)
{
  long pages = 0;
  FILE *f = fopen ("/proc/self/statm", "r");

  CHECK (f != NULL && fscanf (f, "%*d %ld", &pages) == 1);
  fclose (f);
  return pages * 4;
}

int main (void)
{
  gate = goro_chan_make (int, 0);
  goro_wait_group_add (&goroutines_under_test, MANY);
  for (int i = 0; i < MANY; i++)
    go run (i % 1000 == 0 ? 100 : i % 10 == 0 ? 10 : 0);
  while (parked < MANY)
    goro_yield ();
  CHECK (count_mappings () < 10000);
  CHECK (resident_kilobytes () < 6L * MANY);
  goro_close (gate);
  goro_wait_group_wait (&goroutines_under_test);
  return 0;
}
