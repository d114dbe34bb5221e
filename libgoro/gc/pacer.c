/* SPDX-License-Identifier: MIT */
/* The pacer.

   The goal of a cycle is the live heap of the last one and GOROGC percent of it and of the stacks and variables that it has scanned (at least
   4 MB, as in Go), less where
   GOROMEMLIMIT asks for it.  What is born while objects are marked counts as live, but only as much as could be born up to the goal; of the rest as large a
   part as was found alive of what was there before.  (Else on a busy machine, where cycles end far over their goal, garbage that
   is born meanwhile would make the goal larger, and so on: 130 MB with nothing live.)  The cycle begins so much earlier as was allocated during the last one, or would have been at
   the rate before it, had nobody had to help.  While it lasts whoever allocates scans
   in proportion: what is left to scan, over what is left to allocate.  What the collector's thread and idle Ps have scanned
   is credit, from which that is paid first.

   All numbers are heuristics, read and written without order.  */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "gc/cycle.h"
#include "gc/pacer.h"
#include "gc/queue.h"
#include "goro.h"
#include "os/os.h"
#include "sched/state.h"

struct goro_gc_pacer goro__gc_pacer;

static const uint64_t heap_min = 4 << 20;
static uint64_t last_scanned; /* bytes, by the last cycle */
static uint64_t runway;       /* bytes that a cycle is expected to see allocated */
static _Atomic uint64_t late; /* of p->live, what was born over the goal and counts as dead for the next */

/* The goal that keeps all memory under the limit: what the heap's objects may have when everything else keeps what it has, and some
   headroom.  What else there is: stacks, records, and the parts of pages in use that are no objects; free pages are
   given back before they count (heap/limit.c).  */
static uint64_t limited_goal (uint64_t live, uint64_t heap, uint64_t limit)
{
  uint64_t held = goro__heap_held (), free = goro__heap_free_resident ();
  uint64_t other = held > free + heap ? held - free - heap : 0;
  uint64_t headroom = limit / 100 * 3;
  if (headroom < (1 << 20))
    headroom = 1 << 20;
  if (headroom > limit / 8)
    headroom = limit / 8;
  uint64_t goal = limit > other + headroom ? limit - other - headroom : 0;
  /* Live objects cannot be collected.  */
  uint64_t least = live + live / 16 + (1 << 16);
  return goal > least ? goal : least;
}

/* Earlier by the runway and an eighth of it, within bounds.  */
static uint64_t trigger_for (uint64_t live, uint64_t goal)
{
  if (goal == UINT64_MAX)
    return goal;
  uint64_t room = goal > live ? goal - live : 0, early = runway + runway / 8;
  if (early > room / 2)
    early = room / 2;
  if (early < room / 20)
    early = room / 20;
  return goal - early;
}

void goro__gc_pace (void)
{
  struct goro_gc_pacer *p = &goro__gc_pacer;
  uint64_t live = atomic_load (&p->live);
  int32_t percent = atomic_load (&p->percent);
  int64_t limit = atomic_load (&goro__heap_limit);
  uint64_t goal = UINT64_MAX;
  if (percent >= 0) {
    uint64_t least = heap_min * (uint64_t) percent / 100;
    uint64_t dead = atomic_load (&late), counted = live > dead ? live - dead : 0;
    /* Stacks and variables have to be scanned as well, so the more there is of them the seldomer (Go 1.18's rule).  */
    uint64_t scanned = counted + atomic_load (&p->stacks) + goro__gc_global_bytes ();
    goal = counted + scanned / 100 * (uint64_t) percent;
    if (goal < least)
      goal = least;
  }
  atomic_store (&p->unlimited, trigger_for (live, goal));
  if (limit != INT64_MAX) {
    uint64_t most = limited_goal (live, live + atomic_load (&p->allocated), (uint64_t) limit);
    if (goal > most)
      goal = most;
  }
  atomic_store (&p->goal, goal);
  atomic_store (&p->trigger, trigger_for (live, goal));
}

/* Under a limit that the live objects nearly fill, cycle would follow cycle, and the program stand still.  So when the collector has had
   more than half of the time, by a second in all, a cycle that only the limit asks for waits as long as the last one took, and the limit is exceeded, as in Go.  */
bool goro__gc_due (uint64_t heap)
{
  struct goro_gc_pacer *p = &goro__gc_pacer;
  if (atomic_load_explicit (&goro__heap_limit, memory_order_relaxed) != INT64_MAX)
    goro__gc_pace (); /* stacks and all else may have grown */
  if (heap < atomic_load_explicit (&p->trigger, memory_order_relaxed))
    return false;
  return heap >= atomic_load_explicit (&p->unlimited, memory_order_relaxed)
         || goro__nanotime () >= atomic_load_explicit (&p->not_before, memory_order_relaxed);
}

void goro__gc_pace_rest (int64_t cpu)
{
  const int64_t second = 1000000000;
  static int64_t last, excess; /* the collector's thread's */
  int64_t now = goro__nanotime (), limit = atomic_load (&goro__heap_limit);
  excess += 2 * cpu - (now - last);
  last = now;
  if (excess < 0)
    excess = 0;
  if (excess > second)
    excess = second;
  atomic_store (&goro__gc_pacer.not_before, excess == second ? now + cpu : 0);
  if (limit != INT64_MAX)
    goro__heap_keep_limit ((uint64_t) limit / 20);
  goro__gc_pace ();
}

void goro__gc_pace_assists (void)
{
  struct goro_gc_pacer *p = &goro__gc_pacer;
  uint64_t heap = atomic_load (&p->live) + atomic_load (&p->allocated), goal = atomic_load (&p->goal);
  uint64_t done = atomic_load (&goro__gc_marker.scanned);
  /* What the last cycle had to scan; not what it left, much of which was born in it and is garbage by now: who allocates would have to
     scan half as much again, and the cycle end far from the goal.  If it turns out to be more, all there is.  */
  uint64_t expected = last_scanned + last_scanned / 8;
  if (expected < done)
    expected = atomic_load (&p->live) + atomic_load (&p->live) / 8;
  uint64_t work = expected > done + 65536 ? expected - done : 65536;
  uint64_t room = goal > heap + 65536 ? goal - heap : 65536;
  uint64_t ratio = work >= UINT64_MAX / 256 ? 256 * 64 : work * 256 / room;
  /* Not less than a quarter of what is allocated, and bounded, or a small heap would stand still.  */
  if (ratio < 64)
    ratio = 64;
  if (ratio > 256 * 64)
    ratio = 256 * 64;
  atomic_store (&p->ratio, ratio);
}

/* Of the bytes born during a cycle, those that do not count as live.  */
static uint64_t late_of (uint64_t begin, uint64_t marked, uint64_t born)
{
  uint64_t goal = atomic_load (&goro__gc_pacer.goal);
  uint64_t room = goal > begin ? goal - begin : 0;
  if (room < GORO_GC_SLACK)
    room = GORO_GC_SLACK;
  if (born <= room || marked >= begin)
    return 0;
  return (uint64_t) ((double) (born - room) * (1 - (double) marked / (double) begin));
}

void goro__gc_pace_end (const struct goro_gc_times *t, uint64_t marked)
{
  static int64_t last; /* when the last cycle came here */
  struct goro_gc_pacer *p = &goro__gc_pacer;
  uint64_t black = t->heap_end - t->heap_begin, before = atomic_exchange (&p->allocated, 0) - black;
  runway = black;
  if (last != 0 && t->begin > last) {
    /* Who has to help allocates less, so the next cycle would begin later, and there would be more to help with.  So it is what would have been
       allocated with nobody's help.  */
    double alone = (double) (t->marked - t->begin + t->assist_cpu + t->idle_cpu + t->slice_cpu);
    double most = (double) before / (double) (t->begin - last) * alone;
    if (most > (double) runway)
      runway = most < 1e18 ? (uint64_t) most : (uint64_t) 1e18;
  }
  last = t->marked;
  last_scanned = atomic_load (&goro__gc_marker.scanned);
  atomic_store (&late, late_of (t->heap_begin, marked, black));
  atomic_store (&p->live, marked + black);
  atomic_store (&p->credit, 0);
  goro__gc_pace ();
}

/* --- Settings ----------------------------------------------------------------------------------------- */

static bool number (const char *text, const char **end, int64_t *value)
{
  int64_t n = 0;
  const char *p = text;
  for (; *p >= '0' && *p <= '9'; p++)
    if (__builtin_mul_overflow (n, 10, &n) || __builtin_add_overflow (n, *p - '0', &n))
      return false;
  *end = p;
  *value = n;
  return p != text;
}

static bool limit_of (const char *text, int64_t *limit)
{
  static const char *const units[] = { "", "KiB", "MiB", "GiB", "TiB" };
  const char *end;
  if (strcmp (text, "off") == 0)
    return true;
  if (!number (text, &end, limit))
    return false;
  if (strcmp (end, "B") == 0)
    return true;
  for (int i = 0; i < 5; i++)
    if (strcmp (end, units[i]) == 0)
      return !__builtin_mul_overflow (*limit, (int64_t) 1 << (10 * i), limit);
  return false;
}

void goro__gc_pacer_init (void)
{
  struct goro_gc_pacer *p = &goro__gc_pacer;
  const char *text = getenv ("GOROGC"), *end;
  int64_t percent = 100, limit = INT64_MAX;
  if (text != NULL && *text != 0) {
    if (strcmp (text, "off") == 0)
      percent = -1;
    else if (!number (text, &end, &percent) || *end != 0 || percent > INT32_MAX) {
      goro__os_print ("goro: warning: GOROGC=%s is neither a number nor `off'; using 100\n", text);
      percent = 100;
    }
  }
  text = getenv ("GOROMEMLIMIT");
  if (text != NULL && *text != 0 && !limit_of (text, &limit)) {
    goro__os_print ("goro: warning: GOROMEMLIMIT=%s is not a number of B, KiB, MiB, GiB or TiB; there is no limit\n", text);
    limit = INT64_MAX;
  }
  atomic_store (&p->percent, (int32_t) percent);
  atomic_store (&goro__heap_limit, limit);
  goro__gc_pace ();
}

static uintptr_t percent_sys (struct goro_g *gp, uintptr_t percent, uintptr_t b, uintptr_t c)
{
  (void) gp, (void) b, (void) c;
  goro__gc_init ();
  int32_t old = atomic_exchange (&goro__gc_pacer.percent, (int32_t) percent < 0 ? -1 : (int32_t) percent);
  goro__gc_pace ();
  return (uintptr_t) (intptr_t) old;
}

GORO_PUBLIC int goro_set_gc_percent (int percent)
{
  return goro__call_sys_int (percent_sys, (uintptr_t) (intptr_t) percent, 0, 0);
}

static uintptr_t limit_sys (struct goro_g *gp, uintptr_t bytes, uintptr_t b, uintptr_t c)
{
  (void) gp, (void) b, (void) c;
  goro__gc_init ();
  int64_t old = atomic_load (&goro__heap_limit);
  if ((int64_t) bytes >= 0) {
    old = atomic_exchange (&goro__heap_limit, (int64_t) bytes);
    goro__heap_keep_limit (0);
  }
  goro__gc_pace ();
  return (uintptr_t) old;
}

GORO_PUBLIC int64_t goro_set_memory_limit (int64_t bytes)
{
  return (int64_t) goro__call_sys (limit_sys, (uintptr_t) bytes, 0, 0);
}
