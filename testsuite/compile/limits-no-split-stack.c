/* SPDX-License-Identifier: MIT */
/* Purpose: Functions that are to have no check and need one are refused; those that need none are not. */
void use (void *);

__attribute__ ((no_split_stack)) int calls (int x) /* { dg-error "no_split_stack" } */
{
  use (&x);
  return x;
}

__attribute__ ((no_split_stack)) int shallow (int x)
{
  volatile int y = x;
  return y;
}
