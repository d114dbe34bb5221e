/* SPDX-License-Identifier: MIT */
/* Purpose: Recursion through function pointers, in structures on the stack too. */
#include "support/check.h"

struct visitor {
  int (*visit) (struct visitor *self, int n);
  int *counter;
};

static OPAQUE int odd (struct visitor *self, int n);

static OPAQUE int even (struct visitor *self, int n)
{
  struct visitor next = { odd, self->counter };
  *self->counter += 1;
  return n == 0 ? 1 : next.visit (&next, n - 1);
}

static OPAQUE int odd (struct visitor *self, int n)
{
  struct visitor next = { even, self->counter };
  *self->counter += 1;
  return n == 0 ? 0 : next.visit (&next, n - 1);
}

static void test (void)
{
  int calls = 0;
  struct visitor first = { even, &calls };

  CHECK (first.visit (&first, 301) == 0);
  CHECK (calls == 302);
  CHECK (first.visit (&first, 100) == 1);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
