/* SPDX-License-Identifier: MIT */
/* Purpose: A number in an object with a finalizer that looks like its own address does not keep it for ever. */
#include "support/dead.h"
#include <stddef.h>

static void finalize (struct dead *p)
{
  calls += p->number != 0;
}

/* Behind the compiler's back: a cast, a copy or a pointer to the number would make all such numbers pointers, perhaps.  */
static OPAQUE void own_address (struct dead *p)
{
  _Static_assert (offsetof (struct dead, number) == 0, "the first member");
  __asm__ volatile ("mov %0, (%0)" : : "r" (p) : "memory");
}

static OPAQUE void fill (void)
{
  for (int i = 0; i < DEAD; i++) {
    struct dead *p = new_dead (0, NULL);
    own_address (p);
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
