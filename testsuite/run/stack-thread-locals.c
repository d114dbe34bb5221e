/* SPDX-License-Identifier: MIT */
/* Purpose: Thread-local variables are read and written at any stack depth, in one thread. */
/* Procs: 1 */
#include "support/check.h"

static _Thread_local int counter;
static __thread char text[16];

static OPAQUE void recurse (int depth)
{
  volatile char used[200];

  used[0] = 1;
  counter++;
  text[depth % 16] = (char) depth;
  if (depth > 0)
    recurse (depth - 1);
  counter++;
  used[0] = 0;
}

static void test (void)
{
  counter = 0;
  recurse (99);
  CHECK (counter == 200);
  CHECK (text[0] == 0 && text[15] == 15);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
