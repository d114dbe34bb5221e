/* SPDX-License-Identifier: MIT */
/* What the tests of thread-local variables share: a program that uses its own and those of
   support/thread-locals.c, with moves of the stack between.  */
#include "check.h"

extern __thread int others_first, others_second;
extern int count_own (int by);
__thread int mine = 3;
static __thread int hidden, hidden_too;

static OPAQUE int sum (int n)
{
  if (n > 0)
    return sum (n - 1) + mine;
  grow (5);
  return others_first + others_second + hidden + hidden_too;
}

int main (void)
{
  hidden = 1;
  hidden_too = 2;
  CHECK (sum (10) == 40);
  others_first++;
  others_second = 5;
  mine++;
  CHECK (sum (10) == 56);
  CHECK (count_own (4) == 15);
  return 0;
}
