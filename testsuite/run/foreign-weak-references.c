/* SPDX-License-Identifier: MIT */
/* Purpose: Weak references of the same name in two files are two functions. */
/* Sources: support/weakref.c */
#include "support/check.h"

extern int call_hook (int x);
static int hook (int x) __attribute__ ((weakref ("first")));
static int missing (int x) __attribute__ ((weakref ("defined_nowhere")));

int main (void)
{
  CHECK (hook (1) == 101);
  CHECK (call_hook (1) == 201);
  CHECK (!missing);
  return 0;
}
