/* SPDX-License-Identifier: MIT */
/* Purpose: Null pointers, pointers to static objects and small integers kept as pointers are left alone
   by a move. */
#include "support/check.h"

struct list { struct list *next; void *tag; };

static struct list end;

static OPAQUE int length (const struct list *l)
{
  int n = 0;
  grow (20);
  for (; l != &end; l = l->next)
    n++;
  return n;
}

static void test (void)
{
  struct list three = { &end, (void *) 1 }, two = { &three, (void *) -1 }, one = { &two, NULL };
  struct list *null = NULL;

  for (int i = 0; i < 10; i++) {
    grow (10 * i);
    CHECK (length (&one) == 3);
    CHECK (one.tag == NULL && two.tag == (void *) -1 && three.tag == (void *) 1);
    CHECK (null == NULL);
  }
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
