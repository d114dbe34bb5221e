/* SPDX-License-Identifier: MIT */
/* Purpose: A finalizer may make its object reachable again; it has no finalizer then, and may get a new one. */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/dead.h"

static struct dead *again[DEAD];
static _Atomic int second;

static void finalize_second (struct dead *p)
{
  CHECK (p->other->number == p->number + 1000);
  second++;
}

static void finalize (struct dead *p)
{
  CHECK (p->other->number == p->number + 1000);
  again[p->number] = p;
  calls++;
}

static OPAQUE void fill (void)
{
  for (int i = 0; i < DEAD; i++)
    goro_set_finalizer (new_dead (i, new_dead (i + 1000, NULL)), finalize);
}

static OPAQUE int drop (void)
{
  int n = 0;
  for (int i = 0; i < DEAD; i++) {
    if (again[i] == NULL)
      continue;
    CHECK (again[i]->number == i && again[i]->other->number == i + 1000);
    if (i % 2 == 0) {
      goro_set_finalizer (again[i], finalize_second);
      n++;
    }
    again[i] = NULL;
  }
  return n;
}

static void test (void)
{
  fill ();
  CHECK (collect_until (MOST) >= MOST);
  goro_gc ();
  int before = calls, n = drop ();
  for (int i = 0; i < 100 && second < n - 5; i++)
    { grow (10); goro_gc (); goro_sleep (GORO_MILLISECOND); }
  CHECK (second >= n - 5 && second <= n);
  CHECK (calls <= DEAD);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
