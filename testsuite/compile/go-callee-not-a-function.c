/* SPDX-License-Identifier: MIT */
/* Purpose: Calling in a go statement what is not a function is GCC's own error. */
#include <goro.h>

extern int x;

void test (void)
{
  go x (1); /* { dg-error "is not a function" } */
}
