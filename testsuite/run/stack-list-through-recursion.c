/* SPDX-License-Identifier: MIT */
/* Purpose: A doubly linked list whose nodes are locals of a recursion: built going down, walked
   in both directions at the bottom, and on the way back. */
#include "support/check.h"

struct node { struct node *next, *previous; int value; };

static OPAQUE int walk (struct node *n)
{
  int sum = 0;
  struct node *first = n;

  for (; n != NULL; n = n->previous) {
    sum += n->value;
    first = n;
  }
  for (; first != NULL; first = first->next)
    sum += first->value;
  return sum;
}

static OPAQUE int build (struct node *previous, int depth)
{
  struct node mine = { NULL, previous, depth };

  if (previous != NULL)
    previous->next = &mine;
  if (depth == 200)
    return walk (&mine);
  int sum = build (&mine, depth + 1);
  CHECK (mine.next != NULL && mine.previous == previous);
  mine.next = NULL;
  CHECK (walk (&mine) == depth * (depth + 1));
  return sum;
}

static void test (void)
{
  CHECK (build (NULL, 1) == 200 * 201);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
