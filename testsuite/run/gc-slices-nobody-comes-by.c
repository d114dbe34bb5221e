/* SPDX-License-Identifier: MIT */
/* Purpose: a collection comes to its end although all goroutines that run neither allocate nor call anything. */
/* Env: GORODEBUG=gcslices=1 */
#include "support/check.h"

enum { SPINNING = 3, NODES = 20000 };

struct node { struct node *next; long value; };

static struct node *kept;
static _Atomic int stop, ended;

static void spin (void)
{
  while (!stop)
    continue;
  ended++;
}

int main (void)
{
  for (long i = 0; i < NODES; i++) {
    struct node *n = goro_new (struct node);
    n->value = i;
    n->next = kept;
    kept = n;
  }
  for (int i = 0; i < SPINNING; i++)
    go spin ();
  for (int i = 0; i < 3; i++)
    goro_gc ();
  stop = 1;
  while (ended < SPINNING)
    goro_yield ();
  long i = NODES;
  for (struct node *n = kept; n != NULL; n = n->next)
    CHECK (n->value == --i);
  CHECK (i == 0);
  return 0;
}
