/* SPDX-License-Identifier: MIT */
/* Purpose: The operand of go must be a call: anything else is an error where it stands. */
#include <goro.h>

int f (int);
extern int x, *p;

void test (void)
{
  go x; /* { dg-error "call" } */
  go 5; /* { dg-error "call" } */
  go f; /* { dg-error "call" } */
  go f (1) + 1; /* { dg-error "call" } */
  go (void) 0; /* { dg-error "call" } */
  go *p; /* { dg-error "call" } */
  go x = f (1); /* { dg-error "call" } */
  go x ? f (1) : f (2); /* { dg-error "call" } */
}
