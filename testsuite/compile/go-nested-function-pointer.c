/* SPDX-License-Identifier: MIT */
/* Purpose: A pointer to a nested function as an argument of go: a warning, as with the address of a local. */
#include <goro.h>

void use (int (*) (int));

void test (int n)
{
  int add (int x) { return x + n; }

  go use (add); /* { dg-warning "address of local .add. is an argument" } */
}
