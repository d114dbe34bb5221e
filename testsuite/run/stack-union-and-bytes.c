/* SPDX-License-Identifier: MIT */
/* Purpose: Locals in unions, copied as bytes and compared after growth. */
#include "support/check.h"
#include <string.h>

union any { double d; long l; char bytes[40]; };
struct tagged { int tag; union any value; };

static OPAQUE void set (struct tagged *t, int tag)
{
  grow (20);
  t->tag = tag;
  if (tag == 0)
    t->value.d = 2.5;
  else if (tag == 1)
    t->value.l = -1;
  else
    memset (t->value.bytes, tag, sizeof t->value.bytes);
}

static void test (void)
{
  struct tagged t[3], copy[3];

  for (int i = 0; i < 3; i++)
    set (&t[i], i);
  memcpy (copy, t, sizeof t);
  grow (100);
  CHECK (copy[0].value.d == 2.5 && copy[1].value.l == -1 && copy[2].value.bytes[39] == 2);
  CHECK (memcmp (copy, t, sizeof t) == 0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
