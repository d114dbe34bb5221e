/* SPDX-License-Identifier: MIT */
/* A mutex that nobody else wants: lock and unlock together.
   Procs: 1
   Goal: mutex-uncontended 0.5  */
#include <goro.h>
#include "bench.h"

enum { WARM = 100000, LOCKS = 30000000 };

static goro_mutex lock;
static int64_t guarded;

static void count (int n)
{
  for (int i = 0; i < n; i++) {
    goro_mutex_lock (&lock);
    guarded++;
    goro_mutex_unlock (&lock);
  }
}

int main (void)
{
  count (WARM);
  int64_t start = now ();
  count (LOCKS);
  report ("mutex-uncontended", (double) (now () - start) / LOCKS, "ns");
  return guarded != WARM + LOCKS;
}
