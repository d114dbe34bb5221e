/* SPDX-License-Identifier: MIT */
/* Purpose: atexit functions run after main has returned, the last one first, with a stack that
   is large enough for what they do. */
/* Output: main */
/* Output: third */
/* Output: second */
/* Output: first */
#include "support/check.h"

static void first (void) { puts ("first"); }
static void second (void) { grow (100); puts ("second"); }
static void third (void) { puts ("third"); }

int main (void)
{
  atexit (first);
  atexit (second);
  atexit (third);
  puts ("main");
  return 0;
}
