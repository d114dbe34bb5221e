/* SPDX-License-Identifier: MIT */
/* Purpose: A number in an object with a finalizer that looks like its own address does not keep it for ever. */
#include "support/dead.h"

static void finalize (struct dead *p)
{
  calls += p->number != 0;
}

/* Behind the compiler's back: a cast would make all such numbers pointers, perhaps.  */
static OPAQUE void copy (char *to, const char *from)
{
  for (int i = 0; i < 8; i++)
    to[i] = from[i];
}

static OPAQUE void fill (void)
{
  for (int i = 0; i < DEAD; i++) {
    struct dead *p = new_dead (0, NULL);
    copy ((char *) &p->number, (const char *) &p);
    goro_set_finalizer (p, finalize);
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
