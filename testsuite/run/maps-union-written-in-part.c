/* SPDX-License-Identifier: MIT */
/* Purpose: A byte or a short written to a union with a pointer, beside an old address, keeps its value. */
#include "support/derived.h"

union any { int *p; char c; short s; int i; unsigned char bytes[3]; };
struct tagged { int tag; union any u; };

static OPAQUE void stale (int *x)
{
  int *all[64];
  for (int i = 0; i < 64; i++)
    all[i] = x + i;
  move (all);
}

static OPAQUE void set (struct tagged *t, int tag, int *x)
{
  t->tag = tag;
  switch (tag % 5) {
  case 0: t->u.c = 77; break;
  case 1: t->u.s = 1234; break;
  case 2: t->u.i = 123456; break;
  case 3: t->u.bytes[2] = 9; break;
  case 4: t->u.p = x; break;
  }
}

static OPAQUE void check (struct tagged *t, int *x)
{
  switch (t->tag % 5) {
  case 0: CHECK (t->u.c == 77); break;
  case 1: CHECK (t->u.s == 1234); break;
  case 2: CHECK (t->u.i == 123456); break;
  case 3: CHECK (t->u.bytes[2] == 9); break;
  case 4: CHECK (t->u.p == x); break;
  }
}

static OPAQUE void use (int *x)
{
  for (int k = 0; k < 3; k++) {
    struct tagged t[15];
    for (int i = 0; i < 15; i++)
      set (&t[i], i + k, x);
    for (int n = 0; n < 4; n++) {
      move (x);
      for (int i = 0; i < 15; i++)
        check (&t[i], x);
    }
  }
}

static void test (void)
{
  int x[64] = { 1 };
  for (int i = 0; i < 4; i++) {
    stale (x);
    use (x);
  }
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
