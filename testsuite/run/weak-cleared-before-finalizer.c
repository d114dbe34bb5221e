/* SPDX-License-Identifier: MIT */
/* Purpose: A weak pointer is NULL when the finalizer is called, and stays so though that makes the object reachable; a new one differs. */
#include "support/dead.h"

static goro_weak (struct dead) weak[DEAD], new[DEAD];
static struct dead *again[DEAD];

static void finalize (struct dead *p)
{
  CHECK (goro_weak_value (weak[p->number]) == NULL);
  new[p->number] = goro_weak_make (p);
  CHECK (new[p->number] != weak[p->number] && goro_weak_value (new[p->number]) == p);
  again[p->number] = p;
  calls++;
}

static OPAQUE void fill (void)
{
  for (int i = 0; i < DEAD; i++) {
    struct dead *p = new_dead (i, NULL);
    weak[i] = goro_weak_make (p);
    goro_set_finalizer (p, finalize);
  }
}

static void test (void)
{
  fill ();
  CHECK (collect_until (MOST) >= MOST);
  goro_gc ();
  for (int i = 0; i < DEAD; i++)
    if (again[i] != NULL)
      CHECK (goro_weak_value (weak[i]) == NULL && goro_weak_value (new[i]) == again[i]);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
