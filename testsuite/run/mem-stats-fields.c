/* SPDX-License-Identifier: MIT */
/* Purpose: goro_read_mem_stats counts what is allocated, freed and collected; its sums agree. */
/* Stress: no, it counts collections */
#include "support/check.h"
#include <time.h>

enum { N = 500, SIZE = 40000 };

static void *volatile live[N];

static goro_mem_stats read_stats (void)
{
  goro_mem_stats s;
  goro_read_mem_stats (&s);
  return s;
}

static uint64_t real_time (void)
{
  struct timespec ts;
  clock_gettime (CLOCK_REALTIME, &ts);
  return (uint64_t) ts.tv_sec * 1000000000 + (uint64_t) ts.tv_nsec;
}

static void check_sums (const goro_mem_stats *s)
{
  CHECK (s->alloc == s->heap_alloc && s->alloc <= s->total_alloc);
  CHECK (s->heap_objects == s->mallocs - s->frees);
  CHECK (s->heap_sys == s->heap_idle + s->heap_inuse);
  CHECK (s->heap_released <= s->heap_idle);
  CHECK (s->sys == s->heap_sys + s->other_sys && s->stack_sys <= s->other_sys);
}

static void test (void)
{
  goro_mem_stats a = read_stats ();
  CHECK (a.num_gc == 0 && a.num_forced_gc == 0 && a.last_gc == 0);
  for (int i = 0; i < N; i++)
    live[i] = goro_alloc (SIZE, GORO_NO_POINTERS);
  goro_mem_stats b = read_stats ();
  CHECK (b.mallocs - a.mallocs >= N && b.mallocs - a.mallocs < N + 3000);
  CHECK (b.total_alloc - a.total_alloc >= (uint64_t) N * SIZE && b.heap_inuse >= (uint64_t) N * SIZE);
  CHECK (b.total_alloc - a.total_alloc < (uint64_t) N * SIZE * 2);

  uint64_t before = real_time ();
  goro_gc ();
  goro_mem_stats c = read_stats ();
  CHECK (c.num_gc > b.num_gc && c.num_forced_gc == 1);
  CHECK (c.last_gc >= before && c.last_gc <= real_time ());
  CHECK (c.gc_ns > b.gc_ns && c.heap_alloc >= (uint64_t) N * SIZE);
  CHECK (c.next_gc >= (uint64_t) N * SIZE && c.frees - b.frees < N);

  for (int i = 0; i < N; i++)
    live[i] = NULL;
  goro_gc ();
  goro_mem_stats d = read_stats ();
  CHECK (d.frees - c.frees >= N - 10 && d.total_alloc >= c.total_alloc);
  CHECK (d.heap_alloc < c.heap_alloc - (uint64_t) (N - 10) * SIZE);
  check_sums (&d);
  grow (2000); /* 600 KB and more */
  CHECK (read_stats ().stack_sys >= d.stack_sys + (600 << 10));
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
