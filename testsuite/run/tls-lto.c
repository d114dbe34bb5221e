/* SPDX-License-Identifier: MIT */
/* Purpose: Thread-local variables with -flto, around calls of functions of another file that are known to touch no memory, or other memory. */
/* Options: -flto */
/* Sources: support/no-memory.c */
/* Env: GORODEBUG=preempt=1 */
/* Stress: no, it sets GORODEBUG itself */
#include "support/threads.h"

static __thread void *own;
int found (int n);
int declared (int n) __attribute__ ((const));
void elsewhere (int n);

static void hop (int id)
{
  int sum = 0;
  for (int i = 0; i < 200; i++) {
    own = here ();
    sum += found (i & 63);
    CHECK (own == NULL || own == here ());
    own = here ();
    sum += declared (i + id);
    CHECK (own == NULL || own == here ());
    own = here ();
    elsewhere (i);
    CHECK (own == NULL || own == here ());
  }
  CHECK (sum != 1);
}

int main (void)
{
  travel (hop);
  return 0;
}
