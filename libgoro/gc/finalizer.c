/* SPDX-License-Identifier: MIT */
/* Finalizers and cleanups: who asks for them, and who calls them.

   Sweeping puts what is to be called in a queue, of which there are two: finalizers and cleanups.  When a cycle is swept the collector's thread
   starts a goroutine for the first of each queue; when that one ends, it starts the next (goro__finalizer_next).  So those of
   a queue are called one after the other, and none is waited for by the other queue, nor by anybody else.

   Go has one goroutine that calls all finalizers and then sleeps.  With one for each there is no goroutine of the runtime's that waits,
   which a look for deadlocks would have to know of, and no frame of the runtime's below the user's function, where it has no maps; and
   a finalizer that ends its goroutine stops no other.

   What stands in a queue is a root.  Who takes it out makes a goroutine of it before he passes a safepoint, and the goroutine is scanned, or
   was born when its arguments were shaded (goro__gc_born).

   goro_count () does not count these goroutines: started is counted at the end, with finished.  */
#define _GNU_SOURCE
#include "goro.h"
#include "gc/hooks.h"
#include "gc/special.h"
#include "sched/runq.h"

enum { FINALIZERS = 1, CLEANUPS, QUEUES };

static struct goro_lock queue_lock;    /* guards this group */
static struct queue {
  struct goro_special *head, *tail;
  bool running;                        /* a goroutine calls one, and will start the next */
  struct goro_g *g;                    /* that one; read after a fork only */
} queues[QUEUES];

static _Atomic uint64_t last_id;

/* --- The queues ------------------------------------------------------------------------------------- */

void goro__finalizer_queue (struct goro_special *list)
{
  goro__lock (&queue_lock, GORO_RANK_SPECIAL_QUEUE);
  while (list != NULL) {
    struct goro_special *next = list->link;
    struct queue *q = &queues[list->kind == GORO_SPECIAL_FINALIZER ? FINALIZERS : CLEANUPS];
    list->link = NULL;
    if (q->head == NULL)
      q->head = list;
    else
      q->tail->link = list;
    q->tail = list;
    list = next;
  }
  goro__unlock (&queue_lock);
}

void goro__gc_scan_finalizers (void)
{
  goro__lock (&queue_lock, GORO_RANK_SPECIAL_QUEUE);
  for (int i = FINALIZERS; i < QUEUES; i++)
    for (const struct goro_special *sp = queues[i].head; sp != NULL; sp = sp->link)
      goro__gc_shade ((uintptr_t) sp->arg);
  goro__unlock (&queue_lock);
}

/* Starts what comes first in a queue; others: also if something of it is under way.  */
static void start (struct goro_p *pp, uint8_t number, bool others)
{
  struct queue *q = &queues[number];
  goro__lock (&queue_lock, GORO_RANK_SPECIAL_QUEUE);
  struct goro_special *sp = others || !q->running ? q->head : NULL;
  if (sp != NULL) {
    q->head = sp->link;
    q->running = true;
  } else if (others)
    q->running = false;
  goro__unlock (&queue_lock);
  if (sp == NULL)
    return;
  void (*fn) (void *) = sp->fn;
  void *arg = sp->arg;
  goro__special_free (sp);
  goro__spawn_finalizer (pp, fn, arg, number, &q->g);
}

void goro__finalizer_run (void)
{
  for (uint8_t i = FINALIZERS; i < QUEUES; i++)
    start (NULL, i, false);
}

void goro__finalizer_next (struct goro_p *pp, struct goro_g *gp)
{
  uint8_t number = gp->finalizer;
  gp->finalizer = 0;
  pp->started++;
  start (pp, number, true);
}

/* --- Who asks --------------------------------------------------------------------------------------- */

static uintptr_t set_finalizer_sys (struct goro_g *gp, uintptr_t p, uintptr_t fn, uintptr_t c)
{
  (void) gp, (void) c;
  struct goro_span *s;
  uint32_t index;
  if (p == 0)
    goro__fatal ("goro_set_finalizer: first argument is nil");
  if (!goro__heap_find (p, &s, &index))
    goro__fatal ("goro_set_finalizer: pointer not in heap");
  if (s->start + (uintptr_t) index * s->size != p)
    goro__fatal ("goro_set_finalizer: pointer not at beginning of allocated block");
  struct goro_special *new = fn != 0 ? goro__special_new (GORO_SPECIAL_FINALIZER, p) : NULL;
  if (new != NULL)
    new->fn = (void (*) (void *)) fn;
  goro__special_lock_span (s);
  struct goro_special *old = goro__special_find (s, GORO_SPECIAL_FINALIZER, p);
  if (new == NULL && old != NULL)
    goro__special_remove (s, old);
  else if (new != NULL && old == NULL)
    goro__special_add (s, new);
  goro__special_unlock_span (s);
  if (new != NULL && old != NULL)
    goro__fatal ("goro_set_finalizer: finalizer already set");
  if (old != NULL)
    goro__special_free (old);
  return 0;
}

GORO_PUBLIC void __goro_set_finalizer (const volatile void *p, void (*fn) (void *))
{
  goro__call_sys (set_finalizer_sys, (uintptr_t) p, (uintptr_t) fn, 0);
}

static uintptr_t add_cleanup_sys (struct goro_g *gp, uintptr_t p, uintptr_t fn, uintptr_t arg)
{
  (void) gp;
  struct goro_span *s, *of_arg;
  uint32_t index, index_of_arg;
  if (p == 0)
    goro__fatal ("goro_add_cleanup: ptr is nil");
  if (fn == 0)
    goro__fatal ("goro_add_cleanup: cleanup is nil");
  if (!goro__heap_find (p, &s, &index))
    goro__fatal ("goro_add_cleanup: ptr not in allocated block");
  if (goro__heap_find (arg, &of_arg, &index_of_arg) && of_arg == s && index_of_arg == index)
    goro__fatal ("goro_add_cleanup: ptr is within arg, cleanup will never run");
  struct goro_special *sp = goro__special_new (GORO_SPECIAL_CLEANUP, p);
  sp->fn = (void (*) (void *)) fn;
  sp->arg = (void *) arg;
  /* Relaxed: a number that nobody else gets.  */
  uint64_t id = sp->id = atomic_fetch_add_explicit (&last_id, 1, memory_order_relaxed) + 1;
  goro__special_lock_span (s);
  goro__special_add (s, sp);
  goro__special_unlock_span (s);
  return id;
}

GORO_PUBLIC uint64_t __goro_add_cleanup (const volatile void *p, void (*fn) (void *), void *arg)
{
  return goro__call_sys (add_cleanup_sys, (uintptr_t) p, (uintptr_t) fn, (uintptr_t) arg);
}

/* The object may be long gone, its memory another's: numbers of cleanups are not used again.  */
static uintptr_t stop_sys (struct goro_g *gp, uintptr_t id, uintptr_t hidden, uintptr_t c)
{
  (void) gp, (void) c;
  struct goro_span *s;
  uint32_t index;
  uintptr_t p = ~hidden;
  if (id == 0 || !goro__heap_find (p, &s, &index))
    return 0;
  goro__special_lock_span (s);
  struct goro_special *sp = goro__special_find (s, GORO_SPECIAL_CLEANUP, p);
  while (sp != NULL && !(sp->address == p && sp->id == id && sp->kind == GORO_SPECIAL_CLEANUP))
    sp = sp->address == p ? sp->link : NULL;
  if (sp != NULL)
    goro__special_remove (s, sp);
  goro__special_unlock_span (s);
  if (sp != NULL)
    goro__special_free (sp);
  return 0;
}

GORO_PUBLIC void __goro_cleanup_stop (uint64_t id, uint64_t hidden)
{
  goro__call_sys (stop_sys, id, hidden, 0);
}

/* --- fork ---------------------------------------------------------------------------------------------- */

void goro__finalizer_fork (bool lock)
{
  if (lock)
    goro__lock (&queue_lock, GORO_RANK_SPECIAL_QUEUE);
  else
    goro__unlock (&queue_lock);
}

/* One that ran on another thread never ends: the next cycle goes on with what comes after it.  */
void goro__finalizer_fork_child (void)
{
  for (int i = FINALIZERS; i < QUEUES; i++) {
    struct goro_g *gp = queues[i].g;
    if (queues[i].running && gp != NULL && gp != goro__curg () && atomic_load (&gp->status) == GORO_G_RUNNING)
      queues[i].running = false;
  }
}
