/* SPDX-License-Identifier: MIT */
/* Options: -Wno-psabi */
/* Purpose: Structures by value whose words are pointers to locals, numbers and floats in all the ways
   they are passed: in registers, half in each kind, in memory, with alignment. */
#include "support/check.h"

struct p1 { int *a; };
struct p2 { int *a, *b; };
struct pd { int *a; double d; };
struct dp { double d; int *a; };
struct p3 { int *a, *b, *c; };
struct pi { int *a; int n; };
struct px { long c; int *a; char d; } __attribute__ ((packed, aligned (8)));
struct pl { int *a; long double l; };
struct aligned { int *a; } __attribute__ ((aligned (32)));
union u { int *a; long n; double d; };
struct nested { struct p1 x; union u y; struct { struct pd z[2]; } in; };

#define FN(T, NAME, FIRST) \
  static OPAQUE T NAME (int depth, T s, int *x) \
  { \
    T copy = s; \
    grow (3); \
    if (depth > 0) \
      copy = NAME (depth - 1, s, x); \
    grow (2); \
    CHECK (s.FIRST == x && copy.FIRST == x); \
    return depth & 1 ? s : copy; \
  }
FN (struct p1, f1, a)
FN (struct p2, f2, b)
FN (struct pd, fpd, a)
FN (struct dp, fdp, a)
FN (struct p3, f3, c)
FN (struct pi, fpi, a)
FN (struct px, fpx, a)
FN (struct pl, fpl, a)
FN (struct aligned, fal, a)
FN (union u, fu, a)
FN (struct nested, fn, in.z[1].a)

static void test (void)
{
  int x = 1, y = 2;

  CHECK (f1 (9, (struct p1) { &x }, &x).a == &x);
  CHECK (f2 (9, (struct p2) { &x, &y }, &y).a == &x);
  CHECK (fpd (9, (struct pd) { &x, 2.5 }, &x).d == 2.5);
  CHECK (fdp (9, (struct dp) { 2.5, &x }, &x).d == 2.5);
  CHECK (f3 (9, (struct p3) { &x, &x, &y }, &y).b == &x);
  CHECK (fpi (9, (struct pi) { &x, 4 }, &x).n == 4);
  CHECK (fpx (9, (struct px) { 1, &x, 2 }, &x).c == 1);
  CHECK (fpl (9, (struct pl) { &x, 1.25L }, &x).l == 1.25L);
  CHECK (fal (9, (struct aligned) { &x }, &x).a == &x);
  CHECK (fu (9, (union u) { &x }, &x).a == &x);
  CHECK (fn (9, (struct nested) { { &x }, { &y }, { { { &x, 1 }, { &y, 2 } } } }, &y).in.z[0].a == &x);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
