/* SPDX-License-Identifier: MIT */
/* Purpose: A compound literal whose address is kept is a new object each time it is made, in a loop without a block too. */
#include "support/check.h"

struct node { int value; struct node *next; };
static struct node *list;
static int *numbers[10];

static OPAQUE void push (struct node *n) { n->next = list; list = n; }

static OPAQUE void many (int n)
{
  for (int i = 0; i < n; i++)
    push (&(struct node) { .value = i });
  for (int i = 0; i < 10; i++)
    numbers[i] = (int[]) { i, i > 5 ? i * 2 : i * 3 };
}

static void test (void)
{
  many (20);
  grow (50);
  goro_gc ();
  int k = 20;
  for (struct node *p = list; p; p = p->next)
    CHECK (p->value == --k);
  CHECK (k == 0);
  for (int i = 0; i < 10; i++)
    CHECK (numbers[i][0] == i && numbers[i][1] == (i > 5 ? i * 2 : i * 3));
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
