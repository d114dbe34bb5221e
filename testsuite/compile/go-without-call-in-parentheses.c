/* SPDX-License-Identifier: MIT */
/* Purpose: A call hidden in parentheses is still a call; a comma expression is not. */
#include <goro.h>

void f (int);
extern int x;

void test (void)
{
  go (f (1));
  go (f) (1);
  go (x++, f (1)); /* { dg-error "call" } */
}
