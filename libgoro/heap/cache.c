/* SPDX-License-Identifier: MIT */
/* Runs: what a P, or all threads without a P together, allocate from.

       span     |used|used|free|free|free|used|free|...
                           ^next     ^limit

   Objects of a run count as allocated from the moment it is taken, and are zero from then on.  A run is short (RUN_BYTES), so
   that what it clears is still in the cache when it is handed out.

   Everything here belongs to the owner of the runs: a P's to who holds the P, the shared ones to who holds shared_lock.  */
#define _GNU_SOURCE
#include "gc/marking.h"
#include "heap/span.h"
#include "os/os.h"
#include "sched/sched.h"

enum { RUN_BYTES = 4096 };

_Atomic uint32_t goro__heap_phase = 2; /* generation 1 */
bool goro__heap_always_slow;

static struct goro_lock shared_lock;
static struct goro_heap_run shared_runs[GORO_CLASSES];
static struct goro_heap_counts shared_counts;

void goro__shared_lock (void)
{
  goro__lock (&shared_lock, GORO_RANK_HEAP_SHARED);
}

void goro__shared_unlock (void)
{
  goro__unlock (&shared_lock);
}

struct goro_heap_counts *goro__heap_counts (struct goro_p *pp)
{
  return pp != NULL ? &pp->heap : &shared_counts;
}

/* Marks objects [first, end) of s.  */
static void mark (struct goro_span *s, uint32_t first, uint32_t end)
{
  while (first < end) {
    uint32_t at = first % 64, n = 64 - at < end - first ? 64 - at : end - first;
    uint64_t bits = (n == 64 ? ~(uint64_t) 0 : ((uint64_t) 1 << n) - 1) << at;
    /* Relaxed: the bits are looked at by who finds them set, and mean no more than that.  */
    atomic_fetch_or_explicit (&s->bits[first / 64].mark, bits, memory_order_relaxed);
    /* There is nothing in them to scan: whatever is stored there is shaded, or was in a stack that is scanned.  Relaxed: before
       MARK that may not be so (gc/gc.h).  */
    if (atomic_load_explicit (&goro__gc.phase, memory_order_relaxed) == GORO_GC_MARK)
      atomic_fetch_or_explicit (&s->bits[first / 64].scanned, bits, memory_order_relaxed);
    first += n;
  }
}

static void mark_rest (struct goro_heap_run *run)
{
  struct goro_span *s = run->span;
  if (s != NULL && run->next != run->limit)
    mark (s, (uint32_t) ((run->next - s->start) / s->size), (uint32_t) ((run->limit - s->start) / s->size));
}

/* Takes the next run of run->span, and its first object; 0: there is none, or the span is of another generation.  */
static uintptr_t take (struct goro_heap_run *run, struct goro_heap_counts *counts, uint32_t most)
{
  struct goro_span *s = run->span;
  uint32_t phase = atomic_load_explicit (&goro__heap_phase, memory_order_acquire);
  /* Relaxed: the owner's own span.  */
  if (atomic_load_explicit (&s->generation, memory_order_relaxed) != phase / 2)
    return 0;
  uint32_t count = s->count, first = s->look;
  if (first >= count)
    return 0;
  uint32_t word = first / 64, last = (count - 1) / 64;
  uint64_t bits = ~s->allocated[word] & ~(uint64_t) 0 << (first % 64);
  while (bits == 0) {
    if (word == last) {
      s->look = count;
      return 0;
    }
    bits = ~s->allocated[++word];
  }
  uint32_t at = (uint32_t) __builtin_ctzl (bits);
  first = word * 64 + at;
  if (first >= count) {
    s->look = count;
    return 0;
  }
  if (most > count - first)
    most = count - first;
  /* n free ones from there on.  */
  uint32_t n = 0;
  for (;;) {
    uint64_t used = s->allocated[word] >> at;
    uint32_t here = used == 0 ? 64 - at : (uint32_t) __builtin_ctzl (used);
    if (here > most - n)
      here = most - n;
    s->allocated[word] |= (here == 64 ? ~(uint64_t) 0 : ((uint64_t) 1 << here) - 1) << at;
    n += here;
    if (n == most || at + here < 64)
      break;
    word++;
    at = 0;
  }
  s->look = first + n;
  uint64_t size = s->size, bytes = n * size;
  uintptr_t start = s->start + first * size;
  if (phase & 1)
    mark (s, first, first + n);
  if (s->need_zero)
    goro__heap_clear ((void *) start, bytes);
  /* Relaxed: statistics, which only this owner writes.  */
  atomic_store_explicit (&counts->bytes, atomic_load_explicit (&counts->bytes, memory_order_relaxed) + bytes,
                         memory_order_relaxed);
  atomic_store_explicit (&counts->objects, atomic_load_explicit (&counts->objects, memory_order_relaxed) + n,
                         memory_order_relaxed);
  run->size = size;
  run->next = start + size;
  run->limit = start + bytes;
  return start;
}

static inline uint32_t most_objects (const struct goro_span *s)
{
  if (goro__heap_always_slow)
    return 1;
  /* Fresh memory has not to be cleared.  */
  uint64_t n = (s->need_zero ? RUN_BYTES : 4 * RUN_BYTES) / s->size;
  return n > 1 ? (uint32_t) n : 1;
}

uintptr_t goro__run_next (struct goro_heap_run *run, struct goro_heap_counts *counts)
{
  if (run->span == NULL || goro__heap_always_slow)
    return 0;
  return take (run, counts, most_objects (run->span));
}

/* The same with another span where that one has no more.  */
static uintptr_t refill (struct goro_heap_run *run, struct goro_heap_counts *counts, uint32_t class)
{
  for (;;) {
    struct goro_span *s = run->span;
    if (s == NULL) {
      s = goro__span_get (class);
      if (s == NULL)
        return 0;
      run->span = s;
    }
    uint32_t generation = atomic_load_explicit (&goro__heap_phase, memory_order_acquire) / 2;
    if (atomic_load_explicit (&s->generation, memory_order_relaxed) != generation)
      goro__sweep (s, generation);
    uintptr_t p = take (run, counts, most_objects (s));
    if (p != 0)
      return p;
    if (s->look < s->count)
      continue; /* a generation has begun */
    run->span = NULL;
    run->next = run->limit = 0;
    goro__span_put (s, true);
  }
}

static inline uintptr_t from_run (struct goro_heap_run *run, struct goro_heap_counts *counts, uint32_t class)
{
  uintptr_t p = run->next;
  if (p == run->limit)
    return refill (run, counts, class);
  run->next = p + run->size;
  return p;
}

void *goro__small_alloc (struct goro_p *pp, uint32_t class)
{
  if (pp != NULL)
    return (void *) from_run (&pp->runs[class], &pp->heap, class);
  goro__shared_lock ();
  uintptr_t p = from_run (&shared_runs[class], &shared_counts, class);
  goro__shared_unlock ();
  return (void *) p;
}

/* --- What the collector asks for -------------------------------------------------------- */

static void each_run (struct goro_heap_run *runs, void (*fn) (struct goro_heap_run *run))
{
  uint32_t count = atomic_load_explicit (&goro__class_count, memory_order_acquire);
  for (uint32_t i = 1; i < count; i++)
    if (runs[i].span != NULL)
      fn (&runs[i]);
}

static void blacken (struct goro_heap_run *runs)
{
  /* First: a run that is taken behind the walk is marked.  */
  if ((atomic_load_explicit (&goro__heap_phase, memory_order_relaxed) & 1) == 0)
    atomic_fetch_or (&goro__heap_phase, 1);
  each_run (runs, mark_rest);
}

void goro__heap_blacken (struct goro_p *pp)
{
  blacken (pp->runs);
}

void goro__heap_blacken_shared (void)
{
  goro__shared_lock ();
  blacken (shared_runs);
  goro__shared_unlock ();
}

static void sweep_run (struct goro_heap_run *run)
{
  struct goro_span *s = run->span;
  uint32_t generation = atomic_load_explicit (&goro__heap_phase, memory_order_acquire) / 2;
  if (atomic_load_explicit (&s->generation, memory_order_relaxed) != generation)
    goro__sweep (s, generation);
}

void goro__heap_sweep_cached (struct goro_p *pp)
{
  each_run (pp->runs, sweep_run);
}

void goro__heap_sweep_cached_shared (void)
{
  goro__shared_lock ();
  each_run (shared_runs, sweep_run);
  goro__shared_unlock ();
}

/* What is left of the run is free again.  */
static void give_back (struct goro_heap_run *run)
{
  struct goro_span *s = run->span;
  sweep_run (run);
  for (; run->next != run->limit; run->next += run->size) {
    uint32_t i = (uint32_t) ((run->next - s->start) / s->size);
    s->allocated[i / 64] &= ~((uint64_t) 1 << (i % 64));
    if (i < s->look)
      s->look = i;
  }
  *run = (struct goro_heap_run) { 0 };
  goro__span_put (s, s->look >= s->count);
}

void goro__heap_flush (struct goro_p *pp)
{
  uint32_t count = atomic_load_explicit (&goro__class_count, memory_order_acquire);
  for (uint32_t i = 1; i < count; i++) {
    struct goro_heap_run *run = &pp->runs[i];
    if (run->span == NULL)
      continue;
    uint64_t rest = run->limit - run->next;
    atomic_fetch_sub (&pp->heap.bytes, rest);
    atomic_fetch_sub (&pp->heap.objects, rest / (run->size != 0 ? run->size : 1));
    pp->heap.told = pp->heap.told > rest ? pp->heap.told - rest : 0;
    give_back (run);
  }
}
