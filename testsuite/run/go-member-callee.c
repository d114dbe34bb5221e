/* SPDX-License-Identifier: MIT */
/* Purpose: The callee of go may be a member of a structure, reached by . and by ->. */
#include "support/check.h"

struct object {
  int base;
  void (*method) (struct object *self, int x);
};

static goro_chan (int) out;

static void add (struct object *self, int x)
{
  goro_send (out, self->base + x);
}

static struct object fixed = { 100, add };

static void test (void)
{
  struct object *p = malloc (sizeof *p);
  p->base = 200;
  p->method = add;

  go fixed.method (&fixed, 1);
  CHECK (goro_recv (out) == 101);
  go p->method (p, 2);
  CHECK (goro_recv (out) == 202);
  free (p);
}

int main (void)
{
  out = goro_chan_make (int, 0);
  in_goroutine (test);
  return 0;
}
