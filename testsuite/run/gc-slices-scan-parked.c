/* SPDX-License-Identifier: MIT */
/* Purpose: goroutines' threads scan and compact the stacks of those that wait, for the collector, and what these have stays. */
/* Env: GORODEBUG=gcslices=1 */
/* Timeout: 120 */
#include "support/check.h"

enum { PARKED = 3000, BUSY = 4, CYCLES = 6 };

struct node { struct node *next; long value; };

static goro_chan (int) gate;
static goro_wait_group parked, busy;
static _Atomic int stop;

static struct node *list (long from)
{
  struct node *first = NULL;
  for (long i = 0; i < 5; i++) {
    struct node *n = goro_new (struct node);
    n->value = from + i;
    n->next = first;
    first = n;
  }
  return first;
}

static void check_list (struct node *n, long from)
{
  for (long i = 4; i >= 0; i--, n = n->next)
    CHECK (n != NULL && n->value == from + i);
  CHECK (n == NULL);
}

static void park (long me)
{
  struct node *mine = list (me * 10);
  goro_recv_ok (gate, NULL);
  check_list (mine, me * 10);
  goro_wait_group_done (&parked);
}

static void churn (long me)
{
  for (long i = 0; !stop; i++) {
    struct node *mine = list (me + i);
    check_list (mine, me + i);
    if (i % 64 == 0)
      goro_yield ();
  }
  goro_wait_group_done (&busy);
}

int main (void)
{
  gate = goro_chan_make (int, 0);
  goro_wait_group_add (&parked, PARKED);
  for (long i = 0; i < PARKED; i++)
    go park (i);
  goro_wait_group_add (&busy, BUSY);
  for (long i = 0; i < BUSY; i++)
    go churn (i);
  for (int i = 0; i < CYCLES; i++)
    goro_gc ();
  stop = 1;
  goro_wait_group_wait (&busy);
  goro_close (gate);
  goro_wait_group_wait (&parked);
  return 0;
}
