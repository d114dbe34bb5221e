/* SPDX-License-Identifier: MIT */
/* Purpose: A pointer kept in a bit-field of 48 bits, the other 16 of them zero, moves with the stack. */
#include "support/check.h"

struct tagged {
  uint64_t address : 48;
  uint64_t tag : 16;
};

static OPAQUE int through (int *p)
{
  struct tagged t;
  struct tagged *volatile at = &t;

  t.address = (uintptr_t) p;
  t.tag = 0;
  grow (10);
  CHECK (at->tag == 0);
  return *(int *) (uintptr_t) at->address;
}

static void test (void)
{
  int x = 5;

  CHECK (through (&x) == 5);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
