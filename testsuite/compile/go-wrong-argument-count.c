/* SPDX-License-Identifier: MIT */
/* Purpose: Too few and too many arguments are the same errors as in a call. */
#include <goro.h>

void f (int, int);

void test (void)
{
  go f (1); /* { dg-error "too few arguments to function" } */
  go f (1, 2, 3); /* { dg-error "too many arguments to function" } */
  go f (1, 2);
}
