/* SPDX-License-Identifier: MIT */
/* Purpose: Pages that stay free go back to the system after some seconds, without anybody doing anything. */
/* Procs: 1 2 */
/* Levels: -O2 */
/* Stress: no, it waits for seconds */
#include "support/check.h"
#include <string.h>

enum { MB = 1 << 20, N = 64 };

static void *volatile live[N];

static uint64_t released (void)
{
  goro_mem_stats s;
  goro_read_mem_stats (&s);
  return s.heap_released;
}

static uint64_t resident (void)
{
  unsigned long all, used;
  FILE *f = fopen ("/proc/self/statm", "r");
  CHECK (f != NULL && fscanf (f, "%lu %lu", &all, &used) == 2);
  fclose (f);
  return used * 4096;
}

int main (void)
{
  for (int i = 0; i < N; i++)
    memset (live[i] = goro_alloc (MB, GORO_NO_POINTERS), 1, MB);
  for (int i = 0; i < N; i++)
    live[i] = NULL;
  goro_gc ();
  uint64_t before = released (), used = resident ();
  /* As long as it takes; the harness has a limit.  */
  while (released () < before + 50 * MB)
    goro_sleep (50 * GORO_MILLISECOND);
  CHECK (resident () < used - 45 * MB);
  return 0;
}
