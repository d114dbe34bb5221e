/* SPDX-License-Identifier: MIT */
/* Purpose: Weak pointers are equal if and only if they were made from equal pointers, also after the object is gone. */
#include "support/dead.h"

static goro_weak (struct dead) one[DEAD], two[DEAD];
static goro_weak (char) start[DEAD];
static struct dead global;

static OPAQUE void fill (void)
{
  for (int i = 0; i < DEAD; i++) {
    struct dead *p = new_dead (i, NULL);
    one[i] = goro_weak_make (p);
    goro_gc ();
    two[i] = goro_weak_make (p);
    start[i] = goro_weak_make ((char *) p);
    CHECK (one[i] == two[i] && (void *) one[i] == (void *) start[i]);
    CHECK ((void *) goro_weak_make (p->rest) != (void *) one[i]);
    CHECK (goro_weak_make (p->rest) == goro_weak_make (p->rest));
  }
}

static void test (void)
{
  fill ();
  for (int k = 0; k < 5; k++) {
    grow (10);
    goro_gc ();
  }
  for (int i = 0; i < DEAD; i++) {
    CHECK (one[i] == two[i]);
    for (int k = 0; k < i; k++)
      CHECK (one[i] != one[k]);
  }
  /* Nothing, and what lasts for ever.  */
  goro_weak (struct dead) none = goro_weak_make ((struct dead *) NULL), other = goro_weak_make (&global);
  CHECK (none == NULL && goro_weak_value (none) == NULL);
  CHECK (goro_weak_value (other) == &global && other == goro_weak_make (&global));
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
