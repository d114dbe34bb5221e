/* SPDX-License-Identifier: MIT */
/* New objects of 8, 16, 64, 512 bytes and 32 KB, all garbage at once; as many goroutines as Ps, each makes as many.
   Wall-clock time for one object of one goroutine.
   Procs: 1 2
   Goal: alloc-16 0.5  */
#include <goro.h>
#include "bench.h"

enum { MOST = 8 };

struct object_8 { void *p; };
struct object_16 { void *p[2]; };
struct object_64 { void *p[8]; };
struct object_512 { void *p[64]; };
struct object_32k { char c[32768]; };

static struct { void *p; char pad[120]; } sinks[MOST];

#define WORKER(size) \
  static void make_##size (goro_wait_group *done, int g, int n) \
  { \
    void *volatile *sink = &sinks[g].p; \
    for (int i = 0; i < n; i++) \
      *sink = goro_new (struct object_##size); \
    goro_wait_group_done (done); \
  } \
  static void measure_##size (int goroutines, int n) \
  { \
    static goro_wait_group done; \
    int64_t start = 0; \
    for (int turn = 0; turn < 2; turn++) { \
      int each = turn == 0 ? n / 10 : n; \
      start = now (); \
      goro_wait_group_add (&done, goroutines); \
      for (int g = 0; g < goroutines; g++) \
        go make_##size (&done, g, each); \
      goro_wait_group_wait (&done); \
    } \
    report ("alloc-" #size, (double) (now () - start) / n, "ns"); \
  }
WORKER (8)
WORKER (16)
WORKER (64)
WORKER (512)
WORKER (32k)

int main (void)
{
  int goroutines = goro_set_procs (0);
  if (goroutines > MOST)
    goroutines = MOST;
  measure_8 (goroutines, 30000000);
  measure_16 (goroutines, 30000000);
  measure_64 (goroutines, 10000000);
  measure_512 (goroutines, 2000000);
  measure_32k (goroutines, 40000);
  return 0;
}
