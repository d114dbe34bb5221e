/* SPDX-License-Identifier: MIT */
/* Finished goroutines, kept for the next ones.

   Each P has a list in use (free_g, up to CHAIN) and at most one full chain behind it
   (free_chain); whole chains go to and come from the central list, so its lock is
   taken once in CHAIN goroutines at most, and no list is walked.  The head
   of a chain in the central list links to the next one through `waiting'.

   A G on a list is DEAD, has its first stack and nothing else.  */
#define _GNU_SOURCE
/* Before our own headers: their functions are inlined only in functions of the same target.  */
#pragma GCC target ("general-regs-only")
#include "sched/runq.h"
#include "stack/stack.h"

enum { CHAIN = 128, IDS = 16 };

static struct goro_lock central_lock;
static struct goro_g *central;        /* full chains; central_lock */
static struct goro_g *central_single; /* Gs given back without a P; central_lock */

static struct goro_g *central_pop (void)
{
  struct goro_g *chain = NULL;
  goro__lock (&central_lock, GORO_RANK_GLIST);
  if (central != NULL) {
    chain = central;
    central = (struct goro_g *) chain->waiting;
    chain->waiting = NULL;
  }
  goro__unlock (&central_lock);
  return chain;
}

static void central_push (struct goro_g *chain)
{
  goro__lock (&central_lock, GORO_RANK_GLIST);
  chain->waiting = (struct goro_sudog *) central;
  central = chain;
  goro__unlock (&central_lock);
}

struct goro_g *goro__g_get (struct goro_p *pp)
{
  struct goro_g *gp;
  if (pp == NULL) {
    goro__lock (&central_lock, GORO_RANK_GLIST);
    gp = central_single;
    if (gp != NULL)
      central_single = gp->sched_link;
    goro__unlock (&central_lock);
    return gp != NULL ? gp : goro__g_block_alloc (NULL);
  }
  if (pp->free_g == NULL) {
    pp->free_g = pp->free_chain;
    pp->free_chain = NULL;
    /* Relaxed: a hint; a chain that is missed is found the next time.  */
    if (pp->free_g == NULL && *(struct goro_g *volatile *) &central != NULL)
      pp->free_g = central_pop ();
    if (pp->free_g == NULL)
      return goro__g_block_alloc (pp);
    pp->free_g_count = CHAIN;
  }
  gp = pp->free_g;
  pp->free_g = gp->sched_link;
  pp->free_g_count--;
  return gp;
}

void goro__g_put (struct goro_p *pp, struct goro_g *gp)
{
  if (__builtin_expect (gp->scope != &goro__scope_none, false))
    goro__scope_drop (pp, gp);
  if (pp == NULL) {
    goro__lock (&central_lock, GORO_RANK_GLIST);
    gp->sched_link = central_single;
    central_single = gp;
    goro__unlock (&central_lock);
    return;
  }
  if (pp->free_g_count == CHAIN) {
    if (pp->free_chain != NULL)
      central_push (pp->free_chain);
    pp->free_chain = pp->free_g;
    pp->free_g = NULL;
    pp->free_g_count = 0;
  }
  gp->sched_link = pp->free_g;
  pp->free_g = gp;
  pp->free_g_count++;
}

void goro__g_flush (struct goro_p *pp)
{
  if (pp->free_chain != NULL)
    central_push (pp->free_chain);
  pp->free_chain = NULL;
  struct goro_g *gp = pp->free_g;
  pp->free_g = NULL;
  pp->free_g_count = 0;
  while (gp != NULL) {
    struct goro_g *next = gp->sched_link;
    goro__g_put (NULL, gp);
    gp = next;
  }
}

uint64_t goro__new_id (struct goro_p *pp)
{
  if (pp == NULL)
    return atomic_fetch_add (&goro__sched.next_id, 1);
  if (pp->next_id == pp->last_id) {
    pp->next_id = atomic_fetch_add (&goro__sched.next_id, IDS);
    pp->last_id = pp->next_id + IDS;
  }
  return pp->next_id++;
}

void goro__g_fork_lock (void)
{
  goro__lock (&central_lock, GORO_RANK_GLIST);
}

void goro__g_fork_unlock (void)
{
  goro__unlock (&central_lock);
}
