/* SPDX-License-Identifier: MIT */
/* Purpose: A collection in a callback from foreign code keeps what the callback holds, and what the goroutine that called the foreign
   function does. */
#include "support/keep.h"

static uintptr_t hidden[3];

static OPAQUE int compare (const void *a, const void *b)
{
  struct object *local = make ();
  hidden[2] = hide (local);
  collect ();
  CHECK (kept (hidden[0]) && kept (hidden[1]));
  CHECK (local->tag == hidden[2]);
  return *(const int *) a - *(const int *) b;
}

static OPAQUE void caller (struct object *outer)
{
  struct object *local = make ();
  int numbers[3] = { 3, 1, 2 };
  hidden[1] = hide (local);
  qsort (numbers, 3, sizeof numbers[0], compare);
  CHECK (numbers[0] == 1 && numbers[2] == 3);
  CHECK (local->tag == hidden[1] && outer->tag == hidden[0]);
}

static void test (void)
{
  struct object *outer = make ();
  hidden[0] = hide (outer);
  caller (outer);
  CHECK (outer->tag == hidden[0]);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
