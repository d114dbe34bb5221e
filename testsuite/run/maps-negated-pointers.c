/* SPDX-License-Identifier: MIT */
/* Purpose: an address subtracted from a small number, negated or complemented moves with the stack, the
   other way: in a register, in a slot, where two paths meet, and at a call with arguments on the stack. */
/* Levels: -O0 -O1 -O2 -Os */
#include "support/check.h"
#include <stdint.h>

#define SPILL __asm__ volatile ("" : : : "rbx", "r12", "r13", "r14", "r15")

/* One move, then two: where every call makes two, the stack may be where it was before.  */
static int turns;
static OPAQUE void move (void)
{
  grow (turns++ % 3 == 0);
}

static OPAQUE long move_with (long a, long b, long c, long d, long e, long f, long g, long *p)
{
  move ();
  return a + b + c + d + e + f + g + *p;
}

/* A leaf, without a check: the compiler does not see what becomes of the number, and the stack does not move
   meanwhile.  */
static OPAQUE long minus (uintptr_t n, long c)
{
  return *(long *) (c - n);
}

static OPAQUE long negated (long *p)
{
  uintptr_t n = -(uintptr_t) p;
  move ();
  return minus (n, 0);
}

static OPAQUE long complemented (long *p)
{
  uintptr_t n = ~(uintptr_t) p;
  move ();
  return minus (n, -1);
}

static OPAQUE long subtracted (long *p)
{
  uintptr_t n = 24 - (uintptr_t) p;
  move ();
  return minus (n, 24);
}

static OPAQUE long in_slots (long *p, long *q)
{
  uintptr_t n = -(uintptr_t) p, m = ~(uintptr_t) q;
  move ();
  SPILL;
  move ();
  return minus (n, 0) + minus (m, -1);
}

static OPAQUE long or_zero (long *p, int any)
{
  uintptr_t n = any ? -(uintptr_t) p : 0;
  move ();
  return n ? minus (n, 0) : 0;
}

/* Also at a call with arguments on the stack.  */
static OPAQUE long around_arguments (long *p)
{
  uintptr_t n = -(uintptr_t) p;
  long sum = 0;
  for (long i = 0; i < 3; i++)
    sum += move_with (1, 2, 3, 4, 5, 6, i, p) + minus (n, 0);
  return sum;
}

static void test (void)
{
  long x = 42, y = 58;
  for (int i = 0; i < 6; i++) {
    CHECK (negated (&x) == 42);
    CHECK (complemented (&x) == 42);
    CHECK (subtracted (&x) == 42);
    CHECK (in_slots (&x, &y) == 100);
    CHECK (or_zero (&x, i & 1) == (i & 1 ? 42 : 0));
    CHECK (around_arguments (&x) == 3 * (42 + 42 + 21) + 3);
  }
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
