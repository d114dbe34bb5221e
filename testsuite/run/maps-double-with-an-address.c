/* SPDX-License-Identifier: MIT */
/* Purpose: Addresses kept as doubles: boxed in a union, and copied into one with memcpy. */
#include "support/derived.h"

typedef union { double number; unsigned long bits; } box;

static NOINLINE box box_pointer (int *p)
{
  box b;
  b.bits = (unsigned long) p;
  return b;
}

static NOINLINE int *unbox (box b)
{
  return (int *) b.bits;
}

static OPAQUE void boxed (int *x)
{
  box b = box_pointer (x), other = { 2.5 };
  double kept = b.number, more[3] = { 1, b.number, 2 };
  for (int i = 0; i < 4; i++) {
    move (x);
    CHECK (unbox (b) == x);
    CHECK (other.number == 2.5);
    box again = { kept }, third = { more[1] };
    CHECK (unbox (again) == x && unbox (third) == x);
  }
}

static NOINLINE double copied_in (int *p)
{
  double d;
  memcpy (&d, &p, sizeof d);
  return d;
}

static NOINLINE int *copied_out (double d)
{
  int *p;
  memcpy (&p, &d, sizeof d);
  return p;
}

struct pair { double first, second; };

static OPAQUE void copied (int *x)
{
  double d = copied_in (x), e = 2.5;
  struct pair pair = { e, d };
  for (int i = 0; i < 4; i++) {
    move (i & 1 ? &pair : NULL);
    CHECK (copied_out (d) == x && e == 2.5);
    CHECK (copied_out (pair.second) == x && pair.first == 2.5);
  }
}

static void test (void)
{
  int x = 5;
  boxed (&x);
  copied (&x);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
