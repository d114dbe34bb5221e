/* SPDX-License-Identifier: MIT */
/* Purpose: Addresses of labels in locals, in arrays on the stack, passed on and subtracted, with pointers to locals live
   at every label. */
#include "support/check.h"

static OPAQUE const void *choose (const void *const *labels, int i)
{
  grow (5);
  return labels[i];
}

static OPAQUE long run (const char *text, long x)
{
  const void *const labels[] = { &&add, &&twice, &&less, &&stop };
  static const int offsets[] = { &&add - &&add, &&twice - &&add, &&less - &&add, &&stop - &&add };
  long a = x, *p = &a, **pp = &p;
  const void *next;

again:
  next = choose (labels, *text - '0');
  grow (3);
  CHECK (next == &&add + offsets[*text - '0']);
  text++;
  goto *next;
add:
  **pp += 3;
  goto again;
twice:
  grow (2);
  *p *= 2;
  goto *labels[*text++ - '0'];
less:
  a -= grow (0) + 1;
  goto again;
stop:
  return a;
}

static void test (void)
{
  char program[] = "0101023";
  CHECK (run (program, 1) == ((((1 + 3) * 2 + 3) * 2) + 3) - 1);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
