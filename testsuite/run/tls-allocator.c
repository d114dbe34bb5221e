/* SPDX-License-Identifier: MIT */
/* Purpose: Thread-local variables around calls of the program's own malloc, though the compiler believes that malloc touches nothing. */
/* Sources: support/bump-allocator.c */
/* Env: GORODEBUG=preempt=1 */
/* Stress: no, it sets GORODEBUG itself */
#include "support/threads.h"

static __thread void *own;


static void hop (int id)
{
  (void) id;
  for (int i = 0; i < 300; i++) {
    own = here ();
    char *volatile p = malloc (8);
    CHECK (own == NULL || own == here ());
    own = here ();
    free (p);
    CHECK (own == NULL || own == here ());
  }
}

int main (void)
{
  travel (hop);
  return 0;
}
