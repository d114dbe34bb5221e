/* SPDX-License-Identifier: MIT */
/* Specials: what hangs on an object of the heap besides its contents.  A finalizer, a cleanup, or the handle of its weak pointers.

       special.c    the lists of the spans, what sweeping does with them
       finalizer.c  the queues of what is to be called, and the goroutines that call it
       weak.c       weak pointers, and when one may be made strong

   A span has a list of its objects' specials, in the order of the addresses that they were made for.  One of 64 locks guards it, by the
   span: goro__special_lock.  So a fork can take them all.

   Who is alive is decided under that lock.  Sweeping a span that has specials holds it from the first look at a mark bit to the
   end, so whoever holds it sees a span that has been swept, with its dead handles cleared, or one that has not, with the mark bits as marking left them.

   For the collector:

   - an object with a finalizer is a root for what it points to, but not for itself: then the finalizer's dependents
     are alive when it runs, objects with finalizers that point to each other go in the order of the pointers, and one that can be reached from itself is never
     found dead;
   - the argument of a cleanup and the handle of a weak pointer are roots;
   - so is all that stands in the queues.

   A special that is made while objects are marked does the same for itself at once, under the lock, after it is in the list.

   Lock order: special, list of spans, queue; nothing is allocated from the heap under any of them.  */
#ifndef GORO_GC_SPECIAL_H
#define GORO_GC_SPECIAL_H

#include "gc/gc.h"
#include "os/lock.h"

enum goro_special_kind { GORO_SPECIAL_FINALIZER, GORO_SPECIAL_CLEANUP, GORO_SPECIAL_WEAK };

struct goro_special {
  struct goro_special *link; /* of the span, of a queue, or of the unused ones */
  uintptr_t address;         /* what it was made for: in the object */
  uint8_t kind;              /* enum goro_special_kind */
  void (*fn) (void *);
  void *arg;                 /* a cleanup's argument; in a queue, what fn is called with */
  _Atomic uintptr_t *handle; /* weak: an object of the heap without pointers, with the address in it; 0: it is dead */
  uint64_t id;               /* a cleanup's; never used again */
};

/* The lock of s's list.  */
struct goro_lock *goro__special_lock (const struct goro_span *s);
void goro__special_lock_span (const struct goro_span *s);
void goro__special_unlock_span (const struct goro_span *s);

struct goro_special *goro__special_new (enum goro_special_kind kind, uintptr_t address);
void goro__special_free (struct goro_special *sp);
/* Puts sp, which goro__special_new made, in the list, and does its part for the collector.  Lock of s.  */
void goro__special_add (struct goro_span *s, struct goro_special *sp);
/* The first special of that kind with that address, or NULL; the next one with the same.  Lock of s.  */
struct goro_special *goro__special_find (const struct goro_span *s, enum goro_special_kind kind, uintptr_t address);
void goro__special_remove (struct goro_span *s, struct goro_special *sp);

/* finalizer.c: a list of what is to be called, in order.  */
void goro__finalizer_queue (struct goro_special *list);
/* Everything that has been queued gets a goroutine.  By the collector's thread when a cycle is swept.  */
void goro__finalizer_run (void);

/* Around a fork, and in the child.  */
void goro__special_fork_lock (void);
void goro__special_fork_unlock (void);
void goro__finalizer_fork (bool lock);
void goro__finalizer_fork_child (void);

/* --- May a weak pointer be made strong?  (weak.c) ------------------------------------------------

   While objects are marked, making one strong marks the object: the only other way to it may be gone.  That could go on after the
   round in which marking ends (gc/gc.h), so it has to be shut out, and then the mark bits say for good who is alive.  */
enum { GORO_WEAK_OPEN, GORO_WEAK_CLOSING, GORO_WEAK_CLOSED };
extern _Atomic uint32_t goro__weak_gate;

#endif
