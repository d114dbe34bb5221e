/* SPDX-License-Identifier: MIT */
/* Purpose: An object with both is cleaned up only when it is unreachable again after its finalizer. */
#include "support/dead.h"

static struct dead *again[DEAD];
static _Atomic int cleaned;

static void finalize (struct dead *p)
{
  again[p->number] = p;
  calls++;
}

static void clean (void *unused)
{
  (void) unused;
  cleaned++;
}

static OPAQUE void fill (void)
{
  for (int i = 0; i < DEAD; i++) {
    struct dead *p = new_dead (i, NULL);
    goro_add_cleanup (p, clean, (void *) NULL);
    goro_set_finalizer (p, finalize);
  }
}

static void test (void)
{
  fill ();
  CHECK (collect_until (MOST) >= MOST);
  goro_gc ();
  goro_sleep (GORO_MILLISECOND);
  CHECK (cleaned == 0);
  for (int i = 0; i < DEAD; i++) {
    CHECK (again[i] == NULL || again[i]->number == i);
    again[i] = NULL;
  }
  for (int i = 0; i < 100 && cleaned < MOST; i++) {
    goro_gc ();
    goro_sleep (GORO_MILLISECOND);
  }
  CHECK (cleaned >= MOST);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
