/* SPDX-License-Identifier: MIT */
/* Purpose: An argument with a larger alignment than the start of a stack has is an error. */
/* Options: -Wno-psabi */
#include <goro.h>

struct aligned { _Alignas (32) int a[8]; };
void f (struct aligned);

void test (struct aligned s)
{
  go f (s); /* { dg-error "aligned to more than 16" } */
}
