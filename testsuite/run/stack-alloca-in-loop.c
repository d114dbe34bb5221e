/* SPDX-License-Identifier: MIT */
/* Purpose: alloca in a loop, with growth between: all blocks stay right, and chained through
   pointers to each other. */
#include "support/check.h"
#include <alloca.h>
#include <string.h>

struct node { struct node *next; int value; };

static OPAQUE int chain (int n)
{
  struct node *head = NULL;
  int sum = 0;

  for (int i = 0; i < n; i++) {
    struct node *block = alloca (sizeof *block + i);
    memset (block, 0, sizeof *block + i);
    block->next = head;
    block->value = i;
    head = block;
    grow (i % 7 * 10);
  }
  grow (100);
  for (; head != NULL; head = head->next)
    sum += head->value;
  return sum;
}

static void test (void)
{
  CHECK (chain (100) == 4950);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
