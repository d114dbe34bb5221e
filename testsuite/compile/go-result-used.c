/* SPDX-License-Identifier: MIT */
/* Purpose: A go statement has no value. */
#include <goro.h>

int f (int);

void test (void)
{
  int r;
  r = go f (1); /* { dg-error "void value not ignored" } */
  (void) r;
}
