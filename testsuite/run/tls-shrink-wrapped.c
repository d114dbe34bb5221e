/* SPDX-License-Identifier: MIT */
/* Purpose: A function that looks at a thread-local variable before its prologue is not taken to another thread between. */
/* Env: GORODEBUG=preempt=1 */
/* Stress: no, it sets GORODEBUG itself */
#include "support/threads.h"

static __thread struct row { int seen, times; void *thread; long more[3]; } rows[64];

static OPAQUE void slow (struct row *r, int k)
{
  volatile char used[512];
  used[k & 1] = 1;
  CHECK (r->seen == 1 && used[k & 1] == 1);
}

/* The early exits need no frame, the rest does.  */
static OPAQUE int look (unsigned k)
{
  struct row *r = &rows[k & 63];
  if (r->times < 0)
    return 1;
  if (r->more[0] > 0)
    return (int) r->more[0];
  r->seen = 1;
  r->thread = here ();
  slow (r, (int) k);
  slow (r, (int) k + 1);
  return 0;
}

static void hop (int id)
{
  for (int i = 0; i < 300; i++) {
    CHECK (look ((unsigned) (i + id)) == 0);
    for (int k = 0; k < 64; k++)
      CHECK (rows[k].thread == NULL || rows[k].thread == here ());
  }
}

int main (void)
{
  travel (hop);
  return 0;
}
