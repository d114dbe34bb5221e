/* SPDX-License-Identifier: MIT */
/* Purpose: Large objects and those from goro_alloc have finalizers, too, and are whole when these are called. */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/dead.h"

enum { WORDS = 20000 };

static void finalize (long *p)
{
  for (int i = 0; i < WORDS; i++)
    CHECK (p[i] == i);
  calls++;
}

static void finalize_table (struct dead **p)
{
  for (int i = 0; i < WORDS; i++)
    CHECK (p[i] == NULL || p[i]->number == i);
  calls++;
}

static OPAQUE void fill (void)
{
  for (int n = 0; n < DEAD / 2; n++) {
    long *p = goro_alloc (WORDS * sizeof *p, GORO_NO_POINTERS);
    struct dead **table = goro_make (struct dead *, WORDS);
    for (int i = 0; i < WORDS; i++) {
      p[i] = i;
      if (i % 100 == 0)
        table[i] = new_dead (i, NULL);
    }
    goro_set_finalizer (p, finalize);
    goro_set_finalizer (table, finalize_table);
  }
}

static void test (void)
{
  fill ();
  CHECK (collect_until (MOST) >= MOST);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
