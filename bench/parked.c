/* SPDX-License-Identifier: MIT */
/* One million goroutines parked in a receive: the memory that each of them
   takes (resident, all counted), then the time to wake one and have it exit.
   The same once more after three collections, two of which found all of them parked.
   Procs: 1 2
   Goal: parked-memory 0.75
   Goal: parked-compacted 0.4  */
#include <stdatomic.h>
#include <goro.h>
#include "bench.h"

enum { COUNT = 1000000, COLLECTIONS = 3 };

static goro_wait_group all;
static atomic_int ready;

static void park (goro_chan (int) c)
{
  int value;
  atomic_fetch_add (&ready, 1);
  goro_recv_ok (c, &value);
  goro_wait_group_done (&all);
}

static goro_chan (int) start_all (void)
{
  goro_chan (int) c = goro_chan_make (int, 0);
  atomic_store (&ready, 0);
  goro_wait_group_add (&all, COUNT);
  for (int i = 0; i < COUNT; i++)
    go park (c);
  while (atomic_load (&ready) < COUNT)
    goro_yield ();
  return c;
}

static void end_all (goro_chan (int) c, const char *row)
{
  int64_t start = now ();
  goro_close (c);
  goro_wait_group_wait (&all);
  report (row, (double) (now () - start) / COUNT, "ns");
}

int main (void)
{
  int64_t base = resident_bytes ();

  int64_t start = now ();
  goro_chan (int) c = start_all ();
  report ("parked-start", (double) (now () - start) / COUNT, "ns");

  /* The last ones are between the counter and the channel.  */
  goro_sleep (100000000);
  report ("parked-memory", (double) (resident_bytes () - base) / COUNT, "bytes");
  end_all (c, "parked-wake-exit");

  c = start_all ();
  goro_sleep (100000000);
  start = now ();
  for (int i = 0; i < COLLECTIONS; i++)
    goro_gc ();
  report ("parked-collect", (double) (now () - start) / COUNT, "ns");
  report ("parked-compacted", (double) (resident_bytes () - base) / COUNT, "bytes");
  end_all (c, "parked-compacted-wake");
  return 0;
}
