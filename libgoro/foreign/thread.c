/* SPDX-License-Identifier: MIT */
/* Threads and foreign code: threads goro did not start that call it, and the
   return from a foreign call whose P has been taken.

   An adopted thread has an M and a G, so that it can wait and be woken, but it never has a P
   and never runs goroutines; its fseq is odd for ever, so that everything takes it for
   foreign code.  Both are given back when the thread ends.

   The results of the foreign call are in vector registers while
   goro__foreign_return_slow runs: general registers only, and no libc, in it and in
   all that it calls.  */
#define _GNU_SOURCE
#include <pthread.h>

#include "gc/hooks.h"
#include "sched/runq.h"
#include "stack/stack.h"

static pthread_key_t key;

static void thread_ends (void *arg)
{
  goro__adopt_end (arg);
}

void goro__adopt_init (void)
{
  if (pthread_key_create (&key, thread_ends) != 0)
    goro__fatal ("no thread-specific data key is left");
}

struct goro_m *goro__adopt_thread (void)
{
  goro__init ();
  /* Counted as adopted before it counts as an M, and longer (goro__adopt_end): the search for
     a deadlock must never take this thread for one of ours.  */
  atomic_fetch_add (&goro__sched.adopted_ms, 1);
  struct goro_m *mp = goro__m_new ();
  struct goro_g *gp = goro__g_get (NULL);
  if (gp == NULL)
    goro__fatal ("out of memory");
  gp->id = goro__new_id (NULL);
  gp->sp = 0;
  atomic_store (&gp->status, GORO_G_RUNNING);
  mp->adopted = true;
  atomic_store (&mp->fseq, 1);
  goro__m_attach (mp);
  mp->curg = gp;
  mp->scope_g = gp;
  pthread_setspecific (key, mp);
  return mp;
}

void goro__adopt_end (struct goro_m *mp)
{
  struct goro_g *gp = mp->curg;
  pthread_setspecific (key, NULL);
  goro__setm (NULL);
  atomic_store (&gp->status, GORO_G_DEAD);
  gp->thread_mode = false;
  goro__g_put (NULL, gp);
  mp->adopted = false;
  mp->curg = NULL;
  atomic_store (&mp->fseq, 0);
  goro__m_forget (mp);
  atomic_fetch_sub (&goro__sched.adopted_ms, 1);
}

void goro__foreign_return_slow (struct goro_m *mp)
{
  struct goro_sched *s = &goro__sched;
  if (goro__gc_returning != NULL)
    goro__gc_returning (mp);
  goro__lock (&mp->retake_lock, GORO_RANK_RETAKE);
  if (mp->p != NULL) {
    /* The monitor looked, and the call ended in time.  */
    atomic_store (&mp->retake, 0);
    goro__unlock (&mp->retake_lock);
    if (mp->p->gc_scanning)
      goro__gc_before_return (mp, mp->curg);
    return;
  }
  goro__unlock (&mp->retake_lock);

  struct goro_p *pp = NULL;
  if (atomic_load (&s->idle_ps) != 0) {
    goro__lock (&s->lock, GORO_RANK_SCHED);
    pp = goro__p_idle_get (mp->old_p);
    goro__unlock (&s->lock);
  }
  if (pp != NULL) {
    goro__p_wire (mp, pp);
    if (pp->gc_scanning)
      goro__gc_before_return (mp, mp->curg);
  } else {
    /* In the queue like everybody else; the M that finds gp brings its P here.  */
    struct goro_g *gp = mp->curg;
    gp->bound_m = mp;
    atomic_store (&gp->status, GORO_G_RUNNABLE);
    goro__global_put (gp);
    /* Creating a thread is not for this stack now: vector registers.  */
    mp->in_signal++;
    goro__wake (NULL);
    mp->in_signal--;
    goro__m_wait (mp);
    if (mp->p->gc_scanning)
      goro__gc_before_return (mp, gp);
    gp->bound_m = mp->tied_g == gp ? mp : NULL;
    atomic_store (&gp->status, GORO_G_RUNNING);
  }
  atomic_store (&mp->retake, 0);
  atomic_fetch_sub (&s->away_ms, 1);
}
