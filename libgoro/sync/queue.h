/* SPDX-License-Identifier: MIT */
/* The goroutines that wait at an object of sync/: a list of the sudogs inside their Gs, first
   come first.  It lies in the object, under the object's lock; the links are between
   Gs, which do not move, so the object itself may.

   A goroutine that parks here has sudog.chan == NULL, so nobody who moves its stack looks at the
   rest of the sudog.

   Every function that lets a goroutine go reads nothing of the object after the unlocking:
   the one who goes may free it.  */
#ifndef GORO_QUEUE_H
#define GORO_QUEUE_H

#include "goro.h"
#include "sched/sched.h"
#include "sync/spin.h"

/* head and tail are those of the object.  */
static inline void goro__queue_put (void **head, void **tail, struct goro_sudog *sg)
{
  sg->next = NULL;
  if (*tail != NULL)
    ((struct goro_sudog *) *tail)->next = sg;
  else
    *head = sg;
  *tail = sg;
}

static inline void goro__queue_put_first (void **head, void **tail, struct goro_sudog *sg)
{
  sg->next = (struct goro_sudog *) *head;
  if (*head == NULL)
    *tail = sg;
  *head = sg;
}

static inline struct goro_sudog *goro__queue_take (void **head, void **tail)
{
  struct goro_sudog *sg = (struct goro_sudog *) *head;
  if (sg != NULL) {
    *head = sg->next;
    if (sg->next == NULL)
      *tail = NULL;
  }
  return sg;
}

/* The sudog of gp, which is going to wait for the reason given; kind is for whoever wakes it.
   From here on gp's status is WAITING.  */
static inline struct goro_sudog *goro__queue_prepare (struct goro_g *gp, enum goro_wait reason, uint32_t kind)
{
  struct goro_sudog *sg = &gp->sudog;
  sg->g = gp;
  sg->case_index = kind;
  goro__park_prepare (gp, reason);
  return sg;
}

/* Make every goroutine of a list ready, which was taken out of its object.  */
static inline void goro__queue_ready_all (struct goro_sudog *sg)
{
  while (sg != NULL) {
    struct goro_sudog *next = sg->next; /* sg is gone as soon as its goroutine runs */
    goro__ready (sg->g, false);
    sg = next;
  }
}

#endif
