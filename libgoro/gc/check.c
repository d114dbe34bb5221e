/* SPDX-License-Identifier: MIT */
/* GORODEBUG=gccheckmark=1: after marking, before sweeping, all goroutines are stopped, and everything that can be reached from roots and
   stacks is looked for again, in plain depth first order, with bits of its own.  An object that is found and is not marked would be freed
   though the program can reach it: the process ends and says which it is and who points to it.

   Stopping is done in a round of its own (GORO_GC_STOP): each P does its part, which is to stand still.  That is what the collector
   never does otherwise.  Ps in foreign code are kept there by their retake_lock; threads without a P go on, so
   what they alone hold is not looked at.

   Of a goroutine that a signal has stopped every word counts (sched/async.c), also those that were dead at the check where it was scanned: frames that
   are made since then cover what older ones have left, and with it addresses of objects that were garbage before the cycle began.  So
   an object that only such a word leads to and that is not marked is no error.  The same holds for the vector registers of a goroutine
   that was preempted at a check.

   The bits are in a table of our own: bit n is the n-th 8 bytes of the heap's range, by the start of the object.  Stacks are scanned by the
   same code as otherwise, with goro__gc_checking in the place of marking.  */
#define _GNU_SOURCE
#pragma GCC target ("general-regs-only")
#include "gc/cycle.h"
#include "gc/hooks.h"
#include "gc/queue.h"
#include "gc/round.h"
#include "os/os.h"
#include "os/syscall.h"
#include "sched/state.h"
#include "stack/stack.h"

/* An object that has been found and whose words are still to be read.  */
static uintptr_t *pending;
static size_t pending_count, pending_room;
static uint8_t *seen;
static uintptr_t seen_bytes;
static _Atomic bool checking;
static uintptr_t from_start, from_size, from_word;
static struct goro_g *from_g; /* whose stack and record are looked at, or NULL */
static bool any_word; /* the words are of a stack whose dead words count, too */

/* P, if there was memory for it.  */
static void *made (void *p)
{
  if (p == NULL)
    goro__fatal ("out of memory: gccheckmark");
  return p;
}

static _Noreturn void lost (const struct goro_span *s, uintptr_t object, uintptr_t word)
{
  goro__os_print ("runtime: gccheckmark: object %p of %U bytes (class %u, number %u of span %p) can be reached and is not marked\n",
                  (void *) object, s->size, s->class, (unsigned) ((object - s->start) / s->size), (const void *) s->start);
  if (from_size != 0)
    goro__os_print ("  by the word %p at offset %U of the object at %p of %U bytes\n", (void *) word,
                    from_word - from_start, (void *) from_start, (uint64_t) from_size);
  else if (from_g == NULL)
    goro__os_print ("  by the word %p of a root\n", (void *) word);
  else
    goro__os_print ("  by the word %p of the stack or the record of goroutine %U\n", (void *) word, from_g->id);
  if (from_g != NULL) {
    goro__os_print ("\n");
    goro__traceback (from_g);
  }
  goro__throw ("gccheckmark found an unmarked object");
}

/* May the program have lost the word long ago, though it is there?  */
static bool perhaps_dead (uintptr_t word)
{
  if (from_size != 0 || from_g == NULL)
    return false;
  const uintptr_t *vectors = from_g->xstate;
  if (vectors != NULL)
    for (size_t i = 0; i < GORO_XSTATE_SIZE / sizeof *vectors; i++)
      if (vectors[i] == word)
        return true;
  return any_word;
}

static void look (uintptr_t word)
{
  struct goro_span *s;
  uint32_t i;
  if (!goro__heap_find (word, &s, &i))
    return;
  uintptr_t object = s->start + (uintptr_t) i * s->size, bit = (object - goro__heap_start) / 8;
  if (seen[bit / 8] >> (bit % 8) & 1)
    return;
  if (!goro__span_marked (s, i)) {
    /* A dead object that a word looks like a pointer to is marked by the same word; free memory is not looked at.  */
    if ((s->allocated[i / 64] >> (i % 64) & 1) == 0 || perhaps_dead (word))
      return;
    lost (s, object, word);
  }
  seen[bit / 8] |= (uint8_t) (1u << (bit % 8));
  if (s->shape->words == 0)
    return;
  if (pending_count == pending_room) {
    size_t more = pending_room != 0 ? 2 * pending_room : 1 << 16;
    uintptr_t *new = made (goro__os_map (more * sizeof *new));
    __builtin_memcpy (new, pending, pending_count * sizeof *new);
    if (pending != NULL)
      goro__os_unmap (pending, pending_room * sizeof *pending);
    pending = new;
    pending_room = more;
  }
  pending[pending_count++] = object;
}

bool goro__gc_checking (uintptr_t word)
{
  /* Relaxed: set and looked at by the collector's thread; others mark as they always do.  */
  if (!atomic_load_explicit (&checking, memory_order_relaxed) || goro__getm () != NULL)
    return false;
  /* A pointer to an object is a pointer one past the end of its neighbour to who scans stacks (scan.h), and the neighbour need not have
     been marked by whoever had the pointer before: so the byte before is not looked at.  */
  if ((word & 7) != 7)
    look (word);
  return true;
}

static void follow (void)
{
  while (pending_count > 0) {
    uintptr_t object = pending[--pending_count];
    struct goro_span *s = goro__heap_span (object);
    const struct goro_shape *shape = s->shape;
    from_start = object;
    from_size = s->size;
    uint64_t words = s->size / 8;
    for (uint64_t i = 0; i < words; i++) {
      uint64_t at = shape->dense ? 0 : i % shape->period;
      if (!shape->dense && (at >= shape->words || (shape->bits[at / 64] >> (at % 64) & 1) == 0))
        continue;
      from_word = object + 8 * i;
      look (*(uintptr_t *) from_word);
    }
  }
  from_size = 0;
}

static void stack_of (struct goro_g *gp, void *arg)
{
  (void) arg;
  uint32_t status = atomic_load (&gp->status);
  /* Stopped ones are RUNNING with their context saved, but those in foreign code have it elsewhere.  */
  if (status == GORO_G_DEAD || status == GORO_G_IDLE || (status == GORO_G_WAITING && gp->thread_mode) || gp->lo == 0)
    return;
  if (status == GORO_G_RUNNABLE || status == GORO_G_WAITING || atomic_load (&gp->gc_stopped)) {
    struct goro_m *mp = gp->bound_m;
    if (status == GORO_G_RUNNABLE && mp != NULL && atomic_load (&mp->curg) == gp && atomic_load (&mp->retake) != 0)
      return;
    any_word = gp->context != NULL || goro__debug_gcconservative;
    from_g = gp;
    goro__gc_scan_stack (gp);
    any_word = false;
    follow ();
    from_g = NULL;
  }
}

void goro__gc_check (void)
{
  seen_bytes = goro__heap_bytes / 64;
  seen = made (goro__os_map_sparse (seen_bytes));
  goro__gc_stop ();
  atomic_store (&checking, true);
  goro__gc_scan_roots ();
  follow ();
  goro__g_each (stack_of, NULL);
  follow ();
  atomic_store (&checking, false);
  goro__gc_go ();
  goro__os_unmap_sparse (seen, seen_bytes);
}
