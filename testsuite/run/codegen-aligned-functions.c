/* SPDX-License-Identifier: MIT */
/* Purpose: The attribute aligned of a function holds for its entry. */
/* Levels: -O0 -O2 -Os */
#include "support/check.h"

__attribute__ ((aligned (64))) int first (void)
{
  return 1;
}

__attribute__ ((aligned (16))) int second (void)
{
  return 2;
}

int main (void)
{
  uintptr_t at = (uintptr_t) first, other = (uintptr_t) second;

  __asm__ ("" : "+r" (at), "+r" (other));
  CHECK (at % 64 == 0);
  CHECK (other % 16 == 0);
  return first () + second () - 3;
}
