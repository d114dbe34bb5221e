/* SPDX-License-Identifier: MIT */
/* Weak pointers.

       goro_weak (T)  ->  handle: one word  ->  the address, as a number; 0: the object is dead
                             ^
       span -> special ------'

   The handle is an object of the heap without pointers.  There is one for each address that weak pointers were made for, held by the object's special
   while the object lives, and by the weak pointers; so they are equal if the addresses were.  A weak pointer to memory that is not of
   the heap is that address itself.

   Making one strong.  The address in the handle is good if the object has not been found dead.  Under the span's lock (special.h):

   - the handle says 0: it is dead;
   - objects are being marked: it is alive, but the handle may be the only way to it that is left, and this goroutine's stack may be
     scanned already: so it is marked, as the barrier would;
   - marking is over (GORO_WEAK_CLOSED), or the span is not swept since: the mark bit says whether it is alive.  If not, nobody else can have
     a pointer to it either;
   - else the span has been swept, and the handle with it: it is alive.

   The end of marking must not be missed, or an object that was marked too late is never scanned, and what it points to is freed.  Whoever marks
   here counts as working (goro__gc_marker.active) and then looks at the gate; the collector sets the gate to CLOSING and then looks whether
   anybody works.  So it sees us, and goes on marking, or we see CLOSING, and wait until it has decided.  Both are seq_cst.

   No mark bit of the span is cleared while its lock is held, and no cycle begins before all is swept.  So CLOSED,
   read under the lock of an object whose handle is not 0, stays true of its mark bit.

   Without marking: __goro_marking is read before the gate.  Zero means that no cycle is under way, or that one is so far that the gate, read
   afterwards, is CLOSED, or that its sweeping has begun, and the span's generation says the rest.  A cycle that begins after it
   was read waits for our P, whose goroutine then has the pointer on its stack; a thread without a P is scanned with its registers, and the address
   was read before __goro_marking was.  */
#define _GNU_SOURCE
#include "goro.h"
#include "gc/queue.h"
#include "gc/special.h"
#include "os/os.h"
#include "sched/sched.h"

_Atomic uint32_t goro__weak_gate;

static bool in_heap (uintptr_t p)
{
  return p - goro__heap_start < goro__heap_bytes;
}

/* The object is alive, as far as marking goes; its handle is not 0.  Lock of s.  */
static bool alive (struct goro_span *s, uint32_t index, uintptr_t p)
{
  for (;;) {
    if (atomic_load (&__goro_marking) != 0) {
      atomic_fetch_add (&goro__gc_marker.active, 1);
      bool open = atomic_load (&goro__weak_gate) == GORO_WEAK_OPEN && atomic_load (&__goro_marking) != 0;
      if (open)
        goro__gc_shade (p);
      atomic_fetch_sub (&goro__gc_marker.active, 1);
      if (open)
        return true;
    }
    switch (atomic_load (&goro__weak_gate)) {
    case GORO_WEAK_CLOSING:
      goro__cpu_pause ();
      break;
    case GORO_WEAK_CLOSED:
      return goro__span_marked (s, index);
    default:
      if (atomic_load (&__goro_marking) != 0)
        break; /* it is not over after all, or a cycle has begun */
      /* Seq_cst: after the gate; raised before the gate was opened.  */
      return atomic_load_explicit (&s->generation, memory_order_relaxed) == atomic_load (&goro__heap_phase) / 2
             || goro__span_marked (s, index);
    }
  }
}

static uintptr_t value_sys (struct goro_g *gp, uintptr_t w, uintptr_t b, uintptr_t c)
{
  (void) gp, (void) b, (void) c;
  _Atomic uintptr_t *handle = (_Atomic uintptr_t *) w;
  uintptr_t p = atomic_load (handle);
  struct goro_span *s;
  uint32_t index;
  /* The span may be gone, or be another one by now; then the handle is 0 when we have its lock.  */
  if (p == 0 || !goro__heap_find (p, &s, &index))
    return 0;
  goro__special_lock_span (s);
  bool good = atomic_load (handle) != 0 && alive (s, index, p);
  goro__special_unlock_span (s);
  return good ? p : 0;
}

GORO_PUBLIC void *__goro_weak_value (struct goro_weak_ *w)
{
  if (!in_heap ((uintptr_t) w))
    return w;
  return (void *) goro__call_sys (value_sys, (uintptr_t) w, 0, 0);
}

static uintptr_t find (struct goro_span *s, uintptr_t p)
{
  struct goro_special *sp = goro__special_find (s, GORO_SPECIAL_WEAK, p);
  if (sp == NULL)
    return 0;
  /* From the special alone to a stack that may have been scanned.  */
  if (goro__gc_marking ())
    goro__gc_shade ((uintptr_t) sp->handle);
  return (uintptr_t) sp->handle;
}

/* p is in gp->held, or on this thread's stack, so its object stays.  */
static uintptr_t make_sys (struct goro_g *gp, uintptr_t p, uintptr_t b, uintptr_t c)
{
  (void) b, (void) c;
  struct goro_span *s;
  uint32_t index;
  if (!in_heap (p)) {
    if (p >= gp->lo && p < gp->hi)
      goro__fatal ("goro_weak_make: pointer to a stack");
    return p;
  }
  if (!goro__heap_find (p, &s, &index))
    goro__fatal ("goro_weak_make: pointer not in allocated block");
  goro__special_lock_span (s);
  uintptr_t w = find (s, p);
  goro__special_unlock_span (s);
  if (w != 0)
    return w;
  /* May collect.  */
  _Atomic uintptr_t *handle = goro__heap_alloc_plain_sys (goro__getp (), sizeof *handle);
  struct goro_special *sp = goro__special_new (GORO_SPECIAL_WEAK, p);
  sp->handle = handle;
  atomic_store (handle, p);
  goro__special_lock_span (s);
  w = find (s, p);
  if (w == 0) {
    goro__special_add (s, sp);
    /* Born black in this cycle and garbage before somebody has found it, it would keep its mark bit, and the handle lead to it, but what it
       points to would be freed: so it is found now.  */
    alive (s, index, p);
  }
  goro__special_unlock_span (s);
  if (w == 0)
    return (uintptr_t) handle;
  goro__special_free (sp);
  return w;
}

GORO_PUBLIC struct goro_weak_ *__goro_weak_make (const volatile void *p)
{
  return (struct goro_weak_ *) goro__call_sys (make_sys, (uintptr_t) p, 0, 0);
}
