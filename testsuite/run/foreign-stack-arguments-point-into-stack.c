/* SPDX-License-Identifier: MIT */
/* Purpose: Pointers into the goroutine's stack among the stack arguments of a foreign call: sscanf
   stores through them. */
#include "support/check.h"

static void test (void)
{
  int a, b, c, d, e, f, n = 0;
  double x, y;
  char word[10];
  int got = sscanf ("1 2 3 4 5 6 0.5 word 2.25 end", "%d %d %d %d %d %d %lf %9s %lf%n",
                    &a, &b, &c, &d, &e, &f, &x, word, &y, &n);

  grow (50);
  CHECK (got == 9 && n == 25);
  CHECK (a + b + c + d + e + f == 21 && x == 0.5 && y == 2.25 && word[3] == 'd');
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
