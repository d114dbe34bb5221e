/* SPDX-License-Identifier: MIT */
/* Purpose: A weak pointer gives its object while that is reachable, and NULL for ever afterwards; so do those to its inside. */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/dead.h"

static goro_weak (struct dead) weak[DEAD], strong_too[DEAD];
static goro_weak (char) inside[DEAD];
static struct dead *reachable[DEAD];

static OPAQUE void fill (void)
{
  for (int i = 0; i < DEAD; i++) {
    struct dead *p = new_dead (i, NULL);
    weak[i] = goro_weak_make (p);
    inside[i] = goro_weak_make (&p->rest[3]);
    CHECK (goro_weak_value (weak[i]) == p && goro_weak_value (inside[i]) == &p->rest[3]);
    reachable[i] = new_dead (i, NULL);
    strong_too[i] = goro_weak_make (reachable[i]);
  }
}

static OPAQUE int count (void)
{
  int gone = 0;
  for (int i = 0; i < DEAD; i++) {
    struct dead *p = goro_weak_value (weak[i]);
    CHECK ((p == NULL) == (goro_weak_value (inside[i]) == NULL));
    CHECK (p == NULL || p->number == i);
    gone += p == NULL;
    CHECK (goro_weak_value (strong_too[i]) == reachable[i] && reachable[i]->number == i);
  }
  return gone;
}

static void test (void)
{
  fill ();
  int gone = 0, before = 0;
  for (int i = 0; i < 10; i++) {
    grow (10);
    goro_gc ();
    gone = count ();
    CHECK (gone >= before);
    before = gone;
  }
  CHECK (gone >= MOST);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
