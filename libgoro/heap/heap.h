/* SPDX-License-Identifier: MIT */
/* The collected heap: what the collector and the rest of the runtime see of it.

   The heap is one range of reserved addresses.  It is divided into pages of GORO_PAGE bytes, runs of pages form
   spans.  A span holds objects of one allocation class: one size and one shape (which words may hold
   pointers), so an object has no header, and all objects of a span are scanned alike.  A large object has a span of its own.

       address -> page -> span -> number of the object         goro__heap_find

   Objects never move.  Memory handed out is zero.

   Each span has two bitmaps with a bit for each object: `allocated' (in use, or set aside for the P that
   caches the span) and `mark' (reached in this cycle).  Sweeping makes the mark bits the allocated bits.

   A P allocates from a run [next, limit) of free objects of a span that it caches: the fast path is an addition and a
   comparison.  When the run is used up it looks for the next one in the span, else it takes another span from the
   central list of the class.

   Black allocation: from the first goro__heap_blacken () of a cycle to goro__heap_sweep_begin () a run is marked when it is
   taken; what is left of the runs in use is marked by goro__heap_blacken, so the fast path never looks.

   Sweeping: goro__heap_sweep_begin () raises the heap's generation, which makes every span of an older one unswept.  A
   span is swept before a run is taken from it, by whoever comes first; a cached span by its owner.  All
   is swept before the next cycle marks anything (goro__heap_sweep_rest).

   `Runs are marked when they are taken' and the generation are one word, goro__heap_phase, and a run is taken for one value
   of it: a span of that generation, and marked if that says so.  So no run is left unmarked in a span that is still to be
   swept, and none marked in one that has been.

   The order of the calls:

       round: each P, the shared cache       goro__heap_blacken, goro__heap_blacken_shared
       ... marking ...
       goro__heap_sweep_begin
       round: each P, the shared cache       goro__heap_sweep_cached, goro__heap_sweep_cached_shared
       now and then                          goro__heap_sweep_one
       after that round, before the next     goro__heap_sweep_rest

   Who may touch what: a cached span belongs to its P (or, the shared cache of threads without a P, to the holder of its
   lock); a span on a central list to the holder of that list's lock.  Mark bits are set by anybody, atomically.  */
#ifndef GORO_HEAP_H
#define GORO_HEAP_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "abi/types.h"

enum {
  GORO_PAGE_SHIFT = 13,
  GORO_PAGE = 1 << GORO_PAGE_SHIFT,
  GORO_SMALL_MAX = 32768,   /* larger objects have a span of their own */
  GORO_SPAN_OBJECTS = 1024, /* at most, in a span of small ones */
  GORO_CLASSES = 2048,      /* allocation classes at most; number 0 is none */
};

struct goro_p;
struct goro_special;

/* Which words of an object may hold pointers: a pattern of `period' words that repeats to the end of the object; period may
   be more than the object has.  */
struct goro_shape {
  uint32_t period;          /* words */
  uint32_t words;           /* of each period only the first so many; 0: no pointers at all */
  bool dense;               /* every word may hold a pointer: bits is not needed */
  const uint64_t *bits;     /* stays where it is for ever */
};

/* Of 64 objects.  Side by side, since who finds a mark bit set looks at the other.  */
struct goro_span_bits {
  _Atomic uint64_t mark;
  _Atomic uint64_t scanned; /* of those, the ones the marker has scanned */
};

struct goro_span {
  /* What marking looks at, 64 bytes, a line of the cache.  */
  _Alignas (64) uintptr_t start;
  uint32_t reciprocal;      /* number of the object at offset o is (o * reciprocal) >> 32; 0 for large ones */
  uint32_t count;           /* objects */
  uint32_t class;           /* allocation class; 0: a large object */
  _Atomic uint32_t queued;  /* it stands in a queue of the marker's: gc/queue.h */
  struct goro_span_bits *bits;
  const struct goro_shape *shape;
  uint64_t size;            /* of an object */
  struct goro_span *queue_link, *bundle_link; /* gc/queue.h */

  _Atomic uint64_t cursor;  /* of a large object: bytes taken to be scanned */
  uintptr_t end;            /* [start, end): objects; end - start is a multiple of size */
  _Atomic uint32_t generation; /* the heap's when it was swept last */

  /* The allocator's: see heap/span.c.  */
  uint64_t *allocated;
  struct goro_span *link;
  uint32_t pages;
  uint32_t look;            /* no object below this number is free */
  uint32_t live;            /* objects, after the last sweep */
  bool need_zero;           /* the memory has been used before */

  /* Finalizers, cleanups, weak pointers (gc/special.h): goro__special_lock; special_list: the list's own.  */
  _Atomic (struct goro_special *) specials;
  struct goro_special *special_hint; /* where the last one was put, or NULL */
  struct goro_span *special_list;
  bool special_listed;
};

/* Free objects, zeroed, in a span that a P caches; the P has one for each class.  Its owner's alone, or,
   the shared ones, the holder's of the shared cache's lock.  All zero: there is none.  */
struct goro_heap_run {
  uintptr_t next, limit;    /* limit - next is a multiple of size */
  uint64_t size;
  struct goro_span *span;
};

/* gc/special.c: sweeping does its part about what is not marked, between the two.  */
void goro__special_lock_span (const struct goro_span *s);
void goro__special_unlock_span (const struct goro_span *s);
void goro__special_sweep (struct goro_span *s);

/* What an owner of runs has taken.  Written by the owner, read by anybody.  */
struct goro_heap_counts {
  _Atomic uint64_t bytes, objects; /* since the start */
  uint64_t told;            /* bytes that goro__gc_allocated knows about */
};

/* Twice the generation, plus one while runs are marked when they are taken.  */
extern _Atomic uint32_t goro__heap_phase;

/* The range that is reserved, and for each of its pages the span it belongs to, or NULL.  Set once.  */
extern uintptr_t goro__heap_start, goro__heap_bytes;
extern _Atomic (struct goro_span *) *goro__heap_pages;

/* The span that holds address, or NULL.  */
static inline struct goro_span *goro__heap_span (uintptr_t address)
{
  uintptr_t offset = address - goro__heap_start;
  if (offset >= goro__heap_bytes)
    return NULL;
  /* Acquire: whoever finds the span sees it made.  */
  return atomic_load_explicit (&goro__heap_pages[offset >> GORO_PAGE_SHIFT], memory_order_acquire);
}

/* Number of the object that address is in; the tail of a span, behind the last object, gives count or more.  */
static inline uint32_t goro__span_index (const struct goro_span *s, uintptr_t address)
{
  /* A large object's is 0, so the number is.  */
  return (uint32_t) (((uint64_t) (uint32_t) (address - s->start) * s->reciprocal) >> 32);
}

/* The object that address points to or into: its span and number.  A pointer one past the end of an object looks like one to the
   next object, or into nothing: who scans stacks and registers asks for address - 1 too.  */
static inline bool goro__heap_find (uintptr_t address, struct goro_span **span, uint32_t *index)
{
  struct goro_span *s = goro__heap_span (address);
  if (s == NULL)
    return false;
  uint32_t i = goro__span_index (s, address);
  if (i >= s->count)
    return false;
  *span = s;
  *index = i;
  return true;
}

static inline bool goro__span_marked (const struct goro_span *s, uint32_t i)
{
  return atomic_load_explicit (&s->bits[i / 64].mark, memory_order_relaxed) >> (i % 64) & 1;
}

/* --- What the collector asks of the allocator ------------------------------------------------ */

/* Marks what is left of pp's runs (owner of pp, or pp idle).  The same for the shared cache.  Runs that anybody takes from now on
   are marked too.  */
void goro__heap_blacken (struct goro_p *pp);
void goro__heap_blacken_shared (void);

/* A new generation: spans are unswept from now on, and runs are no longer marked.  Marking is over.  */
void goro__heap_sweep_begin (void);
/* Sweeps one span that nobody caches; false: none is left.  On any thread's stack.  */
bool goro__heap_sweep_one (void);
/* Sweeps all the rest; returns when nobody sweeps any more.  */
void goro__heap_sweep_rest (void);
/* pp's cached spans (owner of pp, or pp idle).  The same for the shared cache.  */
void goro__heap_sweep_cached (struct goro_p *pp);
void goro__heap_sweep_cached_shared (void);
/* pp gives all its spans back (pp retires).  */
void goro__heap_flush (struct goro_p *pp);

/* Gives up to budget bytes of free pages back to the system, of those that have been free for age ticks; 0: of all.  Answers the
   bytes.  On any thread's stack; a system call for each 8 MB or less.  */
uint64_t goro__heap_scavenge (uint64_t budget, uint32_t age);
/* A tick is over: the collector's thread says so, about once a second.  */
void goro__heap_tick (void);
/* Bytes of the system's memory behind the heap, in use or free.  */
uint64_t goro__heap_resident (void);

/* Of those, the ones behind free pages.  */
uint64_t goro__heap_free_resident (void);

/* All memory that the runtime holds (limit.c): heap, stacks, records of its own; not what it has given back, nor addresses that were never used.  */
uint64_t goro__heap_held (void);
/* GOROMEMLIMIT, bytes; INT64_MAX: none.  The pacer sets it.  */
extern _Atomic int64_t goro__heap_limit;
/* Over the limit, or with more bytes to come: gives free pages back to the system, as many as that takes.  Where there is no limit, nothing.  */
void goro__heap_keep_limit (uint64_t more);

/* Calls fn for each span in use.  Spans that are made meanwhile may be left out.  */
void goro__heap_each_span (void (*fn) (struct goro_span *s, void *arg), void *arg);

/* Bytes of objects that have been allocated (large ones, and runs that were taken) and not been swept away: garbage counts
   until it is swept.  */
uint64_t goro__heap_live (void);
/* The same, and what has been freed: all bytes and objects since the start.  */
struct goro_heap_totals {
  uint64_t allocated_bytes, allocated_objects, freed_bytes, freed_objects;
};
void goro__heap_totals (struct goro_heap_totals *totals);

/* Memory of the runtime's own that is never given back; zeroed, 16 bytes aligned; fatal if there is none.  */
void *goro__heap_meta (size_t size);

/* --- Allocation from inside the runtime ------------------------------------------------------ */

/* On a thread's stack (in a function run by goro__call_sys, or a thread of its own).  type NULL: every word may hold a
   pointer.  Fatal when out of memory.  May start or assist a collection, so the calling goroutine's context must be
   saved, and what it holds must be where scanning finds it.  */
void *goro__heap_alloc_sys (struct goro_p *pp, size_t size, const struct goro_type *type);
/* The same for memory without pointers.  */
void *goro__heap_alloc_plain_sys (struct goro_p *pp, size_t size);

/* Reserves the range and so on, if that has not been done; every allocation's slow path does.  */
/* size bytes of a shape, NULL when out of memory.  gp NULL: without one.  */
struct goro_g;
void *goro__heap_try_sys (struct goro_g *gp, size_t size, size_t align, const struct goro_shape *shape);

void goro__heap_init (void);
/* All locks of the heap, around a fork.  */
void goro__heap_fork_lock (void);
void goro__heap_fork_unlock (void);

/* GORODEBUG: free objects are overwritten when they are swept.  */
extern bool goro__debug_clobberfree;
/* GORODEBUG: what free () is given is checked and overwritten (malloc.c).  */
extern bool goro__debug_freecheck;
/* Every allocation goes through goro__gc_allocated: for modes that collect at each.  Set before the first one.  */
extern bool goro__heap_always_slow;

#endif
