/* SPDX-License-Identifier: MIT */
/* A million objects of 100 bytes held in a table, five million times one at random is replaced by a new one; with a gc percent of 50 and of 400. Wall-clock and
   processor time a replacement, resident memory at the end of each.
   Procs: 1 2  */
#include <goro.h>
#include <sys/resource.h>
#include "bench.h"

enum { HELD = 1000000, REPLACED = 5000000 };

struct object { struct object *other; int number; char bytes[88]; };

struct object **table;

static double processor_time (void)
{
  struct rusage u;
  getrusage (RUSAGE_SELF, &u);
  return (double) (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e9 + (double) (u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1e3;
}

static void put (int at, int number, struct object *other)
{
  struct object *o = goro_new (struct object);
  o->number = number;
  o->other = other;
  table[at] = o;
}

static void measure (int percent, const char *row, const char *row_cpu, const char *row_memory)
{
  uint64_t x = 88172645463325252;
  goro_set_gc_percent (percent);
  goro_gc ();
  int64_t start = now ();
  double cpu = processor_time ();
  for (int i = 0; i < REPLACED; i++) {
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    put ((int) (x % HELD), i, NULL);
  }
  report (row, (double) (now () - start) / REPLACED, "ns");
  report (row_cpu, (processor_time () - cpu) / REPLACED, "ns");
  report (row_memory, (double) resident_bytes () / (1 << 20), "MB");
}

int main (void)
{
  table = goro_make (struct object *, HELD);
  for (int i = 0; i < HELD; i++)
    put (i, i, NULL);
  measure (50, "table-50", "table-50-cpu", "table-50-memory");
  measure (400, "table-400", "table-400-cpu", "table-400-memory");
  return 0;
}
