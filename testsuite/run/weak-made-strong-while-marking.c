/* SPDX-License-Identifier: MIT */
/* Purpose: What a weak pointer leads to is whole, with all it points to, though it was the only way there when marking was under way or over. */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/dead.h"

enum { SLOTS = 2048, GOROUTINES = 8, STEPS = 6000, DEPTH = 30 };

static goro_weak (struct dead) weak[SLOTS];
static struct dead *strong[SLOTS];
static goro_mutex locks[SLOTS];
static _Atomic bool stop;
static goro_wait_group all;

static OPAQUE struct dead *list (long number)
{
  struct dead *p = NULL;
  for (int i = 0; i < DEPTH; i++)
    p = new_dead (number, p);
  return p;
}

static OPAQUE void check (const struct dead *p, long number)
{
  int n = 0;
  for (; p != NULL; p = p->other, n++)
    CHECK (p->number == number);
  CHECK (n == DEPTH);
}

static void change (unsigned seed)
{
  for (int i = 0; i < STEPS; i++) {
    seed = seed * 1103515245 + 12345;
    unsigned k = seed >> 16 & (SLOTS - 1);
    goro_mutex_lock (&locks[k]);
    struct dead *p = weak[k] != NULL ? goro_weak_value (weak[k]) : NULL;
    if (p == NULL) {
      p = list (k);
      weak[k] = goro_weak_make (p);
    }
    check (p, k);
    strong[k] = seed >> 24 & 1 ? p : NULL;
    if (seed >> 25 & 1)
      goro_yield ();
    check (p, k);
    goro_mutex_unlock (&locks[k]);
  }
  goro_wait_group_done (&all);
}

static void collect (void)
{
  while (!stop)
    goro_gc ();
  goro_wait_group_done (&all);
}

int main (void)
{
  goro_wait_group_add (&all, GOROUTINES);
  for (unsigned i = 0; i < GOROUTINES; i++)
    go change (i * 77 + 1);
  go collect ();
  goro_wait_group_wait (&all);
  goro_wait_group_add (&all, 1);
  stop = true;
  goro_wait_group_wait (&all);
  return 0;
}
