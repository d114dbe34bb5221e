/* SPDX-License-Identifier: MIT */
/* One million goroutines parked in a receive: the memory that each of them
   takes (resident, all counted), then the time to wake one and have it exit.
   Procs: 1 2
   Goal: parked-memory 0.75  */
#include <stdatomic.h>
#include <goro.h>
#include "bench.h"

enum { COUNT = 1000000 };

static goro_wait_group all;
static atomic_int ready;

static void park (goro_chan (int) c)
{
  int value;
  atomic_fetch_add (&ready, 1);
  goro_recv_ok (c, &value);
  goro_wait_group_done (&all);
}

int main (void)
{
  goro_chan (int) c = goro_chan_make (int, 0);
  int64_t base = resident_bytes ();

  int64_t start = now ();
  goro_wait_group_add (&all, COUNT);
  for (int i = 0; i < COUNT; i++)
    go park (c);
  while (atomic_load (&ready) < COUNT)
    goro_yield ();
  report ("parked-start", (double) (now () - start) / COUNT, "ns");

  /* The last ones are between the counter and the channel.  */
  goro_sleep (100000000);
  report ("parked-memory", (double) (resident_bytes () - base) / COUNT, "bytes");

  start = now ();
  goro_close (c);
  goro_wait_group_wait (&all);
  report ("parked-wake-exit", (double) (now () - start) / COUNT, "ns");
  return 0;
}
