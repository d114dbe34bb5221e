/* SPDX-License-Identifier: MIT */
/* Purpose: Structures returned in registers, pointers into the stack among their members, survive
   growth right before and right after the return. */
#include "support/check.h"

struct slice { int *start; long length; };
struct point { double x, y; };
struct tagged { double weight; const char *name; };

static OPAQUE struct slice tail (struct slice s)
{
  grow (30);
  return (struct slice) { s.start + 1, s.length - 1 };
}

static OPAQUE struct point add (struct point a, struct point b)
{
  grow (30);
  return (struct point) { a.x + b.x, a.y + b.y };
}

static OPAQUE struct tagged tag (double w, const char *name)
{
  grow (30);
  return (struct tagged) { w, name };
}

static void test (void)
{
  int a[5] = { 1, 2, 3, 4, 5 };
  char name[4] = "abc";
  int total = 0;

  for (struct slice s = { a, 5 }; s.length > 0; s = tail (s))
    total += *s.start;
  CHECK (total == 15);

  struct point one = { 1, 2 }, two = { 10, 20 }, three = { 0.5, 0.25 };
  struct point p = add (add (one, two), three);
  CHECK (p.x == 11.5 && p.y == 22.25);

  struct tagged t = tag (1.5, name);
  grow (60);
  CHECK (t.weight == 1.5 && t.name[2] == 'c');
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
