/* SPDX-License-Identifier: MIT */
/* GORODEBUG=gctrace=1: a line for each collection, in the format of Go:

     gc 7 @0.412s 3%: 0.021+5.3+0.012 ms clock, 0.042+1.2/5.1/0.33+0.024 ms cpu, 14->15->7 MB, 15 MB goal, 1 MB stacks, 0 MB globals, 2 P

   Clock: until all stores go through the barrier and all stacks are scanned; marking; the end.  Nothing is stopped in any of them.  Cpu: the
   same, where that of marking is that of allocating goroutines / the collector's thread / idle Ps.  gctrace=2 adds a line with the pauses:
   how often a goroutine was kept for less than so many ns, and the longest.  */
#define _GNU_SOURCE
#include <stdio.h>

#include "gc/cycle.h"
#include "gc/pacer.h"
#include "gc/round.h"
#include "os/os.h"
#include "sched/state.h"
#include "stack/stack.h"

/* ms with three digits, as Go prints them.  */
static int put_ms (char *to, size_t room, int64_t ns)
{
  if (ns >= 10000000)
    return snprintf (to, room, "%lld", (long long) ((ns + 500000) / 1000000));
  if (ns >= 1000000)
    return snprintf (to, room, "%.1f", (double) ns / 1e6);
  if (ns >= 100000)
    return snprintf (to, room, "%.2f", (double) ns / 1e6);
  return snprintf (to, room, "%.3f", (double) ns / 1e6);
}

static void trace_pauses (void)
{
  char line[480];
  int at = snprintf (line, sizeof line, "gc pauses:");
  for (int i = 1; i < GORO_GC_PAUSES / 4; i++) {
    uint64_t count = 0;
    /* Below 4 ns a bucket is one ns wide, not a quarter of a doubling.  */
    for (int j = i == 1 ? 0 : 4 * i; j < 4 * i + 4; j++)
      count += atomic_load (&goro__gc_pauses[j]);
    if (count != 0 && at < (int) sizeof line - 60)
      at += snprintf (line + at, sizeof line - (size_t) at, " <%lluns:%llu", 1ULL << (i + 2), (unsigned long long) count);
  }
  goro__os_print ("%s longest %Dns\n", line, (int64_t) atomic_load (&goro__gc_longest_pause));
}

void goro__gc_trace (uint32_t cycle, const struct goro_gc_times *t)
{
  static int64_t all_cpu;
  char clock[3][24], cpu[5][24];
  uint32_t procs = atomic_load (&goro__sched.procs);
  all_cpu += t->collector_cpu + t->assist_cpu + t->idle_cpu;
  int64_t since = t->end - goro__sched.start_time;
  int percent = since > 0 ? (int) (100 * all_cpu / (since * procs)) : 0;
  int64_t scan = t->scanned - t->begin, mark = t->marked - t->scanned, end = t->end - t->marked;
  put_ms (clock[0], sizeof clock[0], scan);
  put_ms (clock[1], sizeof clock[1], mark);
  put_ms (clock[2], sizeof clock[2], end);
  put_ms (cpu[0], sizeof cpu[0], scan);
  put_ms (cpu[1], sizeof cpu[1], t->assist_cpu);
  int64_t rest = t->collector_cpu - scan - end;
  put_ms (cpu[2], sizeof cpu[2], rest > 0 ? rest : 0);
  put_ms (cpu[3], sizeof cpu[3], t->idle_cpu);
  put_ms (cpu[4], sizeof cpu[4], end);
  char line[480];
  snprintf (line, sizeof line,
            "gc %u @%.3fs %d%%: %s+%s+%s ms clock, %s+%s/%s/%s+%s ms cpu, %llu->%llu->%llu MB, %llu MB goal, "
            "%llu MB stacks, %llu MB globals, %u P%s\n", cycle, (double) since / 1e9, percent, clock[0], clock[1], clock[2], cpu[0],
            cpu[1], cpu[2], cpu[3], cpu[4], (unsigned long long) (t->heap_begin >> 20),
            (unsigned long long) (t->heap_end >> 20), (unsigned long long) (t->live >> 20),
            (unsigned long long) (t->goal == UINT64_MAX ? 0 : t->goal >> 20),
            (unsigned long long) (atomic_load (&goro__gc_pacer.stacks) >> 20),
            (unsigned long long) (goro__gc_global_bytes () >> 20), procs, t->forced ? " (forced)" : "");
  goro__os_print ("%s", line);
  if (goro__debug_gctrace > 1)
    trace_pauses ();
}
