/* SPDX-License-Identifier: MIT */
/* Sweeping: what is not marked is free.

   Only objects that were handed out, or stood in a run, can stay: a word that looked like a pointer may have marked a free one.

   goro__heap_sweep_one goes through the classes from goro__sweep_class on.  A span may be put back on an unswept list behind it,
   by a P that has not yet seen the generation; goro__heap_sweep_rest, after the round in which all have, begins from the front.  */
#define _GNU_SOURCE
#include "gc/stress.h"
#include "heap/span.h"
#include "os/os.h"

_Atomic uint32_t goro__sweepers;
_Atomic uint64_t goro__freed_bytes, goro__freed_objects;
static _Atomic uint32_t sweep_class;
static _Atomic bool pending;  /* there may be something to sweep */

void goro__heap_clobber (uintptr_t start, size_t size)
{
  void *p = (void *) start;
  __asm__ volatile ("rep stosb" : "+D" (p), "+c" (size) : "a" (0xdb) : "memory");
}

void goro__sweep (struct goro_span *s, uint32_t generation)
{
  uint32_t live = 0, freed = 0, words = goro__span_bit_words (s);
  /* Also where there are no specials: who makes one meanwhile asks for mark bits.  */
  goro__special_lock_span (s);
  if (atomic_load_explicit (&s->specials, memory_order_relaxed) != NULL) /* under the lock */
    goro__special_sweep (s);
  for (uint32_t i = 0; i < words; i++) {
    uint64_t old = s->allocated[i];
    /* Relaxed, all: marking is over; the list's lock gives the span to the next.  */
    uint64_t kept = old & atomic_load_explicit (&s->bits[i].mark, memory_order_relaxed);
    uint64_t dead = old & ~kept;
    if (__builtin_expect (goro__debug_clobberfree, false))
      for (uint64_t rest = dead; rest != 0; rest &= rest - 1)
        goro__heap_clobber (s->start + (i * 64 + (uint32_t) __builtin_ctzl (rest)) * s->size, s->size);
    s->allocated[i] = kept;
    atomic_store_explicit (&s->bits[i].mark, 0, memory_order_relaxed);
    atomic_store_explicit (&s->bits[i].scanned, 0, memory_order_relaxed);
    live += goro__bit_count (kept);
    freed += goro__bit_count (dead);
  }
  s->live = live;
  s->look = 0;
  s->need_zero = true;
  if (freed != 0) {
    atomic_fetch_add_explicit (&goro__freed_bytes, freed * s->size, memory_order_relaxed);
    atomic_fetch_add_explicit (&goro__freed_objects, freed, memory_order_relaxed);
  }
  goro__gc_loop_point ();
  /* Release: who sees the span swept sees its bits.  */
  atomic_store_explicit (&s->generation, generation, memory_order_release);
  goro__special_unlock_span (s);
}

void goro__heap_sweep_begin (void)
{
  uint32_t phase = atomic_load_explicit (&goro__heap_phase, memory_order_relaxed);
  /* Relaxed: where to begin looking.  */
  atomic_store_explicit (&sweep_class, 0, memory_order_relaxed);
  atomic_store (&goro__heap_phase, (phase | 1) + 1);
  atomic_store (&pending, true);
}

/* Sweeps one span; *pages: those that it has given back.  False: none is left.  */
static bool sweep_one (uint32_t *pages)
{
  *pages = 0;
  uint32_t generation = atomic_load_explicit (&goro__heap_phase, memory_order_acquire) / 2;
  uint32_t count = atomic_load_explicit (&goro__class_count, memory_order_acquire);
  atomic_fetch_add (&goro__sweepers, 1);
  bool found = false;
  for (uint32_t i = atomic_load_explicit (&sweep_class, memory_order_relaxed); i < count && !found; ) {
    struct goro_span *s = goro__span_unswept (i, generation);
    if (s == NULL) {
      /* Forward only, whoever else looks.  */
      uint32_t seen = i++;
      atomic_compare_exchange_strong_explicit (&sweep_class, &seen, i, memory_order_relaxed, memory_order_relaxed);
      continue;
    }
    found = true;
    goro__sweep (s, generation);
    if (s->live == 0) {
      *pages = s->pages;
      goro__span_release (s);
    } else
      goro__span_put (s, s->live == s->count);
  }
  atomic_fetch_sub (&goro__sweepers, 1);
  return found;
}

bool goro__heap_sweep_one (void)
{
  uint32_t pages;
  return sweep_one (&pages);
}

void goro__heap_reclaim (uint32_t pages)
{
  /* Relaxed: a hint.  */
  if (!atomic_load_explicit (&pending, memory_order_relaxed))
    return;
  uint32_t got;
  for (int i = 0; i < 64 && pages > 0; i++) {
    if (!sweep_one (&got)) {
      atomic_store_explicit (&pending, false, memory_order_relaxed);
      return;
    }
    pages -= got < pages ? got : pages;
  }
}

void goro__heap_sweep_rest (void)
{
  for (int pass = 0; pass < 2; pass++) {
    atomic_store_explicit (&sweep_class, 0, memory_order_relaxed);
    while (goro__heap_sweep_one ())
      continue;
    /* Whoever sweeps may have lost its processor.  */
    for (int spins = 0; atomic_load (&goro__sweepers) != 0; spins++)
      if (spins < 100)
        goro__cpu_pause ();
      else
        goro__os_sleep (20000);
  }
}
