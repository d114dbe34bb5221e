/* SPDX-License-Identifier: MIT */
/* Purpose: The arguments of go are converted to the types of the parameters, as in a call;
   arrays and functions become pointers. */
#include "support/check.h"

static goro_chan (int) out;
static int numbers[3] = { 1, 2, 3 };

static int add (int a, int b) { return a + b; }

static void take (double d, char c, const int *array, int (*fn) (int, int), long l)
{
  CHECK (d == 3.0);
  CHECK (c == 1);
  CHECK (array[2] == 3);
  CHECK (l == -1);
  goro_send (out, fn (4, 5));
}

static void test (void)
{
  int three = 3;

  out = goro_chan_make (int, 0);
  go take (three, (char) 257, numbers, add, -1);
  CHECK (goro_recv (out) == 9);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
